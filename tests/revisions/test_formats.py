"""States of every format that was ever kept: read, compared and restored today."""

import json

import pytest

from tests.revisions import golden
from timeline import revisions
from timeline.models import EntryRevision, Event, PendingRevision, Revision
from timeline.models.states import FORMAT, SHAPES, STEPS, Shape, as_stored, upgrade
from timeline.revisions import By, Unrestorable
from timeline.revisions.compare import compare
from timeline.revisions.entries import KINDS
from timeline.revisions.pending import rebased
from timeline.revisions.state import essence, state_of

pytestmark = pytest.mark.django_db

BY = By("As it was.")
OF_OTHERS = {"event": "crews", "person": "flights"}  # what restoring leaves alone, since it belongs to missions
GOLDEN = [(number, noun) for number in range(1, FORMAT + 1) for noun in SHAPES]


def keep(noun, state):
    """A new entry with one revision that says `state`."""
    golden.make_what_is_named(upgrade(state))
    if noun == "event":
        event = golden.make.make_event(slug="other", status="draft")
        return event, Revision.objects.create(event=event, number=1, reason="Kept.", state=state)
    entry = getattr(golden.make, f"make_{noun}")(slug="other")
    return entry, EntryRevision.objects.create(noun=noun, entry=entry.key, number=1, reason="Kept.", state=state)


def restore(revision):
    if isinstance(revision, Revision):
        return revisions.restore(revision, BY).state
    return revisions.restore_entry(revision, BY).state


def told(noun, state):
    """What two states of an entry have to have in common once one was restored."""
    return {name: value for name, value in essence(upgrade(state)).items() if name != OF_OTHERS.get(noun)}


def everything(shape: Shape, state) -> bool:
    """Whether a state speaks of every field of its shape, down to the last row."""
    names = {*shape.names, *shape.texts, *shape.one, *shape.many, *shape.rows}
    rows = [(each, row) for name, each in shape.rows.items() for row in state[name]]
    return names == set(state) - {"format"} and all(everything(each, row) for each, row in rows)


@pytest.mark.parametrize(("number", "noun"), GOLDEN)
def test_what_was_kept_in_any_format_is_restored_whole(number, noun):
    state = golden.states(number)[noun]
    entry, revision = keep(noun, state)
    restored = restore(revision)
    assert told(noun, restored) == told(noun, state)
    entry.refresh_from_db()
    assert (entry.slug, [each.key for each in entry.citations.all()]) == (
        state["slug"],
        [each["id"] for each in state["citations"]],
    )


@pytest.mark.parametrize(("number", "noun"), GOLDEN)
def test_what_was_kept_in_any_format_is_read_and_compared(number, noun, client):
    state = golden.states(number)[noun]
    entry, revision = keep(noun, state)
    assert compare(revision.state, upgrade(state)) == []
    assert compare(None, revision.state)
    if noun == "event":
        Event.objects.filter(pk=entry.pk).update(status="published")
    path = revision.get_absolute_url().replace(state["slug"], entry.slug)
    page = client.get(path)
    assert (page.status_code, (state.get("title") or state["name"]) in page.content.decode()) == (200, True)
    assert client.get(path.removesuffix("1/")).status_code == 200


@pytest.mark.parametrize("noun", SHAPES)
def test_golden_states_of_todays_format_have_every_field(noun):
    """Where this fails, a field was added or taken away: raise FORMAT as docs/upgrading.md says."""
    state = golden.states(FORMAT)[noun]
    assert (state["format"], everything(SHAPES[noun], state)) == (FORMAT, True)
    assert upgrade(state) is state
    assert len(STEPS) == FORMAT - 1


@pytest.mark.parametrize("noun", SHAPES)
def test_every_editable_field_of_the_rows_of_a_state_stands_in_it(noun):
    """But for the foreign keys by which they belong to the entry, and the order of a crew, which is that of its rows."""
    for name, shape in SHAPES[noun].rows.items():
        if name == "crews":
            continue
        fields = {each.name for each in (*shape.model._meta.fields, *shape.model._meta.many_to_many) if each.editable}
        belonging = {"citations": {"id", *SHAPES}, "successions": {"id", "later"}}.get(name, {"id", noun})
        order = {"order"} if name in ("crew", "flights") else set()
        other = {"person": {"person"}, "mission": {"mission"}}.get(noun, set()) if order else set()
        assert fields - belonging - order - other == {*shape.texts, *shape.one, *shape.many, *shape.names} - {"id"}


def without(state, name):
    """A state that was kept before there was a field `name`, in it or in its rows."""
    if isinstance(state, dict):
        return {key: without(value, name) for key, value in state.items() if key != name}
    return [without(each, name) for each in state] if isinstance(state, list) else state


@pytest.mark.parametrize("noun", SHAPES)
def test_a_state_without_any_one_field_is_read_compared_and_restored(noun, client):
    state = golden.states(FORMAT)[noun]
    shape = SHAPES[noun]
    young = {*shape.texts, *shape.one, *shape.many, *shape.rows} - {"slug", "name", "title", "status", "date", "kind"}
    young |= {name for each in shape.rows.values() for name in each.texts} - {"field", "kind", "slug", "role", "order"}
    _, revision = keep(noun, state)
    restore(revision)
    for name in young:
        lacking = without(state, name) | {"format": FORMAT}
        type(revision).objects.filter(pk=revision.pk).update(state=lacking)
        revision.refresh_from_db()
        assert everything(shape, revision.state), name
        compare(revision.state, state)
        compare(state, revision.state)
        assert told(noun, restore(revision)) == told(noun, state), name
        assert as_stored(revision.state) == lacking


def test_restoring_keeps_what_an_entry_has_in_a_field_that_the_revision_does_not_know():
    state = golden.states(FORMAT)["mission"]
    mission, revision = keep("mission", {name: value for name, value in state.items() if name != "vehicle"})
    mission.vehicle = "Saturn IB"
    mission.save()
    restore(revision)
    mission.refresh_from_db()
    assert (mission.vehicle, mission.name) == ("Saturn IB", state["name"])


def test_a_field_that_a_kept_state_does_not_know_is_no_change():
    keep("mission", golden.states(FORMAT)["mission"])
    revisions.keep_all(BY)
    for stored in EntryRevision.objects.all():
        state = {name: value for name, value in stored.state.items() if name not in ("summary", "format")}
        EntryRevision.objects.filter(pk=stored.pk).update(state=state)
    assert revisions.keep_all(BY) == 0


def test_a_state_is_stored_for_ever_as_it_was_written():
    first = golden.states(1)["event"]
    _, revision = keep("event", first)
    revision.refresh_from_db()
    assert revision.state["format"] == FORMAT
    revision.reason = "Said better."
    revision.save()
    Revision.objects.bulk_update([revision], ["reason", "state"])
    assert Revision.objects.values_list("state", flat=True).get() == first
    assert Revision.objects.defer("state").get().state == upgrade(first)


def test_a_revision_of_a_newer_version_of_the_site_is_shown_and_not_restored(client):
    newer = golden.states(FORMAT)["place"] | {"format": FORMAT + 1, "crater": "Tycho"}
    place, revision = keep("place", newer)
    assert client.get(f"/places/{place.slug}/history/1/").status_code == 200
    with pytest.raises(Unrestorable, match=r"^A newer version of this site kept this revision: restore it there\.$"):
        restore(revision)


def test_an_edit_that_waits_since_before_a_field_changes_nothing_of_it():
    event, _ = keep("event", golden.states(1)["event"])
    opened = {name: value for name, value in state_of(event).items() if name != "place_text"}
    pending = PendingRevision.objects.create(
        event=event, reason="Better.", opened=opened, state=opened | {"title": "A better title"}
    )
    event.place_text = "over Metz"
    event.save()
    now = rebased(PendingRevision.objects.get(pk=pending.pk), state_of(event))
    assert (now["title"], now["place_text"]) == ("A better title", "over Metz")


def test_golden_files_are_those_of_every_format():
    files = {path.name for path in golden.FOLDER.glob("*.json")}
    assert files == {f"format-{number}.json" for number in range(1, FORMAT + 1)}
    for path in golden.FOLDER.glob("*.json"):
        assert set(json.loads(path.read_text(encoding="utf-8"))) == set(SHAPES)
    assert set(KINDS) | {"event"} == set(SHAPES)


def test_an_order_of_events_is_kept_compared_and_restored():
    event, docking = golden.make.make_event(title="Handshake"), golden.make.make_event(title="Docking")
    revisions.keep([event], BY)
    order = golden.make.make_succession(event, docking)
    revisions.keep([event], BY)
    first, last = event.revisions.order_by("number")
    assert ("Came after", "", f"Docking, as in {order.citation.source}") in [
        (each.label, each.before, each.after) for each in compare(first.state, last.state)
    ]
    order.delete()
    revisions.restore(last, BY)
    restored = event.successions.get()
    assert (restored.key, restored.earlier, restored.citation) == (order.key, docking, order.citation)
    revisions.restore(first, BY)
    assert not event.successions.exists()
