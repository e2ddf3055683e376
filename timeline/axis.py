"""The axis: what an EventFilter selects, drawn over the years that it selects, and the links that move about in it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from timeline import together, versions
from timeline.choices import Precision, Side
from timeline.drawing import axis as drawing
from timeline.drawing.axis import Candidate, Count, Lane, Mark, Partner, Span, TwoSides
from timeline.drawing.scale import Scale, Tick
from timeline.drawing.two_lines import Braid, joined
from timeline.filters import EventFilter
from timeline.filters.events import FIRST_YEAR, LAST_YEAR
from timeline.filters.query import Link
from timeline.models import Event, Programme
from timeline.models.events import day_of
from timeline.text import edtf

MOST_PROGRAMMES = 6
ELSEWHERE = "others"
YEARS_BY_MONTH = 12  # a stretch of at most so many years is counted by the month, and one year by the day
WIDTHS = {4: (1, 2, 5, 10, 20, 50, 100), 6: (1, 2, 3, 6, 12, 24), 8: (7, 14, 31, 92)}


@dataclass(frozen=True)
class Named:
    """Something in the picture: its side, its address, and the words of its card with the title first."""

    side: str
    url: str
    words: str


@dataclass(frozen=True)
class Gathered:
    """A count in the picture with the address that opens it."""

    count: Count
    side: str
    url: str
    words: str


class Axis:
    """The picture above the list.

    It is drawn from grouped queries: the events of each cell (a year, a month or a day, and a lane) are counted and the
    foremost of them may get a mark, so that its cost and its size do not grow with what it shows.
    """

    def __init__(self, event_filter: EventFilter) -> None:
        self.filter = event_filter
        self.by_programme = event_filter.lanes == "programme"

    @classmethod
    def of_all(cls) -> "Axis":
        """The axis of the whole timeline."""
        return cls(EventFilter(QueryDict()))

    @cached_property
    def extent(self) -> tuple[int, int] | None:
        """The first and the last year of the whole timeline; None where it is empty."""
        positions = Event.objects.published().in_order().values_list("position", flat=True)
        first, last = positions.first(), positions.last()
        return (int(first[:4]), int(last[:4])) if first and last else None

    @cached_property
    def scale(self) -> Scale:
        """The years that are drawn: those asked for, or all."""
        first, last = self.extent or (FIRST_YEAR, LAST_YEAR)
        first = self.filter.first or min(first, self.filter.last or first)
        return Scale(first, self.filter.last or max(first, last))

    @cached_property
    def whole(self) -> Scale:
        """All years that there are, for the strip beneath."""
        first, last = self.extent or (self.scale.first, self.scale.last)
        return Scale(min(first, self.scale.first), max(last, self.scale.last))

    @property
    def ticks(self) -> list[tuple[Tick, str]]:
        """The names of years, each with the address that shows those years alone."""
        return [(tick, self._url(*tick.years) if tick.years else "") for tick in self.scale.ticks]

    # The cells

    @property
    def _digits(self) -> int:
        return 4 if self.scale.years > YEARS_BY_MONTH else 6 if self.scale.years > 1 else 8

    @cached_property
    def _cells(self) -> list[tuple[str, Any, int, str]]:
        field = "missions__programme__slug" if self.by_programme else "countries"
        events: Any = self.filter.events()
        return list(events.by_cell(self._digits, field))

    def _column(self, cell: str) -> int:
        """Which column a cell belongs to, counted from the first that is drawn."""
        years = int(cell[:4]) - self.scale.first
        if len(cell) == 4:
            return max(years, 0)
        if len(cell) == 6:
            return max(years * 12 + int(cell[4:6]) - 1, 0)
        return max((day_of(cell) - date(self.scale.first, 1, 1)).days, 0)

    def _day(self, column: int) -> date:
        """The first day of a column."""
        if self._digits == 8:
            return date(self.scale.first, 1, 1) + timedelta(days=column)
        year, month = (column, 0) if self._digits == 4 else divmod(column, 12)
        return date(self.scale.first + year, month + 1, 1)

    def _lane(self, value: Any) -> str:
        if self.by_programme:
            return value if value in self.lanes else ELSEWHERE
        return Side.of(value.split()).value

    # The picture

    @cached_property
    def story(self) -> together.Story:
        """Who flew with whom, in the whole timeline."""
        return together.story()

    @cached_property
    def sides(self) -> TwoSides:
        """The two lines that meet, and the countries between them."""
        at, within, story = self.scale.at, self.scale.within, self.story
        spans = joined(
            (at(start), 100.0 if end >= story.last else at(end + timedelta(days=1))) for start, end in story.days
        )
        partners = (
            Partner(
                each.name,
                within(each.first),
                within(each.joined or each.last),
                each.joined is not None and at(each.joined) <= 100,
            )
            for each in story.company
        )
        return TwoSides(
            Braid(spans), drawing.with_slots(partner for partner in partners if partner.start < partner.end)
        )

    @cached_property
    def lanes(self) -> dict[str, Lane]:
        """The lanes from top to bottom, by name."""
        return self._programmes[0] if self.by_programme else self.sides.lanes(dict(Side.choices))

    @cached_property
    def _programmes(self) -> tuple[dict[str, Lane], int]:
        numbers: dict[str, int] = defaultdict(int)
        for _, slug, number, _ in self._cells:
            numbers[slug] += number
        busiest = sorted((slug for slug in numbers if slug), key=lambda slug: (-numbers[slug], slug))[:MOST_PROGRAMMES]
        rows = {row.slug: row for row in Programme.objects.filter(slug__in=busiest)}
        firsts = {slug: min(rank[1:] for _, value, _, rank in self._cells if value == slug) for slug in busiest}
        names = [
            (slug, rows[slug].name, rows[slug].get_absolute_url()) for slug in sorted(busiest, key=firsts.__getitem__)
        ]
        return drawing.rows([*names, (ELSEWHERE, "All others", "")])

    @property
    def height(self) -> int:
        """In pixels."""
        return self._programmes[1] if self.by_programme else self.sides.height

    @cached_property
    def _placed(self) -> list[Mark]:
        candidates: dict[tuple[str, str], Candidate] = {}
        for _, value, _, rank in self._cells:
            position, lane = rank[1:], self._lane(value)
            x = self.scale.within(day_of(position))
            candidates[position, lane] = Candidate(x, lane, 6 - int(rank[0]), position)
        return drawing.place(candidates.values(), self.lanes)

    @cached_property
    def marks(self) -> list[Mark]:
        """The foremost events, each where it happened."""
        wanted: Any = Event.objects.published().filter(position__in={mark.candidate.key for mark in self._placed})
        rows = wanted.with_dispute().defer("body", "body_html", "words", "summary")
        events: dict[str, Any] = {event.position: event for event in rows}
        for mark in self._placed:
            event = mark.entry = events[mark.candidate.key]
            words = [event.title, edtf.words(event.date), event.get_kind_display().lower()]
            if event.is_disputed:
                words.append("sources disagree")
            event.card = " · ".join(words)
            if ends := _uncertain(event):
                start, end = (self.scale.within(day) for day in ends)
                if end - start >= drawing.LEAST_FADE:
                    mark.fade = round(start, 2), round(end - start, 2)
        return self._placed

    @property
    def disputed_bars(self) -> list[tuple[str, str]]:
        """A short bar under each mark whose sources disagree: for major marks and for minor ones the data of an SVG path."""
        disputed = [mark for mark in self.marks if mark.entry.is_disputed]
        bars = [(mark, f"M{mark.x:g} {mark.y + mark.size / 2:g}v5") for mark in disputed]
        return [
            ("major", "".join(bar for mark, bar in bars if mark.is_major)),
            ("minor", "".join(bar for mark, bar in bars if not mark.is_major)),
        ]

    @cached_property
    def counts(self) -> list[Gathered]:
        """How many events there are beside those with a mark, gathered until there is room for the numbers."""
        numbers: dict[tuple[str, int], int] = defaultdict(int)
        for cell, value, number, _ in self._cells:
            numbers[self._lane(value), self._column(cell)] += number
        for mark in self._placed:
            numbers[mark.candidate.lane, self._column(mark.candidate.key[: self._digits])] -= 1
        counts, width = drawing.gather(
            numbers, self.lanes, WIDTHS[self._digits], lambda column: self.scale.at(self._day(column))
        )
        return [self._gathered(count, width) for count in counts]

    def _gathered(self, count: Count, width: int) -> Gathered:
        start, end = self._day(count.column), self._day(count.column + width) - timedelta(days=1)
        lane = self.lanes[count.lane].label
        years = (max(start.year, self.scale.first), min(end.year, self.scale.last))
        if self._digits == 4 and years != (self.scale.first, self.scale.last):
            url, when = (
                self._url(*years),
                edtf.words(f"{years[0]}/{years[1]}" if years[0] < years[1] else str(years[0])),
            )
        else:
            first, last = f"{start:%Y%m%d}", f"{end:%Y%m%d}z"
            url = f"{self._address.url(start=last if self.filter.newest_first else first)}#results"
            when = edtf.words(f"{start}/{end}")
        side = "" if self.by_programme else count.lane
        return Gathered(count, side, url, f"{count.number} more: {lane} · {when}")

    @cached_property
    def bars(self) -> list[tuple[drawing.Bar, Named]]:
        """The longest missions of what is selected, each from its launch to its end."""
        opening, closing = date(self.scale.first, 1, 1), date(self.scale.last, 12, 31)
        selected = self._selected_missions
        spans = []
        for flight in self.story.flights:
            side = Side.of([flight.country]).value
            lane = flight.programme if self.by_programme else side
            if flight.start > closing or flight.until < opening or lane not in self.lanes:
                continue
            if selected is not None and flight.mission not in selected:
                continue
            start, end = self.scale.at(flight.start), self.scale.at(flight.until)
            spans.append(Span(start, end, lane, flight.name, flight, "" if flight.ended else "open-ended"))
        return [(bar, self._named(bar.span.entry)) for bar in drawing.stack(spans, self.lanes)]

    @staticmethod
    def _named(flight: together.Flight) -> Named:
        words = f"{flight.name} · launched {edtf.words(edtf.without_time(flight.launched))}"
        if flight.ended:
            words += f", ended {edtf.words(edtf.without_time(flight.ended))}"
        return Named(Side.of([flight.country]).value, reverse("mission", args=[flight.slug]), words)

    @property
    def _selected_missions(self) -> set[int] | None:
        """The missions of the events selected, whatever the years; None where nothing else is asked for."""
        if not self.filter.conditions.keys() - {"years"}:
            return None
        return set(self.filter.events(without="years").order_by().values_list("missions", flat=True).distinct())

    # The strip of all years

    @cached_property
    def density(self) -> list[tuple[int, int]]:
        """The number of events of each year, whatever years are selected; years without any are left out."""
        events: Any = self.filter.events(without="years")
        return versions.kept(f"density.{self.filter.key(without='years')}", lambda: list(events.by_year()))

    @property
    def strip(self) -> str:
        """The density as steps of at most 100 high, as the data of one SVG path."""
        most = max((number for _, number in self.density), default=1)
        steps = []
        for year, number in self.density:
            left, right = self.whole.within(date(year, 1, 1)), self.whole.within(date(year, 12, 31))
            steps.append(f"M{left:g} 100V{100 - max(round(100 * number / most), 6)}H{right:g}V100z")
        return "".join(steps)

    @property
    def window(self) -> tuple[float, float]:
        """Where on the strip the years that are drawn begin, and how much of it they take."""
        start = self.whole.within(date(self.scale.first, 1, 1))
        return start, round(self.whole.within(date(self.scale.last, 12, 31)) - start, 2)

    # The ways about

    @property
    def _address(self) -> Any:
        return self.filter.address.dropping("start", "pages")

    def _url(self, first: int, last: int) -> str:
        """The address that shows the years `first` to `last`."""
        first, last = max(first, FIRST_YEAR), min(last, LAST_YEAR)
        return str(self._address.url(**{"from": str(first), "to": str(last)}))

    @property
    def moves(self) -> list[Link]:
        """Closer, wider, earlier, later and all years: those that lead anywhere."""
        first, last, years = self.scale.first, self.scale.last, self.scale.years
        half, quarter = max(years // 2, 1), years // 4
        found = []
        if years > 1:
            found.append(Link("Closer", self._url(first + quarter, first + quarter + half - 1)))
        if (first, last) != (self.whole.first, self.whole.last):
            wider = max(first - half, self.whole.first), min(last + half, self.whole.last)
            found.append(
                Link("Wider", self._all if wider == (self.whole.first, self.whole.last) else self._url(*wider))
            )
            if first > self.whole.first:
                found.append(Link("Earlier", self._url(first - half, last - half)))
            if last < self.whole.last:
                found.append(Link("Later", self._url(first + half, last + half)))
            found.append(Link("All years", self._all))
        return found

    @property
    def _all(self) -> str:
        return str(self._address.url(**{"from": None, "to": None, "certainty": None}))

    @property
    def arrangements(self) -> list[tuple[Link, bool]]:
        """The two ways to arrange the lanes, and which of them is in force."""
        return [
            (Link("By country", self.filter.address.url(lanes=None)), not self.by_programme),
            (Link("By programme", self.filter.address.url(lanes="programme")), self.by_programme),
        ]


def _uncertain(event: Event) -> tuple[date, date] | None:
    """The days between which it happened; None where it lasted from one to the other, or happened on each of them."""
    if event.date_precision == Precision.RANGE or event.date.startswith("{"):
        return None
    return (event.date_earliest, event.date_latest) if event.date_earliest and event.date_latest else None
