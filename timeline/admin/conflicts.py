"""Two editors at one event: the second save is refused, both versions stand side by side, and nothing typed is lost.

A form carries the fingerprint of the event as it was opened. When it comes back to an event that is another by now, it is tried
out (saved and rolled back) to know what it would make of the event, and shown again as it was typed; sent once more, it is saved.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict

from timeline.admin.picking import is_key
from timeline.admin.pictures import PictureClash, PictureInline, Seen, settle_picture
from timeline.admin.reasons import ReasonForm
from timeline.admin.revising import RevisingDesk
from timeline.admin.rows import MAX_ROWS
from timeline.models import Event, Revision
from timeline.models.states import State
from timeline.revisions.compare import Change, compare
from timeline.revisions.state import fingerprint, state_of, states_of

MOST_LOOKED_THROUGH = 100  # revisions, for the one that the editor had opened


@dataclass(frozen=True)
class Conflict:
    """What stands between an editor and a save: what others did meanwhile, and what this save would make of it."""

    since: list[Revision]
    theirs: list[Change] | None  # None where nobody knows any more what the editor had opened
    mine: list[Change] | None  # None while there are errors in the form
    picture: PictureClash | None
    token: str


class TriedOut(Exception):
    """A form was saved to know what it makes of the event, and is to be rolled back."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state


class SeenForm(ReasonForm):
    """A form that knows what its editor saw when it was opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    opened_as = ""  # the fingerprint of the event as it was before anything of the form was read
    conflict: Conflict | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("seen", self.data.get("seen", "") if self.is_bound else self.opened_as)

    def clean(self) -> Any:
        cleaned = super().clean()
        if self.conflict:
            raise ValidationError(
                "Somebody saved this event after you had opened it. Nothing was saved yet and nothing you typed is lost: "
                "compare below, change what you like, and save again."
            )
        return cleaned


def seen_of(event: Event, state: State) -> str:
    """What a form carries that shows an event in a state: two are alike when nothing was changed between them."""
    return f"{fingerprint(state)}.{Seen.of(event)}"


class ConflictDesk(RevisingDesk):
    """A desk of events at which no save undoes another unseen."""

    change_form_template = "admin/timeline/event/change_form.html"

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.conflict = getattr(request, "conflict", None)
        form.opened_as = getattr(request, "opened_as", "")  # of a class that Django makes anew for each request
        return form

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        if request.method != "POST" or object_id is None:
            request.opened_as = _token_of(object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            event: Any = self.get_object(request, object_id)
            if event and self.has_change_permission(request, event):
                Event.objects.select_for_update().get(pk=event.pk)
                now = state_of(event)
                request.found = {event.pk: now}
                if (seen := request.POST.get("seen")) and seen != seen_of(event, now):
                    request.POST = self._rebased(request.POST, event)
                    state, _, picture = seen.partition(".")
                    clash = settle_picture(request.POST, request.FILES, event, Seen.read(picture))
                    conflict = self._conflict(request, event, form_url, state, now, clash)
                    request.POST["seen"] = conflict.token
                    request.conflict = conflict
                    extra_context = {**(extra_context or {}), "conflict": conflict}
            return super().changeform_view(request, object_id, form_url, extra_context)

    def judge(self, request: Any, events: Any) -> None:
        if tried := getattr(request, "tried_out", None):
            raise TriedOut(state_of(tried))
        super().judge(request, events)

    def _conflict(
        self, request: Any, event: Event, form_url: str, seen: str, now: State, clash: PictureClash | None
    ) -> Conflict:
        known = list(Revision.objects.filter(event=event).select_related("author")[:MOST_LOOKED_THROUGH])
        places = [place for place, each in enumerate(known) if fingerprint(each.state) == seen]
        opened = known[places[0]].state if places else None
        since = known[: places[0]] if places else known[:1]
        theirs = compare(opened, now) if opened else None
        mine = self._tried_out(request, event, form_url)
        return Conflict(since, theirs, compare(now, mine) if mine else None, clash, seen_of(event, now))

    def _tried_out(self, request: Any, event: Event, form_url: str) -> State | None:
        """What the form would make of the event; None where it has errors."""
        request.tried_out = event
        try:
            super().changeform_view(request, str(event.pk), form_url)
        except TriedOut as tried:
            return tried.state
        finally:
            request.tried_out = None
            request.events_touched = set()
        return None

    def _rebased(self, sent: QueryDict, event: Event) -> QueryDict:
        """What was sent, in which rows that somebody else has deleted meanwhile are new rows: their words are not lost."""
        sent = sent.copy()
        for inline in self.inlines:
            if inline is PictureInline:  # settle_picture sees to it
                continue
            field = inline.model._meta.get_field(inline.fk_name or "event")
            prefix = str(field.remote_field.get_accessor_name())
            standing = {
                str(key)
                for key in inline.model._default_manager.filter(**{field.name: event}).values_list("pk", flat=True)
            }
            _renumber(sent, prefix, standing)
        return sent


def _token_of(object_id: str | None) -> str:
    """What the form of an event carries, by what the database has now; empty for what is none.

    Whoever saves between this and the moment at which the form reads the event is told of as a conflict, and not overwritten.
    """
    if object_id is None or not is_key(object_id):
        return ""
    events = {event.pk: event for event in Event.objects.filter(pk=object_id)}
    states = states_of(Event.objects.filter(pk__in=events))
    return next((seen_of(events[key], state) for key, state in states.items()), "")


def _renumber(sent: QueryDict, prefix: str, standing: set[str]) -> None:
    """Put the rows of a formset that still stand first, and those that vanished behind them as new ones."""
    counts = [sent.get(f"{prefix}-{name}_FORMS") or "0" for name in ("TOTAL", "INITIAL")]
    total, initial = (int(count) if is_key(count) else MAX_ROWS + 1 for count in counts)
    if not initial <= total <= MAX_ROWS:  # the formset says what is wrong
        return
    rows: list[dict[str, list[str]]] = [{} for _ in range(total)]
    for name in [*sent]:
        number, _, field = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and is_key(number) and int(number) < total and number == str(int(number)):
            rows[int(number)][field] = sent.pop(name)
    stays = [row for row in rows[:initial] if row.get("id", [""])[0] in standing]
    vanished = [row | {"id": [""]} for row in rows[:initial] if row not in stays and not row.get("DELETE")]
    for number, row in enumerate([*stays, *vanished, *rows[initial:]]):
        for name, values in row.items():
            sent.setlist(f"{prefix}-{number}-{name}", values)
    sent[f"{prefix}-INITIAL_FORMS"] = str(len(stays))
    sent[f"{prefix}-TOTAL_FORMS"] = str(len(stays) + len(vanished) + len(rows[initial:]))
