"""Walks the field that the recipe of docs/adding-a-field.md adds: prints as JSON what became of it in each place.

To be run in a copy of the project that followed the recipe, on a scratch database of its own.
"""

import json
import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from tests import factories as make  # noqa: E402
from timeline import revisions, tables  # noqa: E402
from timeline.models import EntryRevision, Mission  # noqa: E402
from timeline.revisions import By  # noqa: E402
from timeline.revisions.compare import compare  # noqa: E402

BY = By("As it was.")


def walk() -> dict[str, Any]:
    """What an editor, a reader and a program find of the call sign of a mission."""
    setup_test_environment()
    visitor, editor = Client(), Client()
    editor.force_login(User.objects.create_superuser("editor", password="x"))
    mission: Any = make.make_mission(name="Soyuz 19")
    revisions.keep_entries([mission], BY)
    mission.call_sign = "Soyuz"
    mission.save()
    make.make_citation(mission=mission, field="call_sign", value="Soyuz", source=make.make_source(title="A log"))
    revisions.keep_entries([mission], BY)
    first, second = EntryRevision.objects.of("mission", [mission.key]).order_by("number")
    page = visitor.get(mission.get_absolute_url()).content.decode()
    form = editor.get(reverse("admin:timeline_mission_change", args=[mission.pk])).content.decode()
    table = tables.TABLES["mission"]
    [row] = json.loads(tables.write(table, table.fetched(table.everything()), "json"))
    told = {
        "form": 'name="call_sign" value="Soyuz"' in form,
        "page": 'id="fact-call_sign"' in page,
        "table": row["call_sign"],
        "compared": [
            (each.before, each.after) for each in compare(first.state, second.state) if each.label == "Call sign"
        ],
    }
    revisions.restore_entry(first, BY)
    told["restored to the first"] = Mission.objects.get().call_sign
    revisions.restore_entry(second, BY)
    told["restored to the second"] = Mission.objects.get().call_sign
    return told


if __name__ == "__main__":
    print(json.dumps(walk()))
