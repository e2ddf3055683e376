"""The project's settings, as tests need them: plain static names, and hashing of passwords that costs nothing."""

from spacehistory.settings import *  # noqa: F403
from spacehistory.settings import DATABASES, STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A connection kept for the next request would still hold the test database when it is to be dropped.
DATABASES["default"]["CONN_MAX_AGE"] = 0

# Otherwise every client of a test looks through all files that were ever collected.
WHITENOISE_AUTOREFRESH = True
