"""What all filters share: addresses with one thing changed, and the rejected values that a page must name."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

LONGEST_VALUE = 200
MOST_NAMED = 5  # of the unknown values of one filter, each with links of its own; further ones share a sentence


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
        self.values: dict[str, list[str]] = {}
        for name in names:
            if given := list(dict.fromkeys(value.strip() for value in query.getlist(name) if value.strip())):
                self.values[name] = given

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

    def reject_others(self, name: str, values: list[str]) -> list[Rejected]:
        """What to say of the unknown `values` beyond the first few: an absurd address must not make an absurd page."""
        if not values:
            return []
        sentence = f"Left out as well: {', '.join(said(value) for value in values)}."
        return [Rejected(name, sentence, self.without(name, *values), number=len(values))]
