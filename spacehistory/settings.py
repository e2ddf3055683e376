"""All settings, driven by the environment and safe when nothing is set (README, "Settings")."""

import os
import sys
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from spacehistory import environment

BASE_DIR = Path(__file__).resolve().parent.parent

SITE_URL = environment.site_url()
SITE_URL_IS_SET = bool(os.environ.get("SITE_URL", "").strip())
IS_PUBLIC = SITE_URL.startswith("https://")

DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.secret_key(BASE_DIR / ".secret-key", public=IS_PUBLIC)
ALLOWED_HOSTS = environment.allowed_hosts(SITE_URL)

INSTALLED_APPS = [
    "timeline.access.apps.DeskConfig",  # in place of django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "timeline",
    "timeline.access.apps.AccessConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "timeline.middleware.CompressedMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "timeline.limits.LimitsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "timeline.middleware.SafeMethodsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "timeline.middleware.NoCookieUnaskedMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "timeline.middleware.MovedMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "spacehistory.urls"
WSGI_APPLICATION = "spacehistory.wsgi.application"

# Public pages depend on their address and the data alone, so a template sees the request and nothing of a visitor.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "timeline.context.site",
            ],
        },
    },
]

DATABASES = {"default": environment.database(BASE_DIR / "db.sqlite3")}
CACHES = {"default": environment.cache()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Who may enter the desk (timeline/access). Argon2 is what Django recommends where it is installed; older hashes are made
# anew when their owner signs in.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}" for name in ("Argon2PasswordHasher", "PBKDF2PasswordHasher")]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"
REQUIRE_TWO_STEP = environment.flag("REQUIRE_TWO_STEP")
OTP_TOTP_ISSUER = "Space History"

# Eight failures by one name from one address, and that name has to wait there: a school behind one address goes on.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or whoever goes on trying would keep the owner out
AXES_HANDLER = "timeline.access.throttle.ThrottleHandler"  # counts the names of an address as well
AXES_CLIENT_IP_CALLABLE = "timeline.access.clients.network"
AXES_LOCKOUT_CALLABLE = "timeline.access.views.locked_out"
AXES_SENSITIVE_PARAMETERS = [
    "username",
    "ip_address",
    "csrfmiddlewaretoken",
    "code",
    "codes-proof",
    "off-proof",
    "carried",
]
AXES_DISABLE_ACCESS_LOG = True  # our journal tells it
AXES_ENABLE_ADMIN = False

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]  # catalogues, once there are any: docs/translating.md
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    # A picture is named by its content: what stands under its name already is the same.
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"allow_overwrite": True}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "spacehistory.storage.BundledStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_MAX_AGE = 3600

MEDIA_ROOT = environment.folder("MEDIA_ROOT", BASE_DIR / "media")  # uploaded pictures, which only the site itself reads
MEDIA_URL = "media/"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# An https:// SITE_URL turns on what only makes sense where every request is encrypted.
SECURE_SSL_REDIRECT = IS_PUBLIC
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_PUBLIC else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PUBLIC
BEHIND_PROXY = environment.flag("BEHIND_PROXY")
PROXY_HOPS = environment.number("PROXY_HOPS", 1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # to preload HSTS binds a whole domain for years: its owner decides, not we

# With __Host- a browser takes a cookie over https alone, from this very host, and not from a neighbour under its domain.
SESSION_COOKIE_NAME = "__Host-sessionid" if IS_PUBLIC else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if IS_PUBLIC else "csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PUBLIC
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 24 * 3600  # seconds without opening a page of the desk, each of which renews it
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "timeline.views.errors.form_refused"

# What a form of the desk may send (timeline/limits.py): 1,000 citations of an event have some 13,000 fields and 2 MB of texts.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 15_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024  # bytes, without files
DATA_UPLOAD_MAX_NUMBER_FILES = 10

LINKS_MAY_BE_PRIVATE = (
    False  # whether check_links may visit this machine and its network; tests have a server of their own
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"one_line": {"()": "spacehistory.logs.OneLineFilter"}},
    "formatters": {"line": {"()": "spacehistory.logs.LineFormatter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "stream": sys.stderr,
            "filters": ["one_line"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"axes": {"level": "WARNING"}},
}
