"""The history of an entry at the desk: every revision, any two of them side by side, and the way back to any."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from timeline import publishing, revisions
from timeline.admin.picking import is_key
from timeline.admin.reasons import WhyForm
from timeline.choices import RevisionKind, Status
from timeline.models import EntryRevision, Event, Revision
from timeline.revisions.compare import compare


class HistoryDesk(admin.ModelAdmin):
    """Takes the place of the admin's own list of changes, which says who pressed which button but not what was changed."""

    not_restored = ""  # what of an entry stays as it is when a revision is restored, in a sentence

    def get_urls(self) -> Any:
        restoring = self.admin_site.admin_view(self.restore_view)
        route = "<int:object_id>/history/<int:number>/restore/"
        return [path(route, restoring, name=f"timeline_{self.opts.model_name}_restore"), *super().get_urls()]

    def kept_of(self, entry: Any) -> Any:
        """The revisions of an entry."""
        return EntryRevision.objects.of(entry.noun(), [entry.key])

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        entry: Any = self.get_object(request, object_id)
        if entry is None:
            raise Http404("There is no such entry.")
        if not self.has_view_or_change_permission(request, entry):
            raise PermissionDenied
        known = list(self.kept_of(entry).select_related("author").defer("state"))
        before, after = self._asked_for(request, known)
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of “{entry}”",
            "opts": self.opts,
            "entry": entry,
            "revisions": known,
            "before": before,
            "after": after,
            "changes": compare(before.state if before else None, after.state) if after else [],
            "may_restore": before and self.may_restore(request, entry, before),
            "not_restored": self.not_restored,
            **(extra_context or {}),
        }
        if before:
            context["restoring"] = reverse(f"admin:timeline_{entry.noun()}_restore", args=[entry.pk, before.number])
        return TemplateResponse(request, "admin/timeline/history.html", context)

    @staticmethod
    def _asked_for(request: HttpRequest, known: list[Any]) -> tuple[Any, Any]:
        """The two revisions to set side by side, the older first: those asked for, or the last two."""
        numbers = {str(each.number): each for each in known}
        latest: list[Any] = [*known[:2], None, None]
        after = numbers.get(request.GET.get("after", ""), latest[0])
        before = numbers.get(request.GET.get("before", ""), latest[1])
        if before and after and before.number > after.number:
            return after, before
        return before, after

    def may_restore(self, request: HttpRequest, entry: Any, revision: Any) -> bool:
        """Whether a user may make an entry what it was."""
        return self.has_change_permission(request, entry)

    def restored(self, revision: Any, by: revisions.By) -> Any:
        """The revision that an entry has once it is made what `revision` says."""
        return revisions.restore_entry(revision, by)

    def restore_view(self, request: HttpRequest, object_id: int, number: int) -> HttpResponse:
        """Make an entry what a revision says, for a reason."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        entry = self.get_object(request, str(object_id)) if is_key(object_id) else None
        revision = self.kept_of(entry).filter(number=number).first() if entry and is_key(number) else None
        if revision is None:
            raise Http404("There is no such revision.")
        if not self.may_restore(request, entry, revision):
            raise PermissionDenied
        back = reverse(f"admin:timeline_{self.opts.model_name}_history", args=[object_id])
        form = WhyForm(request.POST)
        if not form.is_valid():
            self.message_user(request, "Say in a sentence why you restore it. Nothing was changed.", messages.ERROR)
            return redirect(f"{back}?before={number}")
        by = revisions.By(form.cleaned_data["reason"], RevisionKind.RESTORED, author=request.user)
        newest = self.kept_of(entry).first()
        try:
            restored = self.restored(revision, by)
        except (revisions.Unrestorable, publishing.Refused, ValidationError) as error:
            faults = error.messages if isinstance(error, ValidationError) else [str(error)]
            self.message_user(request, f"{' '.join(faults)} Nothing was changed.", messages.ERROR)
            return redirect(f"{back}?before={number}")
        if restored == newest or restored.kind != RevisionKind.RESTORED:
            self.message_user(request, f"It is as revision {number} says already. Nothing was changed.")
        else:
            told = f"Revision {number} was restored as revision {restored.number}."
            self.message_user(request, told, messages.SUCCESS)
        return redirect(back)


class EventHistoryDesk(HistoryDesk):
    """The history of an event, of which readers see no drafts."""

    not_restored = "Crews stay as they are."

    def kept_of(self, entry: Event) -> Any:
        return Revision.objects.filter(event=entry).select_related("event")

    def may_restore(self, request: HttpRequest, entry: Event, revision: Revision) -> bool:
        """Whether a user may make an event what it was: contributors may where readers see neither."""
        is_public = {entry.status, revision.state.get("status", Status.PUBLISHED)} - set(publishing.UNDER_WAY)
        return super().may_restore(request, entry, revision) and (publishing.may_publish(request.user) or not is_public)

    def restored(self, revision: Revision, by: revisions.By) -> Revision:
        return publishing.restore(revision, by)
