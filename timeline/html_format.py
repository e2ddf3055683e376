"""Pieces of HTML that a page repeats by the hundred: files with {names} in them, filled in without the template engine.

Such a file ends in `.html.format`. It is no template: it knows no tags, and nothing in braces but the names of its fields. Any other
brace stands for itself.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*)\}")


class FormatFileError(ImproperlyConfigured):
    """A format file asks for a field that nobody fills in; the message names the file, the line and the fields there are."""


class HtmlFormat:
    """One such file under templates/, read when it is first filled in; under DEBUG as often as it is, so that an edit is seen."""

    def __init__(self, name: str, fields: Iterable[str]) -> None:
        self.name, self.fields = name, frozenset(fields)
        self._pattern: str | None = None

    def fill(self, **values: Any) -> SafeString:
        """The HTML with `values` in it, each escaped unless it is HTML already."""
        return mark_safe(self._read() % {name: conditional_escape(value) for name, value in values.items()})

    def _read(self) -> str:
        """The file as a pattern for the operator %, which is the fastest way to fill one in."""
        if self._pattern is None or settings.DEBUG:
            text = (settings.BASE_DIR / "templates" / self.name).read_text(encoding="utf-8")
            self._refuse_unknown(text)
            self._pattern = PLACEHOLDER.sub(r"%(\1)s", text.replace("%", "%%"))
        return self._pattern

    def _refuse_unknown(self, text: str) -> None:
        for number, line in enumerate(text.splitlines(), start=1):
            for name in PLACEHOLDER.findall(line):
                if name not in self.fields:
                    known = ", ".join(sorted(self.fields))
                    raise FormatFileError(
                        f"templates/{self.name}, line {number}: there is no field “{name}”. It may ask for {known}."
                    )
