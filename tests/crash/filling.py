"""`python -m tests.crash.filling {…}`: make the tables, the history and the accounts of a database, in one process."""

import json
import sys
from pathlib import Path

import django
from django.core.management import call_command


def fill(folder: str | None, names: list[str], password: str) -> None:
    """Fill the database that the settings name with the fixtures in `folder`, and with an editor for each of `names`."""
    from django.contrib.auth.models import User

    from timeline import fixtures

    call_command("migrate", verbosity=0)
    fixtures.load(Path(folder) if folder else None, verbosity=0)
    for name in names:
        User.objects.create_superuser(name, password=password)


if __name__ == "__main__":
    django.setup()
    fill(**json.loads(sys.argv[1]))
