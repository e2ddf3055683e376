"""The form in which a set is put together, as a browser without JavaScript uses it."""

from hashlib import sha512

import pytest

from tests.factories import make_event, make_lesson_set
from timeline.lessons import code

pytestmark = pytest.mark.django_db


def fields(response) -> dict[str, list[str]]:
    """What the form would send."""
    builder = response.context["builder"]
    return {
        "title": [builder.title],
        "introduction": [builder.introduction],
        "event": [entry.key for entry in builder.entries],
        "question": [entry.question for entry in builder.entries],
    }


def test_set_is_built_and_opened_again_by_the_form_alone(client):
    one, other = make_event(title="One"), make_event(title="Other")
    sent = fields(client.get("/set/new/", {"add": one.key}))
    sent = fields(client.post("/set/new/", sent | {"add": other.key, "title": "Mine"}))
    sent["question"] = ["First?", "Second?"]
    sent = fields(client.post("/set/new/", sent | {"title": "Mine", "up": 2}))
    assert (sent["event"], sent["question"]) == ([other.key, one.key], ["Second?", "First?"])
    made = client.post("/set/new/", sent | {"make": "yes"})
    assert made.status_code == 302
    contents = code.decode(made["Location"].split("/")[2])
    assert (contents.title, [entry.question for entry in contents.entries]) == ("Mine", ["Second?", "First?"])
    again = client.get(f"{made['Location']}edit/", follow=True)
    assert fields(again) == sent


def test_what_is_wrong_is_said_and_nothing_is_lost(client):
    event = make_event()
    sent = {"title": "", "introduction": "Kept.", "event": [event.key], "question": ["Kept?"], "make": "yes"}
    response = client.get("/set/new/", sent)
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("Give the set a title") == 1
    assert page.count('<a href="#title">') == 1
    assert [page.count(each) for each in ("Kept.</textarea>", "Kept?</textarea>", f'value="{event.key}"')] == [1, 1, 1]


def test_a_form_just_opened_blames_nobody(client):
    assert 'role="alert"' not in client.get("/set/new/").content.decode()


def test_found_events_are_added_by_a_button_and_those_in_the_set_are_named(client):
    one, other = make_event(title="Docking one"), make_event(title="Docking other")
    page = client.get("/set/new/", {"find": "docking", "event": one.key, "question": ""}).content.decode()
    assert page.count(f'name="add" value="{other.key}"') == 1
    assert page.count(f'name="add" value="{one.key}"') == 0
    assert page.count("in the set</span>") == 1
    assert "No event is found by “nobody”" in client.get("/set/new/", {"find": "nobody"}).content.decode()


def test_published_set_is_taken_over_to_make_another_of_it(client):
    event = make_event()
    lesson_set = make_lesson_set([(event, "Why?")], slug="mine", title="Mine")
    response = client.get("/sets/mine/edit/", follow=True)
    assert fields(response) == {
        "title": ["Mine"],
        "introduction": [lesson_set.introduction],
        "event": [event.key],
        "question": ["Why?"],
    }


def test_mutilated_link_cannot_be_edited_and_says_so(client):
    assert client.get("/set/1abc/edit/").status_code == 404


@pytest.mark.parametrize(
    "query", ["event=%00&question=%00", "add=%ff%fe", "up=%F0%9F%9A%80", "title=%00%1f&make=", "find=%00"]
)
def test_hostile_query_is_a_form(client, query):
    assert client.get(f"/set/new/?{query}").status_code == 200


def test_form_costs_the_same_queries_for_one_row_and_for_three(client, count_queries):
    def address(number):
        keys = [make_event(title="Docking").key for _ in range(number)]
        return "/set/new/?find=docking&" + "&".join(f"event={key}&question=" for key in keys)

    one, three = address(1), address(3)
    count_queries(f"{one}&title=Warm")  # what every search shares is kept from here on
    assert count_queries(one) == count_queries(three)


def test_thirty_long_questions_go_to_and_fro_though_no_address_could_hold_them(client):
    events = [make_event() for _ in range(30)]
    questions = [f"Почему? {sha512(event.key.encode()).hexdigest()}" for event in events]  # no packing makes it short
    sent = {"title": "Сет", "introduction": "", "event": [event.key for event in events], "question": questions}
    response = client.post("/set/new/", sent | {"down": "1"})
    assert fields(response)["event"][:2] == [events[1].key, events[0].key]
    refused = client.post("/set/new/", sent | {"make": "yes"}).content.decode()
    assert ("more than a link may be. Nothing is lost" in refused, refused.count("Почему?")) == (True, 30)
    assert client.cookies.output() == ""
