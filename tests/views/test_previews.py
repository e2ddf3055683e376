"""What readers do not see yet: by signing in, or by a link that expires."""

from datetime import timedelta
from unittest.mock import patch

import pytest

from tests.factories import make_event
from timeline import previews
from timeline.models import PendingRevision
from timeline.revisions import By
from timeline.revisions.pending import wait
from timeline.revisions.state import state_of

pytestmark = pytest.mark.django_db


def waiting(event, **changes) -> PendingRevision:
    state = state_of(event)
    return wait(event, state, state | changes, By("Why not."))


def test_a_draft_is_shown_to_whoever_has_the_link_and_nobody_may_keep_it(client):
    event = make_event(status="draft")
    response = client.get(previews.link(event))
    assert response.context["event"] == event
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert response.cookies == {}
    assert client.get(event.get_absolute_url()).status_code == 404


def test_a_draft_at_its_own_address_asks_to_sign_in(client, admin_client):
    event = make_event(status="draft")
    address = f"/events/{event.slug}/preview/"
    assert client.get(address).url == f"/admin/login/?next={address}"
    assert admin_client.get(address).context["event"] == event


def test_a_link_expires_and_says_so(client):
    link = previews.link(make_event(status="draft"))
    with patch("time.time", return_value=previews.good_until().timestamp() + 2):
        response = client.get(link)
    assert (response.status_code, "This link has expired" in response.content.decode()) == (403, True)
    assert timedelta(days=6) < previews.good_until() - previews.timezone.now() <= timedelta(days=7)


@pytest.mark.parametrize("token", ["x", "WyJldmVudCIsMV0:1", "eyJh:1wN:sig"])
def test_a_link_that_was_not_made_here_shows_nothing(client, token):
    make_event(status="draft")
    assert client.get(f"/preview/{token}/").status_code == 404


def test_what_was_published_or_withdrawn_meanwhile_leads_to_its_page(client):
    event = make_event(status="published")
    assert client.get(previews.link(event)).url == event.get_absolute_url()


def test_an_edit_that_waits_is_shown_as_it_would_be_and_changes_nothing(client):
    event = make_event(title="As it was")
    pending = waiting(event, title="As it would be")
    assert "<h1>As it would be</h1>" in client.get(previews.link(pending)).content.decode()
    event.refresh_from_db()
    assert (event.title, event.revisions.count()) == ("As it was", 0)


def test_an_edit_that_was_overtaken_says_why_it_is_not_shown(client):
    event = make_event(title="As it was")
    pending = waiting(event, title="Mine")
    event.title = "Theirs"
    event.save()
    response = client.get(previews.link(pending))
    assert (response.status_code, "in the same things: title" in response.content.decode()) == (409, True)
