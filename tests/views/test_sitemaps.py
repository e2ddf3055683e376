"""The sitemap: valid by its protocol, whole, and without anything that readers may not see."""

import re
from datetime import UTC, date, datetime

import pytest
import xmlschema

from tests.conftest import ROOT
from tests.factories import (
    make_event,
    make_lesson_set,
    make_mission,
    make_person,
    make_place,
    make_programme,
    make_source,
    make_spacecraft,
)
from timeline import sitemaps
from timeline.choices import Status
from timeline.models import EntryRevision, Revision
from timeline.revisions import By, keep_entries
from timeline.revisions.state import state_of

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(ROOT / "tests" / "sitemap.xsd")


def addresses(client, path: str, schema) -> list[str]:
    """The addresses that a valid sitemap, or an index of them, holds."""
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    text = response.content.decode()
    schema.validate(text)
    return re.findall(r"<loc>(.*?)</loc>", text)


def keep_revision(event, made: datetime, number: int = 1) -> None:
    revision = Revision.objects.create(event=event, number=number, reason="Because.", state=state_of(event))
    Revision.objects.filter(pk=revision.pk).update(made=made)


def test_every_entry_stands_in_one_part_and_every_part_in_the_index(client, schema):
    source = make_source()
    rows = [
        make_event(sources=[source]),
        make_lesson_set(),
        make_mission(),
        make_programme(),
        make_spacecraft(),
        make_person(),
        make_place(),
        source,
    ]
    parts = addresses(client, "/sitemap.xml", schema)
    assert parts == [f"{HERE}/sitemap-{name}.xml" for name in sitemaps.SECTIONS]
    found = [address for part in parts for address in addresses(client, part.removeprefix(HERE), schema)]
    assert len(set(found)) == len(found)
    assert {HERE + row.get_absolute_url() for row in rows} <= set(found)
    assert {f"{HERE}{path}" for path in ("/", "/disagreements/", "/about/", "/map/")} <= set(found)
    assert [client.get(address.removeprefix(HERE)).status_code for address in found] == [200] * len(found)


def test_what_readers_may_not_see_is_in_no_part(client, schema):
    shown = make_event()
    hidden = [make_event(slug=status.value, status=status) for status in (Status.DRAFT, Status.IN_REVIEW)]
    hidden.append(
        make_event(slug="gone", status=Status.WITHDRAWN, withdrawn_on=date(2026, 1, 2), withdrawn_reason="A hoax.")
    )
    assert addresses(client, "/sitemap-events.xml", schema) == [HERE + shown.get_absolute_url()]


def test_a_part_without_entries_is_not_in_the_index(client, schema):
    assert addresses(client, "/sitemap.xml", schema) == [f"{HERE}/sitemap-pages.xml"]


def test_an_event_changed_when_its_last_revision_was_made(client, schema):
    event, other = make_event(), make_event()
    keep_revision(event, datetime(2026, 3, 1, tzinfo=UTC))
    keep_revision(event, datetime(2026, 4, 2, 10, tzinfo=UTC), 2)
    keep_revision(other, datetime(2026, 2, 1, tzinfo=UTC))
    text = client.get("/sitemap-events.xml").content.decode()
    assert re.findall(r"<lastmod>(.*?)</lastmod>", text) == ["2026-04-02", "2026-02-01"]
    assert re.findall(r"<lastmod>(.*?)</lastmod>", client.get("/sitemap.xml").content.decode()) == [
        "2026-04-02T10:00:00+00:00"
    ]
    schema.validate(text)


def test_an_entry_changed_when_its_last_revision_was_made(client, schema):
    keep_entries([make_person(slug="a"), make_mission(slug="m")], By("As it came."))
    make_person(slug="b")
    EntryRevision.objects.update(made=datetime(2026, 4, 2, 10, tzinfo=UTC))
    text = client.get("/sitemap-people.xml").content.decode()
    assert re.findall(r"/people/(\w)/</loc>(?:<lastmod>(.*?)</lastmod>)?", text) == [("a", "2026-04-02"), ("b", "")]
    assert client.get("/sitemap.xml").content.decode().count("<lastmod>2026-04-02T10:00:00+00:00</lastmod>") == 2
    schema.validate(text)


def test_a_long_part_goes_on_page_by_page(client, schema, monkeypatch):
    monkeypatch.setattr(sitemaps.Section, "limit", 2)
    events = [make_event() for _ in range(3)]
    parts = [each for each in addresses(client, "/sitemap.xml", schema) if "events" in each]
    assert parts == [f"{HERE}/sitemap-events.xml", f"{HERE}/sitemap-events.xml?p=2"]
    assert [addresses(client, part.removeprefix(HERE), schema) for part in parts] == [
        [HERE + event.get_absolute_url() for event in events[:2]],
        [HERE + events[2].get_absolute_url()],
    ]


@pytest.mark.parametrize("path", ["/sitemap-nothing.xml", "/sitemap-events.xml?p=9", "/sitemap-events.xml?p=x"])
def test_a_part_that_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_sitemap_names_the_site_by_its_public_address(client, schema, settings):
    event = make_event()
    settings.SITE_URL, settings.SITE_URL_IS_SET = "https://history.example.org", True
    assert addresses(client, "/sitemap.xml", schema)[0] == "https://history.example.org/sitemap-pages.xml"
    assert addresses(client, "/sitemap-events.xml", schema) == [
        f"https://history.example.org{event.get_absolute_url()}"
    ]


def test_a_part_costs_the_same_for_one_entry_and_several(client, count_queries):
    make_event()
    one = count_queries("/sitemap-events.xml"), count_queries("/sitemap.xml")
    for _ in range(3):
        keep_revision(make_event(), datetime(2026, 3, 1, tzinfo=UTC))
    make_event()
    assert (count_queries("/sitemap-events.xml"), count_queries("/sitemap.xml")) == one
    assert count_queries("/sitemap.xml") == 1
