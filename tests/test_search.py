"""Search: any spelling, beginnings of words, whole numbers, any text at all, and an index that keeps in step."""

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import make_agency, make_event, make_mission, make_person, make_place, make_programme, make_source
from timeline import search
from timeline.models import Event, Mission, Person, Source

pytestmark = pytest.mark.django_db


def found(model, text):
    return sorted(str(row) for row in model.objects.filter(search.matching(model, text)))


@pytest.fixture
def leonov():
    """Alexei Leonov with two of his events, and another person with one."""
    person = make_person(name="Alexei Leonov", native_name="Алексей Леонов", other_names=["Alexey Leonow"])
    other = make_person(name="Léopold Dupont-Meyer")
    make_event(title="First spacewalk", people=[person], date="1965-03-18")
    make_event(title="First handshake", people=[person, other], date="1975-07-17")
    make_event(title="Sputnik", date="1957-10-04")
    return person


@pytest.mark.parametrize(
    "text",
    [
        *("Leonow", "Леонов", "Alexey", "leon", "LEONOV", "Léonov", "Alexei Leonov", "leonov alexei", "алексей"),
        *("Leonov, Alexei!", "“Leonov”", "leono", "Aleksei Leo"),
    ],
)
def test_person_and_events_are_found_by_any_spelling(leonov, text):
    assert found(Person, text) == ["Alexei Leonov"]
    assert found(Event, text) == ["First handshake", "First spacewalk"]


@pytest.mark.parametrize("text", ["Leopold", "léop", "DUPONT", "meyer", "Dupont-Meyer", "Dupont Léopold"])
def test_person_is_found_without_accents_and_by_each_part_of_a_name(leonov, text):
    assert found(Person, text) == ["Léopold Dupont-Meyer"]


@pytest.mark.parametrize("text", ["Leonovich", "eonov", "Leonov Dupont", "Leonov Sputnik", "zzz"])
def test_person_is_not_found_by_more_or_other_than_the_name(leonov, text):
    assert found(Person, text) == []


def test_every_word_must_be_found_but_in_any_place(leonov):
    assert found(Event, "handshake Leonov 1975") == ["First handshake"]
    assert found(Event, "leonov 1957") == []


def test_number_is_found_whole_only():
    make_mission(name="Soyuz 19")
    make_mission(name="Soyuz 191")
    make_mission(name="Soyuz 1")
    make_event(title="The seventies", date="1975")
    assert [found(Mission, text) for text in ("Soyuz 19", "soyuz 1", "19")] == [["Soyuz 19"], ["Soyuz 1"], ["Soyuz 19"]]
    assert [found(Event, text) for text in ("19", "197", "1975")] == [[], [], ["The seventies"]]


@pytest.mark.parametrize("text", ["1988", "198", "19988", "199"])
def test_number_is_not_found_by_another_with_fewer_or_more_of_its_digits(text):
    make_event(title="Zarya", date="1998")
    assert (found(Event, text), found(Event, "1998")) == ([], ["Zarya"])


def test_word_with_a_number_in_it_is_found_by_its_beginning():
    make_mission(name="STS107")
    assert [found(Mission, text) for text in ("sts10", "sts1", "107")] == [["STS107"], ["STS107"], []]


def test_event_is_found_by_the_names_of_all_that_took_part():
    programme = make_programme(name="Zenith programme")
    mission = make_mission(name="Voyager", programme=programme, other_names=["Wanderer"])
    make_event(
        title="An event",
        missions=[mission],
        people=[make_person(name="Somebody")],
        agencies=[make_agency(name="ESA", full_name="European Space Agency")],
        place=make_place(name="Kourou", other_names=["Guiana"]),
    )
    make_event(title="Another event")
    words = ["Zenith", "Voyager", "Wanderer", "Somebody", "esa", "European", "Kourou", "guiana", "zenith kourou"]
    assert {word: found(Event, word) for word in words} == {word: ["An event"] for word in words}


def test_source_is_found_by_title_author_publisher_and_address():
    make_source(title="A report", authors=["Asif Siddiqi"], publisher="NASA", url="https://history.example/a")
    words = ["report", "Siddiqi", "nasa", "history.example"]
    assert {word: found(Source, word) for word in words} == {word: ["A report"] for word in words}


@pytest.mark.parametrize("text", ["", " ", "…", "-- ' \" *", "\x00", "((", "🚀"])
def test_text_without_a_letter_or_digit_finds_nothing(leonov, text):
    assert found(Event, text) == []


@pytest.mark.parametrize(
    "text",
    [
        *('"', "'", '"leonov', "leonov*", "leonov OR sputnik", "NOT leonov", "leonov NEAR sputnik", "words:leonov"),
        *(
            "leonov AND",
            "-leonov",
            "^leonov",
            "(leonov",
            "{leonov}",
            "leonov + sputnik",
            "leonov\\",
            "le'onov",
            "le\x00onov",
        ),
        *(
            "leonov & !sputnik",
            "leonov <-> sputnik",
            "leonov:*",
            "leonov | 'x",
            "leonov %",
            "%",
            "leonov; DROP TABLE x",
            "\ud800",
        ),
        *(
            "x" * 100_000,
            "x " * 50_000,
            "9" * 100_000,
            "é" * 100_000,
            "words " * 13,
            "𞤀𞤣𞤤𞤢𞤥",
            "ﷺ",
            "½",
            "ⅷ",
            "٣",
            "한국",
        ),
    ],
)
def test_odd_text_is_no_error_and_no_operator(leonov, text):
    assert set(found(Event, text)) <= {"First handshake", "First spacewalk"}
    assert all(found(noun, text) in ([], ["Alexei Leonov"]) for noun in search.NOUNS if noun is not Event)


def test_words_past_the_most_are_not_looked_at(leonov):
    assert found(Person, "leonov " * search.MOST_WORDS + "dupont") == ["Alexei Leonov"]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.one_of(st.text(), st.text("leonv19 \"'*():&|!<>-\\\x00éЛ", max_size=20)))
def test_any_text_raises_nothing(text):
    assert found(Event, text) == []


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=12))
def test_any_title_is_found_by_itself(title):
    Person.objects.all().delete()
    person = make_person(name=title)
    assert found(Person, title) == ([title] if person.words else [])


def test_very_long_words_can_be_saved_and_found():
    make_event(title="Long", summary="x" * 10_000, body="Короткое " + "ы" * 5_000)
    assert found(Event, "x" * 10_000) == ["Long"]
    assert found(Event, "короткое") == ["Long"]


# The index keeps in step


def test_index_follows_a_row_that_changes(leonov):
    leonov.name, leonov.native_name, leonov.other_names = "Pavel Belyayev", "", []
    leonov.save()
    assert (found(Person, "Leonov"), found(Person, "Belyayev")) == ([], ["Pavel Belyayev"])
    assert (found(Event, "Leonov"), found(Event, "Belyayev")) == ([], ["First handshake", "First spacewalk"])


def test_index_follows_a_row_saved_by_some_of_its_columns(leonov):
    leonov.name = "Pavel Belyayev"
    leonov.save(update_fields=["name"])
    assert found(Person, "Belyayev") == ["Pavel Belyayev"]


def test_index_is_left_alone_by_a_new_address(leonov):
    leonov.slug = "leonov-renamed"
    leonov.save()
    assert found(Person, "Leonov") == ["Alexei Leonov"]
    assert found(Person, "renamed") == []


def test_index_follows_rows_that_are_deleted(leonov):
    Event.objects.get(title="First spacewalk").delete()
    assert found(Event, "first") == ["First handshake"]
    Event.objects.filter(title__startswith="First").delete()
    assert (found(Event, "first"), found(Event, "sputnik")) == ([], ["Sputnik"])
    leonov.delete()
    assert found(Person, "Leonov") == []


def test_index_does_not_give_a_new_row_the_words_of_a_deleted_one():
    first = make_person(name="Alexei Leonov")
    number = first.pk
    first.delete()
    make_person(name="Somebody", pk=number)
    assert (found(Person, "Leonov"), found(Person, "Somebody")) == ([], ["Somebody"])


def test_index_follows_rows_made_in_bulk_and_words_updated_in_bulk():
    Person.objects.bulk_create([Person(slug="a", name="Anna", country="US", words="anna")])
    assert found(Person, "anna") == ["Anna"]
    Person.objects.update(words="berta")
    assert (found(Person, "anna"), found(Person, "berta")) == ([], ["Anna"])


def lay_again():
    """Lay the indexes as a migration does, which finds no check of a foreign key still waiting."""
    connection.check_constraints()
    search.install(apps.get_app_config("timeline"))


def test_index_made_again_finds_what_it_missed(leonov):
    table = Person._meta.db_table
    connection.check_constraints()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {table}_fts_update")
        else:
            cursor.execute(f"DROP INDEX {table}_lexemes")
    leonov.name = "Pavel Belyayev"
    leonov.save()
    lay_again()
    assert found(Person, "Belyayev") == ["Pavel Belyayev"]
    leonov.name = "Valentina Tereshkova"
    leonov.save()
    assert (found(Person, "Belyayev"), found(Person, "Tereschkowa")) == ([], ["Valentina Tereshkova"])


def test_index_made_again_changes_nothing_when_it_was_whole(leonov):
    lay_again()
    lay_again()
    assert found(Event, "Leonov") == ["First handshake", "First spacewalk"]
