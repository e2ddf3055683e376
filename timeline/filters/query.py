"""What all filters share: addresses with one thing changed, and the rejected values that a page must name."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from django.http import QueryDict

LONGEST_VALUE = 200
MOST_NAMED = 5  # of the unknown values of one filter, each with links of its own; further ones share a sentence
AS_NEAR = 0.75  # the likeness at which one name is taken for another: "form" is as like "from"
OF_OTHER_PAGES = {
    "find",
    "lines",
    "page",
    "pages",
    "state",
}  # parameters of this site that are like some of another page


@dataclass(frozen=True)
class Link:
    """A link of a filter: its words, and the address it leads to."""

    label: str
    url: str


@dataclass(frozen=True)
class Rejected:
    """A value that was not understood: the field it was given for, what is wrong, where to go on, and what may be meant."""

    field: str
    sentence: str
    url: str
    meant: tuple[Link, ...] = ()
    number: int = 1  # of the values that it names


@dataclass(frozen=True)
class Choice:
    """One choice of a facet: its value and words, how many entries it would leave, and whether it is in force."""

    value: str
    label: str
    count: int
    is_chosen: bool


def said(value: str) -> str:
    """A value as a sentence about it may quote it."""
    cleaned = "".join(letter if letter.isprintable() else "�" for letter in value)
    return f"“{cleaned}”" if len(cleaned) <= 60 else f"“{cleaned[:57]}…”"


class Address:
    """The address of a filtered page, holding only the parameters that the page knows and only those with a value."""

    def __init__(self, path: str, query: QueryDict, names: Iterable[str]) -> None:
        self.path = path
        self.names = list(names)
        self.values = {name: given for name in self.names if (given := _values(query, name))}
        self._unknown = {name: given for name in query if name not in self.names and (given := _values(query, name))}

    def url(self, **changes: str | list[str] | None) -> str:
        """The address with some parameters set to other values, or taken out where None is given."""
        query = QueryDict(mutable=True)
        for name, values in (self.values | changes).items():
            query.setlist(name, [values] if isinstance(values, str) else list(values or ()))
        encoded = query.urlencode()
        return f"{self.path}?{encoded}" if encoded else self.path

    def without(self, name: str, *values: str) -> str:
        """The address with one or more values of one parameter taken out."""
        return self.url(**{name: [other for other in self.values.get(name, []) if other not in values]})

    def dropping(self, *names: str) -> "Address":
        """The same address without some of its parameters, for links that lead elsewhere in the list."""
        address = Address(self.path, QueryDict(), ())
        address.values = {name: values for name, values in self.values.items() if name not in names}
        return address

    def one(self, name: str) -> str:
        """The last value given for a parameter that takes one; empty where none was."""
        return self.values.get(name, [""])[-1]

    def reject_misnamed(self, single: Collection[str] = ()) -> list[Rejected]:
        """What to say of parameters whose names are almost those of known ones; others are none of this page's business.

        Every link that is offered has the other ones under what they mean; those named `single` take one value.
        """
        meant = ((name, _nearest(name, self.names), values) for name, values in self._unknown.items())
        near = list(islice((each for each in meant if each[1]), MOST_NAMED))
        return [
            Rejected(
                name,
                f"There is no filter named {said(name)}, so it was left out.",
                self._mended([each for each in near if each[0] != name], single),
                (Link(likely, self._mended(near, single)),),
            )
            for name, likely, _ in near
        ]

    def _mended(self, near: list[tuple[str, str, list[str]]], single: Collection[str]) -> str:
        """The address with the values of mistyped parameters under the names that were meant."""
        values = dict(self.values)
        for _, name, given in near:
            values[name] = given[-1:] if name in single else list(dict.fromkeys([*values.get(name, []), *given]))
        return self.url(**values)

    def reject_others(self, name: str, values: list[str]) -> list[Rejected]:
        """What to say of the unknown `values` beyond the first few: an absurd address must not make an absurd page."""
        if not values:
            return []
        sentence = f"Left out as well: {', '.join(said(value) for value in values)}."
        return [Rejected(name, sentence, self.without(name, *values), number=len(values))]


def _values(query: QueryDict, name: str) -> list[str]:
    """What is given for a parameter, each value once and none of them empty."""
    return list(dict.fromkeys(value.strip() for value in query.getlist(name) if value.strip()))


def _nearest(name: str, known: list[str]) -> str:
    """The known name that was likely meant: mistyped, in capitals, or after the "amp;" of an address copied from HTML; or none."""
    bare = name.lower().removeprefix("amp;")
    near = get_close_matches(bare, known, n=1, cutoff=AS_NEAR) if bare not in OF_OTHER_PAGES else []
    return near[0] if near and abs(len(near[0]) - len(bare)) <= 2 else ""  # no "utm_source" for "source"
