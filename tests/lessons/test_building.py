"""A set while it is put together: rows moved, what is wrong said, nothing lost."""

import pytest
from django.http import QueryDict

from tests.factories import make_event
from timeline.lessons import building, code
from timeline.lessons.building import Builder
from timeline.lessons.contents import Contents, Entry

pytestmark = pytest.mark.django_db
A, B, C = "aaaaaaaa".replace("a", "b"), "cccccccc", "dddddddd"
ROWS = f"event={A}&question=One&event={B}&question=Two&event={C}&question="


def built(query: str) -> Builder:
    return Builder(QueryDict(query), "https://a.example")


def rows(query: str) -> list[tuple[str, str]]:
    return [(entry.key, entry.question) for entry in built(query).entries]


def sentences(query: str) -> dict[str, str]:
    return {trouble.field: trouble.sentence for trouble in built(query).troubles}


@pytest.mark.parametrize(
    ("button", "order"),
    [
        ("up=2", [B, A, C]),
        ("up=1", [A, B, C]),
        ("down=1", [B, A, C]),
        ("down=3", [A, B, C]),
        ("remove=2", [A, C]),
        ("remove=4", [A, B, C]),
        ("up=0", [A, B, C]),
        ("up=-1&down=x&remove=²", [A, B, C]),
        ("up=99999999999999999999", [A, B, C]),
    ],
)
def test_button_of_a_row_moves_it_with_its_question(button, order):
    assert [key for key, _ in rows(f"{ROWS}&{button}")] == order
    assert dict(rows(f"{ROWS}&{button}")) == {key: {A: "One", B: "Two", C: ""}[key] for key in order}


def test_event_is_added_at_the_end_and_only_once():
    assert rows(f"{ROWS}&add=ffffffff&add={A}") == [(A, "One"), (B, "Two"), (C, ""), ("ffffffff", "")]
    assert rows(f"add={A}") == [(A, "")]


def test_what_is_no_key_is_no_row():
    assert rows("event=&question=x&event=ABC&add=aeiouaei&add=../../etc") == []


def test_question_without_a_row_is_passed_over():
    assert rows(f"event={A}&question=One&question=Two") == [(A, "One")]


def test_set_begins_with_the_first_events_that_a_filter_selects(monkeypatch):
    monkeypatch.setattr(building, "MOST_EVENTS", 2)
    late, early, between = (make_event(date=date) for date in ("1965", "1957", "1961"))
    make_event(date="1960", kind="launch")
    assert [key for key, _ in rows("kind=docking")] == [early.key, between.key]
    assert [key for key, _ in rows("kind=docking&sort=new")] == [late.key, between.key]
    assert rows("") == []
    assert rows(f"kind=docking&event={A}&question=") == [(A, "")]


def test_events_are_found_as_on_the_timeline():
    event = make_event(title="Leonov’s walk")
    make_event(title="Leonow again", status="draft")
    make_event(title="Another")
    assert built("find=Leonow").found == [event]
    assert built("find=").found == []
    assert built("find=nobody").found == []


def test_search_that_makes_no_sense_is_named():
    builder = built(f"find={'x+' * 60}")
    assert builder.found == []
    assert [each.sentence for each in builder.filter.rejected] == [
        "Search for at most 12 words; what you gave were 60."
    ]


def test_set_without_title_or_events_says_what_to_do():
    assert sentences("") == {
        "title": "Give the set a title, so that whoever opens the link knows what it is about.",
        "find": "Add at least one event: look for it by any word of its title, or by a name.",
    }


def test_texts_that_are_too_long_are_named_with_their_excess_and_kept():
    query = f"title={'t' * 121}&introduction={'i' * 1502}&event={A}&question={'q' * 303}"
    assert sentences(query) == {
        "title": "The title has 121 characters, 1 more than fit: shorten it to 120.",
        "introduction": "The introduction has 1502 characters, 2 more than fit: shorten it to 1500.",
        "question-1": "The question 1 has 303 characters, 3 more than fit: shorten it to 300.",
    }
    assert built(query).contents == Contents("t" * 121, "i" * 1502, (Entry(A, "q" * 303),))


def test_more_events_than_a_set_holds_are_counted_and_kept():
    letters = "bcdfghjkmnpqrstvwxz23456789" + "bcdfgh"
    query = "title=T&" + "&".join(
        f"event={letter * 7}{place % 8 + 2}&question=" for place, letter in enumerate(letters)
    )
    builder = built(query)
    assert len(builder.entries) == 33
    assert [trouble.sentence for trouble in builder.troubles] == [
        "A set holds at most 30 events: take out 3, or make two sets."
    ]


def test_link_that_would_be_too_long_says_by_how_much_and_what_is_longest(monkeypatch):
    query = f"title=T&introduction=A+short+one&event={A}&question=A+rather+long+question&event={B}&question=Why"
    address = f"https://a.example/present/set/{code.encode(built(query).contents)}/"
    monkeypatch.setattr(building, "LONGEST_ADDRESS", len(address))
    assert sentences(query) == {}
    monkeypatch.setattr(building, "LONGEST_ADDRESS", len(address) - 7)
    assert sentences(query) == {
        "make": f"The link would be {len(address)} characters long, 7 more than a link may be. Nothing is lost: shorten "
        "question 1, the introduction or question 2, the longest of its texts, or take out an event."
    }


def test_finished_set_has_the_address_that_holds_it():
    builder = built(f"title=T&{ROWS}&make=yes")
    assert (builder.is_to_be_made, builder.troubles) == (True, [])
    assert code.decode(builder.url.split("/")[2]) == builder.contents


def test_set_with_a_link_opens_as_it_was():
    contents = Contents("T", "One.\n\nTwo.", (Entry(A, "Why?"), Entry(B)))
    assert Builder(building.query_of(contents), "").contents == contents


def test_an_absurd_address_makes_no_absurd_page():
    query = "&".join(f"event={a}{b}bbbbbb&question=" for a in "bcdfghjkmn" for b in "bcdfghjkmn")
    assert len(built(query).entries) == building.MOST_ROWS
