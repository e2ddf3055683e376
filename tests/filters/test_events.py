"""EventFilter: what it selects, counts, says and refuses."""

import html
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import (
    make_agency,
    make_disagreement,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_programme,
    make_source,
)
from timeline.filters import EventFilter

pytestmark = pytest.mark.django_db


def read(query: str) -> EventFilter:
    return EventFilter(QueryDict(query))


def found(query: str) -> list[str]:
    return [event.title for event in read(query).page.events]


def counts(query: str, facet: str) -> dict[str, int]:
    (counted,) = [each for each in read(query).facets if each.name == facet]
    return {choice.value: choice.count for choice in counted.choices}


@pytest.fixture
def handshake():
    """Two events that differ in everything an event can be filtered by."""
    nasa, soviet = make_agency(slug="nasa", country="US"), make_agency(slug="soviet", country="SU")
    programme = make_programme(slug="astp")
    soyuz = make_mission(slug="soyuz-19", country="SU", programme=programme)
    eagle = make_mission(slug="apollo-11", country="US")
    docking = make_event(
        title="Docking",
        date="1975-07-17",
        kind="docking",
        missions=[soyuz],
        people=[make_person(slug="leonov", name="Alexei Leonov")],
        agencies=[soviet],
        place=make_place(slug="orbit"),
        sources=[make_source(slug="cnn")],
    )
    make_disagreement(docking)
    make_event(
        title="Landing",
        date="1969-07-20",
        kind="lunar",
        missions=[eagle],
        people=[make_person(slug="armstrong", name="Neil Armstrong")],
        agencies=[nasa],
        place=make_place(slug="moon"),
        sources=[make_source(slug="times")],
    )


@pytest.mark.parametrize(
    "query",
    [
        *("kind=docking", "programme=astp", "mission=soyuz-19", "person=leonov", "agency=soviet", "country=SU"),
        *("place=orbit", "source=cnn", "disputed=yes", "q=Леонов", "from=1970", "from=1975&to=1975"),
    ],
)
def test_each_filter_selects_by_itself(handshake, query):
    assert found(query) == ["Docking"]
    assert read(query).total == 1


def test_values_of_one_facet_widen_and_facets_narrow(handshake):
    assert found("kind=docking&kind=lunar") == ["Landing", "Docking"]
    assert found("kind=docking&person=armstrong") == []


def test_facet_is_counted_without_its_own_filter_but_with_the_others(handshake):
    assert counts("kind=docking", "kind") == {"docking": 1, "lunar": 1}
    assert counts("kind=docking", "person") == {"leonov": 1}
    assert counts("kind=docking&from=1970", "kind") == {"docking": 1}
    assert counts("", "country") == {"SU": 1, "US": 1}


def test_count_of_a_facet_counts_each_event_once():
    programme = make_programme(slug="astp")
    make_event(missions=[make_mission(programme=programme), make_mission(programme=programme)])
    assert counts("", "programme") == {"astp": 1}


def test_facet_shows_the_frequent_and_the_chosen_and_says_how_many_more():
    people = [make_person(slug=f"p{number}", name=f"P{number}") for number in range(12)]
    for number, person in enumerate(people):
        for _ in range(12 - number):
            make_event(people=[person])
    (facet,) = [each for each in read("person=p11").facets if each.name == "person"]
    assert [choice.value for choice in facet.choices] == [*(f"p{number}" for number in range(5)), "p11"]
    assert (facet.more, [choice.value for choice in facet.choices if choice.is_chosen]) == (6, ["p11"])


def test_country_comes_from_missions_and_from_agencies():
    make_event(title="Asterix", missions=[make_mission(country="FR")])
    make_event(title="Treaty", agencies=[make_agency(country="FR"), make_agency(country="US")])
    make_event(title="Other")
    assert sorted(found("country=FR")) == ["Asterix", "Treaty"]
    assert counts("", "country") == {"FR": 2, "US": 1}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("from=1958&to=1958", ["About 1957", "1957 to 1959", "1958"]),
        ("from=1958&to=1958&certainty=certainly", ["1958"]),
        ("to=1957", ["About 1957", "1957 to 1959"]),
        ("to=1959&certainty=certainly", ["About 1957", "1957 to 1959", "1958"]),
        ("from=1960", ["From 1998 on"]),
        ("from=1998&certainty=certainly", ["From 1998 on"]),
        ("to=2100&certainty=certainly", ["About 1957", "1957 to 1959", "1958"]),
    ],
)
def test_years_find_what_possibly_or_certainly_lies_in_them(query, titles):
    make_event(title="About 1957", date="1957~")
    make_event(title="1957 to 1959", date="1957/1959")
    make_event(title="1958", date="1958-01-31")
    make_event(title="From 1998 on", date="1998/..")
    assert found(query) == titles


def test_certainties_carry_their_counts():
    make_event(date="1957~")
    make_event(date="1958")
    assert [(choice.value, choice.count) for choice in read("from=1958").certainties] == [
        ("possibly", 2),
        ("certainly", 1),
    ]


def test_pills_say_each_filter_and_lead_to_the_address_without_it(handshake):
    pills = read("q=leonov&from=1970&to=1980&certainty=certainly&kind=docking&kind=lunar&disputed=yes&pages=2").pills
    assert [pill.label for pill in pills] == [
        "Text: “leonov”",
        "From 1970",
        "To 1980",
        "Certainly in these years",
        "Kind: Docking",
        "Kind: Moon",
        "Sources disagree",
    ]
    rest = "from=1970&to=1980&certainty=certainly&kind=docking&kind=lunar&disputed=yes"
    assert pills[0].url == f"/?{rest}"
    assert pills[4].url == f"/?q=leonov&{rest.replace('&kind=docking', '')}"


def test_empty_result_says_which_filter_to_drop(handshake):
    ways = read("kind=docking&from=1969&to=1969&country=US").ways_out
    assert [(link.label, link.url, number) for link, number in ways] == [
        ("the kind (Docking)", "/?from=1969&to=1969&country=US", 1)
    ]
    assert read("kind=docking&person=armstrong&country=GB").ways_out == []


def test_old_slug_of_a_person_still_filters():
    person = make_person(slug="old", name="Renamed")
    make_event(title="With", people=[person])
    make_event(title="Without")
    person.slug = "new"
    person.save()
    assert found("person=old") == ["With"]
    assert counts("person=old", "person") == {"new": 1}
    assert [pill.label for pill in read("person=old&person=new").pills] == ["Person: Renamed"]
    assert read("person=old&kind=docking").pills[0].url == "/?person=new"
    assert read("person=old").canonical_url == "/?person=new"


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ("from=soon", "from", "“soon” is not a year from 1900 to 2100, so it was left out."),
        ("to=99999", "to", "“99999” is not a year from 1900 to 2100, so it was left out."),
        ("from=1980&to=1970", "to", "The years end (1970) before they begin (1980), so the end was left out."),
        ("kind=wedding", "kind", "There is no kind “wedding” here, so it was left out."),
        ("person=nobody", "person", "There is no person “nobody” here, so it was left out."),
        ("country=Atlantis", "country", "There is no country “Atlantis” here, so it was left out."),
        ("country=QQ", "country", "There is no country “QQ” here, so it was left out."),
        ("source=%00", "source", "There is no source “�” here, so it was left out."),
        ("certainty=maybe", "certainty", "“maybe” is not one of: possibly, certainly. It was left out."),
        ("disputed=no", "disputed", "“no” is not one of: yes. It was left out."),
        ("sort=random", "sort", "“random” is not one of: old, new. It was left out."),
        ("start=%21%21", "start", "“!!” is no place in the list, so the list starts at its beginning."),
        ("pages=1000", "pages", "“1000” is no place in the list, so the list starts at its beginning."),
        ("q=" + "+".join(["moon"] * 13), "q", "Search for at most 12 words; what you gave were 13."),
        ("q=" + "x" * 201, "q", "Search for at most 200 characters; what you gave was 201 long."),
    ],
)
def test_value_that_makes_no_sense_is_left_out_and_named(handshake, client, query, field, sentence):
    asked = read(query)
    (rejected,) = asked.rejected
    assert (rejected.field, rejected.sentence) == (field, sentence)
    page = client.get(f"/?{query}").content.decode()
    assert page.count(sentence.replace("“", "“")) >= 1
    assert "Left out of this selection" in page


@pytest.mark.parametrize(
    ("query", "left_out", "titles"),
    [
        ("from=1970&from=1960", "1970", ["Landing", "Docking"]),
        ("q=docking&q=landing", "docking", ["Landing"]),
        ("sort=old&sort=new", "old", ["Docking", "Landing"]),
    ],
)
def test_filter_of_one_value_that_is_given_twice_names_what_it_left_out(handshake, query, left_out, titles):
    (rejected,) = read(query).rejected
    name = query.partition("=")[0]
    assert rejected.sentence == f"“{name}” takes one value and was given more, so “{left_out}” was left out."
    assert rejected.url == f"/?{query.partition('&')[2]}"
    assert found(query) == titles


@pytest.mark.parametrize("name", ["person", "kind", "country", "from"])
def test_hundreds_of_unknown_values_are_all_named_in_a_page_of_bounded_cost(client, count_queries, name):
    def query(number: int) -> str:
        return "&".join(f"{name}={'abcdefghijklmnopqrstuvwxyz'[place // 26]}{place % 26}" for place in range(number))

    assert count_queries(f"/?{query(300)}") == count_queries(f"/?{query(6)}")
    response = client.get(f"/?{query(300)}")
    asked = response.context["filter"]
    assert sum(rejected.number for rejected in asked.rejected) == 300
    assert all(f"“{value}”" in response.content.decode() for value in asked.address.values[name])
    assert len(response.content) < 200_000


def test_unknown_person_brings_suggestions(handshake):
    (rejected,) = read("person=leonow&kind=docking").rejected
    assert [(link.label, link.url) for link in rejected.meant] == [("Alexei Leonov", "/?kind=docking&person=leonov")]


@pytest.mark.parametrize(
    ("query", "name", "url"),
    [
        ("persom=leonov", "persom", "/?person=leonov"),
        ("Kind=docking&from=1970", "Kind", "/?kind=docking&from=1970"),
        ("form=1970", "form", "/?from=1970"),
        ("from=1970&amp;kind=docking", "amp;kind", "/?from=1970&kind=docking"),
        ("kind=landing&kinds=docking", "kinds", "/?kind=landing&kind=docking"),
        ("kind=docking&Kind=docking", "Kind", "/?kind=docking"),
        ("from=1970&form=1980", "form", "/?from=1980"),
    ],
)
def test_name_that_is_almost_that_of_a_filter_is_named_with_what_was_meant(handshake, client, query, name, url):
    response = client.get(f"/?{query}")
    (rejected,) = response.context["filter"].rejected
    assert rejected.sentence == f"There is no filter named “{name}”, so it was left out."
    (link,) = rejected.meant
    assert dict(parse_qs(urlsplit(link.url).query)) == dict(parse_qs(urlsplit(url).query))
    assert f'Did you mean <a href="{html.escape(link.url)}"' in response.content.decode()


def test_each_of_two_mistyped_names_is_offered_with_the_other(handshake, client):
    persom, kinds = client.get("/?persom=leonov&kinds=docking&from=1960").context["filter"].rejected
    both = {"person": ["leonov"], "kind": ["docking"], "from": ["1960"]}
    for rejected in (persom, kinds):
        assert parse_qs(urlsplit(rejected.meant[0].url).query) == both
    assert parse_qs(urlsplit(persom.url).query) == {"kind": ["docking"], "from": ["1960"]}
    assert parse_qs(urlsplit(kinds.url).query) == {"person": ["leonov"], "from": ["1960"]}


@pytest.mark.parametrize(
    "query", ["utm_source=mail&fbclid=x", "anew=3", "persom=", "x=1", "Ж=1", "find=x&lines=3&page=2"]
)
def test_name_that_is_like_no_filter_is_none_of_our_business(client, query):
    response = client.get(f"/?{query}")
    assert response.context["filter"].rejected == []
    assert "Left out of this selection" not in response.content.decode()


def test_hundreds_of_mistyped_names_are_named_five_at_most(client):
    response = client.get("/?" + "&".join(f"kind{number}=docking" for number in range(450)))
    assert len(response.context["filter"].rejected) == 5


@pytest.mark.whole
@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.dictionaries(
        st.sampled_from(
            ["q", "from", "to", "kind", "person", "country", "source", "certainty", "sort", "start", "pages", "x"]
        ),
        st.text(max_size=40),
    )
)
def test_no_query_string_is_an_error(values):
    client = Client()
    assert client.get("/", values).status_code == 200
    assert client.get("/disagreements/", values).status_code == 200
    assert client.get("/people/", values).status_code == 200


def test_canonical_address_holds_what_is_in_force_and_nothing_else(handshake):
    query = "utm=1&q=&kind=docking&kind=docking&kind=x&from=&to=1980&certainty=possibly&sort=old&pages=1"
    assert read(query).canonical_url == "/?to=1980&kind=docking"


@pytest.mark.whole
def test_more_lengthens_to_five_pages_and_then_starts_a_list_of_its_own():
    for number in range(241):
        make_event(date=f"{1957 + number // 12}-{1 + number % 12:02}")
    everything = [event.title for event in EventFilter(QueryDict("")).events().in_order()]
    assert found("") == everything[:40]
    assert found("pages=5") == everything[:200]
    fifth = read("pages=5").page
    assert fifth.starts_anew
    following = fifth.more_url.removeprefix("/?").removesuffix("#results")
    assert found(following) == everything[200:240]
    back = read(following).page.previous_url.removeprefix("/?").removesuffix("#results")
    assert found(back) == everything[160:200]
    newest = found("sort=new&pages=5")
    assert newest == everything[::-1][:200]
    following = read("sort=new&pages=5").page.more_url.removeprefix("/?").removesuffix("#results")
    assert found(following) == everything[::-1][200:240]


def test_years_and_decades_head_the_list_in_its_order():
    for date in ("1957", "1961-04-12", "1961-05-05", "1969"):
        make_event(date=date)
    decades = list(read("sort=new").page.decades)
    assert [(decade.number, [(year.number, len(year.events)) for year in decade.years]) for decade in decades] == [
        (1960, [(1969, 1), (1961, 2)]),
        (1950, [(1957, 1)]),
    ]


@pytest.mark.parametrize(
    ("query", "is_open"),
    [("", False), ("q=moon", False), ("kind=docking", True), ("disputed=yes", True), ("person=nobody", True)],
)
def test_facets_are_laid_open_when_something_in_them_is_in_force(handshake, client, query, is_open):
    assert read(query).has_facets_in_force is is_open
    assert ('<details class="facets" open>' in client.get(f"/?{query}").content.decode()) is is_open
