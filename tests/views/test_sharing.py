"""Share pictures: a PNG of the right size for every published event, kept until it changes."""

from io import BytesIO

import pytest
from PIL import Image

from tests.factories import make_event
from timeline import sharing
from timeline.choices import Status

pytestmark = pytest.mark.django_db


def test_an_event_has_a_picture_of_its_own(client):
    event = make_event(title="Stafford and Leonov shake hands in orbit", date="1975-07-17")
    response = client.get(f"/events/{event.slug}/share.png")
    image = Image.open(BytesIO(response.content))
    assert (response["Content-Type"], image.format, image.size) == ("image/png", "PNG", (1200, 630))
    assert len(image.getcolors(1_000_000)) > 10
    again = client.get(f"/events/{event.slug}/share.png", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_the_picture_changes_with_the_event(client):
    event = make_event(title="Before")
    tag = client.get(f"/events/{event.slug}/share.png")["ETag"]
    event.title = "After"
    event.save()
    assert client.get(f"/events/{event.slug}/share.png")["ETag"] != tag


def test_a_title_without_end_stays_on_the_picture_and_markup_is_text():
    text = sharing.svg_of_event(make_event(title=f"<b>&{'A long word ' * 15}"[:200], date="1957~"))
    assert text.count("<tspan") == sharing.MOST_LINES
    assert ("&lt;b&gt;&amp;" in text, "about 1957" in text) == (True, True)


def test_only_what_is_published_has_a_picture(client):
    event = make_event(status=Status.DRAFT)
    assert client.get(f"/events/{event.slug}/share.png").status_code == 404


@pytest.mark.parametrize("is_filled", [True, False])
def test_the_site_has_a_picture(client, is_filled):
    if is_filled:
        make_event()
    response = client.get("/share.png")
    assert Image.open(BytesIO(response.content)).size == (1200, 630)
