"""The styles by the names under which teachers ask for them, and the forms in which each cites."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from timeline.citing import apa, chicago, mla, wording
from timeline.citing.record import Record


@dataclass(frozen=True)
class Form:
    """One of the forms in which a style cites: the entry of a list, or a note."""

    name: str
    label: str
    write: Callable[[Record], str]

    def html(self, record: Record) -> SafeString:
        """The reference as HTML; nothing where the style has none in this form."""
        return wording.html(self.write(record))

    def plain(self, record: Record) -> str:
        """The reference as text alone."""
        return wording.plain(self.write(record))


@dataclass(frozen=True)
class Style:
    """A style by the name under which teachers ask for it."""

    name: str
    label: str
    forms: tuple[Form, ...]

    @property
    def in_a_list(self) -> Form:
        """The form in which a bibliography has it."""
        return self.forms[-1]


STYLES = (
    Style("apa", "APA, 7th edition", (Form("apa", "Reference list", apa.entry),)),
    Style("mla", "MLA, 9th edition", (Form("mla", "Works cited", mla.entry),)),
    Style(
        "chicago-notes",
        "Chicago, 18th edition, notes and bibliography",
        (
            Form("chicago-note", "Note", chicago.note),
            Form("chicago-notes", "Bibliography", chicago.bibliography),
        ),
    ),
    Style(
        "chicago-author-date",
        "Chicago, 18th edition, author-date",
        (Form("chicago-author-date", "Reference list", chicago.author_date),),
    ),
)
FORMS = {form.name: form for style in STYLES for form in style.forms}
