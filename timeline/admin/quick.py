"""Widgets that write their HTML themselves: Django's ask a template each, and forty citations have four hundred fields."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class QuickInput(forms.TextInput):
    """An input of one line, of any type."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        shown = self.format_value(value)
        given = {"type": self.input_type, "name": name, **({} if shown is None else {"value": str(shown)})}
        return format_html("<input{}>", flatatt(given | self.build_attrs(self.attrs, attrs)))


class QuickHidden(QuickInput, forms.HiddenInput):
    """A field that nobody sees."""

    input_type = "hidden"


class QuickTextarea(forms.Textarea):
    """A text of several lines."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given = {"name": name, **self.build_attrs(self.attrs, attrs)}
        return format_html("<textarea{}>\n{}</textarea>", flatatt(given), self.format_value(value) or "")


class QuickSelect(forms.Select):
    """A choice from a list without groups."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = self.format_value(value)
        options = (
            (flatatt({"value": str(each["value"]), "selected": bool(each["selected"])}), each["label"])
            for _, group, _ in self.optgroups(name, chosen, attrs)
            for each in group
        )
        given = {"name": name, **self.build_attrs(self.attrs, attrs)}
        return format_html(
            "<select{}>{}</select>", flatatt(given), format_html_join("", "<option{}>{}</option>", options)
        )
