"""A round of visits: what is due, many hosts at once but never two visitors at one, each result as soon as it is there."""

from collections import defaultdict
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from queue import SimpleQueue
from typing import Any
from urllib.parse import urlsplit

from timeline.links import archive
from timeline.links.pace import Closed
from timeline.links.visits import Visit, Visitor
from timeline.models import LinkCheck, Source

AT_ONCE = 8  # hosts


@dataclass(frozen=True)
class Link:
    """One address of a source, and what is known of it."""

    source: int
    title: str
    field: str
    address: str
    day: date | None  # when the source was read
    last: LinkCheck | None
    lacks_copy: bool = False

    @property
    def host(self) -> str:
        """Whose it is; empty for what is no address."""
        try:
            return (urlsplit(self.address).hostname or "").lower()
        except ValueError:
            return ""


@dataclass(frozen=True)
class Result:
    """What came of one link; without a visit where its host is left alone this time."""

    link: Link
    visit: Visit | None
    archived: str = ""


def due(
    *, before: datetime | None = None, host: str = "", only_dead: bool = False, limit: int | None = None
) -> list[Link]:
    """The links that were not visited since `before`, those first that were never visited or least lately."""
    links = [
        link
        for link in _links()
        if (link.last is None or before is None or link.last.checked < before)
        and (not host or link.host == host.lower() or link.host.endswith(f".{host.lower()}"))
        and (not only_dead or (link.last is not None and link.last.is_dead))
    ]
    links.sort(key=lambda link: (link.last.checked.timestamp() if link.last else 0.0, link.source, link.field))
    return links[:limit]


def _links() -> Iterator[Link]:
    last = {(check.source_id, check.field, check.address): check for check in LinkCheck.objects.all()}
    columns = ("pk", "title", "accessed", "url", "archive_url")
    for pk, title, day, *addresses in Source.objects.order_by("pk").values_list(*columns):
        for (field, _), address in zip(LinkCheck.FIELDS, addresses, strict=True):
            if address:
                lacks_copy = field == "url" and not addresses[1]
                yield Link(pk, title, field, address, day, last.get((pk, field, address)), lacks_copy)


def go_round(
    links: list[Link], visitor: Visitor, today: date, *, asks_archive: bool = False
) -> Generator[Result, None, None]:
    """Visit `links`; give each result as it comes. Whoever stops listening ends the round."""
    by_host: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_host[link.host].append(link)
    results: SimpleQueue[Any] = SimpleQueue()

    def walk(some: list[Link]) -> None:
        for link in some:
            if visitor.pace.stop.is_set():
                return
            try:
                results.put(_visited(link, visitor, today, asks_archive=asks_archive))
            except Exception as error:  # it would be lost in this thread; the one that listens raises it
                error.add_note(f"While visiting {link.host}.")
                results.put(error)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for some in by_host.values():
            pool.submit(walk, some)
        try:
            for _ in links:
                result = results.get()
                if isinstance(result, Exception):
                    raise result
                yield result
        finally:
            visitor.pace.stop.set()
            pool.shutdown(cancel_futures=True)


def _visited(link: Link, visitor: Visitor, today: date, *, asks_archive: bool) -> Result:
    try:
        visit = visitor.visit(link.address)
    except Closed:
        return Result(link, None)
    if not (asks_archive and link.lacks_copy):
        return Result(link, visit)
    return Result(link, visit, archive.known(visitor, link.address, link.day or today))


def record(result: Result, when: datetime) -> LinkCheck | None:
    """Keep what came of a visit; None where there was none."""
    link, visit = result.link, result.visit
    if visit is None:
        return None
    check = LinkCheck.objects.filter(source=link.source, field=link.field).first()
    check = check or LinkCheck(source_id=link.source, field=link.field)
    if check.address != link.address:  # what is known of another address says nothing of this one
        check.failing_since, check.is_dead, check.archived = None, False, ""
    check.address = link.address
    check.archived = result.archived or check.archived
    check.record(visit.outcome, when, visit.status, visit.target, visit.note)
    check.save()
    return check
