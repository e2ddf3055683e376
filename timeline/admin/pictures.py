"""The picture of an event in its form: a file that was chosen is there again when the form comes back.

A browser sends a file once. So it is looked at and kept before anything else is done with a form (`take_pictures`), for its editor and
for a day, and the form carries its token. From then on it is as if the browser had sent it again. Where it can be kept no longer,
or was none, the form goes on asking for it: the words beside it were written for a picture that is not here.
"""

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from timeline import imaging
from timeline.access.carried import KEPT, LOST
from timeline.admin.base import SHORT_TEXTS
from timeline.admin.picking import PickingDesk, is_key
from timeline.admin.rows import BoundedFormSet
from timeline.models import ChosenPicture, Event, Picture
from timeline.models.pictures import MadeFile, PictureField, made_of
from timeline.revisions.compare import Change, label

FILE = re.compile(r"picture-\d{1,4}-file")
WITHOUT = "-without"  # behind the name of the field: the word to do without the file, as KEPT for the token
CHOOSE_AGAIN = (
    "The picture that you chose is not here any more: choose it again. The words beside it were written for it."
)
OLD_WORDS = "The picture is another now, and its credit, licence and alternative text are as before: look whether they are its own."
WORDS = ("credit", "licence", "licence_url", "alt")


class KeptFile(MadeFile):
    """A picture that stands in for what the browser does not send again."""

    def __init__(self, kept: ChosenPicture) -> None:
        super().__init__(kept.name, kept.picture)
        self.token = kept.token


class LostFile(SimpleUploadedFile):
    """A picture that was chosen and is not here: no form with it is saved."""

    def __init__(self) -> None:
        super().__init__(LOST, b"")


def take_pictures(request: Any) -> None:
    """Keep the pictures that a form brings, and put those in their place that it brought before."""
    user = request.user
    if request.method != "POST" or not (
        user.has_perm("timeline.add_picture") or user.has_perm("timeline.change_picture")
    ):
        return
    request.POST = request.POST.copy()
    tokens = {name.removesuffix(KEPT) for name in request.POST if name.endswith(KEPT)}
    for name in filter(FILE.fullmatch, {*request.FILES, *tokens}):
        if sent := request.FILES.get(name):
            request.FILES[name] = _kept(user, sent)
        elif request.POST.get(f"{name}{WITHOUT}"):
            request.POST.pop(f"{name}{KEPT}", None)
        elif token := request.POST.get(f"{name}{KEPT}"):
            found = ChosenPicture.objects.of(user, token)
            request.FILES[name] = KeptFile(found) if found else LostFile()


def _kept(user: Any, sent: UploadedFile) -> UploadedFile:
    """A picture that was sent, kept; what is none is left for the form to refuse."""
    try:
        made = made_of(sent)
    except imaging.Refused:
        return sent
    return KeptFile(ChosenPicture.objects.keep(user, sent.name or "picture", made))


class PictureInput(AdminFileWidget):
    """A file to choose, beside what was chosen before."""

    def __init__(self, attrs: Any = None) -> None:
        super().__init__({"accept": ",".join(imaging.MEDIA_TYPES.values())} | (attrs or {}))

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        sent = value if isinstance(value, UploadedFile) else None
        token = sent.token if isinstance(sent, KeptFile) else LOST if sent else ""
        return format_html(
            '{}<input type="hidden" name="{}{}" value="{}">{}{}',
            super().render(name, None if sent else value, attrs, renderer),
            *(name, KEPT, token),
            _told(sent) if isinstance(sent, KeptFile) else "",
            _way_out(name) if sent else "",
        )

    def is_initial(self, value: Any) -> bool:
        return False  # what is here already, the line above the field shows


def _told(kept: KeptFile) -> SafeString:
    return format_html(
        '<p class="kept-picture"><img src="{}" alt="The picture that is kept" height="96"> “{}” is kept for this form. '
        "Choose a file only to take another one.</p>",
        *(chosen_url(kept), kept.name),
    )


def _way_out(name: str) -> SafeString:
    return format_html(
        '<p class="kept-picture"><label><input type="checkbox" name="{}{}"> Do without this file: the words below are for the '
        "picture that is here already</label></p>",
        *(name, WITHOUT),
    )


class PictureFormField(forms.FileField):
    """A picture; one that was chosen and lost has to be chosen again."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the widget shows: what was sent, or what is here."""
        return data if isinstance(data, UploadedFile) else initial

    def to_python(self, data: Any) -> Any:
        if isinstance(data, LostFile):
            raise ValidationError(CHOOSE_AGAIN, code="lost")
        return super().to_python(data)


class PictureInline(PickingDesk, admin.StackedInline):
    """The picture of an event."""

    model = Picture
    formset = BoundedFormSet
    extra = 0
    fields = ("shown", "file", "credit", "licence", "licence_url", "alt")
    readonly_fields = ("shown",)
    view_on_site = False
    formfield_overrides = {
        **SHORT_TEXTS,
        PictureField: {"form_class": PictureFormField, "widget": PictureInput},
    }

    @admin.display(description="here now", empty_value="–")
    def shown(self, picture: Picture) -> Any:
        """The picture that readers see, or will see."""
        if not picture.pk:
            return None
        return format_html('<img src="{}" alt="The picture as it was saved" height="96">', stored_url(picture))


def chosen_url(kept: KeptFile) -> str:
    """Where an editor sees the picture that they chose."""
    return reverse("admin:timeline_event_chosen", args=[kept.token])


def stored_url(picture: Picture) -> str:
    """Where editors see a picture, whether readers do or not."""
    return reverse("admin:timeline_event_stored", args=[picture.event_id])


class PicturesDesk(admin.ModelAdmin):
    """A desk of events whose forms lose no picture."""

    def get_urls(self) -> Any:
        chosen, stored = (
            self.admin_site.admin_view(require_safe(view)) for view in (self.chosen_view, self.stored_view)
        )
        return [
            path("chosen-picture/<str:token>/", chosen, name="timeline_event_chosen"),
            path("<int:object_id>/picture/", stored, name="timeline_event_stored"),
            *super().get_urls(),
        ]

    def chosen_view(self, request: Any, token: str) -> HttpResponse:
        """A picture that the same editor chose and did not save yet."""
        found = ChosenPicture.objects.of(request.user, token)
        if found is None:
            raise Http404("There is no such picture of yours.")
        return HttpResponse(found.picture.content, found.picture.content_type, headers={"Cache-Control": "private"})

    def stored_view(self, request: HttpRequest, object_id: int) -> Any:
        """The picture of an event, for whoever may look at the event."""
        found = Picture.objects.filter(event=object_id).select_related("event").first() if is_key(object_id) else None
        if found is None:
            raise Http404("This event has no picture.")
        if not self.has_view_permission(request, found.event):
            raise PermissionDenied
        try:
            return FileResponse(found.file.open(), content_type=found.content_type)
        except FileNotFoundError as error:
            raise Http404("The file of this picture is missing.") from error

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        take_pictures(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_formset(self, request: Any, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is Picture:
            request.has_old_words = any(_has_old_words(row) for row in formset.initial_forms)

    def response_change(self, request: Any, obj: Any) -> Any:
        answer = super().response_change(request, obj)
        if getattr(request, "has_old_words", False):
            self.message_user(request, OLD_WORDS, messages.WARNING)
        return answer


def _has_old_words(row: Any) -> bool:
    """Whether a form brings another picture and leaves all words beside it as they were."""
    return "file" in row.changed_data and not {*WORDS, DELETION_FIELD_NAME} & {*row.changed_data}


# What a form that was opened saw of the picture, and what becomes of it when somebody else has changed that since.


@dataclass(frozen=True)
class Seen:
    """A picture as a form saw it: which file, and which words."""

    file: str = ""
    words: str = ""

    @classmethod
    def of(cls, event: Any) -> "Seen":
        """As it is now."""
        picture = Picture.objects.filter(event=event).first()
        return cls(_digest(picture.file.name), _digest(_words_of(picture))) if picture else cls()

    @classmethod
    def read(cls, text: str) -> "Seen":
        """As a form carries it."""
        file, _, words = text.partition("-")
        return cls(file, words)

    def __str__(self) -> str:
        return f"{self.file}-{self.words}"


@dataclass
class PictureClash:
    """Somebody changed the picture meanwhile: what saving the form would change in it, and what was taken out of the form."""

    event: Any
    picture: Picture | None
    mine: list[Change] = field(default_factory=list)
    left: list[Change] = field(default_factory=list)


def settle_picture(sent: QueryDict, files: Any, event: Event, seen: Seen) -> PictureClash | None:
    """Fit the part of a form about the picture to the picture of now; None where that is the one that the form saw.

    Words stay beside the picture that they were written for: one that comes with the form, or the one that is here still. Where
    somebody put another in its place, its own words come into the form, and those that were typed are told.
    """
    if Seen.of(event) == seen:
        return None
    picture = Picture.objects.filter(event=event).first()
    typed = {name: _plain(sent.get(f"picture-0-{name}", "")) for name in WORDS}
    is_typed = _digest(typed) != seen.words and any(typed.values())
    brings = isinstance(files.get("picture-0-file"), MadeFile)
    stays = brings or (is_typed and (picture is None or _digest(picture.file.name) == seen.file))
    clash = PictureClash(event, picture)
    sent["picture-INITIAL_FORMS"] = str(int(picture is not None))
    sent["picture-TOTAL_FORMS"] = str(int(picture is not None or stays))
    sent["picture-0-id"] = str(picture.pk) if picture else ""
    sent["picture-0-event"] = str(event.pk)
    sent.pop("picture-0-DELETE", None)
    now = _words_of(picture) if picture else dict.fromkeys(WORDS, "")
    if stays:
        clash.mine = _changes(now, typed)
        clash.mine += [Change("Picture", "the one that is here", f"“{files['picture-0-file'].name}”")] if brings else []
    else:
        for name, value in now.items():
            sent[f"picture-0-{name}"] = value
        clash.left = _changes(typed, now) if is_typed else []
    return clash


def _changes(before: dict[str, str], after: dict[str, str]) -> list[Change]:
    return [
        Change(f"Picture: {label(Picture, name).lower()}", before[name], after[name])
        for name in WORDS
        if before[name] != after[name]
    ]


def _words_of(picture: Picture) -> dict[str, str]:
    return {name: getattr(picture, name) for name in WORDS}


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:16]
