"""Add today's addresses to the list of all that were ever published."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.addresses.listing import grow  # noqa: E402  (needs the settings)

if __name__ == "__main__":
    print(f"{grow()} new addresses.")
