"""Years → places along an axis, in percent of its length, so that a picture needs to know nothing of its width."""

from dataclasses import dataclass
from datetime import date

MOST_YEARS_NAMED = 20  # a longer stretch is named by its decades
YEARS_NAMED_BY_MONTH = 2
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True)
class Tick:
    """A name on the axis: where it stands, and the years that it leads to; a month leads nowhere."""

    label: str
    x: float
    years: tuple[int, int] | None
    is_minor: bool = False  # left out where there is little room

    @property
    def is_at_end(self) -> bool:
        """Whether the name has to stand before its place, there being no room after it."""
        return self.x > 95

    @property
    def words(self) -> str:
        """The years that it leads to."""
        first, last = self.years or (0, 0)
        return f"{first} to {last}" if first < last else str(first)


@dataclass(frozen=True)
class Scale:
    """The years `first` to `last`, both included, laid out from 0 to 100."""

    first: int
    last: int

    @property
    def years(self) -> int:
        """How many years there are."""
        return self.last - self.first + 1

    def at(self, day: date) -> float:
        """Where a day begins, in percent; outside of 0 to 100 for a day outside of these years."""
        start = date(self.first, 1, 1)
        return round(100 * (day - start).days / (date(self.last, 12, 31) - start).days, 2)

    def within(self, day: date) -> float:
        """The same, held between the two ends."""
        return min(max(self.at(day), 0.0), 100.0)

    @property
    def ticks(self) -> list[Tick]:
        """The names of decades, of years, or of the months of one or two years."""
        if self.years > MOST_YEARS_NAMED:
            return self._decades()
        if self.years > YEARS_NAMED_BY_MONTH:
            years = range(self.first, self.last + 1)
            return [
                Tick(str(year), self.at(date(year, 1, 1)), (year, year), self.years > 7 and year % 2 == 1)
                for year in years
            ]
        return [
            Tick(f"{name} {year}" if number == 1 else name, self.at(date(year, number, 1)), None, number % 3 != 1)
            for year in range(self.first, self.last + 1)
            for number, name in enumerate(MONTHS, start=1)
        ]

    @property
    def rules(self) -> str:
        """A fine rule at each name, as the data of one SVG path in a box 100 wide and 1 high."""
        return "".join(f"M{tick.x:g} 0V1" for tick in self.ticks if 0 < tick.x < 100)

    def _decades(self) -> list[Tick]:
        """One name to a decade, or, over more than a dozen of them, to a larger round number of years."""
        step = next(step for step in (10, 20, 50, 100) if self.years / step <= 12)
        rounds = range(self.first // step * step, self.last + 1, step)
        return [
            Tick(str(max(year, self.first)), self.within(date(year, 1, 1)), (year, year + step - 1))
            for year in rounds
            if year >= self.first or year + step - self.first > step * 0.4
        ]
