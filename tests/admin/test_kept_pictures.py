"""Pictures that were chosen in a form that came back: there again, for their editor, until they are too old, and never under the words of another."""

from datetime import timedelta
from io import BytesIO

import html5lib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from tests.admin.forms import HTML, Followed, errors, filled_in, new_rows, page, refusals
from tests.admin.forms import told as messages
from tests.factories import make_event
from timeline import imaging
from timeline.admin.pictures import CHOOSE_AGAIN, OLD_WORDS
from timeline.models import ChosenPicture, Event, Picture
from timeline.models.uploads import MAX_CHOSEN_PICTURES

pytestmark = pytest.mark.django_db

RED = {"credit": "Of the red one", "licence": "CC BY 4.0", "alt": "A red field"}
BLUE = {"credit": "Of the blue one", "licence": "public domain", "alt": "A blue field"}
UNMARKED = "A statement without a source."  # what no published event may have


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def png(colour: str) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (4, 3), colour).save(buffer, "PNG")
    return buffer.getvalue()


def file(colour: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{colour}.png", png(colour), "image/png")


def in_row(words: dict, **more) -> dict:
    return {f"picture-0-{name}": value for name, value in (words | more).items()}


def shown(event: Event) -> tuple[str, str]:
    """The colour of the picture of an event, and the credit beside it."""
    picture = Picture.objects.get(event=event)
    with Image.open(picture.file) as image:
        colour = image.convert("RGB").getpixel((0, 0))
    return {(255, 0, 0): "red", (0, 0, 255): "blue", (0, 128, 0): "green"}[colour], picture.credit


def send(desk, event, fields, **changes):
    return Followed(desk, desk.post(page(event), fields | {"_continue": "Save"} | changes))


def opened(desk, event) -> dict:
    return filled_in(desk.get(page(event)).content)


@pytest.fixture
def event(desk) -> Event:
    """A draft with the red picture."""
    event = make_event(status="draft")
    send(desk, event, opened(desk, event), **new_rows("picture", RED | {"file": file("red")}))
    assert shown(event) == ("red", "Of the red one")
    ChosenPicture.objects.all().delete()
    return event


def with_a_mistake(desk, event, words=BLUE, **changes):
    """The form as it comes back after the blue picture was chosen beside a mistake."""
    fields = opened(desk, event) | in_row(words)
    return send(desk, event, fields, **{"date": "soon", "picture-0-file": file("blue")} | changes)


def test_a_file_stays_over_any_number_of_mistakes(desk, event):
    response = with_a_mistake(desk, event)
    for _ in range(3):
        response = send(desk, event, filled_in(response.content))
        assert "“blue.png” is kept for this form." in response.content.decode()
    send(desk, event, filled_in(response.content), date="1975")
    assert shown(event) == ("blue", "Of the blue one")
    assert ChosenPicture.objects.count() == 1


def test_a_file_stays_where_a_rule_of_publishing_is_broken(desk, event):
    Event.objects.filter(pk=event.pk).update(status="published")
    fields = opened(desk, event) | in_row(BLUE)
    refused = send(desk, event, fields, body=UNMARKED, **{"picture-0-file": file("blue")})
    assert len(refusals(refused)) == 1
    assert shown(event) == ("red", "Of the red one")
    send(desk, event, filled_in(refused.content), body="")
    assert shown(event) == ("blue", "Of the blue one")


def test_a_file_stays_where_another_saved_meanwhile(desk, event):
    fields = opened(desk, event) | in_row(BLUE)
    Event.objects.filter(pk=event.pk).update(summary="Another was here.")
    conflict = send(desk, event, fields, **{"picture-0-file": file("blue")})
    assert conflict.context["conflict"].picture is None
    assert shown(event) == ("red", "Of the red one")
    send(desk, event, filled_in(conflict.content))
    assert shown(event) == ("blue", "Of the blue one")


def test_a_preview_shows_the_file_and_saves_nothing(desk, event):
    fields = opened(desk, event) | in_row(BLUE)
    sent = fields | {"_preview": "Preview", "picture-0-file": file("blue")}
    preview = html5lib.parse(desk.post(page(event), sent).content.decode())
    [picture] = [each for each in preview.iter(f"{HTML}img") if each.get("alt") == "A blue field"]
    assert desk.get(picture.get("src")).content == imaging.made_our_own(BytesIO(png("blue"))).content
    assert shown(event) == ("red", "Of the red one")


def test_a_preview_shows_a_picture_that_no_reader_sees_yet(desk, event):
    response = desk.post(page(event), opened(desk, event) | {"_preview": "Preview"})
    [picture] = [
        each
        for each in html5lib.parse(response.content.decode()).iter(f"{HTML}img")
        if each.get("alt") == "A red field"
    ]
    assert b"".join(desk.get(picture.get("src")).streaming_content) == Picture.objects.get().file.read()


def test_a_file_stays_where_it_cannot_wait_for_review(desk, event, signed_in):
    Event.objects.filter(pk=event.pk).update(status="published")
    contributor = signed_in("Contributor")
    fields = opened(contributor, event) | in_row(BLUE)
    refused = send(contributor, event, fields, **{"picture-0-file": file("blue")})
    assert refusals(refused) == ["A picture cannot wait for review: leave it as it was, or let an editor upload it."]
    again = send(contributor, event, filled_in(refused.content))
    assert refusals(again) == refusals(refused)
    assert shown(event) == ("red", "Of the red one")


def test_a_form_that_is_sent_a_second_time_finds_its_file(desk, event):
    response = with_a_mistake(desk, event)
    fields = filled_in(response.content) | {"date": "1975"}
    send(desk, event, fields)
    again = send(desk, event, fields)
    assert "Somebody saved this event after you had opened it." in again.content.decode()
    send(desk, event, filled_in(again.content))
    assert shown(event) == ("blue", "Of the blue one")


def test_two_forms_of_one_editor_each_have_their_own(desk, event):
    other = make_event(status="draft")
    first = with_a_mistake(desk, event)
    fields = opened(desk, other) | new_rows("picture", RED | {"file": file("green")})
    second = send(desk, other, fields, date="soon")
    send(desk, event, filled_in(first.content), date="1975")
    send(desk, other, filled_in(second.content), date="1975")
    assert (shown(event), shown(other)) == (("blue", "Of the blue one"), ("green", "Of the red one"))


def test_another_file_takes_the_place_of_the_one_that_is_kept(desk, event):
    response = with_a_mistake(desk, event)
    send(desk, event, filled_in(response.content), date="1975", **{"picture-0-file": file("green")})
    assert shown(event) == ("green", "Of the blue one")


def too_old(token: str) -> str:
    ChosenPicture.objects.update(made=timezone.now() - timedelta(days=1, seconds=1))
    return token


def gone(token: str) -> str:
    ChosenPicture.objects.all().delete()
    return token


def of_another(token: str, django_user_model) -> str:
    ChosenPicture.objects.update(user=django_user_model.objects.create_user("boris"))
    return token


LOSSES = {
    "too old": lambda token, _: too_old(token),
    "gone": lambda token, _: gone(token),
    "somebody else’s": of_another,
    "no token": lambda *_: "lost",
    "rubbish": lambda *_: "\x00’; DROP",
}


@pytest.mark.parametrize("loss", LOSSES)
def test_without_the_file_its_words_are_not_saved_and_it_is_asked_for_until_it_is_there(
    desk, event, django_user_model, loss
):
    fields = filled_in(with_a_mistake(desk, event).content) | {"date": "1975"}
    fields["picture-0-file-kept"] = LOSSES[loss](fields["picture-0-file-kept"], django_user_model)
    for _ in range(2):
        response = send(desk, event, fields)
        assert errors(response) == {"picture-0-file": [CHOOSE_AGAIN]}
        assert shown(event) == ("red", "Of the red one")
        fields = filled_in(response.content)
    send(desk, event, fields, **{"picture-0-file": file("blue")})
    assert shown(event) == ("blue", "Of the blue one")


def test_a_file_that_is_no_picture_is_asked_for_again_as_well(desk, event):
    broken = SimpleUploadedFile("broken.png", b"no picture")
    response = send(desk, event, opened(desk, event) | in_row(BLUE), **{"picture-0-file": broken})
    assert errors(response) == {
        "picture-0-file": ["This file cannot be read as a picture: send a JPEG, a PNG or a WebP."]
    }
    response = send(desk, event, filled_in(response.content))
    assert errors(response) == {"picture-0-file": [CHOOSE_AGAIN]}
    assert shown(event) == ("red", "Of the red one")


@pytest.mark.parametrize("is_lost", [False, True])
def test_an_editor_may_say_that_the_words_are_for_the_picture_that_is_here(desk, event, is_lost):
    response = with_a_mistake(desk, event)
    if is_lost:
        gone("")
    fields = filled_in(response.content) | {"date": "1975", "picture-0-file-without": "on"}
    send(desk, event, fields, **in_row(RED, credit="Of the red one, mended"))
    assert shown(event) == ("red", "Of the red one, mended")


def test_a_new_file_beside_the_old_words_is_saved_with_a_question(desk, event):
    saved = send(desk, event, opened(desk, event), **{"picture-0-file": file("blue")})
    assert (shown(event), OLD_WORDS in messages(saved)) == (("blue", "Of the red one"), True)
    saved = send(desk, event, opened(desk, event) | in_row(RED), **{"picture-0-file": file("red")} | in_row(BLUE))
    assert (shown(event), OLD_WORDS in messages(saved)) == (("red", "Of the blue one"), False)


def test_a_picture_that_is_taken_away_needs_no_file(desk, event):
    response = with_a_mistake(desk, event)
    gone("")
    send(desk, event, filled_in(response.content), date="1975", **{"picture-0-DELETE": "on"})
    assert Picture.objects.count() == 0


@pytest.fixture
def ada(signed_in):
    """Another editor."""
    return signed_in("Editor", "ada")


def replaced(ada, event, colour="green", **words):
    send(ada, event, opened(ada, event), **in_row(words), **{"picture-0-file": file(colour)} if colour else {})


def told(changes) -> list[tuple[str, str, str]]:
    return [(each.label, each.before, each.after) for each in changes]


def test_words_do_not_land_under_a_picture_that_another_put_there_meanwhile(desk, ada, event):
    fields = opened(desk, event) | in_row({"credit": "Of the red one, mended"})
    replaced(ada, event, credit="Of the green one")
    conflict = send(desk, event, fields, summary="Mine.")
    assert shown(event) == ("green", "Of the green one")
    clash = conflict.context["conflict"].picture
    assert (told(clash.mine), told(clash.left)) == (
        [],
        [("Picture: credit", "Of the red one, mended", "Of the green one")],
    )
    assert "Of the red one, mended" in conflict.content.decode()
    send(desk, event, filled_in(conflict.content))
    assert (shown(event), Event.objects.get().summary) == (("green", "Of the green one"), "Mine.")


def test_who_typed_nothing_about_the_picture_takes_nothing_of_another_back(desk, ada, event):
    fields = opened(desk, event)
    replaced(ada, event, credit="Of the green one")
    clash = (conflict := send(desk, event, fields, summary="Mine.")).context["conflict"].picture
    assert (clash.mine, clash.left) == ([], [])
    send(desk, event, filled_in(conflict.content))
    assert (shown(event), Event.objects.get().summary) == (("green", "Of the green one"), "Mine.")


def test_ones_own_picture_takes_the_place_of_that_of_another_once_both_were_seen(desk, ada, event):
    fields = opened(desk, event) | in_row(BLUE)
    replaced(ada, event, credit="Of the green one")
    conflict = send(desk, event, fields, **{"picture-0-file": file("blue")})
    assert shown(event) == ("green", "Of the green one")
    assert told(conflict.context["conflict"].picture.mine)[0] == (
        "Picture: credit",
        "Of the green one",
        "Of the blue one",
    )
    assert told(conflict.context["conflict"].picture.mine)[-1] == ("Picture", "the one that is here", "“blue.png”")
    send(desk, event, filled_in(conflict.content))
    assert shown(event) == ("blue", "Of the blue one")


def test_two_who_mend_the_words_of_one_picture_see_one_another(desk, ada, event):
    fields = opened(desk, event) | in_row({"credit": "Mine"})
    replaced(ada, event, "", credit="Theirs")
    conflict = send(desk, event, fields)
    assert shown(event) == ("red", "Theirs")
    assert told(conflict.context["conflict"].picture.mine) == [("Picture: credit", "Theirs", "Mine")]
    send(desk, event, filled_in(conflict.content))
    assert shown(event) == ("red", "Mine")


@pytest.mark.parametrize(
    ("typed", "asks"), [({}, {}), ({"credit": "Mine"}, {"picture-0-file": ["This field is required."]})]
)
def test_a_picture_that_another_took_away_is_not_brought_back_unasked(desk, ada, event, typed, asks):
    fields = opened(desk, event) | in_row(typed)
    send(ada, event, opened(ada, event), **{"picture-0-DELETE": "on"})
    conflict = send(desk, event, fields)
    assert "It was taken away meanwhile." in conflict.content.decode()
    assert errors(send(desk, event, filled_in(conflict.content))) == asks
    assert Picture.objects.count() == 0


def test_a_picture_that_both_add_is_told_to_the_second(desk, ada):
    event = make_event(status="draft")
    fields = opened(desk, event) | new_rows("picture", BLUE | {"file": file("blue")})
    send(ada, event, opened(ada, event), **new_rows("picture", RED | {"file": file("red")}))
    conflict = send(desk, event, fields)
    assert shown(event) == ("red", "Of the red one")
    send(desk, event, filled_in(conflict.content))
    assert shown(event) == ("blue", "Of the blue one")


def test_a_chosen_picture_is_its_editors_alone(desk, event, signed_in, client):
    with_a_mistake(desk, event)
    address = reverse("admin:timeline_event_chosen", args=[ChosenPicture.objects.get().token])
    assert (desk.get(address).status_code, desk.get(address)["Content-Type"]) == (200, "image/png")
    assert signed_in("Editor").get(address).status_code == 404
    assert client.get(address).status_code == 302
    too_old("")
    assert desk.get(address).status_code == 404


def test_a_stored_picture_is_for_the_desk(desk, event, client):
    address = reverse("admin:timeline_event_stored", args=[event.pk])
    assert (desk.get(address).status_code, client.get(address).status_code) == (200, 302)
    assert desk.get(reverse("admin:timeline_event_stored", args=[make_event().pk])).status_code == 404
    assert desk.get(f"/admin/timeline/event/{10**30}/picture/").status_code == 404


def test_pictures_that_are_too_old_or_too_many_are_forgotten(admin_user, django_user_model, capsys):
    other = django_user_model.objects.create_user("boris")
    kept = ChosenPicture.objects.keep(other, "one.png", imaging.Made(b"other", "png"))
    for number in range(MAX_CHOSEN_PICTURES + 2):
        ChosenPicture.objects.keep(admin_user, "one.png", imaging.Made(bytes([number]), "png"))
    assert ChosenPicture.objects.filter(user=admin_user).count() == MAX_CHOSEN_PICTURES
    assert ChosenPicture.objects.of(other, kept.token) == kept
    too_old("")
    assert ChosenPicture.objects.of(other, kept.token) is None
    call_command("sweep_pictures")
    assert ChosenPicture.objects.count() == 0
    assert f"{MAX_CHOSEN_PICTURES + 1} pictures of unsaved forms forgotten." in capsys.readouterr().out
