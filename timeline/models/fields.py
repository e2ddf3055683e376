"""Fields that our nouns share: an EDTF date, a list of names, and the derived columns beside a date."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from timeline.choices import Precision
from timeline.models.texts import MAX_LINE_LENGTH, MAX_LINES, excess
from timeline.text import edtf


def validate_edtf(text: str) -> None:
    """Raise a ValidationError that tells an editor how to write the date."""
    try:
        edtf.parse(text)
    except edtf.EDTFError as error:
        raise ValidationError(str(error), code="edtf") from error


class EDTFField(models.CharField):
    """A date as an editor enters it, in EDTF or as an instant in UTC. What is derived stands in columns of its own."""

    default_validators = [*models.CharField.default_validators, validate_edtf]
    description = "EDTF date"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 80)
        super().__init__(*args, **kwargs)


def earliest_field() -> models.DateField:
    """The first day a date may mean; empty where the start is open."""
    return models.DateField(null=True, blank=True, editable=False)


latest_field = earliest_field


def precision_field() -> models.CharField:
    """How exactly a date is known."""
    return models.CharField(max_length=8, choices=Precision.choices, blank=True, editable=False)


def instant_field() -> models.DateTimeField:
    """The exact moment in UTC, where it is known."""
    return models.DateTimeField(null=True, blank=True, editable=False)


def derive_date(row: models.Model, name: str) -> edtf.ParsedDate | None:
    """Fill the columns derived from the EDTF field `name` of `row`; give what was read, or None for no date."""
    text = getattr(row, name)
    parsed = edtf.parse(text) if text else None
    setattr(row, f"{name}_earliest", parsed and parsed.earliest)
    setattr(row, f"{name}_latest", parsed and parsed.latest)
    setattr(row, f"{name}_precision", parsed.precision if parsed else "")
    setattr(row, f"{name}_instant", parsed and parsed.instant)
    return parsed


def bounds_in_order(noun: str, first: str, last: str, message: str) -> models.CheckConstraint:
    """The rule that the day `first` of a `noun` is never after its day `last`, where both are known."""
    unknown = Q((f"{first}__isnull", True)) | Q((f"{last}__isnull", True))
    return models.CheckConstraint(
        name=f"{noun}_{first}_not_after_{last}",
        condition=unknown | Q((f"{first}__lte", F(last))),
        violation_error_message=message,
    )


def on_the_globe() -> Q:
    """The rule that both coordinates stand within their bounds, or neither stands at all.

    That they are not null is said in so many words: to SQL, a rule that comes out as null is kept.
    """
    neither = Q(latitude__isnull=True, longitude__isnull=True)
    both = Q(latitude__isnull=False, longitude__isnull=False)
    return neither | both & Q(latitude__range=(-90, 90), longitude__range=(-180, 180))


class CountryField(models.CharField):
    """An ISO 3166 code of two capital letters, as it was at the time."""

    default_validators = [
        *models.CharField.default_validators,
        RegexValidator(
            r"^[A-Z]{2}\Z", "Write the country's code in two capital letters: SU, US, FR, XI (international)."
        ),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 2} | kwargs)


WEB_ADDRESS = r"https?://[^\s/?#\x00-\x1f\x7f\ud800-\udfff]+[^\s\x00-\x1f\x7f\ud800-\udfff]*"


class WebAddressField(models.CharField):
    """An http(s) address. Django's own field refuses some that exist, such as a host name with an underscore."""

    default_validators = [
        *models.CharField.default_validators,
        RegexValidator(rf"^{WEB_ADDRESS}\Z", "Write the whole address, beginning with http:// or https://."),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 1000)
        super().__init__(*args, **kwargs)


class LinesFormField(forms.CharField):
    """A list edited as text, one item to a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return [line.strip() for line in text.splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (initial or []) != self.clean(data or "")
        except ValidationError:  # whoever asks for changes has not validated yet
            return True


def validate_lines(value: Any) -> None:
    """Raise a ValidationError unless `value` is a list of texts, none of them empty."""
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise ValidationError("Write one name to a line.", code="lines")
    if (over := len(value) - MAX_LINES) > 0:
        raise ValidationError(
            f"These are {len(value):,} lines, {over:,} more than fit: keep {MAX_LINES}.", code="lines"
        )
    for number, item in enumerate(value, start=1):
        if fault := excess(item, MAX_LINE_LENGTH):
            raise ValidationError(f"Line {number}: {fault}", code="lines")


class LinesField(models.JSONField):
    """A short list of texts, such as other spellings or authors, in order."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("validators", [validate_lines])
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        # Django hides the initial value of a callable default in the form; as text it would never equal the list.
        return models.Field.formfield(self, **{"form_class": LinesFormField, "show_hidden_initial": False, **kwargs})
