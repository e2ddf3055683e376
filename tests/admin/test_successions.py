"""Orders of events at the desk: on the page of the later event, and by themselves."""

import pytest

from tests.admin.forms import errors, new_rows
from tests.factories import make_citation, make_event, make_succession
from timeline.models import Succession

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """A docking, and a draft of a handshake with a citation that says when it was."""
    docking = make_event(title="A docking", date="1975-07-17T16:09:09Z")
    handshake = make_event(title="A handshake", date="1975-07-17", status="draft")
    said = make_citation(event=handshake, field="detail", as_printed="three hours after the docking")
    return docking, handshake, said


def test_an_order_is_added_and_taken_out_on_the_page_of_the_later_event(send, pair):
    docking, handshake, said = pair
    response = send(handshake, **new_rows("successions", {"earlier": docking.pk, "citation": said.pk}))
    assert errors(response) == {}
    order = Succession.objects.get()
    assert (order.later, order.earlier, order.citation) == (handshake, docking, said)
    assert errors(send(handshake, **{"successions-0-DELETE": "on"})) == {}
    assert not Succession.objects.exists()


def test_an_order_that_cannot_be_is_refused_and_what_was_chosen_stays(send, pair):
    _, handshake, said = pair
    late = make_event(title="Too late", date="1975-07-19")
    response = send(handshake, **new_rows("successions", {"earlier": late.pk, "citation": said.pk}))
    page = response.content.decode()
    assert "“A handshake” (17 July 1975) is dated before “Too late” (19 July 1975) and said to come after it" in page
    assert f'<option value="{late.pk}" selected>Too late</option>' in page
    assert not Succession.objects.exists()


def test_only_citations_of_the_event_are_offered(desk, pair):
    docking, handshake, said = pair
    page = desk.get(f"/admin/timeline/event/{handshake.pk}/change/").content.decode()
    offered = page[page.index('name="successions-__prefix__-citation"') :].split("</select>")[0]
    assert [f'value="{each.pk}"' in offered for each in (said, docking.citations.get())] == [True, False]


def test_orders_have_a_desk_of_their_own(desk, send, pair):
    docking, handshake, said = pair
    order = make_succession(handshake, docking, citation=said)
    listed = desk.get("/admin/timeline/succession/?q=docking").content.decode()
    assert "1 order of two events" in listed
    assert errors(send(order, earlier=handshake.pk)) == {
        "__all__": ["An event does not come after itself: choose another."]
    }


def test_a_citation_on_which_an_order_rests_stays_with_its_event(send, pair):
    docking, handshake, said = pair
    order = make_succession(handshake, docking, citation=said)
    sentence = f"The order {order} rests on it: take that out before it goes elsewhere."
    assert errors(send(said, event=docking.pk)) == {"event": [sentence]}
