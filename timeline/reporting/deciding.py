"""Taking a report in, and making public what became of it."""

import hashlib
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from timeline.models import FormerKey, Report, ReportOutcome
from timeline.models.base import leading_to
from timeline.models.reports import About
from timeline.reporting import guard
from timeline.reporting.claims import Claim, revisions_of

SHARED = [field.name for field in About._meta.fields]


def take_in(claim: Claim, sent: dict[str, Any], address: str | None) -> Report:
    """Keep what a reader sent of a claim; the report that says the same already where there is one.

    Raises guard.Refused where too many came within the hour.
    """
    words = " ".join(f"{sent['wrong']}\n{sent['source']}".casefold().split())
    folded = hashlib.sha256(words.encode()).hexdigest()[:32]
    with transaction.atomic():
        guard.take(address)
        report, is_new = Report.objects.select_for_update().get_or_create(
            claim=claim.citation.key,
            folded=folded,
            defaults={
                "noun": claim.subject.noun(),
                "subject": claim.subject.key,
                "subject_name": str(claim.subject)[:500],
                "revision": claim.read_in or claim.newest,
                "said": claim.said,
                **{name: sent[name] for name in ("wrong", "source", "name", "email")},
            },
        )
        if not is_new:
            report.times += 1
            report.save(update_fields=["times"])
    return report


def outcome_of(report: Report) -> ReportOutcome:
    """What became of a report; a new one, not saved, where nobody has decided yet.

    A revision that came after the one that was read is proposed as that in which the event was corrected.
    """
    if found := ReportOutcome.objects.filter(key=report.key).first():
        return found
    told = {name: getattr(report, name) for name in SHARED}
    newest = revisions_of(report).aggregate(newest=Max("number"))["newest"] or 0
    corrected_in = newest if newest > (report.revision or 0) else None
    return ReportOutcome(**told, made=report.made, corrected_in=corrected_in)


def decide(report: Report, outcome: ReportOutcome, decided_by: Any) -> None:
    """Make public what became of a report, for the first time or in better words."""
    with transaction.atomic():
        now = timezone.now()
        outcome.decided = outcome.decided or now
        outcome.save()
        report.status, report.decided, report.decided_by = outcome.status, now, decided_by
        report.save(update_fields=["status", "decided", "decided_by"])


def outcomes_about(subject: Any) -> Any:
    """The decided reports about an entry, and about those that were merged into it."""
    noun = subject.noun()
    former = FormerKey.objects.filter(noun=noun).values_list("key", flat=True)
    keys = [key for key, end in leading_to(noun, former).items() if end == subject.key]
    return ReportOutcome.objects.filter(noun=noun, subject__in=[subject.key, *keys])
