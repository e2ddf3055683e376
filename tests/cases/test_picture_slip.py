"""Case 01: a picture under the credit that was written for another."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.admin.forms import Followed, errors, filled_in, new_rows, page
from timeline.models import Event, Picture

pytestmark = pytest.mark.django_db

CASE = Path(__file__).parent / "01-picture-slip"
RED = {"credit": "Person of the red one", "licence": "CC BY 4.0", "alt": "A red field"}
BLUE = {"credit": "Person of the blue one", "licence": "CC BY 4.0", "alt": "A blue field"}
NEW = {
    "title": "A neutral try",
    "slug": "neutral-try",
    "date": "1975-07-17",
    "kind": "docking",
    "significance": "3",
    "summary": "Kept text.",
    "status": "draft",
}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def chosen(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (CASE / name).read_bytes(), "image/png")


def pixel(picture: Picture) -> tuple[int, ...]:
    with Image.open(picture.file) as image:
        return image.convert("RGB").getpixel((0, 0))


def send(desk: Client, subject, fields, **changes):
    return Followed(desk, desk.post(page(subject), fields | {"_continue": "Save"} | changes))


def test_the_steps_of_the_case_end_with_the_blue_picture_under_its_own_words(admin_client):
    desk = admin_client
    fields = filled_in(desk.get(page(Event)).content) | NEW
    send(desk, Event, fields, **new_rows("picture", RED | {"file": chosen("red.png")}))
    event = Event.objects.get()
    assert pixel(event.picture) == (200, 30, 30)

    fields = filled_in(desk.get(page(event)).content) | {f"picture-0-{name}": value for name, value in BLUE.items()}
    refused = send(desk, event, fields, date="1975-07-32", **{"picture-0-file": chosen("blue.png")})
    assert list(errors(refused)) == ["date"]
    assert "“blue.png” is kept for this form." in refused.content.decode()

    send(desk, event, filled_in(refused.content), date="1975-07-17")
    picture = Picture.objects.get()
    assert (pixel(picture), picture.credit, picture.alt) == ((30, 30, 200), "Person of the blue one", "A blue field")


def test_a_new_picture_beside_an_empty_title_is_there_when_the_title_is_mended(admin_client):
    desk = admin_client
    fields = filled_in(desk.get(page(Event)).content) | NEW
    refused = send(desk, Event, fields, title="", **new_rows("picture", RED | {"file": chosen("red.png")}))
    assert errors(refused) == {"title": ["This field is required."]}
    send(desk, Event, filled_in(refused.content), title="A neutral try")
    assert (pixel(Picture.objects.get()), Picture.objects.get().credit) == ((200, 30, 30), "Person of the red one")
