"""How long texts may be: rules that forms, tables, packs and rows share."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator
from django.utils.deconstruct import deconstructible

MAX_TEXT_LENGTH = 20_000  # characters of a summary, a note, a verdict
MAX_WORDS_LENGTH = 2_000  # of what is one or a few sentences, or quotes a few words
MAX_LINES, MAX_LINE_LENGTH = 200, 500  # of a list of names


@deconstructible
class LengthLimit(BaseValidator):
    """A text of at most so many characters. No field says `maxlength` to a browser, which would cut off what is pasted."""

    code = "max_length"

    def __call__(self, value: Any) -> None:
        if fault := excess(value, self.limit_value):
            raise ValidationError(fault, code=self.code)


def excess(text: str, limit: int) -> str:
    """By how much a text is too long, in a sentence; empty where it is not."""
    if (over := len(text) - limit) <= 0:
        return ""
    return f"This text has {len(text):,} characters, {over:,} more than fit: shorten it to {limit:,}."
