"""A link once given works for ever: every address and key of what was merged, and its revisions where they were."""

import pytest
from django.core.management import CommandError

from tests.factories import (
    make_agency,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_programme,
    make_source,
    make_spacecraft,
)
from tests.imports.packs import stored
from timeline import fixtures, merging, revisions
from timeline.models import Event, FormerKey, Person, Revision
from timeline.revisions import By

pytestmark = pytest.mark.django_db
BY = By("They are one.", "merge")
WITH_PAGES = [make_event, make_mission, make_person, make_place, make_programme, make_source, make_spacecraft]


def renamed(row, slug):
    row.slug = slug
    row.save()
    return row


@pytest.mark.parametrize("make", WITH_PAGES, ids=lambda make: make.__name__.removeprefix("make_"))
def test_every_address_of_what_went_leads_to_what_stayed_and_back_after_undoing(client, make):
    kept, gone = make(slug="kept"), renamed(make(slug="oldest"), "older")
    oldest, older = gone.get_absolute_url().replace("older", "oldest"), gone.get_absolute_url()
    made = merging.merge(gone, kept, BY)
    renamed(type(kept).objects.get(), "kept-2")
    for path in (oldest, older, kept.get_absolute_url()):
        response = client.get(path)
        assert (response.status_code, response.url) == (301, kept.get_absolute_url().replace("kept", "kept-2"))
    merging.undo(made, BY)
    assert client.get(older).status_code == 200
    assert client.get(oldest).url == older


@pytest.mark.parametrize(
    ("name", "make", "field"),
    [("person", make_person, "people"), ("mission", make_mission, "missions"), ("agency", make_agency, "agencies")],
)
def test_a_selection_by_what_went_selects_by_what_stayed(client, name, make, field):
    kept, gone = make(slug="kept"), make(slug="gone")
    event = make_event(title="Handshake", **{field: [gone]})
    make_event(title="Elsewhere")
    merging.merge(gone, kept, BY)
    html = client.get(f"/?{name}=gone").content.decode()
    assert event.get_absolute_url() in html
    assert "Elsewhere" not in html


def test_the_permanent_link_of_an_event_leads_on_over_several_merges(client):
    first, second, third = (make_event(slug=slug) for slug in ("first", "second", "third"))
    merging.merge(first, second, BY)
    merging.merge(Event.objects.get(key=second.key), third, BY)
    for key in (first.key, second.key, third.key):
        response = client.get(f"/e/{key}")
        assert (response.status_code, response.url) == (302, "/events/third/")
    for path in ("share.png", "picture"):
        response = client.get(f"/events/first/{path}")
        assert (response.status_code, response.url) == (301, f"/events/third/{path}")
    assert client.get("/e/zzzzzzzz").status_code == 404


@pytest.fixture
def merged():
    """An event with two revisions that was merged into another, and the merge."""
    gone = make_event(slug="gone", title="Docking", summary="It happened.")
    revisions.keep([gone], By("Made."))
    Event.objects.filter(pk=gone.pk).update(summary="They met.")
    revisions.keep([gone], By("Better said."))
    kept = make_event(slug="kept", title="Handshake")
    return merging.merge(gone, kept, BY)


def test_the_revisions_of_a_merged_event_stay_where_they_were(client, merged):
    html = client.get("/events/gone/history/1/").content.decode()
    assert "It happened." in html
    assert "Made. The event has been merged into “Handshake” since." in html
    assert "/events/gone/history/1/</code>" in html
    history = client.get("/events/gone/history/").content.decode()
    assert '<a href="/events/gone/history/2/">' in history
    assert "What stood at this address was merged into the event below" in history
    assert client.get("/events/gone/history/3/").status_code == 404
    assert client.get("/events/kept/history/1/").status_code == 200
    assert "It happened." in client.get("/events/gone/history/1/").content.decode()


def test_a_merged_event_without_revisions_leads_to_the_history_of_the_other(client):
    kept = make_event(slug="kept")
    merging.merge(make_event(slug="gone"), kept, BY)
    Revision.objects.exclude(merged="").delete()
    response = client.get("/events/gone/history/")
    assert (response.status_code, response.url) == (301, "/events/kept/history/")


def test_the_revisions_of_a_merged_event_go_back_to_it(client, merged):
    kept_numbers = list(Revision.objects.filter(event__slug="kept").values_list("number", flat=True))
    merging.undo(merged, BY)
    back = Event.objects.get(slug="gone")
    assert [(each.number, each.reason) for each in back.revisions.order_by("number")] == [
        (1, "Made."),
        (2, "Better said."),
    ]
    assert Revision.objects.filter(event__slug="kept").count() > len(kept_numbers)
    assert "merged into" not in client.get("/events/gone/history/1/").content.decode()


def test_the_revisions_of_a_withdrawn_or_draft_event_that_was_merged_are_told_as_before(client):
    kept = make_event(slug="kept")
    draft = make_event(slug="gone", status="draft")
    revisions.keep([draft], By("Made."))
    merging.merge(draft, kept, BY)
    response = client.get("/events/gone/history/1/")
    assert (response.status_code, response.url) == (301, "/events/kept/history/1/")


def test_fixtures_carry_the_addresses_and_keys_of_what_was_merged(client, tmp_path):
    gone, kept = make_event(slug="gone"), make_event(slug="kept")
    lost, found = make_person(slug="lost"), make_person(slug="found")
    merging.merge(gone, kept, BY)
    merging.merge(lost, found, BY)
    fixtures.write(tmp_path)
    before = stored()
    for model in (Event, *(model for model, _ in reversed(fixtures.FILES.values()))):
        model.objects.all().delete()
    fixtures.load(tmp_path, verbosity=0)
    assert stored() == before
    assert client.get(f"/e/{gone.key}").url == client.get("/events/gone/").url == "/events/kept/"
    assert Person.objects.by_address("lost").key == found.key
    assert FormerKey.objects.count() == 2


def test_fixtures_that_hold_what_was_merged_here_are_not_loaded(tmp_path):
    lost, found = make_person(slug="lost", name="Lost"), make_person(slug="found")
    fixtures.write(tmp_path)
    merging.merge(lost, found, BY)
    with pytest.raises(CommandError, match="were merged into others here: person lost"):
        fixtures.load(tmp_path, verbosity=0)
    assert [person.slug for person in Person.objects.all()] == ["found"]
