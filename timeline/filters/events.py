"""EventFilter: the query string of the timeline, read once, and everything that is said and shown of it."""

import re
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from timeline import search, versions
from timeline.filters import sets
from timeline.filters.facets import FACETS, CountedFacet, Facet
from timeline.filters.paging import Page
from timeline.filters.query import LONGEST_VALUE, MOST_NAMED, Address, Choice, Link, Rejected, said
from timeline.filters.sets import Condition
from timeline.models import Event
from timeline.models.events import disputed_rule, years_rule
from timeline.text import spelling

FIRST_YEAR, LAST_YEAR = 1900, 2100
CERTAINTIES = {"possibly": "possibly in these years", "certainly": "certainly in these years"}
SORTS = {"old": "oldest first", "new": "newest first"}
DISPUTED = Condition("disputed", Q(disputed_rule()))
LANES = {"country": "by side", "programme": "by programme"}
NAMES = (
    "q",
    "from",
    "to",
    "certainty",
    *(facet.name for facet in FACETS),
    "disputed",
    "sort",
    "lanes",
    "start",
    "pages",
)
SINGLE = [name for name in NAMES if name not in {facet.name for facet in FACETS}]


def _in_years(first: int | None, last: int | None, certainty: str) -> Condition:
    years: dict[str, Any] = {"first": first, "last": last, "certainly": certainty == "certainly"}
    return Condition(f"years {years}", years_rule(**years), lambda: sets.in_years(**years))


class EventFilter:
    """What a visitor asked the timeline for.

    Reading never fails: a value that makes no sense is left out and named in `rejected`, beside its field. What remains
    is in force: `events()` selects by it, `pills` says it, and each facet is counted by all of it but itself.
    """

    def __init__(self, query: QueryDict, path: str = "/") -> None:
        self.address = Address(path, query, NAMES)
        self.rejected: list[Rejected] = []
        self.conditions: dict[str, Condition] = {}
        self.chosen: dict[str, dict[str, str]] = {}
        self.text = self._read_text()
        self.certainty = self._read_word("certainty", list(CERTAINTIES)) or "possibly"
        self.first, self.last = self._read_years()
        for facet in FACETS:
            self._read_facet(facet)
        if self._read_word("disputed", ["yes"]):
            self.conditions["disputed"] = DISPUTED
        self.newest_first = self._read_word("sort", list(SORTS)) == "new"
        self.lanes = self._read_word("lanes", list(LANES)) or "country"
        self.page = Page(self.selection, self.address, newest_first=self.newest_first)
        for name, value in self.page.misread.items():
            self._reject(name, value, f"{said(value)} is no place in the list, so the list starts at its beginning.")
        for name in SINGLE:
            self._reject_repeated(name)

    # Reading: each value is checked, and what is wrong with it is kept for the page.

    def _reject(self, name: str, value: str, sentence: str, meant: tuple[Link, ...] = ()) -> None:
        self.rejected.append(Rejected(name, sentence, self.address.without(name, value), meant))

    def reject_misnamed(self) -> None:
        """Name what is almost the name of a filter; for pages that take no parameters but filters."""
        self.rejected += self.address.reject_misnamed(SINGLE)

    def _reject_repeated(self, name: str) -> None:
        """Name the values of a filter that takes one and was given several: the last is read."""
        earlier = self.address.values.get(name, [])[:-1]
        for value in earlier[:MOST_NAMED]:
            self._reject(name, value, f"“{name}” takes one value and was given more, so {said(value)} was left out.")
        self.rejected += self.address.reject_others(name, earlier[MOST_NAMED:])

    def _read_text(self) -> str:
        text = self.address.one("q")
        if len(text) > LONGEST_VALUE:
            self._reject(
                "q", text, f"Search for at most {LONGEST_VALUE} characters; what you gave was {len(text)} long."
            )
            return ""
        if (number := len(spelling.tokens(text))) > search.MOST_WORDS:
            self._reject("q", text, f"Search for at most {search.MOST_WORDS} words; what you gave were {number}.")
            return ""
        if text:
            self.conditions["q"] = Condition(f"q {text!r}", search.matching(Event, text))
        return text

    def _read_years(self) -> tuple[int | None, int | None]:
        first, last = self._read_year("from"), self._read_year("to")
        if first is not None and last is not None and first > last:
            self._reject(
                "to",
                self.address.one("to"),
                f"The years end ({last}) before they begin ({first}), so the end was left out.",
            )
            last = None
        if first is not None or last is not None:
            self.conditions["years"] = _in_years(first, last, self.certainty)
        return first, last

    def _read_year(self, name: str) -> int | None:
        value = self.address.one(name)
        if not value:
            return None
        if re.fullmatch(r"[0-9]{4}", value) and FIRST_YEAR <= int(value) <= LAST_YEAR:
            return int(value)
        self._reject(name, value, f"{said(value)} is not a year from {FIRST_YEAR} to {LAST_YEAR}, so it was left out.")
        return None

    def _read_word(self, name: str, allowed: list[str]) -> str:
        value = self.address.one(name)
        if not value or value in allowed:
            return value
        self._reject(name, value, f"{said(value)} is not one of: {', '.join(allowed)}. It was left out.")
        return ""

    def _read_facet(self, facet: Facet) -> None:
        given = self.address.values.get(facet.name, [])
        values = [value for value in given if len(value) <= LONGEST_VALUE and "\x00" not in value]
        known = facet.known(values) if values else {}
        unknown = [value for value in given if value not in known]
        if given:
            todays = (known[value][0] if value in known else value for value in given)
            self.address.values[facet.name] = list(dict.fromkeys(todays))
        for value in unknown[:MOST_NAMED]:
            self._reject(
                facet.name,
                value,
                f"There is no {facet.label.lower()} {said(value)} here, so it was left out.",
                tuple(self._meant(facet, value)),
            )
        self.rejected += self.address.reject_others(facet.name, unknown[MOST_NAMED:])
        if known:
            self.chosen[facet.name] = dict(known[value] for value in given if value in known)
            self.conditions[facet.name] = facet.condition(sorted(self.chosen[facet.name]))

    def _meant(self, facet: Facet, value: str) -> list[Link]:
        kept = [other for other in self.address.values[facet.name] if other != value]
        return [Link(label, self.address.url(**{facet.name: [*kept, slug]})) for slug, label in facet.meant_by(value)]

    # Selecting and counting.

    def events(self, without: str = "") -> QuerySet[Event]:
        """The published events that every condition selects, but for the one on `without`; in no order yet."""
        return Event.objects.published().filter(*(condition.rule for condition in self._conditions(without)))

    def selection(self, without: str = "") -> int:
        """The same as a set (see sets.py)."""
        found = sets.order().everything
        for condition in self._conditions(without):
            found &= condition.events
        return found

    def key(self, without: str = "") -> str:
        """The same as a text, alike for the same selection."""
        return " ".join(sorted(condition.name for condition in self._conditions(without)))

    def _conditions(self, without: str) -> list[Condition]:
        return [condition for name, condition in self.conditions.items() if name != without]

    @property
    def total(self) -> int:
        """How many events are selected."""
        return self.selection().bit_count()

    @cached_property
    def facets(self) -> list[CountedFacet]:
        """Every facet with its choices, counted by all conditions but its own."""
        return [self._counted(facet) for facet in FACETS]

    def _is_open(self, facet: Facet) -> bool:
        return facet.name == "kind" or self._is_in_force(facet)

    def _is_in_force(self, facet: Facet) -> bool:
        return facet.name in self.chosen or bool(self.rejected_for(facet.name))

    def _counted(self, facet: Facet) -> CountedFacet:
        chosen = self.chosen.get(facet.name, {})

        def count() -> tuple[list[Choice], int]:
            return facet.choices(self.selection(without=facet.name), chosen)

        choices, more = versions.kept(f"facet.{facet.name}.{list(chosen)}.{self.key(without=facet.name)}", count)
        rejected = self.rejected_for(facet.name)
        return CountedFacet(
            facet.name, facet.label, facet.plural, facet.index, choices, more, rejected, self._is_open(facet)
        )

    @property
    def disputed(self) -> Choice:
        """The choice of the events on which sources disagree."""
        return Choice("yes", "Sources disagree", self._number_if("disputed", DISPUTED), "disputed" in self.conditions)

    @property
    def certainties(self) -> list[Choice]:
        """The two ways to read a range of years, each with its count."""
        numbers = {word: self._number_if("years", _in_years(self.first, self.last, word)) for word in CERTAINTIES}
        return [Choice(word, label, numbers[word], word == self.certainty) for word, label in CERTAINTIES.items()]

    def _number_if(self, name: str, condition: Condition) -> int:
        """How many events would be selected if this were the condition on `name`."""
        return (self.selection(without=name) & condition.events).bit_count()

    # Saying: the same in words, and the links that take each back.

    @cached_property
    def pills(self) -> list[Link]:
        """What is in force, each with the address without it."""
        address = self._first_page()
        pills = []
        if self.text:
            pills.append(Link(f"Text: {said(self.text)}", address.url(q=None)))
        if self.first is not None:
            pills.append(Link(f"From {self.first}", address.url(**{"from": None})))
        if self.last is not None:
            pills.append(Link(f"To {self.last}", address.url(to=None)))
        if self.certainty == "certainly" and "years" in self.conditions:
            pills.append(Link("Certainly in these years", address.url(certainty=None)))
        for facet in FACETS:
            for value, label in self.chosen.get(facet.name, {}).items():
                pills.append(Link(f"{facet.label}: {label}", address.without(facet.name, value)))
        if "disputed" in self.conditions:
            pills.append(Link("Sources disagree", address.url(disputed=None)))
        return pills

    @cached_property
    def ways_out(self) -> list[tuple[Link, int]]:
        """For an empty result: each condition that hides events, as a link without it and the number that it hides."""
        found = []
        for name in self.conditions:
            if number := self.selection(without=name).bit_count():
                dropped = dict.fromkeys(("from", "to", "certainty") if name == "years" else (name,))
                found.append((Link(self._said(name), self._first_page().url(**dropped)), number))
        return sorted(found, key=lambda way: -way[1])

    def _said(self, name: str) -> str:
        """One condition in words."""
        if name == "years":
            bounds = [f"{word} {year}" for word, year in (("from", self.first), ("to", self.last)) if year is not None]
            return f"the years ({' '.join(bounds)})"
        if name == "q":
            return f"the text {said(self.text)}"
        if name == "disputed":
            return "“sources disagree”"
        return f"the {name} ({' or '.join(self.chosen[name].values())})"

    @property
    def status(self) -> str:
        """One short phrase for a status line, which a screen reader speaks after each change."""
        counted = "1 event" if self.total == 1 else f"{self.total:,} events"
        if not self.total:
            counted = "No event matches"
        elif self.page.has_more or self.page.start:
            counted = f"{len(self.page.events)} of {counted} shown"
        left_out = sum(rejected.number for rejected in self.rejected)
        if not left_out:
            return counted
        return f"{counted}; {left_out} {'filter was' if left_out == 1 else 'filters were'} left out"

    @property
    def title(self) -> str:
        """The selection in words, for the head of a page: "Docking · Alexei Leonov · from 1970"."""
        parts = [pill.label for pill in self.pills]
        return " · ".join(parts)

    @property
    def has_facets_in_force(self) -> bool:
        """Whether something is chosen or was rejected among the facets, so that they are laid open on a phone too."""
        return "disputed" in self.conditions or any(self._is_in_force(facet) for facet in FACETS)

    @property
    def is_active(self) -> bool:
        """Whether anything narrows the timeline."""
        return bool(self.conditions)

    @property
    def _arrangement(self) -> dict[str, str | None]:
        """How the timeline is laid out, whatever is selected: only what differs from the usual."""
        return {"sort": "new" if self.newest_first else None, "lanes": self.lanes if self.lanes != "country" else None}

    @property
    def clear_url(self) -> str:
        """The whole timeline in the same order."""
        return self.address.dropping(*NAMES).url(**self._arrangement)

    @property
    def canonical_url(self) -> str:
        """This very view, with nothing in its address but what is in force."""
        kept: dict[str, Any] = {name: list(labels) for name, labels in self.chosen.items()}
        kept |= {"q": self.text or None, "from": self.first and str(self.first), "to": self.last and str(self.last)}
        kept["certainty"] = "certainly" if self.certainty == "certainly" and "years" in self.conditions else None
        kept["disputed"] = "yes" if "disputed" in self.conditions else None
        kept |= self._arrangement | {"start": self.page.start or None}
        kept["pages"] = str(self.page.pages) if self.page.pages > 1 else None
        cleared = dict.fromkeys(NAMES)
        return self.address.url(**cleared | {name: value for name, value in kept.items() if value})

    @property
    def query(self) -> str:
        """The query string of this very view, with its question mark; empty for the whole timeline."""
        return self.canonical_url[len(self.address.path) :]

    @property
    def selecting(self) -> str:
        """The query string of what is selected, with its question mark, whatever its order and where its list starts."""
        view = Address(self.address.path, QueryDict(self.query.removeprefix("?")), NAMES)
        return view.dropping("sort", "lanes", "start", "pages").url()[len(view.path) :]

    @property
    def sorts(self) -> list[tuple[Link, bool]]:
        """The two orders, and which of them is in force."""
        address = self._first_page()
        return [
            (Link(label, address.url(sort="new" if word == "new" else None)), (word == "new") == self.newest_first)
            for word, label in SORTS.items()
        ]

    def _first_page(self) -> Address:
        """The address from the beginning of the list."""
        return self.address.dropping("start", "pages")

    @property
    def year_from(self) -> str:
        """What stands in the field of the first year, be it right or wrong."""
        return self.address.one("from")[:LONGEST_VALUE]

    @property
    def year_to(self) -> str:
        """What stands in the field of the last year, be it right or wrong."""
        return self.address.one("to")[:LONGEST_VALUE]

    @property
    def rejected_text(self) -> list[Rejected]:
        """What was wrong with the text searched for."""
        return self.rejected_for("q")

    @property
    def rejected_years(self) -> list[Rejected]:
        """What was wrong with the years and how to read them."""
        return self.rejected_for("from", "to", "certainty")

    @property
    def rejected_disputed(self) -> list[Rejected]:
        """What was wrong with asking for disagreements only."""
        return self.rejected_for("disputed")

    def rejected_for(self, *names: str) -> list[Rejected]:
        """What was wrong with the values of the named fields."""
        return [rejected for rejected in self.rejected if rejected.field in names]
