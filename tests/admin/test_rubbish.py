"""What no browser of ours would send is answered with the form, or with nothing done; never with a fault."""

import pytest

from tests.admin.forms import filled_in, page
from tests.factories import (
    make_event,
)
from timeline.roles import EDITOR

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "sent",
    [
        *({"place": value} for value in ("abc", "9" * 40, "\x00", "²")),
        {"missions": ["abc"]},
        {"citations-0-source": "abc"},
        {"citations-TOTAL_FORMS": "abc", "seen": "zz"},
        {"citations-TOTAL_FORMS": "300000", "seen": "zz"},
        {"date_how": "rubbish", "date_first": "x" * 10_000},
    ],
)
def test_rubbish_is_answered_with_the_form(signed_in, sent):
    event = make_event(status="draft")
    desk = signed_in(EDITOR)
    fields = filled_in(desk.get(page(event)).content)
    assert desk.post(page(event), fields | sent).status_code == 200


@pytest.mark.parametrize(
    "address", ["event/add/?place=abc&missions=abc", "citation/add/?event=abc", f"event/{'9' * 40}/change/"]
)
def test_rubbish_in_an_address_does_no_harm(signed_in, address):
    assert signed_in(EDITOR).get(f"/admin/timeline/{address}").status_code in (200, 302, 404)


def test_an_action_on_what_is_no_row_does_nothing(signed_in):
    chosen = {"action": "publish", "_selected_action": ["abc", "9" * 40]}
    assert signed_in(EDITOR).post("/admin/timeline/event/", chosen).status_code == 200
    restore = f"/admin/timeline/event/{'9' * 40}/history/1/restore/"
    assert signed_in(EDITOR).post(restore, {"reason": "Why."}).status_code == 404
