"""Pages as linked data: what is told of each noun, and that nothing is told which no page shows."""

import pytest

from tests.factories import (
    make_agency,
    make_citation,
    make_disagreement,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_programme,
    make_source,
    make_spacecraft,
)
from timeline.evidence import Evidence
from timeline.jsonld import MOST_CITED, Site, days

pytestmark = pytest.mark.django_db
HOME = "https://history.example.org"
SITE = Site(HOME)


def evidence_of(row) -> Evidence:
    return Evidence(row.citations.select_related("source"))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("1975-07-17", ("1975-07-17", None)),
        ("1975-07", ("1975-07", None)),
        ("1975", ("1975", None)),
        ("1975-07-17T16:09:09Z", ("1975-07-17T16:09:09Z", None)),
        ("1975-07-15/1975-07-24", ("1975-07-15", "1975-07-24")),
        ("1998/..", ("1998", None)),
        ("/1975", (None, "1975")),
        ("1975-07-17T16:09Z", ("1975-07-17T16:09Z", None)),
        ("1975/1975", ("1975", None)),
        *(
            (date, (None, None))
            for date in ("1957~", "1957?", "195X", "1975-22", "1975-33", "[1957,1958]", "1957-XX", "")
        ),
    ],
)
def test_dates_are_told_as_far_as_iso_8601_can_write_them(date, expected):
    assert days(date) == expected


def test_an_event_says_when_where_and_who():
    place = make_place(slug="metz", name="Metz", latitude=49.1, longitude=6.2)
    person = make_person(slug="leonov", name="Alexei Leonov")
    mission = make_mission(slug="soyuz-19", name="Soyuz 19", launched="1975-07-15")
    event = make_event(
        **{"slug": "handshake", "title": "Handshake", "date": "1975-07-17", "place": place},
        people=[person],
        missions=[mission],
        agencies=[make_agency(name="NASA")],
    )
    page = SITE.event(event, Evidence.of(event))
    assert (page["@context"], page["@type"], page["url"]) == (
        "https://schema.org",
        "WebPage",
        f"{HOME}/events/handshake/",
    )
    assert page["mainEntity"] == {
        "@type": "Event",
        "@id": f"{HOME}/e/{event.key}",
        "name": "Handshake",
        "description": "It happened.",
        "startDate": "1975-07-17",
        "location": {
            "@type": "Place",
            "name": "Metz",
            "url": f"{HOME}/places/metz/",
            "geo": {"@type": "GeoCoordinates", "latitude": 49.1, "longitude": 6.2},
        },
        "organizer": [{"@type": "Organization", "name": "NASA"}],
        "attendee": [{"@type": "Person", "name": "Alexei Leonov", "url": f"{HOME}/people/leonov/"}],
        "superEvent": [
            {
                "@type": "Event",
                "name": "Soyuz 19",
                "url": f"{HOME}/missions/soyuz-19/",
                "startDate": "1975-07-15",
            }
        ],
        "image": f"{HOME}/events/handshake/share.png",
    }
    assert page["breadcrumb"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Space History", "item": f"{HOME}/"},
        {"@type": "ListItem", "position": 2, "name": "Handshake", "item": f"{HOME}/events/handshake/"},
    ]


def test_a_page_cites_its_sources_the_strongest_first():
    sources = [
        make_source(slug="copy", title="A copy", standing="copy", kind="blog"),
        make_source(
            **{"slug": "log", "title": "The log", "authors": ["A. Author"], "publisher": "NASA", "published": "1975-07"}
        ),
    ]
    page = SITE.event(event := make_event(sources=sources), Evidence.of(event))
    assert page["citation"] == [
        {
            "@type": "Report",
            "@id": f"{HOME}/sources/log/",
            "name": "The log",
            "author": ["A. Author"],
            "publisher": {"@type": "Organization", "name": "NASA"},
            "datePublished": "1975-07",
            "inLanguage": "en",
        },
        {"@type": "BlogPosting", "@id": f"{HOME}/sources/copy/", "name": "A copy", "inLanguage": "en"},
    ]
    event = make_event(sources=[make_source() for _ in range(MOST_CITED + 1)])
    assert len(SITE.event(event, Evidence.of(event))["citation"]) == MOST_CITED


def test_a_disagreement_is_a_question_with_what_each_source_answers():
    event = make_event(slug="handshake")
    one, other = (make_citation(event=event, source=make_source(slug=slug)) for slug in ("one", "other"))
    readings = [("17 July", True, [one]), ("11 December", False, [other])]
    asked = make_disagreement(event, readings, question="On which day?", verdict="The first.")
    [question] = SITE.event(event, Evidence.of(event))["hasPart"]
    assert question == {
        "@type": "Question",
        "name": "On which day?",
        "url": f"{HOME}/events/handshake/#{asked.anchor}",
        "about": {"@id": f"{HOME}/e/{event.key}"},
        "abstract": "The first.",
        "answerCount": 2,
        "acceptedAnswer": [{"@type": "Answer", "text": "17 July", "citation": [{"@id": f"{HOME}/sources/one/"}]}],
        "suggestedAnswer": [
            {"@type": "Answer", "text": "11 December", "citation": [{"@id": f"{HOME}/sources/other/"}]}
        ],
    }


def test_a_place_off_the_earth_has_no_coordinates_of_the_earth():
    moon = make_place(body="moon", latitude=0.7, longitude=23.5)
    assert "geo" not in SITE.place(moon, Evidence([]))["mainEntity"]
    event = make_event(place_text="over France")
    assert SITE.event(event, Evidence.of(event))["mainEntity"]["location"] == {"@type": "Place", "name": "over France"}


def test_of_people_and_missions_only_dates_with_a_source_are_told():
    person = make_person(
        name="Alexei Leonov", native_name="Алексей Леонов", born="1934-05-30", died="2019-10-11", country="SU"
    )
    make_citation(person=person, field="born")
    assert SITE.person(person, evidence_of(person))["mainEntity"] == {
        "@type": "Person",
        "name": "Alexei Leonov",
        "alternateName": ["Алексей Леонов"],
        "birthDate": "1934-05-30",
        "nationality": {"@type": "Country", "name": "Soviet Union"},
    }
    mission = make_mission(
        crew=[person],
        launched="1975-07-15T12:20:00Z",
        ended="1975-07-21",
        programme=make_programme(name="ASTP", slug="astp"),
    )
    make_citation(mission=mission, field="launched")
    told = SITE.mission(mission, evidence_of(mission), mission.crew_members.all())["mainEntity"]
    assert (told["startDate"], "endDate" in told) == ("1975-07-15T12:20:00Z", False)
    assert told["attendee"] == [{"@type": "Person", "name": "Alexei Leonov", "url": HOME + person.get_absolute_url()}]
    assert told["superEvent"] == {"@type": "EventSeries", "name": "ASTP", "url": f"{HOME}/programmes/astp/"}


def test_a_spacecraft_has_its_dimensions_in_metres():
    told = SITE.spacecraft(make_spacecraft(name="Vostok", length="4.4", width="2.43"), Evidence([]))["mainEntity"]
    assert told == {
        "@type": "Vehicle",
        "name": "Vostok",
        "depth": {"@type": "QuantitativeValue", "value": 4.4, "unitCode": "MTR"},
        "width": {"@type": "QuantitativeValue", "value": 2.43, "unitCode": "MTR"},
    }


def test_a_source_is_the_work_that_it_is_and_says_what_it_draws_on():
    origin = make_source(slug="origin", title="Origin")
    source = make_source(title="A book", kind="book", url="https://example.org/book", draws_on=[origin])
    told = SITE.source(source)["mainEntity"]
    assert (told["@type"], told["url"]) == ("Book", "https://example.org/book")
    assert told["isBasedOn"] == [{"@type": "CreativeWork", "name": "Origin", "url": f"{HOME}/sources/origin/"}]


def test_a_list_numbers_what_its_page_holds():
    rows = [make_programme(slug="apollo", name="Apollo"), make_programme(slug="vostok", name="Vostok")]
    assert SITE.list_of("Programmes", "/programmes/", rows, 54)["mainEntity"] == {
        "@type": "ItemList",
        "numberOfItems": 54,
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "url": f"{HOME}/programmes/apollo/", "name": "Apollo"},
            {"@type": "ListItem", "position": 2, "url": f"{HOME}/programmes/vostok/", "name": "Vostok"},
        ],
    }


def test_the_site_says_how_it_is_searched():
    told = SITE.whole()
    assert (told["@type"], told["url"]) == ("WebSite", f"{HOME}/")
    assert told["potentialAction"] == {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{HOME}/?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }


def kinds_in(data, kind: str) -> list[dict]:
    """Every part of linked data that is of one kind."""
    parts = data if isinstance(data, list) else list(data.values()) if isinstance(data, dict) else []
    found = [data] if isinstance(data, dict) and data.get("@type") == kind else []
    return found + [each for part in parts for each in kinds_in(part, kind)]


def test_what_has_no_day_is_no_event_and_an_article_has_a_headline():
    vague = make_event(
        date="1957~",
        missions=[make_mission(name="Not yet flown")],
        people=[make_person()],
        sources=[make_source(kind=kind, title=f"A {kind}") for kind in ("news", "encyclopaedia", "book")],
    )
    page = SITE.event(vague, Evidence.of(vague))
    assert page["mainEntity"] == {
        "@type": "CreativeWork",
        "@id": f"{HOME}/e/{vague.key}",
        "name": vague.title,
        "description": "It happened.",
        "image": f"{HOME}/events/{vague.slug}/share.png",
    }
    mission = make_mission(name="Not yet flown", country="SU")
    told = SITE.mission(mission, evidence_of(mission), [])["mainEntity"]
    assert told == {"@type": "CreativeWork", "name": "Not yet flown"}
    assert [kinds_in(each, "Event") for each in (page, told)] == [[], []]
    works = {each["@type"]: each.get("headline") for each in page["citation"]}
    assert works == {"NewsArticle": "A news", "Article": "A encyclopaedia", "Book": None}
