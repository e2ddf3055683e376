"""Texts that are too long or cannot be set: the form says so at their field, and all that was typed is in it."""

import pytest

from tests.admin.forms import errors, filled_in, page
from tests.factories import make_event
from timeline.models import Event
from timeline.text import markdown
from timeline.text.workers import Workers

pytestmark = pytest.mark.django_db

SLOW = "A *slow* text [[["
TOLD = (
    "This text takes too long to be set: look for links, brackets or code that begin and do not end, "
    "most likely in line 1, “A *slow* text [[[”."
)


@pytest.fixture
def slow(monkeypatch):
    """A renderer that never ends where a text says “slow”."""
    stand_in = Workers("tests.text.slow:slow_where_told", cpu_s=0.05, wall_s=60)
    monkeypatch.setattr(markdown, "workers", stand_in)
    yield
    stand_in.close()


@pytest.mark.parametrize("button", ["_continue", "_preview"])
@pytest.mark.parametrize("role", ["Editor", "Contributor"])
def test_a_body_that_cannot_be_set_comes_back_with_the_reason(slow, signed_in, role, button):
    desk, event = signed_in(role), make_event(status="draft")
    fields = filled_in(desk.get(page(event)).content) | {"body": SLOW, "summary": "Typed as well.", button: "Go"}
    response = desk.post(page(event), fields)
    assert errors(response) == {"body": [TOLD]}
    typed = filled_in(response.content)
    assert (typed["body"], typed["summary"]) == (SLOW, "Typed as well.")
    assert Event.objects.get().body == ""


def test_such_a_body_is_tried_once_for_each_time_the_form_is_sent(slow, monkeypatch, signed_in):
    desk, event = signed_in("Editor"), make_event()
    fields = filled_in(desk.get(page(event)).content)
    Event.objects.filter(pk=event.pk).update(summary="Another was here, so that the form is tried out first.")
    tried = []
    run = markdown.workers.run
    monkeypatch.setattr(markdown.workers, "run", lambda text: tried.append(text) or run(text))
    response = desk.post(page(event), fields | {"body": SLOW.replace("\n", "\r\n"), "_continue": "Save"})
    assert "Somebody saved this event after you had opened it." in response.content.decode()
    assert tried == [SLOW]


@pytest.mark.parametrize(("name", "limit"), [("summary", 20_000), ("body", 100_000)])
def test_a_text_that_is_too_long_comes_back_with_how_much(send, name, limit):
    event = make_event(status="draft")
    response = send(event, **{name: "x" * (limit + 203)})
    assert errors(response) == {
        name: [f"This text has {limit + 203:,} characters, 203 more than fit: shorten it to {limit:,}."]
    }
    assert filled_in(response.content)[name] == "x" * (limit + 203)
    assert 'maxlength="' + str(limit) not in response.content.decode()
