"""What is typed at the door."""

from typing import Any

from django import forms
from django.http import HttpRequest

from timeline.access import two_step

CODE: dict[str, Any] = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class CodeForm(forms.Form):
    """A code of the account's app, or a recovery code; `device` is what accepted it."""

    code = forms.CharField(
        max_length=40,
        widget=forms.TextInput(attrs=CODE | {"autofocus": True}),
        help_text="Six digits that your authenticator app shows, or one of your recovery codes.",
    )
    device: Any = None

    def __init__(self, *args: Any, request: HttpRequest, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.request, self.user = request, user

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        self.device = two_step.accepted(self.request, self.user, typed)
        if not self.device:
            raise forms.ValidationError(two_step.why_not(self.user, typed))
        return typed


class ConfirmForm(forms.Form):
    """The first code of an app that is being set up."""

    code = forms.CharField(
        max_length=40,
        widget=forms.TextInput(attrs=CODE | {"inputmode": "numeric"}),
        help_text="The six digits that the app shows now.",
    )


class ProofForm(forms.Form):
    """That it is really the owner of the account who asks: the password or a code."""

    proof = forms.CharField(
        label="Your password or a code",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self.request = request

    def clean_proof(self) -> str:
        typed: str = self.cleaned_data["proof"]
        if not two_step.accepted(self.request, self.request.user, typed, or_password=True):
            raise forms.ValidationError("This is neither your password nor a code that opens. Nothing was changed.")
        return typed
