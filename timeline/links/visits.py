"""One visit to one address: what was asked, where it led, and what came of it.

The client is the standard library's. What matters here is which address a connection goes to at each hop, how long all of it
may take and how little is read; a larger library would have to be bent for that, and would do nothing else for us.
"""

import http.client
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from threading import Event, Timer
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.utils import timezone

from timeline.links.guard import Private, Unresolved, connect
from timeline.links.pace import Pace
from timeline.models.links import LinkOutcome

MOST_HOPS = 6
MOST_READ = 64 * 1024
REDIRECTS, FOR_GOOD = {301, 302, 303, 307, 308}, {301, 308}
BUSY = {429, 503}  # asked again at once, a host that says so would have every reason to send us away
SAFE = "%/:=&?~#+!$,;'@()*[]|"  # what may stand in a path or query as it is
DEFAULT_WAIT = 60.0  # seconds to leave a busy host alone that does not say for how long


class Malformed(Exception):
    """An address that cannot be visited; the message says why."""


@dataclass(frozen=True)
class Visit:
    """What came of one."""

    outcome: str
    status: int | None = None
    target: str = ""  # where the page has moved to for good
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """What a host answered."""

    status: int
    location: str
    retry_after: str
    body: bytes = b""


class Visitor:
    """Visits addresses, at a pace, under its own name."""

    def __init__(self, agent: str, pace: Pace, *, timeout: float = 15.0, may_be_private: bool = False) -> None:
        self.agent, self.pace, self.timeout, self.may_be_private = agent, pace, timeout, may_be_private
        self.context = ssl.create_default_context()

    def visit(self, address: str) -> Visit:
        """Follow `address` to its end and say what is there. Raises Closed where its host is left alone this time."""
        try:
            return self._followed(address)
        except Malformed as error:
            return Visit(LinkOutcome.MALFORMED, note=str(error))
        except Private as error:
            return Visit(LinkOutcome.PRIVATE, note=str(error))
        except Unresolved as error:
            return Visit(LinkOutcome.DNS, note=str(error))
        except TimeoutError:
            return Visit(LinkOutcome.TIMEOUT, note=f"No answer within {self.timeout:g} seconds.")
        except ssl.SSLError as error:
            return Visit(LinkOutcome.TLS, note=getattr(error, "verify_message", "") or error.reason or str(error))
        except http.client.HTTPException as error:
            return Visit(LinkOutcome.ODD, note=f"The answer is not HTTP ({type(error).__name__}).")
        except OSError as error:
            return Visit(LinkOutcome.UNREACHABLE, note=error.strerror or str(error))

    def _followed(self, address: str) -> Visit:
        here, target, is_for_good = address, "", True
        for _ in range(MOST_HOPS):
            answer = self._answer(here)
            if answer.status not in REDIRECTS or not answer.location:
                return self._said(answer, address, here, target)
            here = _joined(here, answer.location)
            is_for_good = is_for_good and answer.status in FOR_GOOD
            target = here if is_for_good else target
        return Visit(LinkOutcome.ODD, answer.status, note=f"It leads from one address to another {MOST_HOPS} times.")

    def _answer(self, address: str) -> Answer:
        """Ask without the page first; where that is refused, ask for the page and read a little of it."""
        try:
            answer = self.ask("HEAD", address)
        except http.client.HTTPException:
            return self.ask("GET", address)
        return self.ask("GET", address) if answer.status >= 400 and answer.status not in BUSY else answer

    @staticmethod
    def _said(answer: Answer, address: str, here: str, target: str) -> Visit:
        status = answer.status
        note = ""
        if 200 <= status < 300 or status == 304:
            outcome = LinkOutcome.MOVED if target else LinkOutcome.FINE
            if urlsplit(here).path in ("", "/") and urlsplit(address).path not in ("", "/"):
                note = "It leads to the front page of a site: look whether the text is still there."
        elif status in (404, 410):
            outcome = LinkOutcome.GONE
        elif status in (401, 403, 407, 429, 451):
            outcome = LinkOutcome.REFUSED
        else:
            outcome = LinkOutcome.FAULT if status >= 500 else LinkOutcome.ODD
        return Visit(outcome, status, target if outcome == LinkOutcome.MOVED else "", note)

    def ask(self, method: str, address: str) -> Answer:
        """One request, in its turn; a host that is busy is left alone for as long as it says."""
        parts, host, port = taken_apart(address)
        headers = {"User-Agent": self.agent, "Accept": "*/*", "Connection": "close"}
        with self.pace.turn(host), self._connection(parts.scheme, host, port) as connection:
            connection.request(method, _path(parts), headers=headers)
            response = connection.getresponse()
            body = response.read(MOST_READ) if method == "GET" else b""
            found = (response.getheader("Location") or "", response.getheader("Retry-After") or "")
        if response.status in BUSY:
            self.pace.hold(host, seconds_of(found[1]))
        return Answer(response.status, *found, body)

    @contextmanager
    def _connection(self, scheme: str, host: str, port: int) -> Iterator[http.client.HTTPConnection]:
        """A connection that is ended when all of it takes too long, however steadily its bytes trickle in."""
        connection = _Connection(self, scheme, host, port)
        is_late = Event()

        def end() -> None:
            is_late.set()
            if connection.sock:
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

        alarm = Timer(2 * self.timeout, end)
        alarm.start()
        try:
            yield connection
        except (OSError, http.client.HTTPException) as error:
            if is_late.is_set():
                raise TimeoutError from error
            raise
        finally:
            alarm.cancel()
            connection.close()


class _Connection(http.client.HTTPConnection):
    """A connection to the address that the guard has looked at."""

    def __init__(self, visitor: Visitor, scheme: str, host: str, port: int) -> None:
        super().__init__(host, port, timeout=visitor.timeout)
        self.visitor, self.scheme = visitor, scheme
        self.default_port = 443 if scheme == "https" else 80

    def connect(self) -> None:
        timeout = self.visitor.timeout
        self.sock: Any = connect(self.host, self.port, timeout, may_be_private=self.visitor.may_be_private)
        if self.scheme == "https":
            context = self.visitor.context
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock.do_handshake()


def taken_apart(address: str) -> tuple[SplitResult, str, int]:
    """An address in parts, with its host as the network knows it and its port; raise Malformed where it is none."""
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = (parts.hostname or "").encode("idna").decode().lower()
    except (ValueError, UnicodeError) as error:
        raise Malformed(f"It cannot be read as an address ({error}).") from error
    if parts.scheme not in ("http", "https"):
        raise Malformed("Only addresses with http and https are visited.")
    if not host or parts.username is not None or re.search(r"[\s\x00-\x1f\x7f]", address):
        raise Malformed("There is no host in it, a name to sign in with, or a space.")
    return parts, host, port


def _path(parts: SplitResult) -> str:
    """What is asked of the host, in the letters that a request may have."""
    query = f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
    return (quote(parts.path, safe=SAFE) or "/") + query


def _joined(here: str, location: str) -> str:
    try:
        return urljoin(here, location.strip())
    except ValueError as error:
        raise Malformed(f"It leads to what is no address ({error}).") from error


def seconds_of(retry_after: str) -> float:
    """How long a host wants to be left alone, which it says in seconds or as a date."""
    if retry_after.isdecimal() and len(retry_after) < 10:
        return float(retry_after)
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - timezone.now()).total_seconds())
    except (TypeError, ValueError):
        return DEFAULT_WAIT
