"""What all nouns share: permanent keys, addresses that go on working, derived columns."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.forms import modelform_factory

from tests.factories import make_agency, make_event, make_mission, make_person, make_place, make_programme, make_source
from tests.models.rules import sentences
from timeline.models import Event, FormerSlug, Mission, Person, Source
from timeline.models.base import KEY_ALPHABET, free_slug, key_for, new_key

pytestmark = pytest.mark.django_db

MAKERS = [make_agency, make_event, make_mission, make_person, make_place, make_programme, make_source]


def former_slugs():
    return set(FormerSlug.objects.values_list("noun", "slug", "key"))


def test_key_for_a_name_is_the_same_for_ever():
    assert key_for("event", "first-handshake-in-orbit") == "x7cmkw6v"
    assert key_for("mission", "soyuz-19") == "b8ndqgsf"


def test_key_for_the_same_name_differs_by_noun():
    assert key_for("event", "unity") != key_for("mission", "unity")


def test_new_key_is_eight_letters_of_the_alphabet_and_fresh():
    keys = [new_key() for _ in range(100)]
    assert all(re.fullmatch(f"[{KEY_ALPHABET}]{{8}}", key) for key in keys)
    assert len(set(keys)) == 100


def test_key_for_consists_of_letters_of_the_alphabet():
    assert all(re.fullmatch(f"[{KEY_ALPHABET}]{{8}}", key_for("event", str(number))) for number in range(100))


@pytest.mark.parametrize("make", MAKERS)
def test_key_stays_when_the_row_is_saved_and_renamed(make):
    row = make()
    key = row.key
    row.slug = "another-address"
    row.save()
    row.refresh_from_db()
    assert row.key == key


@pytest.mark.parametrize("make", MAKERS)
def test_key_is_unique_among_rows_of_a_noun(make):
    first = make()
    with pytest.raises(IntegrityError), transaction.atomic():
        make(key=first.key)


@pytest.mark.parametrize("make", MAKERS)
def test_slug_is_unique_among_rows_of_a_noun(make):
    first = make()
    with pytest.raises(IntegrityError), transaction.atomic():
        make(slug=first.slug)


@pytest.mark.parametrize("make", MAKERS)
def test_by_address_finds_a_renamed_row_by_both_addresses(make):
    row = make(slug="old")
    row.slug = "new"
    row.save()
    rows = type(row).objects
    assert [rows.by_address("old"), rows.by_address("new")] == [row, row]
    assert former_slugs() == {(row.noun(), "old", row.key)}


def test_by_address_finds_a_row_by_every_address_it_ever_had():
    person = make_person(slug="first")
    for slug in ("second", "third", "fourth"):
        person.slug = slug
        person.save()
    assert [Person.objects.by_address(slug) for slug in ("first", "second", "third", "fourth")] == [person] * 4


def test_by_address_raises_for_an_address_that_never_was():
    with pytest.raises(Person.DoesNotExist):
        Person.objects.by_address("nobody")


def test_by_address_looks_only_among_the_rows_asked_for():
    event = make_event(slug="old", status="draft")
    event.slug = "new"
    event.save()
    for slug in ("old", "new"):
        with pytest.raises(Event.DoesNotExist):
            Event.objects.published().by_address(slug)


def test_by_address_keeps_nouns_apart():
    mission = make_mission(slug="unity")
    mission.slug = "unity-module"
    mission.save()
    with pytest.raises(Event.DoesNotExist):
        Event.objects.by_address("unity")


def test_renaming_back_makes_the_first_address_current_again():
    person = make_person(slug="old")
    for slug in ("new", "old"):
        person.slug = slug
        person.save()
    assert former_slugs() == {("person", "new", person.key)}
    assert [Person.objects.by_address(slug).slug for slug in ("old", "new")] == ["old", "old"]


def test_renaming_is_noted_for_a_row_read_before_another_renamed_it():
    stale = make_person(slug="old")
    fresh = Person.objects.get()
    fresh.slug = "new"
    fresh.save()
    stale.slug = "newest"
    stale.save()
    assert [Person.objects.by_address(slug) for slug in ("old", "new", "newest")] == [stale] * 3


def test_renaming_is_noted_for_a_row_whose_address_was_not_loaded():
    make_person(slug="old", name="Someone")
    person = Person.objects.only("name").get()
    person.slug = "new"
    person.save()
    assert Person.objects.by_address("old") == person


def test_saving_other_columns_does_not_note_an_address_that_was_not_saved():
    other = make_person(slug="wanted")
    other.slug = "elsewhere"
    other.save()
    person = make_person(slug="old")
    person.slug = "wanted"
    person.save(update_fields=["name"])
    assert former_slugs() == {("person", "wanted", other.key)}
    assert Person.objects.by_address("wanted") == other


def test_saving_without_a_new_address_notes_nothing():
    make_person().save()
    assert former_slugs() == set()


def test_former_address_of_another_row_is_refused_with_a_sentence():
    make_person(slug="old")
    first = Person.objects.get()
    first.slug = "new"
    first.save()
    second = make_person(slug="second")
    second.slug = "old"
    assert sentences(second) == {
        "slug": ["“old” was the address of another entry and still leads there: choose another."]
    }


def test_former_address_is_free_to_its_own_row_and_to_other_nouns():
    person = make_person(slug="old")
    person.slug = "new"
    person.save()
    person.slug = "old"
    assert sentences(person) == {}
    assert sentences(Mission(slug="old", name="A mission", country="US")) == {}


def test_former_slug_leads_to_one_entry_only():
    FormerSlug.objects.create(noun="event", slug="old", key="23456789")
    with pytest.raises(IntegrityError), transaction.atomic():
        FormerSlug.objects.create(noun="event", slug="old", key="bcdfghjk")


def test_update_fields_saves_the_derived_columns_along():
    mission = make_mission(launched="1975-07-15", name="Soyuz")
    mission.launched, mission.name, mission.vehicle = "1975-07-16", "Sojus", "not saved"
    mission.save(update_fields=["launched", "name"])
    mission.refresh_from_db()
    assert f"{mission.launched_earliest:%F}" == "1975-07-16"
    assert mission.words == "sojus soius"
    assert mission.vehicle == ""


def test_clean_leaves_a_bad_date_to_the_message_of_its_field():
    person = make_person()
    person.born = "in May"
    assert list(sentences(person)) == ["born"]


def test_form_without_derived_columns_still_checks_the_rules_about_them():
    person = make_person(born="1934", died="2019")
    form = modelform_factory(Person, fields=["born", "died"])({"born": "1934", "died": "1933"}, instance=person)
    assert form.errors == {"__all__": ["Nobody dies before being born: mend one of the two dates."]}


def test_a_free_slug_has_a_number_where_the_words_are_taken_and_the_noun_where_there_are_none():
    assert free_slug(Source, "The flight") == "the-flight"
    for slug in ("the-flight", "the-flight-2", "the-flight-3-days"):
        make_source(slug=slug)
    assert free_slug(Source, "The flight") == "the-flight-3"
    assert free_slug(Source, "Полёт") == "source"
    assert len(free_slug(Source, "long " * 100)) <= 110
