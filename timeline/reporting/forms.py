"""The form by which a reader reports a claim, and the one by which an editor decides."""

import re
from typing import Any

from django import forms

from timeline.choices import ReportStatus
from timeline.models import Report, ReportOutcome
from timeline.models.reports import DECIDED, LONGEST_ANSWER, LONGEST_SOURCE, LONGEST_WRONG
from timeline.models.texts import LengthLimit
from timeline.reporting import guard
from timeline.reporting.claims import revisions_of

# Every control character of C0 and C1 but the tab and the ends of lines, and those that turn the direction of writing.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
NOT_EMPTY = "A field that people leave empty was filled in. Empty it, and send the form again."


class PlainField(forms.CharField):
    """A text without what nobody can see; the ends of its lines are as the rest of the site has them."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(UNSEEN.sub("", str(value or "")).replace("\r\n", "\n"))


class ReportForm(forms.Form):
    """What a reader says is wrong with a claim. Give it the key of the claim."""

    wrong = PlainField(
        label="What is wrong?",
        validators=[LengthLimit(LONGEST_WRONG)],
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say in a sentence or two what is wrong."},
    )
    source = PlainField(
        label="Who says otherwise?",
        validators=[LengthLimit(LONGEST_SOURCE)],
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="An address, or a book with the page. A fact changes here when a source says so.",
    )
    name = PlainField(
        label="Your name", max_length=100, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label="Your e-mail",
        required=False,
        help_text="For a question that an editor may have.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = PlainField(required=False)  # the one to leave empty; its place in the page says so
    token = PlainField(required=False)

    def __init__(self, claim: str, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.claim = claim

    def clean_website(self) -> str:
        """Nothing: people leave it so."""
        if self.cleaned_data["website"].strip():
            raise forms.ValidationError(NOT_EMPTY)
        return ""

    def clean(self) -> Any:
        cleaned = super().clean()
        if fault := guard.fault_of(self.data.get("token", ""), self.claim):
            raise forms.ValidationError(fault)
        return cleaned

    @property
    def fresh_token(self) -> str:
        """The token for the form as it is shown now."""
        return guard.token(self.claim)


class DecisionForm(forms.ModelForm):
    """What became of a report, as readers will see it."""

    status = forms.ChoiceField(label="Outcome", choices=DECIDED, widget=forms.RadioSelect)
    answer = PlainField(
        label="Answer that everybody sees",
        validators=[LengthLimit(LONGEST_ANSWER)],
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text="What was wrong, and what you found. Not the reader’s words or name, unless the reader agreed.",
    )

    class Meta:
        model = ReportOutcome
        fields = ("status", "answer", "corrected_in", "same_as")
        help_texts = {
            "corrected_in": "The number of the revision in which the entry was mended.",
            "same_as": "Where it was reported before: the key of that report, the last part of its address.",
        }

    def clean(self) -> Any:
        """Let no outcome point at what is not there; what every outcome needs, the rules of its row say."""
        cleaned: Any = super().clean()
        if cleaned.get("status") != ReportStatus.ACCEPTED:
            cleaned["corrected_in"] = None
        elif (number := cleaned.get("corrected_in")) and not revisions_of(self.instance).filter(number=number).exists():
            self.add_error(
                "corrected_in", f"There is no revision {number} of this entry: leave it empty, or look it up."
            )
        same_as = cleaned.get("same_as", "")
        if cleaned.get("status") != ReportStatus.DUPLICATE:
            cleaned["same_as"] = ""
        elif same_as and (same_as == self.instance.key or not Report.objects.filter(key=same_as).exists()):
            self.add_error("same_as", f"There is no other report with the key “{same_as}”.")
        return cleaned
