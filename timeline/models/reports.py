"""Reports: what readers say is wrong with a claim, at the desk alone, and what became of it, which everybody sees.

They name the claim and its entry by their permanent keys and hold the claim's words of that day, so that they go on telling
what they were about when the claim is mended, taken away or merged with its entry into another.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from timeline.choices import ReportStatus
from timeline.models.base import KEY_LENGTH, new_key
from timeline.models.texts import LengthLimit

LONGEST_WRONG, LONGEST_SOURCE, LONGEST_ANSWER = 2000, 500, 1000
DECIDED = [(value, label) for value, label in ReportStatus.choices if value != ReportStatus.OPEN]


class About(models.Model):
    """A report by its key, and what it is about as that stood on the day."""

    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key, editable=False)
    claim = models.CharField("key of the claim", max_length=KEY_LENGTH)
    noun = models.CharField("reported on", max_length=20)
    subject = models.CharField("key of the entry", max_length=KEY_LENGTH)
    subject_name = models.CharField("entry", max_length=500)
    revision = models.PositiveIntegerField("revision that was read", null=True, blank=True)  # events alone have them
    said = models.TextField("the claim as it was")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.subject_name}: {self.said}"

    def get_absolute_url(self) -> str:
        return reverse("reported", args=[self.key])

    @property
    def subject_url(self) -> str:
        """The permanent link of the entry."""
        return reverse(f"{self.noun}-permanent", args=[self.subject])


class ReportQuerySet(models.QuerySet):
    """Reports by whether they were decided on."""

    def waiting(self) -> Any:
        """Those that nobody has decided on yet, the oldest first."""
        return self.filter(status=ReportStatus.OPEN).order_by("made")


class Report(About):
    """What a reader says is wrong with a claim. Of the reader's words and name nothing is ever shown to others."""

    wrong = models.TextField("what is wrong", validators=[LengthLimit(LONGEST_WRONG)])
    source = models.TextField("source that the reader names", blank=True, validators=[LengthLimit(LONGEST_SOURCE)])
    name = models.CharField("name of the reader", max_length=100, blank=True)
    email = models.EmailField("e-mail of the reader", blank=True)
    folded = models.CharField(max_length=32, editable=False)  # fingerprint of the claim with the words
    times = models.PositiveIntegerField("times told", default=1)
    made = models.DateTimeField("when", auto_now_add=True)
    status = models.CharField(max_length=10, choices=ReportStatus.choices, default=ReportStatus.OPEN)
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    only_at_the_desk = True  # readers see its outcome, which is a row of its own (versions.py)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-made"]
        indexes = [models.Index(fields=["status", "made"], name="report_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["claim", "folded"], name="report_of_a_claim_in_the_same_words_once")
        ]


class ReportOutcomeManager(models.Manager):
    """Outcomes by the key of their report, which is how a fixture names them."""

    def get_by_natural_key(self, key: str) -> Any:
        return self.get(key=key)


class ReportOutcome(About):
    """What became of a report, in an editor's words: all of it that readers see."""

    status = models.CharField("outcome", max_length=10, choices=DECIDED)
    answer = models.TextField("public answer", blank=True, validators=[LengthLimit(LONGEST_ANSWER)])
    corrected_in = models.PositiveIntegerField("corrected in revision", null=True, blank=True)
    same_as = models.CharField("key of the earlier report", max_length=KEY_LENGTH, blank=True)
    made = models.DateTimeField("reported")
    decided = models.DateTimeField()

    objects = ReportOutcomeManager()

    class Meta:
        ordering = ["-decided", "-pk"]
        indexes = [
            models.Index(fields=["-decided", "-id"], name="outcome_by_day"),
            models.Index(fields=["noun", "subject"], name="outcome_by_entry"),
        ]
        constraints = [
            models.CheckConstraint(
                name="outcome_says_why",
                condition=~Q(answer="") | Q(status=ReportStatus.DUPLICATE),
                violation_error_message="Readers see what became of a report: say in a sentence or two what you found.",
            ),
            models.CheckConstraint(
                name="outcome_of_a_duplicate_names_the_earlier_report",
                condition=~Q(status=ReportStatus.DUPLICATE) | ~Q(same_as=""),
                violation_error_message="Give the key of the earlier report, so that readers find its answer.",
            ),
        ]

    def natural_key(self) -> tuple[str]:
        return (self.key,)


class Sending(models.Model):
    """That somebody sent a report, for the rate alone: a hash of the address that is another every day (reporting/guard.py)."""

    sender = models.CharField(max_length=32)
    made = models.DateTimeField(db_index=True)

    only_at_the_desk = True

    def __str__(self) -> str:
        return f"{self.sender[:8]}, {self.made}"
