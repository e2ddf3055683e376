"""How to cite a page or a source: the page with all styles, the files, and what the pages themselves tell programs."""

import json
import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import parse_qs

import html5lib
import pytest
import rispy
from django.template.defaultfilters import filesizeformat

from tests.factories import (
    make_citation,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_source,
    make_spacecraft,
)
from timeline import citable, revisions, selections
from timeline.choices import Status
from timeline.revisions import By

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """A function that makes it another day; 26 November 2026 to begin with."""

    def set_day(day: int) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, day, 12, tzinfo=UTC))

    set_day(26)
    return set_day


@pytest.fixture
def zak():
    """A source with an author, a date and an address."""
    return make_source(
        **{"slug": "zak", "title": "A handshake", "authors": ["Anatoly Zak"], "published": "2016-02-18"},
        **{"publisher": "Time", "kind": "news", "url": "https://example.org/zak"},
    )


def text(client, path: str) -> str:
    response = client.get(path)
    assert (response.status_code, dict(response.cookies)) == (200, {})
    page = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(page)
    return page


def test_page_of_an_event_is_cited_with_its_revision_permanent_link_and_the_day(client):
    event = make_event(slug="handshake", title="Handshake in orbit")
    revisions.keep([event], By("A first sketch."))
    link = f"http://testserver/e/{event.key}"
    page = text(client, "/cite/events/handshake/")
    assert (
        f"<i>Handshake in orbit</i>. (2026, November 26). Space History. Retrieved November 26, 2026, from {link}"
        in page
    )
    assert f"<i>Space History</i>, Version 1, 26 Nov. 2026, {link}. Accessed 26 Nov. 2026." in page
    assert f"version 1, Space History, November 26, 2026, accessed November 26, 2026, {link}." in page
    assert (
        f"Space History. 2026. “Handshake in Orbit.” Version 1. November 26. Accessed November 26, 2026. {link}."
        in page
    )
    assert "Revision 1 of 26 November 2026, read on" in page


@pytest.mark.parametrize(("noun", "make"), [("missions", make_mission), ("people", make_person)])
def test_page_of_a_mission_or_a_person_is_cited_with_its_revision(client, noun, make):
    entry = make(slug="x", name="Soyuz 19")
    revisions.keep_entries([entry], By("As it came."))
    page = text(client, f"/cite/{noun}/x/")
    link = f"http://testserver{entry.permanent_url}"
    assert f"<i>Space History</i>, Version 1, 26 Nov. 2026, {link}. Accessed 26 Nov. 2026." in page
    assert "Revision 1 of 26 November 2026, read on" in page
    record = json.loads(client.get(f"/export/entry.json/{noun}/x/").content)[0]
    assert (record["version"], record["issued"]) == ("1", {"date-parts": [[2026, 11, 26]]})


def test_page_without_a_revision_has_no_date(client):
    mission = make_mission(slug="soyuz-19", name="Soyuz 19")
    page = text(client, "/cite/missions/soyuz-19/")
    link = f"http://testserver/m/{mission.key}"
    assert f"<i>Soyuz 19</i>. (n.d.). Space History. Retrieved November 26, 2026, from {link}" in page


def test_source_is_cited_itself_and_not_our_page_of_it(client, zak):
    page = text(client, "/cite/sources/zak/")
    assert "Zak, A. (2016, February 18). A handshake. <i>Time</i>. https://example.org/zak" in page
    assert "Space History. Retrieved" not in page


def test_unsigned_article_of_a_work_of_reference_has_a_note_alone(client):
    make_source(slug="mir", title="Mir", publisher="Wikipedia", kind="encyclopaedia", url="https://example.org/mir")
    page = text(client, "/cite/sources/mir/")
    assert "“Mir,” <i>Wikipedia</i>, https://example.org/mir." in page
    assert page.count("None: this style cites") == 1


@pytest.mark.parametrize("style", ["", "mla", "chicago-notes", "chicago-author-date", "no-such-style"])
def test_sources_of_a_page_are_listed_in_the_style_that_was_chosen(client, zak, style):
    make_event(slug="handshake", sources=[zak])
    page = text(client, f"/cite/events/handshake/?list={style}")
    entries = {
        "mla": "<li>Zak, Anatoly. “A Handshake.” <i>Time</i>, 18 Feb. 2016, https://example.org/zak.</li>",
        "chicago-notes": "<li>Zak, Anatoly. “A Handshake.” <i>Time</i>, February 18, 2016. https://example.org/zak.</li>",
        "chicago-author-date": "<li>Zak, Anatoly. 2016. “A Handshake.” <i>Time</i>, February 18. https://example.org/zak.</li>",
    }
    apa = "<li>Zak, A. (2016, February 18). A handshake. <i>Time</i>. https://example.org/zak</li>"
    assert entries.get(style, apa) in page
    assert page.count('aria-current="true"') == 1


@pytest.mark.parametrize("path", ["/cite/", "/cite/events/x/", "/cite/missions/x/", "/cite/people/x/"])
def test_page_is_kept_for_the_day_and_made_anew_on_the_next(client, today, count_queries, path):
    for make in (make_event, make_mission, make_person):
        make(slug="x")
    tag = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert count_queries(path) == 1
    today(27)
    response = client.get(path, headers={"If-None-Match": tag})
    assert (response.status_code, "Accessed 27 Nov. 2026" in response.content.decode()) == (200, True)


@pytest.mark.parametrize("rendering", ["cite", "export/entry.bib", "export/sources.ris"])
def test_what_moved_was_withdrawn_or_is_no_longer_there_answers_as_its_page_does(client, rendering):
    for noun, make in (
        ("events", make_event),
        ("missions", make_mission),
        ("people", make_person),
        ("sources", make_source),
    ):
        row = make(slug="old")
        row.slug = "new"
        row.save()
        moved = client.get(f"/{rendering}/{noun}/old/")
        assert (moved.status_code, moved.headers.get("Location")) == (301, f"/{rendering}/{noun}/new/")
        assert client.get(f"/{rendering}/{noun}/never-was/").status_code == 404
    draft = make_event(status=Status.DRAFT)
    assert client.get(f"/{rendering}/events/{draft.slug}/").status_code == 404
    event = make_event()
    event.status, event.withdrawn_on, event.withdrawn_reason = Status.WITHDRAWN, "2026-01-02", "It never happened."
    event.save()
    assert client.get(f"/{rendering}/events/{event.slug}/").status_code == 410


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("bib", "application/x-bibtex; charset=utf-8"),
        ("ris", "application/x-research-info-systems; charset=utf-8"),
        ("json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_files_say_what_they_are_from_the_cache_too(client, zak, name, content_type):
    event = make_event(slug="handshake", sources=[zak])
    for what, key in (("entry", f"event-{event.key}"), ("sources", f"event-{event.key}-sources")):
        for _ in range(2):
            response = client.get(f"/export/{what}.{name}/events/handshake/")
            told = f'attachment; filename="space-history-{key}.{name}"'
            assert (response["Content-Type"], response["Content-Disposition"]) == (content_type, told)


def test_file_of_a_page_holds_the_page_and_that_of_its_sources_each_of_them(client, zak):
    person = make_person(slug="leonov", name="Alexei Leonov")
    other = make_source(title="A report", standing="copy")
    for source in (zak, other, zak):
        make_citation(person=person, source=source, field="born")
    (page,) = json.loads(client.get("/export/entry.json/people/leonov/").content)
    assert page == {
        "id": f"person-{person.key}",
        "type": "webpage",
        "title": "Alexei Leonov",
        "language": "en",
        "container-title": "Space History",
        "URL": f"http://testserver/p/{person.key}",
        "accessed": {"date-parts": [[2026, 11, 26]]},
    }
    assert json.loads(client.get("/export/sources.json/people/leonov/").content) == [zak.csl(), other.csl()]
    assert json.loads(client.get("/export/entry.json/sources/zak/").content) == [zak.csl()]
    assert client.get("/export/sources.json/sources/zak/").status_code == 404


def test_sources_of_a_filter_come_each_once_in_the_order_of_its_events(client, zak):
    first, third = make_source(), make_source()
    second = make_source(standing="copy")  # numbered after Zak, which is a primary source
    make_event(date="1961", sources=[first])
    make_event(date="1962", sources=[zak])
    make_event(date="1965", sources=[zak, second])
    make_event(date="1975", sources=[third])
    make_event(date="1961", sources=[third], status=Status.DRAFT)

    def exported(query: str) -> list[str]:
        found = rispy.loads(client.get(f"/export/sources.ris/{query}").content.decode())
        return [entry["title"] for entry in found]

    assert exported("?from=1960&to=1969") == [first.title, zak.title, second.title]
    assert exported("?from=1960&to=1969&sort=new") == [zak.title, second.title, first.title]
    assert exported("") == [first.title, zak.title, second.title, third.title]


def test_sources_of_a_filter_are_those_of_all_its_events_however_many_they_are(client, zak, monkeypatch):
    first, last, never = make_source(title="First"), make_source(title="Last"), make_source(title="Never")
    make_event(date="1957", sources=[first])
    make_event(date="1962", sources=[zak, first])
    make_event(date="1975", sources=[last])
    make_event(date="1976", sources=[never], status=Status.DRAFT)
    monkeypatch.setattr(selections, "MOST", 1)
    monkeypatch.setattr(citable, "KEYS_AT_ONCE", 2)
    found = json.loads(client.get("/export/sources.json/").content)
    assert [each["title"] for each in found] == ["First", *sorted(["Last", zak.title])]
    assert "Its 3 sources" in text(client, "/cite/")


def test_page_of_a_filter_that_selects_nothing_says_how_to_cite_it(client):
    assert "The whole timeline" in text(client, "/cite/")
    assert client.get("/export/sources.bib/?from=1900&to=1901").content == b""


def test_citing_costs_the_same_queries_for_one_row_and_for_several(client, count_queries, zak):
    def paths(letter: str) -> list[str]:
        rows = [
            make_event(slug=f"event-{letter}"),
            make_mission(slug=f"mission-{letter}"),
            make_person(slug=f"person-{letter}"),
        ]
        fields = (("event", "place"), ("mission", "crew"), ("person", "born"))
        for row, (name, field) in zip(rows, fields, strict=True):
            for _ in range(1 if letter == "a" else 4):
                make_citation(field=field, **{name: row})
        pages = [row.get_absolute_url() for row in rows]
        return [f"/{each}{page}" for page in pages for each in ("cite", "export/entry.ris", "export/sources.bib")]

    one = [count_queries(path) for path in paths("a")]
    assert [count_queries(path) for path in paths("b")] == one
    few = count_queries("/cite/?kind=docking")
    make_event(sources=[make_source(), make_source()])
    assert count_queries("/cite/?kind=docking") == few


def test_pages_lead_to_how_they_are_cited_and_tell_programs_what_they_are(client, zak):
    event, mission, person = make_event(sources=[zak]), make_mission(), make_person()
    for row in (event, mission, person, zak):
        page = text(client, row.get_absolute_url())
        assert f'<a href="/cite{row.get_absolute_url()}">Cite this' in page
        assert page.count('<meta name="citation_title"') == 1
    page = text(client, event.get_absolute_url())
    assert f'<meta name="citation_title" content="{event.title}">' in page
    assert f'<meta name="citation_public_url" content="http://testserver/e/{event.key}">' in page
    assert page.count('class="Z3988"') == 2  # its source, and the page itself
    assert "rft.au=Zak,+Anatoly" in page.replace("%2C", ",")
    source = text(client, zak.get_absolute_url())
    assert '<meta name="citation_author" content="Zak, Anatoly">' in source
    assert '<meta name="citation_publication_date" content="2016/02/18">' in source


def test_reference_stands_in_the_page_without_any_script(client, zak):
    page = text(client, "/cite/sources/zak/")
    assert '<p class="reference">Zak, A. (2016' in page
    assert "<button" not in page


@pytest.mark.parametrize("rendering", ["cite", "export/entry.bib", "export/sources.json"])
def test_citing_only_reads(client, rendering):
    event, mission = make_event(), make_mission()
    paths = [f"/{rendering}{page}" for page in ("/", event.get_absolute_url(), mission.get_absolute_url())]
    assert [client.post(path).status_code for path in paths] == [405, 405, 405]


FILES = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}


@pytest.mark.parametrize("name", FILES)
def test_all_sources_are_one_file_whatever_cites_them(client, count_queries, zak, name):
    uncited, waiting = make_source(title="Cited by nothing"), make_source(title="Waits for an editor", waits=True)
    make_event(sources=[zak])
    path = f"/export/sources.{name}/sources/"
    content = client.get(path).content.decode()
    assert all(each.title in content for each in (zak, uncited))
    assert waiting.title not in content
    page = text(client, "/sources/")
    assert f'<a href="{path}">{FILES[name]}</a> ({filesizeformat(len(content.encode()))})' in page
    uncited.delete()
    few = count_queries(path)
    for number in range(3):
        make_source(title=f"Another {number}")
    assert (count_queries(path), client.get(path).content.decode().count("Another")) == (few, 3)


def test_every_page_says_first_what_it_is(client, zak):
    event, place, craft = make_event(sources=[zak]), make_place(), make_spacecraft()
    entries = (event, place, craft, make_mission(), make_person())
    named = {row.get_absolute_url(): (str(row), f"http://testserver{row.permanent_url}") for row in entries}
    lists = {"/sources/": "Sources", "/sets/": "Lesson sets", "/missions/": "Missions", "/about/": "About"}
    named |= {path: (title, f"http://testserver{path}") for path, title in lists.items()}
    named[zak.get_absolute_url()] = ("A handshake", "https://example.org/zak")
    for path, (title, address) in named.items():
        page = text(client, path)
        body = page[page.index("<body>") :]
        first = parse_qs(unescape(re.search(r'<span class="Z3988" title="([^"]*)" hidden>', body)[1]))
        assert (first["rft.title"], first["rft.identifier"]) == ([title], [address])
        assert "rft_id" not in page
        assert body.index("Z3988") < (body.index("<time") if "<time" in body else len(body))
        assert re.findall('property="og:type" content="([a-z]*)"', page) == ["website"]
    assert "<time" in text(client, event.get_absolute_url())


def test_page_that_cannot_be_cited_is_not_told_as_one(client):
    response = client.get("/no-such-page/")
    assert (response.status_code, "Z3988" in response.content.decode()) == (404, False)
