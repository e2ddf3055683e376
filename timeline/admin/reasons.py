"""Why something is changed, and who says so: what every form asks that leads to a revision."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from timeline.choices import RevisionKind
from timeline.revisions import By

NO_REASON = "No reason was given."
NOT_SAVED = "Nothing was saved, and nothing you typed is lost. Readers would see what may not stand as it is:"
CHANGE: Any = ("This change", {"fields": (("reason", "is_signed"),)})  # the fieldset of ReasonForm


class ReasonForm(forms.ModelForm):
    """A form that asks why."""

    reason = forms.CharField(
        label="Why",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="A sentence for the history, which readers see: a better source, a slip of the pen, a date made exact.",
    )
    is_signed = forms.BooleanField(
        label="with my name", required=False, help_text="Readers see that it was you. Editors see it in any case."
    )
    refusals: Sequence[str] = ()  # why the form was taken back when it was saved a moment ago

    def clean(self) -> Any:
        cleaned = super().clean()
        if self.refusals:
            raise ValidationError([NOT_SAVED, *self.refusals])
        return cleaned


class WhyForm(forms.Form):
    """Why something is done that nobody can do without a reason."""

    reason = forms.CharField(label="Why", max_length=300)


def by(request: Any, cleaned: dict[str, Any]) -> By:
    """Who saves a form, and why."""
    user = request.user
    signed = (user.get_full_name() or user.get_username()) if cleaned.get("is_signed") else ""
    return By(cleaned.get("reason") or NO_REASON, author=user, signed=signed[:100])


def deleting(request: Any, rows: Iterable[Any], kind: str = RevisionKind.EDIT) -> By:
    """Who deletes `rows`."""
    return By(f"Deleted: {', '.join(map(str, rows))}"[:300], kind, author=request.user)
