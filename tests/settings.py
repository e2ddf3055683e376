"""The project's settings, as tests need them: plain static names, and hashing of passwords that costs nothing."""

from spacehistory.settings import *  # noqa: F403
from spacehistory.settings import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
