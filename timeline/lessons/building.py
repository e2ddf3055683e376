"""A lesson set while it is put together: what a form sent → rows to be moved, what is wrong, the link.

The whole set stands in the form: `title`, `introduction`, and for each event in order an `event` (its permanent key) and a
`question`. A button adds one field that says what it does: `add` a key, or move `up`, `down` or `remove` the row of a
number. So nothing is kept anywhere, and an address with a button in it may be opened again and gives the same.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import islice, zip_longest

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import get_text_list

from timeline.filters import EventFilter, sets
from timeline.lessons import code
from timeline.lessons.contents import (
    LONGEST_INTRODUCTION,
    LONGEST_QUESTION,
    LONGEST_TITLE,
    MOST_EVENTS,
    Contents,
    Entry,
    one_line,
    paragraphs,
)
from timeline.models import Event
from timeline.models.base import KEY_ALPHABET, KEY_LENGTH

LONGEST_ADDRESS = 2000  # of a set presented, with the host: what mail, chats and QR codes still carry whole
MOST_ROWS = 2 * MOST_EVENTS  # that are shown at all, so that an absurd address makes no absurd page
MOST_FOUND = 12
MOST_NAMED = 3  # of the texts that would make a link shorter
BUTTONS = ("up", "down", "remove")


@dataclass(frozen=True)
class Trouble:
    """What keeps a set from becoming a link: the field, and a sentence that says how to go on."""

    field: str
    sentence: str


class Builder:
    """A set as far as it has come, read from the fields of its form. Reading never fails."""

    def __init__(self, query: QueryDict, site_url: str) -> None:
        self.site_url = site_url
        self.text = one_line(query.get("find", ""))[:200]
        self.is_to_be_made = "make" in query
        self.title = one_line(query.get("title", ""))
        self.introduction = paragraphs(query.get("introduction", ""))
        self.entries = self._entries(query)
        for button in BUTTONS:
            self._press(button, query.get(button, ""))

    def _entries(self, query: QueryDict) -> list[Entry]:
        """The rows of the form, then what is to be added; without any what a filter selects."""
        rows = zip_longest(query.getlist("event"), query.getlist("question"), fillvalue="")
        entries = [Entry(key, one_line(question)) for key, question in rows if is_key(key)]
        keys = [key for key in query.getlist("add") if is_key(key)]
        if not entries and not keys:
            keys = _filtered(EventFilter(query))
        for key in keys:
            if key not in {entry.key for entry in entries}:
                entries.append(Entry(key))
        return entries[:MOST_ROWS]

    def _press(self, button: str, value: str) -> None:
        """Do what a button of a row says; a number that no row has is passed over."""
        if not (value.isascii() and value.isdecimal() and 1 <= int(value[:4]) <= len(self.entries)):
            return
        place = int(value[:4]) - 1
        entry = self.entries.pop(place)
        if button != "remove":
            self.entries.insert(max(place - 1, 0) if button == "up" else place + 1, entry)

    @property
    def contents(self) -> Contents:
        """The set as it stands."""
        return Contents(self.title, self.introduction, tuple(self.entries))

    @cached_property
    def troubles(self) -> list[Trouble]:
        """What keeps it from becoming a link."""
        found = []
        if not self.title:
            found.append(
                Trouble("title", "Give the set a title, so that whoever opens the link knows what it is about.")
            )
        found += self._too_long("title", "title", self.title, LONGEST_TITLE)
        found += self._too_long("introduction", "introduction", self.introduction, LONGEST_INTRODUCTION)
        for number, entry in enumerate(self.entries, start=1):
            found += self._too_long(f"question-{number}", f"question {number}", entry.question, LONGEST_QUESTION)
        if not self.entries:
            found.append(Trouble("find", "Add at least one event: look for it by any word of its title, or by a name."))
        if (more := len(self.entries) - MOST_EVENTS) > 0:
            found.append(
                Trouble("events", f"A set holds at most {MOST_EVENTS} events: take out {more}, or make two sets.")
            )
        return found or self._address_too_long()

    @staticmethod
    def _too_long(field: str, name: str, text: str, most: int) -> list[Trouble]:
        if len(text) <= most:
            return []
        sentence = f"The {name} has {len(text)} characters, {len(text) - most} more than fit: shorten it to {most}."
        return [Trouble(field, sentence)]

    def _address_too_long(self) -> list[Trouble]:
        """One trouble where the link would be too long, with what is longest in it."""
        length = len(self.site_url) + len(reverse("present-set-by-link", args=[code.encode(self.contents)]))
        if length <= LONGEST_ADDRESS:
            return []
        texts = {"the introduction": self.introduction}
        texts |= {f"question {number}": entry.question for number, entry in enumerate(self.entries, start=1)}
        longest = sorted(texts, key=lambda name: -len(texts[name]))[:MOST_NAMED]
        sentence = (
            f"The link would be {length:,} characters long, {length - LONGEST_ADDRESS:,} more than a link may be. Nothing is "
            f"lost: shorten {get_text_list(longest, 'or')}, the longest of its texts, or take out an event."
        )
        return [Trouble("make", sentence)]

    @property
    def url(self) -> str:
        """The address of the finished set; only where there is no trouble."""
        return reverse("set-by-link", args=[code.encode(self.contents)])

    @cached_property
    def filter(self) -> EventFilter:
        """What is looked for, as the timeline would."""
        query = QueryDict(mutable=True)
        query["q"] = self.text
        return EventFilter(query)

    @cached_property
    def found(self) -> list[Event]:
        """The first events that are found; none where nothing is looked for."""
        return first_of(self.filter, MOST_FOUND) if self.filter.is_active else []

    @property
    def keys(self) -> set[str]:
        """The keys of the events in it."""
        return {entry.key for entry in self.entries}


def query_of(contents: Contents) -> QueryDict:
    """The query string of the form for a set."""
    query = QueryDict(mutable=True)
    query["title"], query["introduction"] = contents.title, contents.introduction
    query.setlist("event", [entry.key for entry in contents.entries])
    query.setlist("question", [entry.question for entry in contents.entries])
    return query


def is_key(text: str) -> bool:
    """Whether a text can be the permanent key of an event."""
    return len(text) == KEY_LENGTH and set(text) <= set(KEY_ALPHABET)


def _filtered(event_filter: EventFilter) -> list[str]:
    """The keys of the first events that a filter selects, as many as a set holds; none where it selects everything."""
    if not event_filter.is_active:
        return []
    return [event.key for event in first_of(event_filter, MOST_EVENTS)]


def first_of(event_filter: EventFilter, most: int) -> list[Event]:
    """The first events that a filter selects, in the order of its list, with what a line needs."""
    places = islice(sets.places(event_filter.selection(), newest_first=event_filter.newest_first), most)
    keys = [sets.order().keys[place] for place in places]
    events = Event.objects.published().filter(pk__in=keys).in_order(newest_first=event_filter.newest_first)
    return list(events.only("key", "slug", "title", "date", "countries", "position"))
