"""Settings as the environment makes them: each case is a process of its own."""

import json
import os
import secrets
import subprocess
import sys

import pytest

from tests.conftest import ROOT

NAMES = (
    "DEBUG ALLOWED_HOSTS SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE "
    "CSRF_TRUSTED_ORIGINS DATABASES CACHES SESSION_COOKIE_NAME CSRF_COOKIE_NAME BEHIND_PROXY PROXY_HOPS "
    "REQUIRE_TWO_STEP SESSION_COOKIE_HTTPONLY CSRF_COOKIE_HTTPONLY SESSION_COOKIE_SAMESITE PASSWORD_HASHERS"
).split()
PROGRAM = (
    "import json; from spacehistory import settings; "
    f"print(json.dumps({{name: getattr(settings, name) for name in {NAMES!r}}} | {{'KEY': len(settings.SECRET_KEY)}}, default=str))"
)
OURS = {"DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "SITE_URL", "BEHIND_PROXY", "PROXY_HOPS"}


def run(**given: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in OURS} | given
    return subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True)


def settings(**given: str) -> dict:
    done = run(**given)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_settings_with_nothing_set_are_safe_and_for_this_machine():
    found = settings()
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "[::1]", "localhost"]
    assert found["KEY"] >= 50
    assert found["SECURE_SSL_REDIRECT"] is False
    assert (found["SESSION_COOKIE_NAME"], found["CSRF_COOKIE_NAME"]) == ("sessionid", "csrftoken")
    assert (found["SESSION_COOKIE_HTTPONLY"], found["CSRF_COOKIE_HTTPONLY"]) == (True, True)
    assert found["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert (found["BEHIND_PROXY"], found["PROXY_HOPS"], found["REQUIRE_TWO_STEP"]) == (False, 1, False)
    assert found["PASSWORD_HASHERS"][0].endswith("Argon2PasswordHasher")
    assert found["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found["CACHES"]["default"]["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache"


def test_settings_with_a_public_address_are_hardened():
    found = settings(SITE_URL="https://history.example.org/", SECRET_KEY="x" * 60)
    assert found["SECURE_SSL_REDIRECT"] is True
    assert found["SECURE_HSTS_SECONDS"] == 31536000
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["CSRF_COOKIE_SECURE"] is True
    assert (found["SESSION_COOKIE_NAME"], found["CSRF_COOKIE_NAME"]) == ("__Host-sessionid", "__Host-csrftoken")
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://history.example.org"]
    assert "history.example.org" in found["ALLOWED_HOSTS"]


def test_settings_take_postgresql_and_redis_by_address():
    found = settings(DATABASE_URL="postgres://reader:secret@db.example/history", REDIS_URL="redis://cache.example/1")
    database = found["DATABASES"]["default"]
    assert (database["ENGINE"], database["HOST"], database["NAME"]) == (
        "django.db.backends.postgresql",
        "db.example",
        "history",
    )
    assert found["CACHES"]["default"] == {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://cache.example/1",
    }


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"SITE_URL": "https://history.example.org"}, "SECRET_KEY is not set"),
        ({"SITE_URL": "history.example.org"}, "SITE_URL is 'history.example.org': write it like https://"),
        ({"SITE_URL": "https://a.example/site", "SECRET_KEY": "x" * 60}, "without a path"),
        ({"DEBUG": "perhaps"}, "DEBUG is 'perhaps': write 1 for yes or 0 for no."),
        ({"PROXY_HOPS": "0"}, "PROXY_HOPS is '0': write a whole number from 1 on."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is '*', which answers for any host"),
        ({"DATABASE_URL": "mysql://a@b/c"}, "DATABASE_URL: begin it with sqlite:/// or postgres://"),
        ({"MEDIA_ROOT": "media"}, "MEDIA_ROOT is 'media': give the whole path"),
        ({"REDIS_URL": "memcached://a"}, "REDIS_URL: begin it with redis://"),
    ],
)
def test_settings_refuse_what_cannot_be_meant(given, sentence):
    done = run(**given)
    assert done.returncode == 1
    assert sentence in done.stderr.splitlines()[-1]


def test_a_public_site_passes_the_deployment_check():
    given = {"SITE_URL": "https://history.example.org", "SECRET_KEY": secrets.token_urlsafe(50)}
    of_the_browser_tests = {"DJANGO_ALLOW_ASYNC_UNSAFE"}
    environment = {name: value for name, value in os.environ.items() if name not in OURS | of_the_browser_tests} | given
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, "no issues" in done.stdout + done.stderr) == (0, True), done.stderr
