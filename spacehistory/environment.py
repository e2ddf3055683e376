"""Reading settings from the environment, refusing in a plain sentence what cannot be meant."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

YES = {"1", "true", "yes", "on"}
NO = {"", "0", "false", "no", "off"}

SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000;"


def flag(name: str) -> bool:
    """The variable `name` as a yes or no; unset means no, and any other word is refused."""
    word = os.environ.get(name, "").strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise ImproperlyConfigured(f"{name} is {word!r}: write 1 for yes or 0 for no.")


def number(name: str, default: int) -> int:
    """The variable `name` as a whole number from 1 on; `default` where nothing is set."""
    word = os.environ.get(name, "").strip()
    if not word:
        return default
    if word.isascii() and word.isdecimal() and int(word):
        return int(word)
    raise ImproperlyConfigured(f"{name} is {word!r}: write a whole number from 1 on.")


def site_url() -> str:
    """SITE_URL without a closing slash: where readers find the site. Unset, it is this machine."""
    url = os.environ.get("SITE_URL", "").strip().rstrip("/") or "http://127.0.0.1:8000"
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise ImproperlyConfigured(f"SITE_URL is {url!r}: write it like https://history.example.org, without a path.")
    return url


def allowed_hosts(url: str) -> list[str]:
    """The hosts to answer for: ALLOWED_HOSTS, the host of SITE_URL, and this machine by its own names."""
    given = [host.strip() for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
    if "*" in given:
        raise ImproperlyConfigured("ALLOWED_HOSTS is '*', which answers for any host: name the hosts, with commas.")
    host = urlsplit(url).hostname
    return sorted({*given, *([host] if host else []), "localhost", "127.0.0.1", "[::1]"})


def secret_key(keep_in: Path, *, public: bool) -> str:
    """SECRET_KEY; on one's own machine, when it is not set, a random one kept in the file `keep_in`.

    A public site (one with an https:// SITE_URL) must set it, since every process has to have the same.
    """
    if key := os.environ.get("SECRET_KEY", "").strip():
        return key
    if public:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set, and SITE_URL is a public https:// address. Set it to a long random text, "
            "for example the output of: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    try:
        handle = os.open(keep_in, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if kept := keep_in.read_text().strip():
            return kept
        keep_in.unlink()
        return secret_key(keep_in, public=public)
    except OSError:
        return secrets.token_urlsafe(50)
    key = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w") as file:
        file.write(key + "\n")
    return key


def folder(name: str, default: Path) -> Path:
    """The folder that a variable names, given as a whole path; `default` where nothing is set."""
    value = os.environ.get(name, "").strip()
    if value and not Path(value).is_absolute():
        raise ImproperlyConfigured(f"{name} is '{value}': give the whole path of a folder, from / on.")
    return Path(value) if value else default


def database(default_file: Path) -> dict[str, object]:
    """DATABASE_URL (sqlite:// or postgres://) as Django's settings for it; unset, one SQLite file."""
    config = dict(env.db_url_config(os.environ.get("DATABASE_URL", "").strip() or f"sqlite:///{default_file}"))
    engine = config.get("ENGINE")
    if engine == "django.db.backends.sqlite3":
        # SQLite lets whoever waits to write try again now and then, in no order: with several editors a wait may be long.
        config["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS}
    elif engine == "django.db.backends.postgresql":
        config["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured("DATABASE_URL: begin it with sqlite:/// or postgres://, the two databases we test.")
    config["CONN_MAX_AGE"] = 60  # seconds; to connect anew costs more than to answer with a page that is kept
    return config


def cache() -> dict[str, object]:
    """REDIS_URL as Django's shared cache; unset, each process remembers for itself."""
    url = os.environ.get("REDIS_URL", "").strip()
    if not url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured("REDIS_URL: begin it with redis://, rediss:// or unix://.")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
