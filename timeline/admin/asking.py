"""Where citations differ, the form of an event proposes the question: ticked, it is asked when the form is saved."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join

from timeline.admin.base import NO_CHOICE, PlainTextarea
from timeline.choices import DisagreementKind
from timeline.models import Citation
from timeline.models.texts import MAX_TEXT_LENGTH, LengthLimit
from timeline.proposals import Proposal, answer_bare, ask, join, proposals
from timeline.text import edtf

ASKING = ("asks", "accepted", "kind", "verdict")


def _fields(proposal: Proposal) -> dict[str, forms.Field]:
    """The fields by which a proposed question is asked."""
    answers = [(each.value, edtf.words(each.value)) for each in proposal.readings]
    text = PlainTextarea(attrs={"rows": 2})
    fields = {
        "asks": forms.BooleanField(label=f"Ask readers: “{proposal.question}”", required=False),
        "accepted": forms.ChoiceField(
            label="What the evidence supports", choices=[("", "nothing yet: it is open"), *answers], required=False
        ),
        "kind": forms.ChoiceField(
            label="Why they differ", choices=[NO_CHOICE, *DisagreementKind.choices], required=False
        ),
        "verdict": forms.CharField(
            label="Verdict, or why it is open",
            widget=text,
            required=False,
            validators=[LengthLimit(MAX_TEXT_LENGTH)],
        ),
    }
    return {f"{name}_{proposal.field}": field for name, field in fields.items()}


class AskingForm(forms.ModelForm):
    """A form with the questions that its citations raise."""

    proposals: tuple[Proposal, ...] = ()

    def clean(self) -> Any:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for proposal in self.proposals:
            asks, accepted, kind, verdict = (cleaned.get(f"{name}_{proposal.field}") for name in ASKING)
            if asks and not kind:
                self.add_error(f"kind_{proposal.field}", "Say why the sources differ.")
            if not asks and (kind or verdict or accepted):
                self.add_error(f"asks_{proposal.field}", "Tick this to ask the question, or leave its fields empty.")
        return cleaned


class AskingDesk(admin.ModelAdmin):
    """A desk of events that proposes disagreements and groups their readings by value."""

    def _proposals(self, request: Any, event: Any) -> tuple[Proposal, ...]:
        """What the citations of an event raise, once for each request."""
        if event is None or not request.user.has_perm("timeline.add_disagreement"):
            return ()
        if not hasattr(request, "proposals"):
            request.proposals = tuple(proposals(event))
        found: tuple[Proposal, ...] = request.proposals
        return found

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        found = self._proposals(request, obj)
        more = {name: field for proposal in found for name, field in _fields(proposal).items()}
        asking = type(self.form.__name__, (self.form,), {**more, "proposals": found})
        return super().get_form(request, obj, change=change, **{"form": asking, **kwargs})

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A fieldset for each proposed question, before what is derived."""
        fieldsets = list(super().get_fieldsets(request, obj))
        proposed = [self._fieldset(proposal) for proposal in self._proposals(request, obj)]
        return [*fieldsets[:-1], *proposed, *fieldsets[-1:]]

    @staticmethod
    def _fieldset(proposal: Proposal) -> Any:
        said = ((edtf.words(each.value), each.witnesses) for each in proposal.readings)
        return (
            f"Its citations differ: {proposal.question}",
            {
                "fields": tuple(f"{name}_{proposal.field}" for name in ASKING),
                "description": format_html_join("", "<p><strong>{}</strong>: {}</p>", said),
            },
        )

    def settle(self, request: Any, form: Any) -> None:
        """Ask what was ticked, and let citations that were entered join the readings that they agree with."""
        super().settle(request, form)  # type: ignore[misc]
        event, cleaned = form.instance, form.cleaned_data
        for proposal in proposals(event):
            if cleaned.get(f"asks_{proposal.field}"):
                _, accepted, kind, verdict = (cleaned[f"{name}_{proposal.field}"] for name in ASKING)
                ask(event, proposal, kind, verdict, accepted)
        answer_bare(event)
        join(event, getattr(request, "citations_entered", ()))

    def save_formset(self, request: Any, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is Citation:
            request.citations_entered = [*formset.new_objects, *(row for row, _ in formset.changed_objects)]
