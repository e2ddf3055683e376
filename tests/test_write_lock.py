"""What takes long is done before anything is locked, or aside: another editor saves while it goes on."""

from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.admin.forms import filled_in, new_rows, page
from tests.factories import make_event, make_mission, make_person
from tests.tables.sheets import BY, sheet
from tests.writers import Database, Gate
from timeline import imaging, merging, previews, publishing, revisions, tables
from timeline.choices import Status
from timeline.models import Event, PendingRevision, Person
from timeline.revisions import By
from timeline.tables import carrying
from timeline.text import markdown

pytestmark = pytest.mark.django_db(transaction=True)

REASON = By("Better said.")


@pytest.fixture
def database(tmp_path, transactional_db):
    """A database that holds an editor, an event and a person; this thread is connected to it."""
    database = Database(tmp_path / "two.sqlite3")
    with database.connected():
        User.objects.create_superuser("anna")
        make_person(slug="other")
        yield database


@pytest.fixture
def event(database) -> Event:
    """A draft with a body and a revision in which it was another."""
    event = make_event(status=Status.DRAFT, body="First.")
    revisions.keep([event], REASON)
    event.body = "Second."
    event.save()
    revisions.keep([event], REASON)
    return event


def picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (4, 3), "navy").save(buffer, "PNG")
    return buffer.getvalue()


def somebody_else_saves() -> None:
    with transaction.atomic():
        person = Person.objects.get(slug="other")
        person.name = "Saved meanwhile"
        person.save()


def desk() -> Client:
    client = Client()
    client.force_login(User.objects.get(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(event: Any, **changes: Any) -> Any:
    """Send the form of an event (or of a new one) with changes."""
    browser = desk()
    fields = filled_in(browser.get(page(event)).content)
    return browser.post(page(event), fields | changes)


def restore(event: Event) -> Any:
    return publishing.restore(event.revisions.get(number=1), REASON)


def pending(event: Event) -> PendingRevision:
    state = revisions.state_of(event)
    return PendingRevision.objects.create(
        event=event, opened=state, state=state | {"body": "Third.[@x]"}, reason="Why."
    )


def publish_edit(event: Event) -> Any:
    Event.objects.filter(pk=event.pk).update(status=Status.PUBLISHED)
    with pytest.raises(publishing.Refused):  # for its marker: that is judged once it is set and saved
        publishing.publish_pending(pending(event), User.objects.get())


def look_at_edit(event: Event) -> Any:
    Event.objects.filter(pk=event.pk).update(status=Status.PUBLISHED)
    return Client().get(previews.link(pending(event)))


def merge(event: Event) -> Any:
    other = make_event(status=Status.DRAFT)
    return merging.merge(event, other, REASON, ["body"])


def bring_in(event: Event) -> Any:
    return tables.carry_out(tables.TABLES["event"], sheet("event", {"key": event.key, "body": "Third."}), BY)


PATHS = {
    "saved": lambda event: send(event, body="Third.", _continue="Save"),
    "new": lambda event: send(
        Event,
        title="New",
        slug="new",
        date="1975",
        kind="docking",
        summary="It happened.",
        body="Third.",
        _continue="Save",
    ),
    "looked at before it is saved": lambda event: send(event, body="Third.", _preview="Preview"),
    "restored": restore,
    "an edit that waited": publish_edit,
    "an edit looked at": look_at_edit,
    "taken in a merge": merge,
    "in a table": bring_in,
}


def test_whoever_holds_the_lock_keeps_others_from_saving(database):
    """So that the tests below can fail."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get()
        person.save()
        with pytest.raises(OperationalError):
            database.at_once(somebody_else_saves)
    database.at_once(somebody_else_saves)
    assert Person.objects.get().name == "Saved meanwhile"


@pytest.mark.parametrize("path", PATHS)
def test_somebody_else_saves_while_a_text_is_set(database, event, monkeypatch, path):
    gate = Gate()
    monkeypatch.setattr(markdown.workers, "run", gate.before(lambda text: f"<p>{text}</p>"))
    working = database.begin(lambda: PATHS[path](event))
    with gate.held(working):
        database.at_once(somebody_else_saves)
    answer = working.result()
    assert getattr(answer, "status_code", 200) in (200, 302), answer
    assert Person.objects.get(slug="other").name == "Saved meanwhile"


@pytest.mark.parametrize("content", [b"no picture", picture()], ids=["no picture", "a picture"])
def test_somebody_else_saves_while_a_picture_is_looked_at(database, event, monkeypatch, settings, tmp_path, content):
    settings.MEDIA_ROOT = tmp_path
    gate, looked = Gate(), []
    made = gate.before(imaging.made_our_own)
    monkeypatch.setattr(imaging, "made_our_own", lambda file: looked.append(file) or made(file))
    words = {"credit": "NASA", "licence": "public domain", "alt": "The Earth."}
    row = new_rows("picture", words | {"file": SimpleUploadedFile("a.png", content)})
    working = database.begin(lambda: send(event, _continue="Save", **row))
    with gate.held(working):
        database.at_once(somebody_else_saves)
    assert working.result().status_code == (302 if content == picture() else 200)
    assert len(looked) == 1


def test_somebody_else_saves_while_a_table_is_tried_out(database, monkeypatch):
    gate = Gate()
    monkeypatch.setattr(carrying, "_put", gate.before(carrying._put))
    new = sheet("mission", {"slug": "m", "name": "M", "country": "US"})
    working = database.begin(lambda: tables.try_out(tables.TABLES["mission"], new))
    with gate.held(working):
        database.at_once(somebody_else_saves)
    outcome = working.result()
    assert ([edit.row.name for edit in outcome.new], outcome.faults, outcome.is_done) == (["M"], [], False)
    assert Person.objects.get().name == "Saved meanwhile"


def test_a_trial_says_what_the_table_then_does_and_changes_nothing(database):
    mission = make_mission(name="Before")
    rows = sheet("mission", {"key": mission.key, "name": "After"}, {"slug": "new", "name": "New", "country": "US"})
    tried = tables.try_out(tables.TABLES["mission"], rows)
    mission.refresh_from_db()
    assert (mission.name, type(mission).objects.count()) == ("Before", 1)
    done = tables.carry_out(tables.TABLES["mission"], rows, BY, expected=tried.fingerprint)
    assert done.is_done
    mission.refresh_from_db()
    assert mission.name == "After"


@pytest.mark.parametrize("noun", ["event", "mission", "source"])
def test_somebody_else_saves_while_a_list_is_exported(database, event, monkeypatch, noun):
    gate = Gate()
    make_mission()
    monkeypatch.setattr(tables, "write", gate.before(tables.write))
    listed = reverse(f"admin:timeline_{noun}_changelist")
    chosen = {"action": "export_csv", "_selected_action": ["1"], "select_across": "1"}
    working = database.begin(lambda: desk().post(listed, chosen))
    with gate.held(working):
        database.at_once(somebody_else_saves)
    assert working.result()["Content-Type"] == "text/csv; charset=utf-8"
