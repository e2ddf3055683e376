"""Sources of several events under one numbering, in the order in which they are named."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from timeline.evidence import Reference
from timeline.models import Citation, Source

MOST = 3  # sources named behind one fact; the page of the event names all
MOST_LOCATORS = 4


@dataclass
class Footnote:
    """A source with its number on the sheet, and the citations that named it."""

    number: int
    source: Source
    citations: list[Citation] = field(default_factory=list)

    @property
    def locators(self) -> list[str]:
        """The first few places in it that are cited."""
        return list(dict.fromkeys(each.locator for each in self.citations if each.locator))[:MOST_LOCATORS]


class Footnotes:
    """The footnotes of a sheet: each source once, with the number that it got when it was first named."""

    def __init__(self) -> None:
        self._by_source: dict[int, Footnote] = {}

    def name(self, citations: Iterable[Citation]) -> list[Reference]:
        """References to the sources of `citations`, the first few of them, one for each source in the order of numbers."""
        first: dict[int, Citation] = {}
        for citation in citations:
            first.setdefault(citation.source_id, citation)
        return sorted((self._reference(each) for each in list(first.values())[:MOST]), key=lambda each: each.number)

    def again(self, references: Iterable[Reference]) -> list[Reference]:
        """The references of one event's evidence, which numbers its own sources, under the numbers of this sheet."""
        return self.name(reference.citation for reference in references)

    @property
    def sources(self) -> list[Footnote]:
        """The sources that were named, in the order of their numbers."""
        return list(self._by_source.values())

    def _reference(self, citation: Citation) -> Reference:
        cited = self._by_source.setdefault(citation.source_id, Footnote(len(self._by_source) + 1, citation.source))
        if citation not in cited.citations:
            cited.citations.append(citation)
        return Reference(cited.number, citation)
