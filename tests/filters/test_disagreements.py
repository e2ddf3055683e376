"""DisagreementFilter: by kind and by state."""

import pytest

from tests.factories import make_disagreement, make_event
from timeline.choices import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions():
    event = make_event(date="1975-07-17")
    make_disagreement(event, kind="slip", question="Which day?")
    make_disagreement(event, [("France", False), ("Germany", False)], kind="open", question="Which country?")
    make_disagreement(make_event(status=Status.DRAFT), question="Which draft?")


def asked(response) -> list[str]:
    return [question.disagreement.question for _, of in response.context["groups"] for question in of]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Which day?", "Which country?"]),
        ("state=settled", ["Which day?"]),
        ("state=open", ["Which country?"]),
        ("state=open&state=settled", ["Which day?", "Which country?"]),
        ("kind=open", ["Which country?"]),
        ("kind=open&kind=slip", ["Which day?", "Which country?"]),
        ("kind=slip&state=open", []),
    ],
)
def test_questions_are_selected_by_kind_and_state(client, questions, query, expected):
    assert asked(client.get(f"/disagreements/?{query}")) == expected


def test_choices_are_counted_without_their_own_filter(client, questions):
    chosen = client.get("/disagreements/?kind=slip").context["filter"]
    assert {choice.value: choice.count for choice in chosen.kind_choices if choice.count} == {"slip": 1, "open": 1}
    assert [(choice.value, choice.count) for choice in chosen.state_choices] == [("settled", 1), ("open", 0)]


def test_unknown_kind_is_named(client, questions):
    response = client.get("/disagreements/?kind=feud")
    assert [each.sentence for each in response.context["filter"].rejected] == [
        "“feud” is not one of: clock, precision, definition, spelling, slip, open. It was left out."
    ]
    assert asked(response) == ["Which day?", "Which country?"]


def test_name_that_is_almost_that_of_a_filter_is_named_with_what_was_meant(client, questions):
    response = client.get("/disagreements/?kinds=slip")
    assert "There is no filter named “kinds”, so it was left out." in response.content.decode()
    assert 'Did you mean <a href="/disagreements/?kind=slip"' in response.content.decode()
    assert response.context["filter"].status(2) == "2 questions; 1 left out"


def test_fragment_is_the_list_without_a_page_round_it(client, questions):
    text = client.get("/disagreements/?state=open", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in text
    assert ("Which country?" in text, "Which day?" in text) == (True, False)


def test_hundreds_of_unknown_kinds_are_all_named_in_a_page_of_bounded_size(client, questions):
    response = client.get("/disagreements/?" + "&".join(f"kind=k{number}" for number in range(300)))
    page = response.content.decode()
    assert all(f"“k{number}”" in page for number in range(300))
    assert response.context["status"] == "2 questions; 300 left out"
    assert len(page) < 100_000
