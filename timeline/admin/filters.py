"""Filters of the lists of events, questions and lesson sets, by what an editor asks of them."""

from typing import Any

from django.contrib import admin
from django.db.models import Max, Min, QuerySet
from django.http import HttpRequest

from timeline.local_clocks import local_clock_keys
from timeline.models import Disagreement, Event, Programme
from timeline.proposals import differing_keys


class AskedFilter(admin.SimpleListFilter):
    """A filter with a few answers, each a word of the queryset; an unknown answer filters nothing."""

    answers: dict[str, tuple[str, Any]] = {}

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [(answer, label) for answer, (label, _) in self.answers.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        _, narrow = self.answers.get(self.value() or "", ("", None))
        return narrow(queryset) if narrow else queryset


class CitedFilter(AskedFilter):
    """Events by whether a source supports their date."""

    title = "source of its date"
    parameter_name = "cited"
    answers = {
        "no": ("uncited", lambda rows: rows.uncited()),
        "yes": ("cited", lambda rows: rows.exclude(pk__in=rows.model.objects.uncited().values("pk"))),
    }


class WitnessFilter(AskedFilter):
    """Events by the number of independent witnesses of their date."""

    title = "independent witnesses of its date"
    parameter_name = "witnesses"
    answers = {
        "1": ("one", lambda rows: rows.by_witnesses(1, 1)),
        "2": ("two", lambda rows: rows.by_witnesses(2, 2)),
        "3": ("three or more", lambda rows: rows.by_witnesses(3)),
    }


class DisputedFilter(AskedFilter):
    """Events by whether sources disagree on them."""

    title = "sources disagree"
    parameter_name = "disputed"
    answers = {
        "yes": ("yes", lambda rows: rows.with_dispute().filter(is_disputed=True)),
        "no": ("no", lambda rows: rows.with_dispute().filter(is_disputed=False)),
        "open": (
            "without a verdict",
            lambda rows: rows.filter(disagreements__in=Disagreement.objects.without_verdict()).distinct(),
        ),
    }


class DifferingFilter(AskedFilter):
    """Entries by whether their citations differ while no question is asked."""

    title = "citations that differ, unasked"
    parameter_name = "differs"
    answers = {
        "yes": ("yes", lambda rows: rows.filter(pk__in=differing_keys(rows.model))),
        "no": ("no", lambda rows: rows.exclude(pk__in=differing_keys(rows.model))),
    }


class ClockFilter(AskedFilter):
    """Citations by whether they seem to take a local clock for universal time."""

    title = "a local clock taken for UTC"
    parameter_name = "clock"
    answers = {"local": ("it seems so", lambda rows: rows.filter(pk__in=local_clock_keys()))}


class WaitingFilter(AskedFilter):
    """Sources by whether readers see them."""

    title = "before readers"
    parameter_name = "waits"
    answers = {
        "yes": ("not yet: added by a contributor", lambda rows: rows.waiting()),
        "no": ("yes", lambda rows: rows.public()),
    }


class PictureFilter(AskedFilter):
    """Events by their picture."""

    title = "picture"
    parameter_name = "picture"
    answers = {
        "yes": ("has one", lambda rows: rows.filter(picture__isnull=False)),
        "silent": ("without alternative text", lambda rows: rows.without_alt_text()),
        "no": ("has none", lambda rows: rows.filter(picture__isnull=True)),
    }


class VerdictFilter(AskedFilter):
    """Questions by whether somebody judged them."""

    title = "verdict"
    parameter_name = "judged"
    answers = {
        "no": ("none yet", lambda rows: rows.without_verdict()),
        "yes": ("written", lambda rows: rows.exclude(verdict="")),
    }


class GapFilter(AskedFilter):
    """Lesson sets by whether readers see all their events."""

    title = "an event that readers do not see"
    parameter_name = "gap"
    answers = {
        "yes": ("in a published set", lambda rows: rows.with_gaps()),
        "no": ("none", lambda rows: rows.exclude(pk__in=rows.model.objects.with_gaps().values("pk"))),
    }


class DecadeFilter(admin.SimpleListFilter):
    """Events by the decade under which the timeline lists them."""

    title = "decade"
    parameter_name = "decade"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        ends = Event.objects.aggregate(first=Min("position"), last=Max("position"))
        first, last = (int((position or "0")[:4]) // 10 * 10 for position in (ends["first"], ends["last"]))
        return [(str(decade), f"the {decade}s") for decade in range(first, last + 1, 10) if decade]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        known = {value for value, _ in self.lookup_choices}
        return queryset.in_decade(int(self.value() or 0)) if self.value() in known else queryset


class ProgrammeFilter(admin.SimpleListFilter):
    """Events by the programme of one of their missions."""

    title = "programme"
    parameter_name = "programme"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return list(Programme.objects.values_list("slug", "name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        flown = Event.missions.through.objects.filter(mission__programme__slug=self.value())
        return queryset.filter(pk__in=flown.values("event"))
