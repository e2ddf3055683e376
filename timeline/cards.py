"""Events as cards that give no date away, shuffled: to be cut out or to be put in order on the screen."""

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from string import ascii_uppercase

from timeline.models import Event, Spacecraft
from timeline.selections import Selection
from timeline.text.undated import blanked, is_undated, opening

LONGEST_TEXT = 330  # characters that a card has room for
MOST_PEOPLE = 4


@dataclass(frozen=True)
class Card:
    """An event as a card: the letter by which the key finds it, and nothing that says when it was."""

    letter: str
    event: Event

    @property
    def title(self) -> str:
        """The title, with a blank where it names a year."""
        return blanked(self.event.title)

    @property
    def text(self) -> str:
        """What the summary opens with before it names a date: what comes after a gap may lean on what was left out."""
        return opening(self.event.summary, LONGEST_TEXT)

    @property
    def where(self) -> str:
        """Where it was."""
        place = self.event.place_text or (self.event.place.name if self.event.place else "")
        return place if is_undated(place) else ""

    @property
    def people(self) -> list[str]:
        """The names of those who were there, as many as a card has room for beside a drawing."""
        return [person.name for person in self.event.people.all()][:MOST_PEOPLE]

    @property
    def craft(self) -> Spacecraft | None:
        """What flew most of its missions, to be drawn where there is no text."""
        flew = Counter(craft for mission in self.event.missions.all() for craft in mission.spacecraft.all())
        return min(flew, key=lambda craft: (-flew[craft], craft.order, craft.key), default=None)


def shuffled(selection: Selection) -> list[Card]:
    """The events of a selection as cards in an order that says nothing: always the same one for the same selection."""

    def place(event: Event) -> str:
        return sha256(f"{selection.path} {event.key}".encode()).hexdigest()

    return [Card(_letter(number), event) for number, event in enumerate(sorted(selection.events, key=place))]


def _letter(number: int) -> str:
    """A to Z, then AA to AZ and so on."""
    before, last = divmod(number, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[last]
