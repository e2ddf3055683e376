"""When an event was: in EDTF, with the words that readers will see, or in plain choices."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from timeline.text import edtf, plain_dates
from timeline.text.edtf import EDTFError

PLAIN = ("date_how", "date_first", "date_last")


class DateInput(AdminTextInputWidget):
    """A field for EDTF that says while one types what readers will see (static/desk/date-words.js)."""

    class Media:
        js = (forms.Script("desk/date-words.js", type="module"),)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        field = super().render(name, value, attrs, renderer)
        return format_html('<date-words data-url="{}">{}</date-words>', reverse("admin:timeline_event_date"), field)


class PlainDate(forms.Form):
    """A date in plain choices beside the field `date`: how it is meant, and one date or two as people write them."""

    date_how = forms.ChoiceField(
        label="Or in plain choices", choices=[("", "as written above"), *plain_dates.HOW.items()], required=False
    )
    date_first = forms.CharField(
        label="a date", required=False, max_length=40, help_text=f"As you would say it: {plain_dates.EXAMPLES}."
    )
    date_last = forms.CharField(
        label="a second date", required=False, max_length=40, help_text="Only for “between” and “from … to …”."
    )


class DatedForm(forms.ModelForm):
    """A form with a `date` that may be chosen instead of written; the choice is made into EDTF."""

    date_how, date_first, date_last = (PlainDate.base_fields[name] for name in PLAIN)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "date" in self.fields:
            self.fields["date"].required = False

    def clean(self) -> Any:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "date" not in self.fields:
            return cleaned
        chosen = [cleaned.get(name) or "" for name in PLAIN]
        if any(chosen):
            self._choose(cleaned, *chosen)
        elif not cleaned.get("date") and "date" not in self.errors:
            self.add_error("date", "Say when it was: write EDTF here, or choose below.")
        return cleaned

    def _choose(self, cleaned: dict[str, Any], how: str, first: str, last: str) -> None:
        """Take the date from the plain choices, unless another was written at the same time."""
        try:
            if not how:
                raise EDTFError("Choose how this date is meant, or leave it empty.")
            composed = plain_dates.compose(how, first, last)
        except EDTFError as error:
            self.add_error("date_how", str(error))
            return
        written = cleaned.get("date")
        if "date" in self.changed_data and written and written != composed:
            self.add_error("date", f"This is another date than the one chosen below ({composed}): keep one of them.")
        cleaned["date"] = composed


def in_words_and_bounds(request: HttpRequest) -> JsonResponse:
    """What a date means that is written or chosen, for date-words.js: its EDTF, words and bounds, or what is wrong."""
    chosen = PlainDate(request.GET)
    chosen.is_valid()
    how, first, last = (chosen.cleaned_data.get(name, "") for name in PLAIN)
    try:
        parsed = edtf.parse(plain_dates.compose(how, first, last) if how else request.GET.get("date", ""))
    except EDTFError as error:
        return JsonResponse({"error": str(error)})
    bounds = " to ".join(day.isoformat() if day else "open" for day in (parsed.earliest, parsed.latest))
    return JsonResponse({"edtf": parsed.text, "words": edtf.words(parsed.text), "bounds": bounds})
