"""A source that a contributor adds waits like an event: no reader finds it, until an editor or a public fact brings it before them."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from tests.admin.forms import filled_in, new_rows, page, save, told
from tests.factories import make_citation, make_event, make_person, make_source
from timeline import fixtures, merging
from timeline.certainty import sources_by_standing
from timeline.models import PendingRevision, Source
from timeline.revisions import By
from timeline.roles import CONTRIBUTOR, EDITOR

pytestmark = pytest.mark.django_db

TITLE = "Журнал Waitingford"
FIELDS = {"title": TITLE, "slug": "waitingford", "kind": "book", "standing": "primary"}


def is_seen(source):
    """Whether readers find a source, which all pages that could show it must agree on."""
    source.refresh_from_db()
    reader = Client()
    pages = [source.get_absolute_url(), source.permanent_url, f"/cite/sources/{source.slug}/"]
    answers = {reader.get(path).status_code < 400 for path in pages}
    lists = ["/sources/", "/sources/?q=Waitingford", "/sitemap-sources.xml", f"/?source={source.slug}"]
    answers |= {source.title in reader.get(path).content.decode() for path in lists if "sitemap" not in path}
    answers.add(f"/sources/{source.slug}/" in reader.get("/sitemap-sources.xml").content.decode())
    answers.add(sum(each.sources for each in sources_by_standing()) == Source.objects.count())
    answers.add(reader.get("/about/").context["counts"]["sources"] == Source.objects.count())
    assert len(answers) == 1, "Readers see it here and not there."
    return answers.pop()


@pytest.fixture
def waiting(signed_in):
    """A source that a contributor added in its own form."""
    desk = signed_in(CONTRIBUTOR)
    answer = desk.post(page(Source), filled_in(desk.get(page(Source)).content) | FIELDS, follow=True)
    assert answer.status_code == 200
    return Source.objects.get(slug="waitingford")


def test_a_contributors_source_waits_and_an_editors_does_not(waiting, signed_in):
    assert not is_seen(waiting)
    desk = signed_in(EDITOR)
    desk.post(
        page(Source), filled_in(desk.get(page(Source)).content) | FIELDS | {"slug": "second", "title": f"{TITLE} 2"}
    )
    assert not Source.objects.get(slug="second").waits


def test_an_editor_takes_it_over_by_saving_it_or_by_an_action(waiting, signed_in):
    other = make_source(waits=True)
    desk = signed_in(EDITOR)
    assert "new source" in desk.get("/admin/").content.decode()
    listed = desk.get("/admin/timeline/source/?waits=yes").context["cl"].queryset
    assert set(listed) == {waiting, other}
    chosen = {"action": "show_to_readers", "_selected_action": [other.pk]}
    assert told(desk.post("/admin/timeline/source/", chosen, follow=True)) == [
        "Readers see 1 more of the chosen sources now."
    ]
    save(desk, waiting)
    assert is_seen(waiting)
    assert set(Source.objects.waiting()) == set()


def test_a_contributor_shows_none_to_readers(waiting, signed_in):
    desk = signed_in(CONTRIBUTOR)
    desk.post("/admin/timeline/source/", {"action": "show_to_readers", "_selected_action": [waiting.pk]})
    desk.post(page(waiting), FIELDS | {"title": "Another"})
    assert not is_seen(waiting)


def test_it_goes_before_readers_with_the_event_that_cites_it(waiting):
    event = make_event(status="draft", sources=[waiting])
    make_event()
    assert not is_seen(waiting)
    event.status = "published"
    event.save()
    assert is_seen(waiting)
    event.status, event.withdrawn_reason, event.withdrawn_on = "withdrawn", "A hoax.", "2026-01-01"
    event.save()
    event.citations.all().delete()
    assert is_seen(waiting)


@pytest.mark.parametrize("make", [make_event, make_person])
def test_it_goes_before_readers_with_a_public_fact(waiting, make):
    entry = make()
    assert not is_seen(waiting)
    make_citation(**{entry.noun(): entry}, field="date" if entry.noun() == "event" else "born", source=waiting)
    assert is_seen(waiting)


def test_one_that_is_made_with_a_citation_waits_with_the_edit(signed_in):
    event, desk = make_event(), signed_in(CONTRIBUTOR)
    row = {"new_address": "https://example.org/w", "new_title": TITLE, "field": "date", "locator": "p. 1", "order": 9}
    answer = save(desk, event, **new_rows("citations", row, after=1), reason="Another witness.")
    assert told(answer) == ["Your edit waits for review; readers see the event as it was until then."]
    source = Source.objects.get(title=TITLE)
    assert not is_seen(source)
    pending = PendingRevision.objects.get()
    told(signed_in(EDITOR).post(reverse("admin:timeline_pendingrevision_change", args=[pending.pk]), {}, follow=True))
    assert event.citations.filter(source=source).exists()
    assert is_seen(source)


def test_an_editor_deletes_one_that_no_reader_knows(waiting, signed_in):
    desk = signed_in(EDITOR)
    desk.post(reverse("admin:timeline_source_delete", args=[waiting.pk]), {"post": "yes"})
    assert not Source.objects.exists()


def test_what_readers_see_is_not_merged_into_what_waits(waiting):
    seen = make_source()
    with pytest.raises(merging.Refused, match="let “Source"):
        merging.merge(seen, waiting, By("One."))
    merging.merge(waiting, seen, By("One."))
    assert list(Source.objects.all()) == [seen]


def test_one_on_which_an_editor_lets_another_draw_is_before_readers(waiting, signed_in):
    source = make_source()
    answer = save(signed_in(EDITOR), source, draws_on=[str(waiting.pk)])
    assert answer.status_code == 200
    assert is_seen(waiting)


def test_fixtures_say_what_waits_and_nothing_of_what_does_not(waiting, tmp_path):
    make_source()
    fixtures.write(tmp_path)
    rows = json.loads((tmp_path / "04_sources.json").read_text())
    assert [row["fields"].get("waits") for row in rows if row["fields"]["slug"] == "waitingford"] == [True]
    assert [row["fields"].get("waits") for row in rows if row["fields"]["slug"] != "waitingford"] == [None]
