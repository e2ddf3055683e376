"""Texts have a length, wherever they come from, and a body that cannot be set is refused."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from tests.factories import make_event, make_person
from tests.models.rules import sentences
from tests.tables.sheets import faults, tried
from timeline.models import Event
from timeline.models.texts import LengthLimit, excess
from timeline.text import markdown
from timeline.text.workers import Workers

pytestmark = pytest.mark.django_db


@pytest.fixture
def slow(monkeypatch):
    """A renderer that never ends where a text says “slow”."""
    stand_in = Workers("tests.text.slow:slow_where_told", cpu_s=0.05, wall_s=60)
    monkeypatch.setattr(markdown, "workers", stand_in)
    yield
    stand_in.close()


def test_every_text_that_somebody_writes_has_a_length():
    derived = {"words", "body_html", "said"}  # made from others
    without = [
        str(field)
        for model in apps.get_app_config("timeline").get_models()
        for field in model._meta.fields
        if isinstance(field, models.TextField) and field.name not in derived
        if not any(isinstance(each, LengthLimit) for each in field.validators)
    ]
    assert without == []


def test_the_sentence_says_by_how_much():
    assert [excess("x" * number, 1000) for number in (1000, 1203)] == [
        "",
        "This text has 1,203 characters, 203 more than fit: shorten it to 1,000.",
    ]


@pytest.mark.parametrize(("name", "limit"), [("summary", 20_000), ("body", 100_000), ("withdrawn_reason", 2_000)])
def test_one_character_too_many_is_refused_by_the_row_and_by_a_table(name, limit):
    event = make_event(status="draft")
    setattr(event, name, "x" * limit)
    event.full_clean()
    setattr(event, name, "x" * (limit + 1))
    told = f"This text has {limit + 1:,} characters, 1 more than fit: shorten it to {limit:,}."
    assert sentences(event) == {name: [told]}
    assert faults(tried("event", {"key": event.key, name: "x" * (limit + 1)})) == [f"row 1, {name}: {told}"]


def test_lists_of_names_have_a_length_too():
    person = make_person()
    person.other_names = ["x" * 501]
    assert sentences(person) == {
        "other_names": ["Line 1: This text has 501 characters, 1 more than fit: shorten it to 500."]
    }
    person.other_names = ["x"] * 201
    assert sentences(person) == {"other_names": ["These are 201 lines, 1 more than fit: keep 200."]}


def test_a_body_that_cannot_be_set_is_refused_by_the_row_and_by_a_table(slow):
    event = make_event(body="fine", status="draft")
    event.body = "slow"
    with pytest.raises(ValidationError) as refused:
        event.full_clean()
    assert refused.value.message_dict == {"body": [str(markdown.RenderTimeoutError("slow"))]}
    assert faults(tried("event", {"key": event.key, "body": "slow"})) == [
        f"row 1, body: {markdown.RenderTimeoutError('slow')}"
    ]
    assert Event.objects.get().body_html == "<p>fine</p>"


def test_what_was_saved_without_a_form_stands_as_it_was_typed_until_it_can_be_set(slow, monkeypatch):
    event = make_event(body="slow")
    assert (event.body_html, event.body_digest) == ("<pre>slow</pre>", "")
    monkeypatch.undo()
    event.save()
    assert (event.body_html, event.body_digest) == ("<p>slow</p>", markdown.digest("slow"))


def test_a_body_is_set_once_and_again_when_it_or_the_rules_are_others(monkeypatch):
    event = make_event(body="A *body*")
    asked = []
    monkeypatch.setattr(markdown, "rendered", lambda text: asked.append(text) or "<p>set</p>")
    event.save()
    event.full_clean()
    assert asked == []
    Event.objects.filter(pk=event.pk).update(body="by plain SQL")
    event.refresh_from_db()
    event.save()
    monkeypatch.setattr(markdown, "VERSION", 2)
    event.save()
    assert asked == ["by plain SQL", "by plain SQL"]
