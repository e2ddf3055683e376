"""How a page is to be printed, as its address says: ?paper=letter&print=large&lines=6."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from timeline.filters.query import Link, said

PAPERS = {"a4": "A4", "letter": "Letter"}
PRINTS = {"usual": "Usual", "large": "Large"}
MOST_LINES = 12
OFFERED_LINES = {"0": "None", "3": "3", "6": "6", "9": "9"}
LINES_TO_ANSWER = 4  # under a question, where the address says nothing of lines


@dataclass(frozen=True)
class Options:
    """Paper, size of print and lines to write on, each as its word in the address, empty where that says nothing.

    What makes no sense is left out and named in `rejected`.
    """

    paper: str = ""
    print: str = ""
    lines: str = ""
    rejected: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: QueryDict) -> "Options":
        """What a query string says; it never fails."""
        allowed = {"paper": list(PAPERS), "print": list(PRINTS), "lines": [str(each) for each in range(MOST_LINES + 1)]}
        given = {name: query.get(name, "").strip() for name in allowed}
        known = {name: value for name, value in given.items() if value in allowed[name]}
        rejected = tuple(
            f"{said(value)} is not one of: {', '.join(allowed[name])}. It was left out."
            for name, value in given.items()
            if value and name not in known
        )
        return cls(**known, rejected=rejected)

    @property
    def is_large(self) -> bool:
        """Whether it is printed large."""
        return self.print == "large"

    @property
    def sheet(self) -> str:
        """The paper, by the name of its stylesheet."""
        return self.paper or "a4"

    def address(self, path: str, **changes: str) -> str:
        """The address `path`, which may have a query of its own, with these options or some of them changed."""
        given = {"paper": self.paper, "print": self.print, "lines": self.lines} | changes
        query = urlencode({name: value for name, value in given.items() if value})
        return f"{path}{'&' if '?' in path else '?'}{query}" if query else path

    def choices(self, path: str, *, is_for_text: bool = True) -> list[tuple[str, list[tuple[Link, bool]]]]:
        """What can be chosen for the page at `path`: its name, and each choice as a link and whether it is in force."""
        all_choices = [("Paper", "paper", PAPERS, self.sheet)]
        if is_for_text:
            all_choices += [
                ("Print", "print", PRINTS, self.print or "usual"),
                ("Lines", "lines", OFFERED_LINES, self.lines),
            ]
        return [
            (
                label,
                [
                    (Link(words, self.address(path, **{name: value})), value == current)
                    for value, words in values.items()
                ],
            )
            for label, name, values, current in all_choices
        ]

    def lines_for(self, question: str) -> range:
        """The lines to write on under an event that is asked about, or not."""
        return range(int(self.lines) if self.lines else LINES_TO_ANSWER if question else 0)
