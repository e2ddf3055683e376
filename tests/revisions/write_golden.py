"""Writes the golden states of today's format: `python -m tests.revisions.write_golden`, once, after FORMAT was raised."""

import json
import os
import sys

os.environ |= {"DATABASE_URL": "sqlite://:memory:", "DJANGO_SETTINGS_MODULE": "tests.settings"}
import django

django.setup()

from django.core.management import call_command  # noqa: E402

from tests.revisions.golden import FOLDER, specimens  # noqa: E402
from timeline import revisions  # noqa: E402
from timeline.models.revisions import public_of  # noqa: E402
from timeline.models.states import FORMAT  # noqa: E402

path = FOLDER / f"format-{FORMAT}.json"
if path.exists():
    sys.exit(f"{path.name} stands: what was kept in a format never changes. Raise FORMAT in models/states.py first.")
call_command("migrate", verbosity=0)
entries = specimens()
revisions.keep_all(revisions.By("Made."))
states = {entry.noun(): public_of(entry).get().state for entry in entries}
path.write_text(json.dumps(states, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
