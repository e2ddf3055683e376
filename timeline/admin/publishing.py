"""The way of an event to readers: drafts, review, publication, withdrawal, and edits that wait.

Contributors write drafts and ask for review; what they change in a published event waits for an editor. Editors publish,
and choose whether an edit of theirs goes live at once. A form is judged as saved: where it asks for a preview, is to wait or
breaks a rule, all that it did is rolled back, and what it made of the event is shown, kept, or refused.
"""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from timeline import previews, publishing
from timeline.access.sessions import note_saved
from timeline.admin.conflicts import ConflictDesk
from timeline.admin.permanence import PermanentDesk
from timeline.admin.pictures import KeptFile, chosen_url, stored_url
from timeline.admin.reasons import by
from timeline.admin.revising import all_or_nothing
from timeline.choices import RevisionKind, Status
from timeline.context import site
from timeline.models import Event
from timeline.models.states import State
from timeline.publishing import UNDER_WAY, Refused, may_publish
from timeline.revisions import By
from timeline.revisions.pending import wait
from timeline.revisions.state import same, state_of
from timeline.views.events import page_of, with_all_shown

WAITS = "review"
GOES = [("now", "goes live at once"), (WAITS, "waits until another editor has looked at it")]
MOST_TOLD = 10  # weaknesses told of after a save


class SavedForReview(Exception):
    """A form was saved, and what it made of the event is to wait."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state


class Previewed(Exception):
    """A form was saved to show what readers would see."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


class PublishingDesk(PermanentDesk, ConflictDesk):
    """The desk of events, as far as it decides what readers see."""

    actions = ("ask_for_review", "publish")
    is_public_at_once = False
    instead = "Withdraw it with the reason, or merge it into the event that it is the same as."

    def may_touch(self, request: HttpRequest, rows: Any) -> bool:
        """Contributors may edit what is published too: it waits for review."""
        return may_publish(request.user) or all(row.status != Status.WITHDRAWN for row in rows)

    def is_known(self, obj: Any) -> bool:
        """Readers know what was published, be it withdrawn since."""
        return obj.status not in UNDER_WAY

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether a user may publish, as the actions ask for it."""
        return may_publish(request.user)

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        if "status" in form.base_fields:
            offered = publishing.ways_from(obj.status if obj else "") if may_publish(request.user) else UNDER_WAY
            form.base_fields["status"].choices = [(each.value, each.label) for each in offered]
            if obj and publishing.ways_from(obj.status) == publishing.SEEN:
                form.base_fields["status"].error_messages["invalid_choice"] = publishing.GOES_ON_ANSWERING
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What a contributor may not decide on: the status of what is published, and the withdrawal."""
        fields = super().get_readonly_fields(request, obj)
        if may_publish(request.user):
            return fields
        return [*fields, "withdrawn_on", "withdrawn_reason", *(["status"] if is_public(obj) else [])]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask whether the edit waits where there is a choice."""
        fieldsets = super().get_fieldsets(request, obj)
        if not (is_public(obj) and may_publish(request.user)):
            return fieldsets
        return [
            (name, {**options, "fields": (*options["fields"], "goes")} if "seen" in options["fields"] else options)
            for name, options in fieldsets
        ]

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        event: Any = self.get_object(request, object_id) if object_id else None
        extra_context = {**(extra_context or {}), **self._standing(request, event)}
        try:
            with all_or_nothing(request):
                response = super().changeform_view(request, object_id, form_url, extra_context)
        except Previewed as previewed:
            return previewed.response
        except SavedForReview as saved:
            return self._waits(request, event, request.found[event.pk], saved.state)
        self._tell_of_weaknesses(request)
        return response

    def _standing(self, request: HttpRequest, event: Any) -> dict[str, Any]:
        """What the form says of where the event stands."""
        if event is None:
            return {}
        under_way = {
            "preview": f"{site(request)['site_url']}{previews.link(event)}",
            "good_until": previews.good_until(),
        }
        return {
            "pending": list(event.pending_revisions.waiting().select_related("author")),
            "is_to_wait": is_public(event) and not may_publish(request.user),
            **(under_way if event.status in UNDER_WAY else {}),
        }

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        request.goes = form.cleaned_data.get("goes")
        request.by = by(request, form.cleaned_data)
        request.has_new_picture = any(each.has_changed() for each in formsets if each.prefix == "picture")
        request.sources_made = []
        super().save_related(request, form, formsets, change)

    def save_formset(self, request: Any, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        made = (getattr(row, "new_source", None) for row in formset.forms)
        request.sources_made.extend(source for source in made if source)

    def judge(self, request: Any, events: Any) -> None:
        if getattr(request, "tried_out", None):
            super().judge(request, events)
        event = events.first()
        if event is None:  # deleted
            return
        if "_preview" in request.POST:
            raise Previewed(page_of(request, _to_look_at(request, events.get(pk=event.pk)), is_preview=True))
        found = getattr(request, "found", {}).get(event.pk, {})  # as it was when nobody else could change it any more
        publishing.judge_way(found.get("status", ""), event.status)
        if found.get("status") == Status.PUBLISHED and (request.goes == WAITS or not may_publish(request.user)):
            if request.has_new_picture:
                raise Refused(["A picture cannot wait for review: leave it as it was, or let an editor upload it."])
            publishing.judge([event], self._before(request))
            raise SavedForReview(state_of(event))
        if event.status not in UNDER_WAY and not may_publish(request.user):
            raise Refused(["Somebody published it meanwhile: open it again, and your edit waits for review."])
        publishing.judge([event], self._before(request))
        request.published = event if event.status == Status.PUBLISHED else None

    def _tell_of_weaknesses(self, request: Any) -> None:
        """Say what could be better in an event that was saved for readers: once it is saved, and nobody waits for it."""
        event = getattr(request, "published", None)
        if weak := publishing.weaknesses([event]) if event else []:
            told = " ".join(weak[:MOST_TOLD]) + (f" And {len(weak) - MOST_TOLD} more." if len(weak) > MOST_TOLD else "")
            self.message_user(request, f"Published, and could be stronger: {told}", messages.WARNING)

    def _waits(self, request: Any, event: Event, opened: Any, state: State) -> HttpResponse:
        if same(opened, state):
            self.message_user(request, "Nothing was changed, so nothing waits for review.", messages.WARNING)
        else:
            with transaction.atomic():
                for source in request.sources_made:  # which went with the rest
                    source.pk, source._state.adding = None, True
                    source.save()
                if not may_publish(request.user):
                    state = {**state, "status": opened["status"]}
                wait(event, opened, state, request.by)
            note_saved(request)
            self.message_user(
                request, "Your edit waits for review; readers see the event as it was until then.", messages.SUCCESS
            )
        return redirect("admin:timeline_event_change", event.pk)

    @admin.action(description="Send to review", permissions=["change"])
    def ask_for_review(self, request: HttpRequest, queryset: Any) -> None:
        """Say of drafts that an editor should look at them."""
        self._move(request, queryset.filter(status=Status.DRAFT), Status.IN_REVIEW, queryset.count())

    @admin.action(description="Publish", permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: Any) -> None:
        """Publish drafts and what is in review, each that breaks no rule."""
        self._move(request, queryset.filter(status__in=UNDER_WAY), Status.PUBLISHED, queryset.count())

    def _move(self, request: HttpRequest, events: Any, status: Status, asked: int) -> None:
        """Give events another status, each by itself, and tell what became of them."""
        by = By(f"Now {status.label}, with others at once.", RevisionKind.BULK, author=request.user)
        moved: list[Event] = []
        chosen = list(events)
        for event in chosen:
            try:
                publishing.move(event, status, by)
                moved.append(event)
            except Refused as refused:
                self.message_user(request, f"“{event}” stays as it was: {refused}", messages.ERROR)
        if moved:
            names = ", ".join(f"“{event}”" for event in moved)
            self.message_user(request, f"Now {status.label}: {names}.", messages.SUCCESS)
        if asked > len(chosen):
            left = f"{asked - len(chosen)} of the chosen were left as they are: from their status no way leads there."
            self.message_user(request, left, messages.WARNING)


def _to_look_at(request: HttpRequest, event: Event) -> Any:
    """An event with all that its page shows, among it the picture that the form brings, which no reader can see yet."""
    found: Any = with_all_shown(Event.objects.filter(pk=event.pk)).get()
    if picture := getattr(found, "picture", None):
        chosen = request.FILES.get("picture-0-file")
        picture.preview_url = chosen_url(chosen) if isinstance(chosen, KeptFile) else stored_url(picture)
    return found


def is_public(event: Any) -> bool:
    """Whether readers see an event as it stands."""
    return event is not None and event.status == Status.PUBLISHED
