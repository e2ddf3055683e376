"""Embeds, the page that gives what to paste, and oEmbed."""

import json
import xml.etree.ElementTree as xml
from datetime import date
from urllib.parse import urlencode

import html5lib
import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories import make_disagreement, make_event, make_source
from timeline.choices import Status
from timeline.embedding import MOST_LISTED

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


def ancestors(response) -> str:
    """Who may show the answer in a frame, by both headers that say so."""
    policy = dict(rule.split(" ", 1) for rule in response["Content-Security-Policy"].split("; "))
    return f"{policy['frame-ancestors']} {response.get('X-Frame-Options', '')}".strip()


def oembed(client, url: str, **more: str):
    return client.get("/oembed?" + urlencode({"url": url} | more))


def texts(html: str, tag: str) -> list[str]:
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return [" ".join("".join(each.itertext()).split()) for each in tree.iter(tag)]


# Embeds


def test_embed_of_an_event_shows_what_it_rests_on_and_where_it_comes_from(client):
    strong = make_source(title="The log", publisher="NASA", published="1975", standing="primary")
    copy = make_source(title="A copy", standing="copy", draws_on=[strong])
    event = make_event(slug="docking", title="Apollo docks", date="1975-07-17", sources=[copy, strong])
    page = client.get("/embed/events/docking/").content.decode()
    assert texts(page, "h1") == ["Apollo docks"]
    assert texts(page, "p") == [
        "17 July 1975",
        "It happened.",
        "Source: The log, NASA, 1975. 2 sources, 1 independent witness",
        f"{HERE}/e/{event.key}",
        "Space History, CC BY 4.0",
    ]
    assert f'<link rel="canonical" href="{HERE}/events/docking/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "<script" not in page


def test_embed_of_an_event_states_its_disagreement_in_a_line(client):
    event = make_event(slug="docking")
    make_disagreement(event, [("1975-07-17", True), ("1975-12-11", False)], question="On which day?")
    lines = texts(client.get("/embed/events/docking/").content.decode(), "p")
    expected = "Sources disagree on 1 question: “On which day?”: 17 July 1975 (the evidence supports this) or 11 December 1975."
    assert expected in lines
    make_disagreement(event, [("Metz", False), ("the Elbe", False)], question="Over which town?")
    lines = texts(client.get("/embed/events/docking/").content.decode(), "p")
    assert expected.replace("1 question:", "2 questions, among them") in lines


def test_embed_of_a_filter_lists_its_events_in_order_and_says_how_many_more_there_are(client):
    for year in range(1957, 1957 + MOST_LISTED + 2):
        make_event(title=f"In {year}", date=str(year))
    make_event(title="Not published", date="1958", status=Status.DRAFT)
    page = client.get("/embed/?from=1957").content.decode()
    assert texts(page, "h2") == [f"In {year}" for year in range(1957, 1957 + MOST_LISTED)]
    assert texts(page, "h1") == ["From 1957"]
    assert f'<a href="/?from=1957" rel="noopener">All {MOST_LISTED + 2} on Space History</a>' in page
    assert "All " not in client.get("/embed/?from=1957&to=1960").content.decode()


def test_embed_of_nothing_says_so(client):
    response = client.get("/embed/?q=nothing+at+all")
    assert (response.status_code, texts(response.content.decode(), "p")[0]) == (200, "No event is selected here.")


def test_embed_may_be_framed_anywhere_and_is_kept_by_browser_and_site(client, count_queries):
    make_event(slug="docking")
    for path in ("/embed/events/docking/", "/embed/?kind=docking"):
        first = client.get(path)
        assert (ancestors(first), first["Cache-Control"], dict(first.cookies)) == ("*", "public, max-age=300", {})
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, ancestors(again)) == (304, "*")
        assert count_queries(path) == 1
    assert client.post("/embed/events/docking/").status_code == 405


def test_embed_is_small(client, whole_timeline_of_long_events):
    for path in ("/embed/", "/embed/events/long-0/"):
        response = client.get(path, headers={"Accept-Encoding": "br"})
        assert response["Content-Encoding"] == "br"
        assert len(response.content) < 15_000


@pytest.fixture
def whole_timeline_of_long_events():
    for number in range(MOST_LISTED + 1):
        event = make_event(slug=f"long-{number}", title=f"{number} " * 20, summary="It happened. " * 40)
        make_disagreement(event)


def test_embed_of_an_old_address_leads_to_the_new_one(client):
    event = make_event(slug="old")
    event.slug = "new"
    event.save()
    response = client.get("/embed/events/old/")
    assert (response.status_code, response["Location"]) == (301, "/embed/events/new/")


def test_embed_of_a_withdrawn_event_says_why_in_its_frame(client):
    make_event(slug="gone", status=Status.WITHDRAWN, withdrawn_on=date(2026, 1, 2), withdrawn_reason="It was a hoax.")
    response = client.get("/embed/events/gone/")
    assert (response.status_code, ancestors(response)) == (410, "*")
    assert texts(response.content.decode(), "p")[:2] == [
        "Withdrawn on 2 January 2026",
        "This entry was withdrawn. The reason: It was a hoax.",
    ]


@pytest.mark.parametrize("path", ["/embed/events/nothing/", "/embed/events/draft/", "/embed/nothing/"])
def test_embed_of_what_readers_cannot_see_is_not_found(client, path):
    make_event(slug="draft", status=Status.DRAFT)
    assert client.get(path).status_code == 404


def test_embed_of_many_costs_as_many_queries_as_of_one(client, count_queries):
    make_disagreement(make_event(date="1957"))
    make_event(date="1960")
    one = count_queries("/embed/?to=1957")
    for _ in range(3):
        make_disagreement(make_event(date="1961", sources=[make_source(), make_source()]))
    assert count_queries("/embed/?from=1961") == one


def patterns(found=None, before="") -> list[tuple[str, URLPattern]]:
    """Every public address, as it is written in urls.py."""
    each = get_resolver().url_patterns if found is None else found
    flat = []
    for pattern in each:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            flat += [] if path == "admin/" else patterns(pattern.url_patterns, path)
        else:
            flat.append((path, pattern))
    return flat


@pytest.mark.whole
def test_nothing_but_an_embed_may_be_framed(client, history):
    known = {
        "slug": "first-handshake-in-orbit",
        "event": "first-handshake-in-orbit",
        "number": "1",
        "section": "events",
    }
    entries = {"missions/": "soyuz-19", "people/": "alexei-leonov", "programmes/": "apollo-soyuz-test-project"}
    entries |= {"places/": "metz", "sources/": "article-cnn-2015-handshake", "spacecraft/": "apollo-soyuz"}
    framed, refused = set(), set()
    for path, _ in patterns():
        slug = next((slug for noun, slug in entries.items() if path.startswith(noun)), known["slug"])
        values = known | {"slug": slug}
        for name, value in values.items():
            path = path.replace(f"<slug:{name}>", value).replace(f"<int:{name}>", value)
        response = client.get("/" + path)
        (framed if ancestors(response) == "*" else refused).add(path)
        if response.status_code == 200 and not path.startswith("embed/"):
            assert ancestors(response) == "'none' DENY", path
    assert framed == {"embed/", "embed/events/first-handshake-in-orbit/"}
    assert len(refused) > 25


# What to paste


def test_share_page_gives_address_and_snippet_as_text(client):
    event = make_event(slug="docking", title="Docking & <b>undocking</b>")
    response = client.get("/share/events/docking/")
    page = response.content.decode()
    assert texts(page, "code") == [f"{HERE}/e/{event.key}"]
    [pasted] = texts(page, "textarea")
    assert pasted.startswith(f'<p><a href="{HERE}/e/{event.key}">Docking &amp; &lt;b&gt;undocking&lt;/b&gt;</a>')
    assert f'src="{HERE}/embed/events/docking/"' in pasted
    assert '<iframe src="/embed/events/docking/"' in page
    assert "frame-src 'self'" in response["Content-Security-Policy"]
    assert ancestors(response) == "'none' DENY"


def test_share_page_of_a_filter_holds_its_whole_address(client, count_queries):
    make_event()
    page = client.get("/share/?kind=docking&nonsense=1").content.decode()
    assert texts(page, "code") == [f"{HERE}/?kind=docking"]
    assert count_queries("/share/?kind=docking&nonsense=1") == 1


def test_pages_lead_to_what_to_paste(client):
    make_event(slug="docking")
    assert 'href="/share/events/docking/"' in client.get("/events/docking/").content.decode()
    assert 'href="/share/?kind=docking"' in client.get("/?kind=docking").content.decode()


# oEmbed


def test_oembed_tells_of_an_event_in_json_and_xml(client):
    make_event(slug="docking", title="Союз & Apollo")
    told = oembed(client, f"{HERE}/events/docking/")
    assert (told.status_code, told["Content-Type"]) == (200, "application/json")
    record = json.loads(told.content)
    assert (record["type"], record["version"], record["title"]) == ("rich", "1.0", "Союз & Apollo")
    assert f'src="{HERE}/embed/events/docking/?messages=yes"' in record["html"]
    in_xml = oembed(client, f"{HERE}/events/docking/", format="xml")
    assert (in_xml.status_code, in_xml["Content-Type"]) == (200, "text/xml; charset=utf-8")
    assert {child.tag: child.text for child in xml.fromstring(in_xml.content)} == {
        name: str(value) for name, value in record.items()
    }
    assert dict(told.cookies) == {}


def test_oembed_finds_what_leads_to_an_event(client):
    event = make_event(slug="old")
    event.slug = "new"
    event.save()
    expected = oembed(client, f"{HERE}/events/new/").content
    for path in ("/events/old/", f"/e/{event.key}", "/embed/events/new/", "/embed/events/old/", "/events/new/#sources"):
        assert oembed(client, HERE + path).content == expected, path


def test_oembed_tells_of_a_filter(client):
    make_event()
    record = oembed(client, f"{HERE}/?kind=docking&from=1970&nonsense=1").json()
    assert record["title"] == "From 1970 · Kind: Docking"
    assert f'src="{HERE}/embed/?from=1970&amp;kind=docking&amp;messages=yes"' in record["html"]
    assert oembed(client, HERE).json()["title"] == "The whole timeline"


def test_oembed_keeps_within_the_room_that_it_is_given(client):
    make_event(slug="docking")
    record = oembed(client, f"{HERE}/events/docking/", maxwidth="240", maxheight="9999").json()
    assert (record["width"], record["height"]) == (240, 420)
    assert "thumbnail_url" not in record


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/events/nothing/",
            "/events/draft/",
            "/events/gone/",
            "/e/22222222",
            "/missions/",
            "/oembed?url=x",
            "/admin/",
        ),
        *("/share/events/docking/", "/%00", "/events/%FF/"),
    ],
)
def test_oembed_knows_nothing_of_other_pages(client, path):
    make_event(slug="docking")
    make_event(slug="draft", status=Status.DRAFT)
    make_event(slug="gone", status=Status.WITHDRAWN, withdrawn_on=date(2026, 1, 2), withdrawn_reason="A hoax.")
    response = oembed(client, HERE + path)
    assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")


@pytest.mark.parametrize("url", ["", "nonsense", "https://elsewhere.example/events/docking/", "http://[", "\x00"])
def test_oembed_knows_nothing_of_other_sites(client, url):
    make_event(slug="docking")
    assert oembed(client, url).status_code == 404


def test_oembed_refuses_other_formats_and_sizes_that_are_none(client):
    make_event(slug="docking")
    assert oembed(client, f"{HERE}/events/docking/", format="yaml").status_code == 501
    for size in ("wide", "-1", "0", "1e3", "²", "9" * 7):
        response = oembed(client, f"{HERE}/events/docking/", maxwidth=size)
        assert (response.status_code, response.content.decode()) == (
            400,
            "maxwidth is a number of pixels from 1 to 999999, or is left out.",
        )


@pytest.mark.parametrize("path", ["/events/docking/", "/?kind=docking"])
def test_a_page_names_the_records_of_it_and_they_are_there(client, path):
    make_event(slug="docking", title="Союз & Apollo")
    tree = html5lib.parse(client.get(path).content.decode(), namespaceHTMLElements=False)
    links = [each for each in tree.iter("link") if each.get("type", "").endswith("+oembed")]
    assert [each.get("type") for each in links] == ["application/json+oembed", "text/xml+oembed"]
    for link, form in zip(links, ("application/json", "text/xml; charset=utf-8"), strict=True):
        answer = client.get(link.get("href").removeprefix(HERE))
        assert (answer.status_code, answer["Content-Type"]) == (200, form)
        assert f"{HERE}/embed{path}".encode() in answer.content


def test_a_preview_names_no_record(admin_client):
    make_event(slug="draft", status=Status.DRAFT)
    page = admin_client.get("/events/draft/preview/").content.decode()
    assert ("+oembed" in page, "ld+json" in page, "/share/events/" in page) == (False, False, False)
