"""The picture of an event at the desk: what is sent, what is refused in words, and what a refused form leaves behind."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from tests.admin.forms import errors, filled_in, new_rows, page, told
from tests.factories import make_event
from timeline import imaging
from timeline.models import Event, Picture

pytestmark = pytest.mark.django_db

WORDS = {"credit": "NASA", "licence": "public domain", "alt": "The Earth over the Moon."}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def upload(kind: str = "PNG", name: str = "earth.png") -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", (4, 3), "navy").save(buffer, kind)
    return SimpleUploadedFile(name, buffer.getvalue())


def test_a_picture_is_added_replaced_and_taken_away(send, folder, django_capture_on_commit_callbacks):
    event = make_event()
    with django_capture_on_commit_callbacks(execute=True):
        response = send(event, **new_rows("picture", WORDS | {"file": upload("WEBP", "holiday.jpg")}))
    picture = Picture.objects.get()
    assert errors(response) == {}
    assert (picture.event, picture.width, picture.file.name[-5:]) == (event, 4, ".webp")
    with django_capture_on_commit_callbacks(execute=True):
        send(event, **{"picture-0-file": upload("JPEG", "other.png")})
    picture.refresh_from_db()
    assert [path.name for path in folder.glob("pictures/*")] == [picture.file.name.removeprefix("pictures/")]
    assert picture.file.name[-4:] == ".jpg"
    with django_capture_on_commit_callbacks(execute=True):
        send(event, **{"picture-0-DELETE": "on"})
    assert (Picture.objects.count(), list(folder.glob("pictures/*"))) == (0, [])


@pytest.mark.parametrize("name", ["words.png", "words.svg", "words"])
def test_what_is_no_picture_is_refused_in_one_sentence_and_loses_no_word(send, folder, name):
    event = make_event()
    response = send(event, **new_rows("picture", WORDS | {"file": SimpleUploadedFile(name, b"<svg onload=alert(1)>")}))
    assert errors(response) == {
        "picture-0-file": ["This file cannot be read as a picture: send a JPEG, a PNG or a WebP."]
    }
    [inline] = [each for each in response.context["inline_admin_formsets"] if each.formset.prefix == "picture"]
    assert {name: inline.formset.forms[0][name].value() for name in WORDS} == WORDS
    assert list(folder.glob("**/*.*")) == []


def png_with_words() -> bytes:
    buffer, words = BytesIO(), PngImagePlugin.PngInfo()
    words.add_text("Comment", "Words. " * 100, zip=True)
    Image.new("RGB", (4, 3)).save(buffer, "PNG", pnginfo=words)
    return buffer.getvalue()


TOO_MUCH = {
    "words of a PNG": ((PngImagePlugin, "MAX_TEXT_CHUNK", 50), png_with_words(), imaging.UNREADABLE),
    "all words of a PNG": ((PngImagePlugin, "MAX_TEXT_MEMORY", 50), png_with_words(), imaging.UNREADABLE),
    **{
        f"pixels of a {kind}": ((Image, "MAX_IMAGE_PIXELS", 2), upload(kind).read(), imaging.TOO_LARGE)
        for kind in ("PNG", "JPEG", "WEBP")
    },
    "a head cut off": (
        (Image, "MAX_IMAGE_PIXELS", 100),
        upload().read()[:8] + b"\0\0\0\x02IHDR\0\0abcd",
        imaging.UNREADABLE,
    ),
}


@pytest.mark.parametrize("case", TOO_MUCH)
def test_what_unpacks_to_too_much_is_refused_in_one_sentence(send, folder, monkeypatch, case):
    limit, data, sentence = TOO_MUCH[case]
    monkeypatch.setattr(*limit)
    response = send(make_event(), **new_rows("picture", WORDS | {"file": SimpleUploadedFile("earth.png", data)}))
    assert errors(response) == {"picture-0-file": [sentence]}
    assert list(folder.glob("**/*.*")) == []


def test_a_form_that_is_tried_out_for_a_conflict_leaves_no_second_file(desk, folder):
    event = make_event()
    opened = filled_in(desk.get(page(event)).content)
    Event.objects.filter(pk=event.pk).update(summary="Somebody else was here.")
    changes = new_rows("picture", WORDS | {"file": upload()})
    refused = desk.post(page(event), opened | changes)
    assert "Somebody saved this event after you had opened it" in refused.content.decode()
    assert Picture.objects.count() == 0
    again = filled_in(refused.content) | {"picture-0-file": upload(), "_continue": "Save"}
    saved = desk.post(page(event), again, follow=True)
    assert "was changed successfully" in told(saved)[0]
    assert [path.name for path in folder.glob("pictures/*")] == [
        Picture.objects.get().file.name.removeprefix("pictures/")
    ]
