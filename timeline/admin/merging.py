"""Merging at the desk: two entries side by side, what is kept of either, and what comes along."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from timeline import merging
from timeline.admin.permanence import PermanentDesk
from timeline.choices import RevisionKind
from timeline.merging import Plan, Refused
from timeline.merging.fields import Difference, differences, spellings_after
from timeline.revisions import By

KEPT, GONE = "kept", "gone"  # the side that a field is taken from
MOST_FOUND = 20  # entries to choose from


class MergeForm(forms.Form):
    """Why two entries are merged, and for each field in which they differ whose is kept."""

    reason = forms.CharField(
        label="Why",
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="A sentence for the history, which readers see: how you know that the two are one.",
    )

    def __init__(self, differing: Sequence[Difference], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differing = differing
        for each in differing:
            self.fields[f"take-{each.name}"] = forms.ChoiceField(
                label=each.label,
                choices=[(KEPT, "Keep this"), (GONE, "Take this")],
                initial=KEPT,
                widget=forms.RadioSelect,
            )

    def rows(self) -> list[tuple[Difference, Any]]:
        """Each difference with the field that asks about it."""
        return [(each, self[f"take-{each.name}"]) for each in self.differing]

    def taken(self) -> list[str]:
        """The fields that the entry which stays takes from the other."""
        return [each.name for each in self.differing if self.cleaned_data[f"take-{each.name}"] == GONE]


class MergingDesk(PermanentDesk):
    """A desk at which two entries of a noun are merged: from the list by choosing both, or from the form of one."""

    def get_urls(self) -> Any:
        noun, view = self.opts.model_name, self.admin_site.admin_view
        return [
            path("<int:pk>/merge/", view(self.choose_view), name=f"timeline_{noun}_merge"),
            path("<int:pk>/merge/<int:other>/", view(self.merge_view), name=f"timeline_{noun}_merge_with"),
            *super().get_urls(),
        ]

    def may_merge(self, request: Any, *rows: Any) -> bool:
        """Whether an editor may merge: it changes one entry and takes away another, whose address goes on answering."""
        may_take_away = request.user.has_perm(f"timeline.delete_{self.opts.model_name}")
        return may_take_away and all(self.has_change_permission(request, row) for row in rows or [None])

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        if actions and self.may_merge(request):
            actions["merge_two"] = self.get_action("merge_two")
        return actions

    @admin.action(description="Merge two entries…")
    def merge_two(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Set the two chosen entries side by side; the one that was here first stays unless the editor says otherwise."""
        chosen = list(queryset.order_by("pk").values_list("pk", flat=True))
        if len(chosen) == 2:
            return redirect(self._address("merge_with", *chosen))
        self.message_user(request, f"Choose exactly two entries to merge: these are {len(chosen)}.", messages.ERROR)
        return None

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        if (obj := context.get("original")) and self.may_merge(request, obj):
            context["merge_url"] = self._address("merge", obj.pk)
        return super().render_change_form(request, context, *args, **kwargs)

    def choose_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Find the entry to merge another into: at first those that are called alike."""
        entry = self._entry(request, pk)
        text = request.GET.get("q", str(entry))
        found, _ = self.get_search_results(request, self.get_queryset(request).exclude(pk=pk), text)
        context = {
            **self._context(request, f"Merge “{entry}” into another…", entry),
            "text": text,
            "found": [(row, self._address("merge_with", row.pk, pk)) for row in found[:MOST_FOUND]],
            "most": MOST_FOUND,
        }
        return TemplateResponse(request, "admin/timeline/merging/choose.html", context)

    def merge_view(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """The entry `pk`, which stays, beside the `other`, which goes; merge them once a reason is given."""
        kept, gone = self._entry(request, pk), self._entry(request, other)
        form = MergeForm(differences(gone, kept), request.POST or None)
        if request.method == "POST" and form.is_valid():
            by = By(form.cleaned_data["reason"], RevisionKind.MERGE, author=request.user)
            try:
                return self._merged(request, kept, merging.merge(gone, kept, by, form.taken()))
            except Refused as refused:
                form.add_error(None, f"{refused} Nothing was changed.")
        return TemplateResponse(request, "admin/timeline/merging/merge.html", self._beside(request, kept, gone, form))

    def _merged(self, request: HttpRequest, kept: Any, merge: Any) -> HttpResponse:
        self.log_change(request, kept, f"Merged {merge}.")
        undo = reverse("admin:timeline_merge_change", args=[merge.pk])
        told = format_html("{} was merged. It can be undone: <a href='{}'>look at the merge</a>.", merge, undo)
        self.message_user(request, told, messages.SUCCESS)
        return redirect(f"admin:timeline_{self.opts.model_name}_change", kept.pk)

    def _beside(self, request: HttpRequest, kept: Any, gone: Any, form: MergeForm) -> dict[str, Any]:
        """What the page of two entries shows."""
        try:
            merging.refuse_to_merge(gone, kept)
            refusal, plan = "", Plan(gone, kept)
        except Refused as refused:
            refusal, plan = str(refused), None
        return {
            **self._context(request, f"Merge “{gone}” into “{kept}”", kept),
            "kept": kept,
            "gone": gone,
            "form": form,
            "refusal": refusal,
            "moving": plan.moving() if plan else [],
            "falling_away": plan.falling_away() if plan else [],
            "spellings": spellings_after(gone, kept),
            "swapped": self._address("merge_with", gone.pk, kept.pk),
        }

    def _entry(self, request: HttpRequest, pk: int) -> Any:
        """The entry `pk`, if it is there and the editor may merge it."""
        entry = self.get_object(request, str(pk))
        if entry is None:
            raise Http404("There is no such entry.")
        if not self.may_merge(request, entry):
            raise PermissionDenied
        return entry

    def _context(self, request: HttpRequest, title: str, entry: Any) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "entry": entry}

    def _address(self, name: str, *keys: int) -> str:
        return reverse(f"admin:timeline_{self.opts.model_name}_{name}", args=keys)
