"""Pictures: nobody publishes one without its credit, its licence and its alternative text, nor anything that is none."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from PIL import Image

from tests.factories import make_event
from timeline.choices import Status
from timeline.models import Picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def image(kind: str = "PNG", size: tuple[int, int] = (4, 3)) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, "navy").save(buffer, kind)
    return buffer.getvalue()


def make_picture(content: bytes | None = None, name: str = "earth.png", **given) -> Picture:
    values = {"credit": "NASA", "licence": "public domain", "alt": "The Earth over the Moon."} | given
    picture = Picture(
        event=given.pop("event", None) or make_event(), **{k: v for k, v in values.items() if k != "event"}
    )
    picture.file = SimpleUploadedFile(name, content or image())
    return picture


def test_a_picture_is_shown_with_all_that_belongs_to_it(client):
    event = make_event()
    picture = make_picture(event=event, licence_url="https://example.org/terms")
    picture.full_clean()
    picture.save()
    text = client.get(event.get_absolute_url()).content.decode()
    assert f'<img src="/events/{event.slug}/picture" alt="The Earth over the Moon." width="4" height="3"' in text
    assert 'NASA, <a href="https://example.org/terms">public domain</a>' in text
    response = client.get(f"/events/{event.slug}/picture")
    assert (response["Content-Type"], b"".join(response.streaming_content)) == ("image/png", image())


@pytest.mark.parametrize("missing", ["credit", "licence", "alt"])
def test_each_of_the_three_is_required_by_the_form_and_by_the_database(missing):
    with pytest.raises(ValidationError) as refused:
        make_picture(**{missing: ""}).full_clean()
    assert list(refused.value.message_dict) == [missing]
    with pytest.raises(IntegrityError):
        make_picture(**{missing: ""}).save()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.svg", "File extension"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.png", "cannot be read as a picture"),
        (b"GIF89a not really", "earth.png", "cannot be read as a picture"),
        (image("GIF"), "earth.png", "of the kind GIF"),
        (image()[:40], "earth.png", "cannot be read as a picture"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(content, name, words):
    with pytest.raises(ValidationError) as refused:
        make_picture(content, name).full_clean()
    assert words in " ".join(refused.value.message_dict["file"])


def test_a_picture_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr("timeline.models.pictures.MOST_BYTES", 10)
    with pytest.raises(ValidationError, match="at most 5 MB"):
        make_picture().full_clean()


def test_the_picture_of_a_draft_and_a_missing_file_are_not_found(client):
    draft = make_event(status=Status.DRAFT)
    make_picture(event=draft).save()
    assert client.get(f"/events/{draft.slug}/picture").status_code == 404
    event = make_event()
    picture = make_picture(event=event)
    picture.save()
    picture.file.storage.delete(picture.file.name)
    assert client.get(f"/events/{event.slug}/picture").status_code == 404
