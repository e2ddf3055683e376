"""Pictures: nobody publishes one without its credit, its licence and its alternative text, nor anything that is none."""

import contextlib
import os
import re
import time
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, transaction
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
    assert (
        f'<img src="/events/{event.slug}/picture" alt="The Earth over the Moon." width="4" height="3" loading="lazy"'
        in text
    )
    assert 'NASA, <a href="https://example.org/terms">public domain</a>' in text
    response = client.get(f"/events/{event.slug}/picture")
    with Image.open(BytesIO(b"".join(response.streaming_content))) as served:
        assert (response["Content-Type"], served.format, served.size) == ("image/png", "PNG", (4, 3))


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
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.svg", "cannot be read as a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.png", "cannot be read as a picture"),
        (b"GIF89a not really", "earth.png", "cannot be read as a picture"),
        (image("GIF"), "earth.png", "cannot be read as a picture: send a JPEG"),
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


def files(folder) -> list[str]:
    return sorted(path.name for path in folder.glob("pictures/*"))


def test_a_file_is_kept_under_a_name_of_ours_with_the_end_that_its_content_gives_it(tmp_path):
    picture = make_picture(image("PNG"), "../Anna's holiday.JPG")
    picture.full_clean()
    picture.save()
    [name] = files(tmp_path)
    assert re.fullmatch(r"[0-9a-f]{32}\.png", name)
    picture.refresh_from_db()
    assert (picture.file.name, picture.width, picture.height) == (f"pictures/{name}", 4, 3)


def test_the_size_is_that_of_what_is_kept():
    picture = make_picture(image("JPEG", (3000, 1500)), "wide.jpg")
    picture.full_clean()
    picture.save()
    assert (picture.width, picture.height, picture.file.width) == (2000, 1000, 2000)


def test_the_file_of_a_replaced_picture_goes_with_the_commit_and_not_before(
    tmp_path, django_capture_on_commit_callbacks
):
    picture = make_picture()
    picture.save()
    [before] = files(tmp_path)
    with django_capture_on_commit_callbacks(execute=True):
        picture.file = SimpleUploadedFile("other.png", image(size=(5, 5)))
        picture.save()
        assert len(files(tmp_path)) == 2
    [after] = files(tmp_path)
    assert after != before
    with django_capture_on_commit_callbacks(execute=True):
        picture.alt = "The same picture in other words."
        picture.save()
    assert files(tmp_path) == [after]


def test_the_file_goes_with_its_event(tmp_path, django_capture_on_commit_callbacks):
    event = make_event()
    make_picture(event=event).save()
    with django_capture_on_commit_callbacks(execute=True):
        event.delete()
    assert files(tmp_path) == []


def test_the_same_picture_of_two_events_is_two_files(tmp_path, django_capture_on_commit_callbacks):
    one, other = make_picture(), make_picture()
    one.save()
    other.save()
    with django_capture_on_commit_callbacks(execute=True):
        one.delete()
    assert files(tmp_path) == [other.file.name.removeprefix("pictures/")]


def test_a_trial_that_is_rolled_back_and_the_save_after_it_leave_one_file(tmp_path):
    event = make_event()
    with contextlib.suppress(RuntimeError), transaction.atomic():
        make_picture(event=event).save()
        raise RuntimeError
    left = files(tmp_path)
    assert (len(left), Picture.objects.count()) == (1, 0)
    make_picture(event=event, name="another-name.png").save()
    assert files(tmp_path) == left


def test_a_file_that_no_row_names_is_swept_away_after_a_day(tmp_path, capsys):
    kept = make_picture()
    kept.save()
    lost, recent = tmp_path / "pictures/lost.png", tmp_path / "pictures/recent.png"
    for path in (lost, recent):
        path.write_bytes(image())
    two_days_ago = time.time() - 2 * 24 * 3600
    for path in (lost, Path(kept.file.path)):
        os.utime(path, (two_days_ago, two_days_ago))
    call_command("sweep_pictures")
    assert capsys.readouterr().out == "1 file deleted.\n"
    assert files(tmp_path) == sorted([kept.file.name.removeprefix("pictures/"), "recent.png"])


def test_the_folder_is_swept_with_each_picture_that_is_saved(tmp_path, django_capture_on_commit_callbacks):
    lost = tmp_path / "pictures/lost.png"
    lost.parent.mkdir()
    lost.write_bytes(image())
    os.utime(lost, (0, 0))
    with django_capture_on_commit_callbacks(execute=True):
        make_picture().save()
    assert not lost.exists()
    assert len(files(tmp_path)) == 1
