"""Where citations differ, the form of an event proposes the question: ticked, it is asked when the form is saved."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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


def anchor(proposal: Proposal) -> str:
    """The id of a proposed question on the form."""
    return f"proposed-{proposal.field}"


def announced(proposal: Proposal, form: str = "") -> SafeString:
    """A sentence that says of a proposed question that it is there, with a link to it on the form at an address."""
    return format_html(
        'The sources differ: <a href="{}#{}">{}</a> Ask readers there, or mend the citations.',
        form,
        anchor(proposal),
        proposal.question,
    )


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

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """The form, on whose top each question that it proposes is announced where no message does so."""

        def proposed() -> list[SafeString]:
            return [announced(proposal) for proposal in getattr(request, "proposals", ())]

        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), "proposed": proposed})

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        self._announce(request, obj)
        return response

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        response = super().response_change(request, obj)
        self._announce(request, obj)
        return response

    def _announce(self, request: HttpRequest, event: Any) -> None:
        """Say after a save which questions the form proposes now, with a way there."""
        if request.user.has_perm("timeline.add_disagreement"):
            form = reverse("admin:timeline_event_change", args=[event.pk])
            for proposal in proposals(event):
                self.message_user(request, announced(proposal, form), messages.WARNING)

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
                "description": format_html(
                    '<div class="proposed" id="{}" tabindex="-1" role="group" aria-label="{}">{}</div>',
                    anchor(proposal),
                    f"Its citations differ: {proposal.question}",
                    format_html_join("", "<p><strong>{}</strong>: {}</p>", said),
                ),
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
