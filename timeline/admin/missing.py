"""What events lack, on the front page of the desk: how many lack each thing, and the weightiest of them by name."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from timeline.admin.filters import AskedFilter
from timeline.choices import Standing, Status
from timeline.models import Citation, Event

OFFICIAL = (Standing.PRIMARY, Standing.SCHOLARLY)
MAX_NAMED = 8  # events that the front page names
WEIGHTIEST_FIRST = ("-significance", "position")


@dataclass(frozen=True)
class Lack:
    """One thing that events may lack: its name in an address, in words, what is to be done, and who lacks it."""

    key: str
    name: str
    does: str
    rule: Any

    def rows(self, events: Any = None) -> Any:
        """Those of the events that lack it; nobody works on what is withdrawn."""
        rows = Event.objects.all() if events is None else events
        return rows.exclude(status=Status.WITHDRAWN).filter(self.rule)

    @property
    def address(self) -> str:
        """The list of its events, the weightiest first."""
        return f"{reverse('admin:timeline_event_changelist')}?{MissingFilter.parameter_name}={self.key}"


def _official_dates() -> Any:
    """The citations by which an official, primary or scholarly source dates the event that an outer query looks at."""
    return Citation.objects.filter(event=OuterRef("pk"), field="date", source__standing__in=OFFICIAL)


LACKS = (
    Lack("text", "body text", "Tell what happened, each statement with its source.", Q(body="")),
    Lack("picture", "picture", "Find one that is free to use, and say what it shows.", Q(picture__isnull=True)),
    Lack(
        "official",
        "official source",
        "Find an official, primary or scholarly source for the date.",
        ~Q(Exists(_official_dates())),
    ),
)


class MissingFilter(AskedFilter):
    """Events by what they lack; those that are withdrawn are left out."""

    title = "what is missing"
    parameter_name = "missing"
    answers = {lack.key: (lack.name, lack.rows) for lack in LACKS}


class MissingDesk(admin.ModelAdmin):
    """A desk of events that lists those that lack something, the weightiest first."""

    def get_list_filter(self, request: HttpRequest) -> Any:
        return [*super().get_list_filter(request), MissingFilter]

    def get_ordering(self, request: HttpRequest) -> Any:
        asked = request.GET.get(MissingFilter.parameter_name) in MissingFilter.answers
        return WEIGHTIEST_FIRST if asked else super().get_ordering(request)


def missing_for(user: Any) -> dict[str, Any]:
    """What a user who may see events is told of what they lack, in two queries."""
    if not user.has_perm("timeline.view_event"):
        return {}
    rows = _with_lacks()
    numbers = rows.aggregate(**{f"number_{lack.key}": Count("pk", filter=Q(_is(lack))) for lack in LACKS})
    return {
        "counts": [(lack, numbers[f"number_{lack.key}"]) for lack in LACKS],
        "weightiest": [(event, _lacks_of(event)) for event in _weightiest(rows)],
    }


def _is(lack: Lack) -> tuple[str, bool]:
    return (f"lacks_{lack.key}", True)


def _with_lacks() -> Any:
    """The events on which somebody works, each with whether it lacks each thing."""
    lacking = {f"lacks_{lack.key}": Exists(lack.rows().filter(pk=OuterRef("pk"))) for lack in LACKS}
    return Event.objects.exclude(status=Status.WITHDRAWN).annotate(**lacking)


def _weightiest(rows: QuerySet) -> Any:
    """The foremost that lack something."""
    lacking = Q(*map(_is, LACKS), _connector=Q.OR)
    return rows.filter(lacking).defer("body", "body_html", "words").order_by(*WEIGHTIEST_FIRST)[:MAX_NAMED]


def _lacks_of(event: Any) -> list[str]:
    """What an event lacks, in words."""
    return [lack.name for lack in LACKS if getattr(event, f"lacks_{lack.key}")]
