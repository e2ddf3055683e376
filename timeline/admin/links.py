"""The links of a source at its desk: what the last visit found, which copy to take over, and lists of what needs a hand."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from timeline.admin.filters import AskedFilter
from timeline.links.archive import proposal
from timeline.models import LinkCheck, Source
from timeline.models.links import ANSWERING, LinkOutcome

TAKING = "_take_copy"
DAY = "j F Y"


def _unchecked(rows: Any) -> Any:
    """Those with an address that nobody has visited yet."""
    return rows.exclude(url="", archive_url="").exclude(pk__in=Source.objects.with_check(Q()).values("pk"))


class LinkFilter(AskedFilter):
    """Sources by what the last visit to their addresses found."""

    title = "link"
    parameter_name = "link"
    answers = {
        "fine": ("fine", lambda rows: rows.with_check(Q(outcome=LinkOutcome.FINE))),
        "moved": ("moved for good", lambda rows: rows.with_check(Q(outcome=LinkOutcome.MOVED))),
        "refused": ("refuses to say", lambda rows: rows.with_check(Q(outcome=LinkOutcome.REFUSED))),
        "failing": ("failed at the last visit", lambda rows: rows.with_check(~Q(outcome__in=ANSWERING))),
        "dead": ("dead", lambda rows: rows.with_dead_link()),
        "unchecked": ("not checked", _unchecked),
    }


class CopyFilter(AskedFilter):
    """Sources that would be lost with their page."""

    title = "copy in an archive"
    parameter_name = "copy"
    answers = {"none": ("no archive copy", lambda rows: rows.without_archive_copy())}


class LinkDesk(admin.ModelAdmin):
    """A desk that shows what is known of the links of a source."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "last_visits", "proposed_copy"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        links = ("Its links", {"fields": ("last_visits", "proposed_copy")})
        return [*fieldsets[:-1], links, fieldsets[-1]] if obj else fieldsets

    @admin.display(description="last visits")
    def last_visits(self, source: Source) -> str:
        """What came of the last visit to each address that the source still has."""
        current = {"url": source.url, "archive_url": source.archive_url}
        checks = [check for check in source.link_checks.all() if current[check.field] == check.address]
        said = [_said(check) for check in checks] or ["None yet: manage.py check_links makes them."]
        return format_html_join("", "<p>{}</p>", ((each,) for each in said))

    @admin.display(description="proposed copy")
    def proposed_copy(self, source: Source) -> str:
        """Where a copy may be, to look at, and a button that takes its address over."""
        address = proposal(source)
        if not address:
            return "–"
        return format_html(
            '<a href="{0}" rel="noreferrer">{0}</a> <button type="submit" name="{1}" value="1">Take it over</button>'
            "<p>Look first whether it is there and says what the source says. All else in this form is saved too.</p>",
            address,
            TAKING,
        )

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        if change and TAKING in request.POST and (address := proposal(obj)):
            obj.archive_url = address
            self.message_user(request, f"The archive address is now {address}", messages.SUCCESS)
        super().save_model(request, obj, form, change)

    def response_change(self, request: HttpRequest, obj: Source) -> HttpResponse:
        if TAKING in request.POST:
            return redirect("admin:timeline_source_change", obj.pk)
        return super().response_change(request, obj)


def _said(check: LinkCheck) -> str:
    """A visit in a sentence."""
    status = f" ({check.status})" if check.status else ""
    since = f", failing since {date_format(check.failing_since, DAY)}" if check.failing_since else ""
    dead = ", dead" if check.is_dead else ""
    more = " ".join(part for part in (f"It is at {check.target} now." if check.target else "", check.note) if part)
    what = f"{check.get_field_display()}: {check.get_outcome_display()}{status}"
    return f"{what[:1].upper()}{what[1:]}, {date_format(check.checked, DAY)}{since}{dead}. {more}".strip()
