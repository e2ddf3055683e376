"""The merges that were done, to read and to undo."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path

from timeline import merging
from timeline.admin.read_only import ReadOnlyDesk
from timeline.admin.reasons import WhyForm
from timeline.choices import RevisionKind
from timeline.merging import Refused
from timeline.merging.records import model_of
from timeline.models import Merge
from timeline.revisions import By


@admin.register(Merge)
class MergeAdmin(ReadOnlyDesk):
    """Merges; they come into being at the desks of the nouns (see MergingDesk)."""

    list_display = ("gone_name", "kept_name", "noun", "made", "author", "reason", "undone")
    list_filter = ("noun", ("undone", admin.EmptyFieldListFilter))
    list_select_related = ("author",)
    search_fields = ("gone_name", "kept_name", "gone", "kept", "reason")
    fields = ("noun", "gone_name", "gone", "kept_name", "kept", "made", "author", "reason", "undone", "undone_by")

    def get_urls(self) -> Any:
        undoing = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", undoing, name="timeline_merge_undo"), *super().get_urls()]

    def may_undo(self, request: HttpRequest, merge: Merge) -> bool:
        """Whether an editor may undo a merge: whoever may merge its noun."""
        desk: Any = self.admin_site.get_model_admin(model_of(f"timeline.{merge.noun}"))
        return bool(desk.may_merge(request))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        merge = context["original"]
        context["may_undo"] = not merge.undone and self.may_undo(request, merge)
        return super().render_change_form(request, context, *args, **kwargs)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo a merge for a reason, and say what could not go back."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        merge = Merge.objects.filter(pk=pk).first()
        if merge is None:
            raise Http404("There is no such merge.")
        if not self.may_undo(request, merge):
            raise PermissionDenied
        form = WhyForm(request.POST)
        if not form.is_valid():
            self.message_user(request, "Say in a sentence why you undo it. Nothing was changed.", messages.ERROR)
            return redirect("admin:timeline_merge_change", pk)
        try:
            told = merging.undo(merge, By(form.cleaned_data["reason"], RevisionKind.MERGE, author=request.user))
        except Refused as refused:
            self.message_user(request, f"{refused} Nothing was changed.", messages.ERROR)
            return redirect("admin:timeline_merge_change", pk)
        self.log_change(request, merge, f"Undone: {form.cleaned_data['reason']}")
        for sentence in told:
            self.message_user(request, sentence, messages.WARNING)
        self.message_user(request, f"“{merge.gone_name}” is an entry of its own again.", messages.SUCCESS)
        return redirect("admin:timeline_merge_change", pk)
