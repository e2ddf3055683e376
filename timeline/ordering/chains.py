"""Orders of events that sources give in so many words, over any number of steps: the handshake came after the docking."""

from collections import deque
from collections.abc import Iterable
from typing import Any

from timeline import versions
from timeline.choices import Status
from timeline.models import Event, Succession

# From an event back to an earlier one: the orders on the way, that of the event itself first.
Chain = tuple[Succession, ...]


def chains(event: Event) -> dict[int, Chain]:
    """For the primary key of each published event that `event` is said to come after, the shortest chain that leads there."""
    known = versions.kept("ordering.successions", _by_later)
    found: dict[int, Chain] = {}
    ahead: deque[tuple[int | None, Chain]] = deque([(event.pk, ())])
    while ahead:
        later, chain = ahead.popleft()
        for step in known.get(later, ()):
            if step.earlier_id not in found and step.earlier_id != event.pk:
                found[step.earlier_id] = (*chain, step)
                ahead.append((step.earlier_id, found[step.earlier_id]))
    return found


def chains_of(events: Iterable[Event]) -> dict[int, dict[int, Chain]]:
    """The same for each of some events, by primary key, with one look at the version of the data."""
    with versions.held():
        return {event.pk: chains(event) for event in events}


def _by_later() -> dict[int | None, list[Succession]]:
    """The orders of published events by the later one."""
    both: Any = Succession.objects.filter(later__status=Status.PUBLISHED, earlier__status=Status.PUBLISHED)
    found: dict[int | None, list[Succession]] = {}
    for each in both.select_related("later", "earlier", "citation__source").order_by("citation__order", "key"):
        found.setdefault(each.later_id, []).append(each)
    return found
