"""Tables at the desk: what a list shows as a file, and a file of rows looked at first and then brought in.

A file that was sent is kept for a day. The page that shows what it would change carries the fingerprint of just that; if
it would do anything else by the time the editor says yes, nothing is done and the page is shown anew.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.admin.options import IS_POPUP_VAR, IncorrectLookupParameters
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from timeline import tables
from timeline.choices import RevisionKind
from timeline.models.uploads import Upload
from timeline.publishing import may_publish
from timeline.revisions import By
from timeline.tables.faults import said_once
from timeline.tables.members import Members

MAX_CHANGED_ROWS = 2000  # by one file, which nobody else can write beside: some seconds
MOST_SHOWN = 200  # rows with their differences, and faults, on a page; all of them are counted
TOO_OLD = "This file is no longer kept: send it again."
MOVED_ON = "The data have changed since this page was made, or another file was sent. Nothing was done: look at it again below."


class UploadForm(forms.Form):
    """A file with rows."""

    file = forms.FileField(
        label="Table",
        allow_empty_file=True,
        help_text="CSV or JSON, as the export has it; at most 20 MB. Rows with a key change what is there, rows without are new.",
    )
    keeps_keys = forms.BooleanField(
        label="It comes from another installation",
        required=False,
        help_text="Rows with a key that is unknown here become new ones with that key. Otherwise such a key is a mistake.",
    )

    def __init__(self, table: tables.Table, *args: Any) -> None:
        super().__init__(*args)
        self.table = table

    def clean_file(self) -> Any:
        """The file, if it can be read as a table."""
        file = self.cleaned_data["file"]
        if file.size > tables.MOST_BYTES:
            raise ValidationError(f"This file has {file.size / 1024 / 1024:.0f} MB: part it in several of at most 20.")
        self.cleaned_data["data"] = file.read()
        try:
            tables.read(self.table, self.cleaned_data["data"])
        except tables.Unreadable as error:
            raise ValidationError(str(error)) from error
        return file


class ConsentForm(forms.Form):
    """The word to do it, and why."""

    reason = forms.CharField(
        label="Why",
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="A sentence for the history, which readers of events see.",
    )
    expected = forms.CharField(widget=forms.HiddenInput)


class ExchangeDesk(admin.ModelAdmin):
    """A desk whose rows come and go as tables; one of no noun in `tables` is left as it is."""

    @property
    def table(self) -> tables.Table | None:
        """The noun as a table."""
        return tables.table_of(self.model)

    def get_urls(self) -> Any:
        if not self.table:
            return super().get_urls()
        name, wrap = f"timeline_{self.table.name}", self.admin_site.admin_view
        return [
            path("export/<str:form>/", wrap(require_safe(self.export_view)), name=f"{name}_export"),
            path("empty/<str:form>/", wrap(require_safe(self.empty_view)), name=f"{name}_empty"),
            path("import/", wrap(self.import_view), name=f"{name}_import"),
            path("import/<int:number>/", wrap(self.draft_view), name=f"{name}_import_draft"),
            *super().get_urls(),
        ]

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        if self.table and IS_POPUP_VAR not in request.GET and self.has_view_permission(request):
            for form in tables.FORMATS:
                actions[f"export_{form}"] = (
                    _export_action(form),
                    f"export_{form}",
                    f"Export selected as {form.upper()}",
                )
        return actions

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if self.table:
            name = f"admin:timeline_{self.table.name}"
            exports = [(form.upper(), reverse(f"{name}_export", args=[form])) for form in tables.FORMATS]
            known = {"exports": exports, "import": reverse(f"{name}_import") if self.may_import(request) else ""}
            extra_context = {"exchange": known, **(extra_context or {})}
        return super().changelist_view(request, extra_context)

    def may_import(self, request: Any) -> bool:
        """Whether somebody may bring rows in, which readers then see: add and change them, and the members that they bring."""
        members = (
            [column.model._meta for column in self.table.columns if isinstance(column, Members)] if self.table else []
        )
        rights = [f"{one.app_label}.{verb}_{one.model_name}" for one in members for verb in ("add", "change", "delete")]
        return (
            may_publish(request.user)
            and self.has_add_permission(request)
            and self.has_change_permission(request)
            and request.user.has_perms(rights)
        )

    def export_view(self, request: HttpRequest, form: str) -> HttpResponse:
        """What the list shows under its search and filters, as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        listed = reverse(f"admin:timeline_{self.opts.model_name}_changelist")
        if form not in tables.FORMATS:
            return redirect(listed)
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            self.message_user(request, "The list has no such filter: choose again, then export.", messages.ERROR)
            return redirect(listed)
        return self.exported(rows, form)

    def empty_view(self, request: HttpRequest, form: str) -> HttpResponse:
        """The names of the columns as a file without rows, to be filled in and imported."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if form not in tables.FORMATS:
            return redirect(f"admin:timeline_{self.opts.model_name}_changelist")
        return self.exported(self.model._default_manager.none(), form)

    def exported(self, rows: Any, form: str) -> HttpResponse:
        """`rows` as a file to save."""
        assert self.table
        data = tables.write(self.table, self.table.fetched(rows), form)
        disposition = f'attachment; filename="{self.table.name}.{form}"'
        return HttpResponse(data, content_type=tables.FORMATS[form], headers={"Content-Disposition": disposition})

    def import_view(self, request: Any) -> HttpResponse:
        """Take a file, if it can be read, and lead to what it would change."""
        if not self.may_import(request):
            raise PermissionDenied
        assert self.table
        form = UploadForm(self.table, *([request.POST, request.FILES] if request.method == "POST" else []))
        if form.is_valid():
            sent = form.cleaned_data
            upload = Upload.objects.keep(
                request.user,
                self.table.name,
                name=sent["file"].name[:200],
                data=sent["data"],
                keeps_keys=sent["keeps_keys"],
            )
            return redirect(f"admin:timeline_{self.table.name}_import_draft", upload.pk)
        return self._page(request, "import", f"Import {self.opts.verbose_name_plural}", form=form)

    def draft_view(self, request: Any, number: int) -> HttpResponse:
        """Show what a file would change, and with a reason do it."""
        if not self.may_import(request):
            raise PermissionDenied
        assert self.table
        upload, sheet = self._kept(request, number)
        if not sheet:
            self.message_user(request, TOO_OLD, messages.ERROR)
            return redirect(f"admin:timeline_{self.table.name}_import")
        options: Any = {
            "keeps_keys": upload.keeps_keys,
            "most": MAX_CHANGED_ROWS,
            "may_change": lambda row: self.has_change_permission(request, row),
        }
        consent = ConsentForm(request.POST or None)
        if consent.is_valid():
            by = By(consent.cleaned_data["reason"], RevisionKind.IMPORT, author=request.user)
            outcome = tables.carry_out(self.table, sheet, by, expected=consent.cleaned_data["expected"], **options)
            if outcome.is_done:
                return self._done(request, upload, outcome, by)
            self.message_user(request, MOVED_ON, messages.WARNING)
            consent = ConsentForm({"reason": by.reason, "expected": outcome.fingerprint})
        else:
            outcome = tables.try_out(self.table, sheet, **options)
        return self._shown(request, upload, outcome, consent)

    def _kept(self, request: Any, number: int) -> Any:
        """A file that this editor sent, and what it holds; nothing where it is gone, or the site was changed since."""
        assert self.table
        upload = Upload.objects.standing().filter(pk=number, user=request.user, noun=self.table.name).first()
        try:
            return upload, tables.read(self.table, bytes(upload.data)) if upload else None
        except tables.Unreadable:
            return upload, None

    def _shown(
        self, request: HttpRequest, upload: Upload, outcome: tables.Outcome, consent: ConsentForm
    ) -> HttpResponse:
        """The page of what a file would change."""
        shown = {
            "upload": upload,
            "outcome": outcome,
            "consent": consent,
            "faults": said_once(outcome.faults)[:MOST_SHOWN],
            "new": outcome.new[:MOST_SHOWN],
            "changed": outcome.changed[:MOST_SHOWN],
            "most": MOST_SHOWN,
        }
        return self._page(request, "draft", f"What “{upload.name}” would change", **shown)

    def _done(self, request: Any, upload: Upload, outcome: tables.Outcome, by: By) -> HttpResponse:
        """Say what was done, in the log of each row too, and forget the file."""
        for edits, flag in ((outcome.new, ADDITION), (outcome.changed, CHANGE)):
            LogEntry.objects.log_actions(request.user.pk, [edit.row for edit in edits], flag, f"Imported: {by.reason}")
        upload.delete()
        counts = f"{len(outcome.new)} new, {len(outcome.changed)} changed, {outcome.unchanged} unchanged"
        self.message_user(request, f"“{upload.name}” was imported: {counts}.", messages.SUCCESS)
        return redirect(f"admin:timeline_{outcome.table.name}_changelist")

    def _page(self, request: HttpRequest, template: str, title: str, **more: Any) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "table": self.table,
            **more,
        }
        return TemplateResponse(request, f"admin/timeline/exchange/{template}.html", context)


def only_exports(request: HttpRequest) -> bool:
    """Whether a list was sent for nothing but a file of its rows, which changes nothing."""
    actions = [action for action in request.POST.getlist("action") if action]
    return bool(actions) and all(action.removeprefix("export_") in tables.FORMATS for action in actions)


def _export_action(form: str) -> Any:
    def export(desk: ExchangeDesk, request: HttpRequest, rows: Any) -> HttpResponse:
        return desk.exported(rows, form)

    return export
