"""`manage.py check_links`: whether the addresses of the sources still lead to them."""

import logging
from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter
from contextlib import closing
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from timeline.links.pace import Pace
from timeline.links.rounds import Link, Result, due, go_round, record
from timeline.links.visits import Visitor
from timeline.models import LinkCheck
from timeline.models.links import ANSWERING, LinkOutcome

logger = logging.getLogger(__name__)

WIDTH = 30  # of the bar


def positive(text: str) -> float:
    """A number from 0 on."""
    try:
        number = float(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is no number") from error
    if not 0 <= number < 1_000_000:
        raise ArgumentTypeError(f"{text} is below 0 or far too large")
    return number


class Command(BaseCommand):
    help = (
        "Visit the addresses of the sources and of their copies in archives, and keep what came of each. One request at a "
        "time goes to a host, with a pause after it; nothing but the public internet is visited. An address is dead when it "
        "fails on two days. Ctrl-C ends it; what was visited is kept, and the next run goes on with the rest."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only-dead", action="store_true", help="visit those again that were dead")
        parser.add_argument(
            "--older-than",
            metavar="DAYS",
            type=positive,
            default=1.0,
            help="visit what was not visited for so many days: 1 unless told, 0 for all",
        )
        parser.add_argument("--limit", metavar="N", type=int, help="visit so many at most")
        parser.add_argument("--host", default="", help="visit this host alone, and those below it")
        parser.add_argument(
            "--archive", action="store_true", help="ask the Internet Archive for copies that sources lack"
        )
        parser.add_argument("--dry-run", action="store_true", help="list what would be visited, and visit nothing")
        parser.add_argument("--timeout", metavar="SECONDS", type=positive, default=15.0, help="15 unless told")
        parser.add_argument(
            "--pause", metavar="SECONDS", type=positive, default=2.0, help="between two visits to a host: 2"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["limit"] is not None and options["limit"] < 1:
            raise CommandError("--limit: give a number from 1 on.")
        started = timezone.now()
        before = started - timedelta(days=options["older_than"])
        links = due(before=before, host=options["host"], only_dead=options["only_dead"], limit=options["limit"])
        if options["dry_run"]:
            for link in links:
                self.stdout.write(link.address)
            self.stdout.write(f"{_links(len(links))} would be visited. A dry run: none was.")
            return
        agent = f"SpaceHistory link check (+{settings.SITE_URL}/about/)"
        visitor = Visitor(
            agent, Pace(options["pause"]), timeout=options["timeout"], may_be_private=settings.LINKS_MAY_BE_PRIVATE
        )
        counts: Counter[str] = Counter()
        try:
            with closing(go_round(links, visitor, started.date(), asks_archive=options["archive"])) as results:
                for result in results:
                    check = record(result, timezone.now())
                    counts[check.outcome if check else "left"] += 1
                    counts["dead"] += bool(check and check.is_dead)
                    self._tell(result, check)
                    self._progress(_done(counts), len(links))
        except KeyboardInterrupt as error:
            logger.warning("Round of links stopped after %d of %d.", _done(counts), len(links))
            raise CommandError(
                f"\nStopped: {_done(counts)} of {_links(len(links))} were visited and are kept.", returncode=130
            ) from error
        except Exception:
            logger.exception("Round of links failed after %d of %d.", _done(counts), len(links))
            raise
        logger.info("Round of links done: %d, %d dead, %d left.", len(links), counts["dead"], counts["left"])
        self._sum_up(counts, links)

    def _tell(self, result: Result, check: LinkCheck | None) -> None:
        """A line for whatever an editor should look at."""
        if check is None or (check.outcome == LinkOutcome.FINE and not check.note):
            return
        self._progress(0, 0)
        dead = "DEAD, " if check.is_dead else ""
        status = f" {check.status}" if check.status and check.outcome not in ANSWERING else ""
        note = " ".join(part for part in (f"→ {check.target}" if check.target else "", check.note) if part)
        self.stdout.write(f"{dead}{check.get_outcome_display()}{status}: {check.address} {note}".rstrip())
        self.stdout.write(f"  {result.link.title}")

    def _progress(self, done: int, whole: int) -> None:
        """The bar on a terminal; nothing where the output goes elsewhere. Without numbers it is wiped away."""
        if not self.stdout.isatty():
            return
        bar = ("#" * (WIDTH * done // whole)).ljust(WIDTH, ".") if whole else ""
        self.stdout.write(f"\r\x1b[2K[{bar}] {done}/{whole}" if whole else "\r\x1b[2K", ending="")
        self.stdout.flush()

    def _sum_up(self, counts: Counter[str], links: list[Link]) -> None:
        self._progress(0, 0)
        named = [f"{counts[each.value]} {each.label}" for each in LinkOutcome if counts[each.value]]
        if counts["left"]:
            named.append(f"{counts['left']} left for another day, as their hosts asked")
        self.stdout.write(f"{_links(len(links))}: {', '.join(named) or 'nothing to visit'}; {counts['dead']} dead.")


def _done(counts: Counter[str]) -> int:
    """How many links a round has come to: one that is dead is counted by its outcome as well."""
    return counts.total() - counts["dead"]


def _links(number: int) -> str:
    return f"{number} link{'' if number == 1 else 's'}"
