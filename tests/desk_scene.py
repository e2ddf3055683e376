"""A moment at the editors' desk, for its pictures: `python -m tests.desk_scene` puts it into the database that is set.

Ed is an administrator with a password, Carol a contributor. There is a draft whose three sources differ, an event in review, an
edit of Carol's that waits, and an event with a history.
"""

import os

PASSWORD = "a long enough password"
DRAFT, WAITING = "Crews meet in the docking module", "Apollo docks with Soyuz 19"


def main() -> None:
    """Make the scene."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spacehistory.settings")
    django.setup()

    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from timeline.models import Citation, Event, OpenForm, Source
    from timeline.revisions import By, keep
    from timeline.revisions.pending import wait
    from timeline.revisions.state import state_of

    ed = get_user_model().objects.create_superuser("ed", password=PASSWORD)
    carol = get_user_model().objects.create_user("carol", is_staff=True)
    draft = Event.objects.create(
        title=DRAFT,
        slug="crews-meet",
        date="1975-07-17",
        kind="milestone",
        summary="The two crews meet.",
        status="draft",
    )
    sources = Source.objects.filter(citations__event__slug="first-handshake-in-orbit").distinct()[:3]
    for order, (source, value) in enumerate(zip(sources, ("1975-07-17", "1975-12", "1975-07-18"), strict=True)):
        Citation.objects.create(
            event=draft, source=source, field="date", value=value, as_printed=value, locator="para. 2", order=order
        )
    Event.objects.create(
        title="A toast in tubes of borscht",
        slug="a-toast",
        date="1975-07-17",
        kind="milestone",
        summary="They drink.",
        status="in-review",
    )
    event = Event.objects.get(title=WAITING)
    keep([event], By("Loaded from the fixtures.", "load"))
    state = state_of(event)
    better = {"title": f"{event.title} above the Atlantic"}
    wait(event, state, state | better, By("Both crews said where they were.", author=carol))
    event.summary = event.summary.replace("docked", "joined").replace("dock", "join")
    event.place_text = f"{event.place_text}, above the Elbe" if event.place_text else "Above the Elbe"
    event.save()
    keep([event], By("The place as the flight log has it.", author=ed, signed="Ed"))
    OpenForm.objects.create(event=draft, editor=carol, seen=timezone.now())


if __name__ == "__main__":
    main()
