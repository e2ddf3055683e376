"""A CSL record as the styles read it: its titles, names and dates, each nothing where it has none."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from timeline.citing.wording import cleaned, title_case, with_marks
from timeline.text.csl import Date, Name, in_full

NO_DATE = "n.d."


@dataclass(frozen=True)
class Record:
    """A record of CSL-JSON (CSL 1.0.2, csl-data.json) with what the styles ask of it.

    `is_living` is said of a page that changes, of which a reader has to know on which day it was read.
    """

    csl: dict[str, Any]
    is_living: bool = False

    @property
    def kind(self) -> str:
        """Its CSL type."""
        return str(self.csl["type"])

    @property
    def is_article(self) -> bool:
        """Whether it is one text of many under another title, so that its own stands between quotation marks."""
        return bool(self.csl.get("container-title")) and self.kind not in {"book", "report"}

    def _text(self, name: str) -> str:
        return cleaned(str(self.csl.get(name, "")))

    @cached_property
    def title(self) -> str:
        """The title as it was written."""
        return self._text("title")

    @cached_property
    def headline(self) -> str:
        """The title in title case, where it is English."""
        return title_case(self.title, self.csl.get("language", "en"))

    @cached_property
    def container(self) -> str:
        """The site, paper or work that it stands in."""
        return with_marks(title_case(self._text("container-title"), self.csl.get("language", "en")))

    @property
    def container_as_written(self) -> str:
        """The same without capitals of ours."""
        return with_marks(self._text("container-title"))

    @cached_property
    def publisher(self) -> str:
        """Who published it."""
        return with_marks(self._text("publisher"))

    @property
    def url(self) -> str:
        """Its address."""
        return self._text("URL")

    @property
    def version(self) -> str:
        """The number of its revision."""
        return self._text("version")

    @property
    def authors(self) -> list[Name]:
        """Who wrote it."""
        return list(self.csl.get("author", []))

    @property
    def issued(self) -> Date:
        """When it was published; empty where nobody knows."""
        return dict(self.csl.get("issued", {}))

    @property
    def accessed(self) -> Date:
        """When it was read, where that has to be said: of what has no date and of what changes."""
        return dict(self.csl.get("accessed", {})) if self.is_living or not self.issued else {}

    @property
    def accessed_at_an_address(self) -> Date:
        """The same of what stands on the web."""
        return self.accessed if self.url else {}

    def doubted(self, date: str) -> str:
        """A date in brackets with a question mark, where it is uncertain."""
        return f"[{date}?]" if date and self.issued.get("circa") else date


def inverted(name: Name, *, demotes_particle: bool = False) -> str:
    """A name as it begins an entry: "Ezell, Edward Clinton", "Terrill, Delbert R., Jr."."""
    if "literal" in name:
        return cleaned(name["literal"])
    family, given, particle = name["family"], _spaced(name.get("given", "")), name.get("non-dropping-particle", "")
    if demotes_particle:
        given = f"{given} {particle}".strip()
    elif particle:
        family = f"{particle} {family}"
    return cleaned(", ".join(part for part in (family, given, name.get("suffix", "")) if part))


def said(name: Name) -> str:
    """A name as it is said: "Edward Clinton Ezell"."""
    return cleaned(in_full({**name, "given": _spaced(name.get("given", ""))}))


def _spaced(given: str) -> str:
    """Given names with a space between initials: "K.C." → "K. C."."""
    return re.sub(r"(?<=\b\w\.)(?=\w\.)", " ", given)
