"""The last visit to each address of a source: what came of it, and since when nothing does."""

from datetime import date, datetime

from django.db import models

from timeline.models.fields import WebAddressField
from timeline.models.sources import Source


class LinkOutcome(models.TextChoices):
    """What came of visiting an address."""

    FINE = "fine", "fine"
    MOVED = "moved", "moved for good"
    REFUSED = "refused", "refuses visitors like this one"
    GONE = "gone", "gone"
    FAULT = "fault", "a fault of the server"
    TIMEOUT = "timeout", "no answer in time"
    TLS = "tls", "its encryption cannot be trusted"
    DNS = "dns", "no such host"
    UNREACHABLE = "unreachable", "no connection"
    ODD = "odd", "an answer that makes no sense"
    PRIVATE = "private", "not on the public internet"
    MALFORMED = "malformed", "no address that can be visited"


# A reader gets the page, or the server is there and merely sends programs away.
ANSWERING = {LinkOutcome.FINE, LinkOutcome.MOVED, LinkOutcome.REFUSED}


class LinkCheck(models.Model):
    """The last visit to one address of a source. It says nothing any more once the source has another address."""

    FIELDS = [("url", "address"), ("archive_url", "archive address")]

    source = models.ForeignKey(Source, models.CASCADE, related_name="link_checks")
    field = models.CharField(max_length=12, choices=FIELDS)
    address = WebAddressField()
    outcome = models.CharField(max_length=12, choices=LinkOutcome.choices)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    target = models.CharField(max_length=2000, blank=True)  # where it has moved to for good
    note = models.CharField(max_length=300, blank=True)
    checked = models.DateTimeField()
    failing_since = models.DateField(null=True, blank=True)  # the first day of the failures without an answer between
    is_dead = models.BooleanField(default=False)  # failed again on another day
    archived = models.CharField(max_length=2000, blank=True)  # where an archive says it has a copy

    only_at_the_desk = True  # readers see nothing of it (versions.py)

    class Meta:
        ordering = ["source", "field"]
        constraints = [models.UniqueConstraint(fields=["source", "field"], name="link_is_checked_once")]
        indexes = [models.Index(fields=["checked"], name="link_by_last_check")]

    def __str__(self) -> str:
        return f"{self.address}: {self.get_outcome_display()}"

    def record(self, outcome: str, when: datetime, status: int | None = None, target: str = "", note: str = "") -> None:
        """Note what came of a visit. An address is dead only once it has failed on two days with no answer between."""
        self.outcome, self.checked, self.status = outcome, when, status
        self.target, self.note = target[:2000], note[:300]
        if outcome in ANSWERING:
            self.failing_since, self.is_dead = None, False
            return
        today: date = when.date()
        self.failing_since = self.failing_since or today
        self.is_dead = self.is_dead or self.failing_since < today
