"""Fills an empty database with a few entries of every noun that keeps revisions, and some fifty revisions of them.

The committed files `site-….sqlite3.gz` beside this one were filled by it, each in a checkout of that day, from the root:

    DATABASE_URL=sqlite:////tmp/site.sqlite3 python manage.py migrate
    DATABASE_URL=sqlite:////tmp/site.sqlite3 python -m tests.upgrading.fill
    sqlite3 /tmp/site.sqlite3 "VACUUM INTO '/tmp/packed.sqlite3'" && gzip -9 /tmp/packed.sqlite3

So what they hold was written by the code of that day, and is never made anew.
"""

import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests import factories as make  # noqa: E402
from timeline import merging, revisions  # noqa: E402
from timeline.models import EntryRevision, Event, Revision  # noqa: E402
from timeline.revisions import By  # noqa: E402
from timeline.revisions.pending import wait  # noqa: E402
from timeline.revisions.state import state_of  # noqa: E402


def edit(entry: Any, reason: str, **changes: Any) -> None:
    """Save an entry with `changes`, as a revision."""
    for name, value in changes.items():
        setattr(entry, name, value)
    entry.save()
    if isinstance(entry, Event):
        revisions.keep([entry], By(reason, signed="Ada Editor"))
    revisions.keep_entries([entry], By(reason, signed="Ada Editor"))


def fill() -> None:
    """Make the entries, and change each several times."""
    place = make.make_place(name="Baikonur", other_names=["Tyuratam"], latitude=45.9, longitude=63.3)
    programme = make.make_programme(name="Apollo–Soyuz")
    agency = make.make_agency(name="NASA")
    people = [make.make_person(name=name, born="1930") for name in ("Thomas Stafford", "Vance Brand", "Donald Slayton")]
    missions = [
        make.make_mission(
            name=f"Flight {number}",
            crew=people[:number],
            agencies=[agency],
            programme=programme,
            place=place,
            launched=f"197{number}-07-15",
            summary="It flew.",
        )
        for number in (1, 2, 3)
    ]
    craft = make.make_spacecraft(missions[:2], name="Apollo", length="11.15", width="3.9")
    for entry, field in ((missions[0], "launched"), (people[0], "born"), (place, "name"), (craft, "length")):
        make.make_citation(**{entry.noun(): entry}, field=field, value="as it is", source=make.make_source())
    events = [
        make.make_event(
            slug=f"event-{number}",
            title=f"Event {number}",
            body="They met." if number < 4 else "",
            missions=missions[:2],
            people=people,
            agencies=[agency],
            place=place,
        )
        for number in range(6)
    ]
    for event in events[:3]:
        question = make.make_disagreement(
            event, [("17 July", True), ("11 December", False)], question=f"When was {event}?"
        )
        question.readings.filter(order=2).update(place=place)
    revisions.keep_all(By("With the history that comes with this site."))
    for event in events:
        for number in range(3):
            edit(event, f"Edit {number}.", summary=f"Summary {number}.", significance=number + 2)
    for entry in (*missions, *people, place, craft):
        for number in range(2):
            edit(entry, f"Edit {number}.", name=f"{entry.name}, {number}")
    edit(events[3], "A twin.", status="withdrawn", withdrawn_on="2026-11-20", withdrawn_reason="It was told twice.")
    opened = state_of(events[1])
    wait(events[1], opened, opened | {"title": "A better title"}, By("Better.", signed="Ada Editor"))
    merging.merge(events[4], events[5], By("They are one."))
    print(Revision.objects.count(), "revisions of events,", EntryRevision.objects.count(), "of other entries")


if __name__ == "__main__":
    fill()
