"""Walks a site that was upgraded, as the tests of upgrading want to know it: prints as JSON what was found.

Every revision is read as a page, compared with the one before it and restored; what the desk shows of it answers too. To be
run in a copy of the project, with the DATABASE_URL of the upgraded site: it changes both.
"""

import json
import os
from collections import Counter
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from timeline import merging, revisions  # noqa: E402
from timeline.models import EntryRevision, Event, Merge, PendingRevision  # noqa: E402
from timeline.revisions import By, Unrestorable  # noqa: E402
from timeline.revisions.compare import compare  # noqa: E402
from timeline.revisions.entries import KINDS  # noqa: E402
from timeline.revisions.pending import rebased  # noqa: E402
from timeline.revisions.state import same, state_of  # noqa: E402

BY = By("As it was.")


def histories() -> list[tuple[Any, list[Any]]]:
    """Every entry with its revisions, the oldest first."""
    found = [(event, list(event.revisions.order_by("number"))) for event in Event.objects.all()]
    for kind in KINDS.values():
        for entry in kind.model.objects.all():
            kept = EntryRevision.objects.of(entry.noun(), [entry.key])
            found.append((entry, list(kept.order_by("number"))))
    return found


def restored(entry: Any, revision: Any) -> str:
    """Whether an entry is what a revision says once that is restored, but for what belongs to other entries."""
    try:
        made = revisions.restore(revision, BY) if isinstance(entry, Event) else revisions.restore_entry(revision, BY)
    except Unrestorable:
        return "refused"
    states = [dict(each.state) for each in (made, revision)]
    for state in states:
        for name in ("crews", "flights"):
            state.pop(name, None)
    return "whole" if same(*states) else "otherwise"


def walk() -> dict[str, Any]:
    """What a visitor and an editor find."""
    setup_test_environment()
    visitor, editor = Client(), Client()
    editor.force_login(User.objects.create_superuser("editor", password="x"))
    told: dict[str, Any] = {"false_revisions": revisions.keep_all(By("A load after the upgrade."))}
    merging.undo(Merge.objects.get(), BY)
    pages: Counter[int] = Counter()
    compared = 0
    known = histories()
    for entry, kept in known:
        paths = [reverse(f"{entry.noun()}-history", args=[entry.slug])]
        paths += [revision.get_absolute_url().replace(revision.state["slug"], entry.slug) for revision in kept]
        pages.update(visitor.get(path).status_code for path in paths)
        pages[editor.get(reverse(f"admin:timeline_{entry.noun()}_history", args=[entry.pk])).status_code] += 1
        for before, after in zip([None, *kept], kept, strict=False):
            compare(before.state if before else None, after.state)
            compared += 1
    pending = PendingRevision.objects.get()
    told["pending"] = rebased(pending, state_of(pending.event))["title"]
    pages[editor.get(reverse("admin:timeline_pendingrevision_change", args=[pending.pk])).status_code] += 1
    told["restored"] = Counter(restored(entry, revision) for entry, kept in known for revision in kept)
    return told | {"pages": pages, "compared": compared}


if __name__ == "__main__":
    print(json.dumps(walk()))
