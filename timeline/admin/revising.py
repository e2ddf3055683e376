"""Desks at which events change: every save is kept as a revision, with its author and reason.

What readers may see must go on keeping the rules, and only those who may publish change it: a save that breaks either is
taken back whole, and the form comes back as it was sent, with the reasons.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from timeline import revisions
from timeline.admin.exchange import only_exports
from timeline.admin.reasons import by, deleting
from timeline.choices import RevisionKind
from timeline.logs import refusal_logged
from timeline.models import Event
from timeline.proposals import Contradiction, contradictions
from timeline.publishing import UNDER_WAY, Refused, judge, may_publish

logger = logging.getLogger(__name__)


def all_or_nothing(request: HttpRequest) -> AbstractContextManager[Any]:
    """What a request changes, it changes whole. One that only looks takes no transaction: on SQLite it would keep writers waiting."""
    return transaction.atomic() if request.method == "POST" and not only_exports(request) else nullcontext()


class RevisingDesk(admin.ModelAdmin):
    """A desk whose rows belong to events; `events` says to which."""

    def events(self, rows: Iterable[Any]) -> Any:
        """The events that change when `rows` do."""
        raise NotImplementedError

    def may_touch(self, request: HttpRequest, rows: Iterable[Any]) -> bool:
        """Whether a user may change what `rows` belong to: contributors may while no reader has seen it."""
        return may_publish(request.user) or not self.events(rows).exclude(status__in=UNDER_WAY).exists()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or self.may_touch(request, [obj]))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or self.may_touch(request, [obj]))

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.refusals = getattr(request, "refusals", ())
        return form

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        view = super().changeform_view
        try:
            with self._refusal_logged("save", object_id or "a new one"), all_or_nothing(request):
                return view(request, object_id, form_url, extra_context)
        except Refused as refused:
            request.refusals = refused.sentences
            return view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        self._touched(request).update(self._found(request, [obj] if change else []))
        self._note_contradictions(request, [obj])
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.settle(request, form)
        touched = self._touched(request) | {event.pk for event in self.events([form.instance])}
        events = Event.objects.filter(pk__in=touched)
        revisions.keep(events, by(request, form.cleaned_data))
        self.judge(request, events)

    def judge(self, request: HttpRequest, events: Any) -> None:
        """Raise Refused where one of the events that were changed may not be as it now is."""
        if not may_publish(request.user) and (seen := events.exclude(status__in=UNDER_WAY).first()):
            raise Refused(
                [
                    f"“{seen}” is before readers, and your role may not change it here: edit its own form, and it waits for review."
                ]
            )
        judge(events, self._before(request))

    def settle(self, request: HttpRequest, form: Any) -> None:
        """What is left to do once a row and all that belongs to it are saved."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with self._deleting(request, [obj]):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        with self._deleting(request, list(queryset), RevisionKind.BULK):
            super().delete_queryset(request, queryset)

    @contextmanager
    def _deleting(self, request: Any, rows: list[Any], kind: str = RevisionKind.EDIT) -> Iterator[None]:
        """Keep the events to which `rows` belong, which are about to be deleted; raise Refused where that breaks a rule."""
        keys = [event.pk for event in self.events(rows)]
        self._note_contradictions(request, rows)
        with revisions.kept_around(Event.objects.filter(pk__in=keys), deleting(request, rows, kind)):
            yield
            self.judge(request, Event.objects.filter(pk__in=keys))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        try:
            with self._refusal_logged("delete", object_id), all_or_nothing(request):
                return super().delete_view(request, object_id, extra_context)
        except Refused as refused:
            return self._told(request, refused)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        try:
            with self._refusal_logged("change", "several at once"), all_or_nothing(request):
                return super().changelist_view(request, extra_context)
        except Refused as refused:
            return self._told(request, refused)

    def _refusal_logged(self, what: str, row: str) -> AbstractContextManager[None]:
        return refusal_logged(logger, Refused, "Refused to %s %s %s", what, self.opts.model_name, row)

    def _told(self, request: HttpRequest, refused: Refused) -> HttpResponse:
        for sentence in refused.sentences:
            self.message_user(request, f"{sentence} Nothing was deleted.", messages.ERROR)
        return redirect(request.get_full_path())

    def _found(self, request: HttpRequest, rows: list[Any]) -> set[int]:
        """Keep the events as they are before anything is saved; give their primary keys."""
        events = list(self.events(rows)) if rows else []
        revisions.keep(events, revisions.AS_FOUND, getattr(request, "found", None))
        return {event.pk for event in events}

    def _note_contradictions(self, request: HttpRequest, rows: list[Any]) -> None:
        """Keep in mind what the citations of events contradict one another in before `rows` change or join them."""
        stored = [row for row in rows if row.pk]
        joined = Event.objects.filter(pk__in=[row.event_id for row in rows if getattr(row, "event_id", None)])
        for events in (self.events(stored) if stored else Event.objects.none(), joined):
            self._before(request).update(contradictions(Event.objects.filter(pk__in=[each.pk for each in events])))

    @staticmethod
    def _before(request: Any) -> dict[int, set[Contradiction]]:
        """What these contradicted one another in, by event."""
        if not hasattr(request, "contradictions_before"):
            request.contradictions_before = {}
        before: dict[int, set[Contradiction]] = request.contradictions_before
        return before

    @staticmethod
    def _touched(request: Any) -> set[int]:
        if not hasattr(request, "events_touched"):
            request.events_touched = set()
        touched: set[int] = request.events_touched
        return touched
