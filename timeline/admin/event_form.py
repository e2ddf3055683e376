"""The form of an event: its date written or chosen, its withdrawal whole, and whether an edit goes live at once."""

from typing import Any

from django import forms
from django.utils import timezone

from timeline.admin.asking import AskingForm
from timeline.admin.conflicts import SeenForm
from timeline.admin.dates import DatedForm, DateInput
from timeline.admin.publishing import GOES
from timeline.choices import Status


class EventForm(AskingForm, DatedForm, SeenForm):
    """An event by itself; whether it has the citation that publishing asks for, CitationFormSet says."""

    goes = forms.ChoiceField(
        label="This edit", choices=GOES, initial=GOES[0][0], required=False, widget=forms.RadioSelect
    )

    class Meta:
        widgets = {"date": DateInput}

    def clean(self) -> Any:
        """Date a withdrawal, and let none be half done."""
        cleaned = super().clean()
        if "status" in cleaned and "withdrawn_reason" in cleaned:
            was_withdrawn = self.instance.status == Status.WITHDRAWN
            if cleaned["status"] == Status.WITHDRAWN:
                cleaned["withdrawn_on"] = cleaned.get("withdrawn_on") or timezone.localdate()
            elif was_withdrawn:  # it is back, and the history keeps what was said of its absence
                cleaned |= {"withdrawn_on": None, "withdrawn_reason": ""}
            elif cleaned["withdrawn_reason"]:
                self.add_error(
                    "withdrawn_reason",
                    "This is the reason for a withdrawal: set the status to withdrawn as well, or leave this empty.",
                )
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out the status of what is to be published, and with it the rule on citations, which are saved later."""
        left_out: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return left_out | {"status"} if self.cleaned_data.get("status") == Status.PUBLISHED else left_out
