"""The axis: in step with the list, bounded whatever the data, and a link wherever it leads."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.urls import reverse

from tests.factories import make_disagreement, make_event, make_mission, make_programme
from timeline.axis import Axis
from timeline.choices import EventKind
from timeline.drawing import axis as drawing
from timeline.filters import EventFilter

pytestmark = pytest.mark.django_db


def read(query: str = "") -> Axis:
    return Axis(EventFilter(QueryDict(query)))


def shown(axis: Axis) -> int:
    """How many events the picture stands for, one by one or gathered."""
    return len(axis.marks) + sum(each.count.number for each in axis.counts)


def query_of(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


def make_years(first: int, last: int, **given) -> None:
    for year in range(first, last + 1):
        make_event(date=f"{year}-07-17", **given)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "from=1960&to=1969",
        "from=1975&to=1975",
        "from=1970&to=1979&lanes=programme",
        "kind=docking",
        "lanes=programme",
    ],
)
def test_the_picture_stands_for_every_event_of_the_list(history, query):
    axis = read(query)
    total = axis.filter.total
    in_several = sum(max(event.missions.values("programme").distinct().count(), 1) for event in axis.filter.events())
    assert shown(axis) == (in_several if axis.by_programme else total)


@pytest.mark.whole
def test_the_picture_is_bounded_and_loses_nothing_with_hundreds_of_events():
    make_years(1957, 2024, kind="docking")
    for day in range(1, 29):
        for month in range(1, 13):
            make_event(date=f"1975-{month:02}-{day:02}")
    for query in ("", "from=1970&to=1979", "from=1975&to=1975", "lanes=programme"):
        axis = read(query)
        assert shown(axis) == axis.filter.total
        assert len(axis.marks) <= drawing.MOST_MARKS
        assert len(axis.counts) <= drawing.MOST_COUNTS


def test_the_picture_covers_the_years_asked_for_and_the_strip_all():
    make_years(1957, 1999)
    assert (read().scale.first, read().scale.last) == (1957, 1999)
    axis = read("from=1970&to=1979")
    assert ((axis.scale.first, axis.scale.last), (axis.whole.first, axis.whole.last)) == ((1970, 1979), (1957, 1999))
    assert dict(axis.density) == dict.fromkeys(range(1957, 2000), 1)


@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("from=2050", (2050, 2050)),
        ("to=1900", (1900, 1900)),
        ("from=1990", (1990, 1999)),
        ("from=1900&to=2100", (1900, 2100)),
    ],
)
def test_years_outside_of_the_timeline_are_drawn_as_asked(query, years):
    make_years(1957, 1999)
    axis = read(query)
    assert (axis.scale.first, axis.scale.last) == years
    assert 0 <= axis.window[0] <= axis.window[0] + axis.window[1] <= 100.1


def test_an_empty_timeline_has_no_picture(client):
    assert read().extent is None
    assert "axis-picture" not in client.get("/").content.decode()


def test_a_mark_leads_to_its_event_and_says_what_the_list_says():
    event = make_event(title="A docking", date="1975-07-17T16:09:09Z", kind="docking", significance=5)
    make_disagreement(event, [("one", True), ("other", False)])
    (mark,) = read().marks
    assert mark.entry.get_absolute_url() == event.get_absolute_url()
    assert mark.entry.card == "A docking · 17 July 1975, 16:09:09 UTC · docking · sources disagree"
    assert mark.size == drawing.SIZES[5]
    assert dict(read().disputed_bars)["major"].startswith("M")


def test_an_uncertain_date_is_drawn_as_a_fade_and_a_period_is_not():
    make_event(title="About", date="1957~")
    make_event(title="Exact", date="1961-04-12")
    make_event(title="Period", date="1962-01-01/1965-12-31")
    make_event(title="Each of them", date="{1962..1965}")
    make_event(title="Once between", date="[1963..1965]")
    make_event(title="Last", date="1970-01-01")
    fades = {mark.entry.title: mark.fade for mark in read().marks}
    assert [title for title, fade in fades.items() if fade] == ["About", "Once between"]
    assert fades["About"][1] > 10


def test_a_count_opens_to_its_years_and_in_one_year_to_its_place_in_the_list():
    make_years(1957, 2024)
    for _ in range(40):
        make_event(date="1975-07-17")
    (count,) = [each for each in read().counts if "40" in each.words or each.count.number >= 40][:1]
    query = query_of(count.url)
    assert int(query["from"][0]) <= 1975 <= int(query["to"][0])
    (count,) = [each for each in read("from=1975&to=1975").counts if each.count.number > 10]
    assert query_of(count.url)["from"] == query_of(count.url)["to"] == ["1975"]
    assert EventFilter(QueryDict(urlsplit(count.url).query)).page.events[0].date == "1975-07-17"


def test_moves_keep_what_else_is_selected_and_stay_within_the_timeline():
    make_years(1957, 2024, kind="docking")
    moves = {link.label: query_of(link.url) for link in read("kind=docking&from=1970&to=1979&pages=2").moves}
    assert moves["Closer"] == {"kind": ["docking"], "from": ["1972"], "to": ["1976"]}
    assert moves["Wider"] == {"kind": ["docking"], "from": ["1965"], "to": ["1984"]}
    assert moves["Earlier"] == {"kind": ["docking"], "from": ["1965"], "to": ["1974"]}
    assert moves["Later"] == {"kind": ["docking"], "from": ["1975"], "to": ["1984"]}
    assert moves["All years"] == {"kind": ["docking"]}
    assert [link.label for link in read().moves] == ["Closer"]
    assert "Closer" not in [link.label for link in read("from=1975&to=1975").moves]


def test_lanes_are_sides_or_programmes():
    apollo, mir = make_programme(name="Apollo", slug="apollo"), make_programme(name="Mir", slug="mir")
    make_event(date="1969-07-20", missions=[make_mission(programme=apollo)])
    make_event(date="1986-02-19", missions=[make_mission(programme=mir, country="SU")])
    make_event(date="1967-01-27")
    assert list(read().lanes) == ["soviet", "joint", "other", "american"]
    axis = read("lanes=programme")
    assert [lane.label for lane in axis.lanes.values()] == ["Apollo", "Mir", "All others"]
    assert {mark.entry.year: mark.candidate.lane for mark in axis.marks} == {
        1969: "apollo",
        1986: "mir",
        1967: "others",
    }


def test_missions_are_bars_of_the_selection_alone():
    station = make_mission(name="Mir", country="SU", launched="1986-02-19", ended="2001-03-23")
    make_mission(name="Skylab", launched="1973-05-14", ended="1979-07-11")
    make_event(date="1986-02-19", missions=[station], kind="launch")
    make_years(1960, 2010, kind="landing")
    assert [mission.words for _, mission in read().bars] == [
        "Skylab · launched 14 May 1973, ended 11 July 1979",
        "Mir · launched 19 February 1986, ended 23 March 2001",
    ]
    assert [bar.span.label for bar, _ in read("kind=launch").bars] == ["Mir"]


def test_every_kind_has_a_shape(client):
    make_event()
    text = client.get("/").content.decode()
    assert [kind for kind in EventKind.values if f'<symbol id="k-{kind}"' not in text] == []


def test_the_picture_of_the_founding_history_meets_once_parts_and_runs_as_one(history):
    braid = read().sides.braid
    at = read().scale.at
    assert braid.apart(at(date(1975, 7, 17))) == 0
    assert (braid.apart(at(date(1962, 1, 1))), braid.apart(at(date(1985, 1, 1)))) == (1, 1)
    assert {braid.apart(at(date(year, 1, 1))) for year in range(1999, 2015)} == {0}


@pytest.mark.parametrize("path", ["/", "/?from=1970&to=1979", "/?from=1975&to=1975&lanes=programme", "/?kind=docking"])
def test_the_fragment_and_the_page_hold_the_same_picture(client, history, path):
    def picture(text: str) -> str:
        return text[text.index('<p class="moves">') : text.index("</svg>\n</div>")]

    whole = client.get(path).content.decode()
    beside = f"{reverse('timeline-beside')}{path[1:]}"
    fragment = client.get(beside, headers={"HX-Request": "true"}).content.decode()
    assert picture(whole) == picture(fragment)
    assert fragment.count('id="axis-picture" data-hx-swap-oob') == fragment.count('id="axis-strip"') == 1
