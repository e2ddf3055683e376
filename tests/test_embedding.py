"""What other sites put on their pages: the size of a frame, the HTML to paste, and the record of oEmbed."""

import xml.etree.ElementTree as xml

import html5lib
import pytest

from tests.factories import make_event
from timeline import selections
from timeline.embedding import Frame, alone, as_xml, iframe, own_address, record, snippet
from timeline.selections import Item, Selection

pytestmark = pytest.mark.django_db
HOME = "https://history.example.org"
HOSTILE = """</textarea><script>alert("1" & '2')</script>"""


def of_hostile_event() -> Selection:
    return selections.of_event(make_event(slug="hostile", title=HOSTILE))


def parsed(html: str) -> list:
    return list(html5lib.parseFragment(html, namespaceHTMLElements=False))


def test_one_event_is_alone_and_a_filter_of_one_is_not():
    selection = selections.of_event(make_event())
    assert alone(selection) == selection.items[0]
    assert alone(Selection("Docking", "/?kind=docking", "/?kind=docking", selection.items)) is None
    assert alone(Selection("Nothing", "/?q=x", "/?q=x", ())) is None


@pytest.mark.parametrize(
    ("room", "size"),
    [((None, None), (480, 420)), ((300, None), (300, 420)), ((1000, 100), (480, 100)), ((1, 1), (1, 1))],
)
def test_a_frame_keeps_within_the_room_that_there_is(room, size):
    frame = Frame.of(selections.of_event(make_event()), *room)
    assert (frame.width, frame.height) == size


def test_a_list_gets_a_higher_frame():
    assert Frame.of(Selection("All", "/", "/", (Item(make_event()), Item(make_event())))) == Frame(480, 600)


def test_the_snippet_is_a_link_and_a_frame_whatever_the_title_is():
    selection = of_hostile_event()
    paragraph, frame = parsed(snippet(selection, HOME))
    link = paragraph.find("a")
    assert (link.get("href"), link.text, link.tail) == (HOME + selection.short_path, HOSTILE, ", Space History")
    assert frame.attrib == {
        "src": f"{HOME}/embed/events/hostile/",
        "title": f"{HOSTILE}, from Space History",
        "width": "480",
        "height": "420",
        "loading": "lazy",
        "sandbox": "allow-popups allow-popups-to-escape-sandbox",
        "style": "max-width:100%;border:1px solid",
    }


def test_the_record_holds_what_oembed_asks_of_rich_content():
    selection = of_hostile_event()
    told = record(selection, HOME, Frame(300, 200), (300, 200))
    assert told == {
        "version": "1.0",
        "type": "rich",
        "title": HOSTILE,
        "provider_name": "Space History",
        "provider_url": f"{HOME}/",
        "cache_age": 86400,
        "html": iframe(selection, HOME, Frame(300, 200), speaks=True),
        "width": 300,
        "height": 200,
    }


def test_the_picture_is_named_where_it_has_room():
    event = selections.of_event(make_event(slug="docking"))
    several = Selection("All", "/", "/", (Item(make_event()), Item(make_event())))
    frame = Frame(480, 420)
    assert record(event, HOME, frame, (None, None))["thumbnail_url"] == f"{HOME}/events/docking/share.png"
    assert record(several, HOME, frame, (1200, 630))["thumbnail_url"] == f"{HOME}/share.png"
    assert "thumbnail_url" not in record(event, HOME, frame, (1199, None))
    assert "thumbnail_url" not in record(event, HOME, frame, (None, 629))


def test_the_record_reads_back_from_xml_without_control_characters():
    told = record(of_hostile_event(), HOME, Frame(300, 200), (300, 200)) | {"title": f"Союз\x0b & <{HOSTILE}>"}
    text = as_xml(told)
    assert text.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    root = xml.fromstring(text)
    assert root.tag == "oembed"
    assert {child.tag: child.text for child in root} == {
        name: str(value) for name, value in (told | {"title": f"Союз & <{HOSTILE}>"}).items()
    }


@pytest.mark.parametrize(
    ("url", "path", "query"),
    [
        (f"{HOME}/events/x/", "/events/x/", {}),
        (f"{HOME}?kind=docking&kind=launch", "/", {"kind": ["docking", "launch"]}),
        ("http://HISTORY.example.org/e/x7cmkw6v#sources", "/e/x7cmkw6v", {}),
    ],
)
def test_an_address_of_this_site_is_known_with_its_query(url, path, query):
    found = own_address(url, HOME)
    assert found is not None
    assert (found[0], dict(found[1].lists())) == (path, query)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "/events/x/",
            "javascript:alert(1)",
            "https://elsewhere.example/events/x/",
            "https://[",
            "ftp://history.example.org/",
        ),
        *(f"{HOME}:8000/events/x/", f"{HOME}.evil.example/", f"https://evil.example@{HOME}/"),
    ],
)
def test_any_other_address_is_not(url):
    assert own_address(url, HOME) is None
