"""Citations that seem to take a local clock for UTC: their words as printed give the figures of the value by another clock."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from timeline import versions
from timeline.choices import Status
from timeline.models import Citation
from timeline.models.citations import DATED_FIELDS, SUBJECTS
from timeline.text.clocks import is_local_clock_as_utc

AT_ONCE = 500  # citations read together


def moment_of(citation: Citation) -> str:
    """The date that a citation gives; one without a value says what the entry says."""
    return citation.value or str(getattr(citation.subject, citation.field, ""))


def on_a_local_clock(citations: QuerySet[Citation]) -> Iterator[Citation]:
    """Those of `citations` that seem to; `is_local_clock_as_utc` says when."""
    timed = citations.filter(Q(value="") | Q(value_edtf__contains="T"), field__in=DATED_FIELDS).exclude(as_printed="")
    for citation in timed.select_related("source", *SUBJECTS).iterator(AT_ONCE):
        if is_local_clock_as_utc(moment_of(citation), citation.as_printed):
            yield citation


def local_clock_keys() -> list[int]:
    """The primary keys of all such citations; those of withdrawn events left out."""
    kept = Citation.objects.exclude(event__status=Status.WITHDRAWN)
    return versions.kept("local clocks", lambda: [each.pk for each in on_a_local_clock(kept)])
