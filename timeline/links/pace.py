"""How fast a host is asked: one request at a time, a pause after each, and none before the host says so."""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

MOST_WAIT = 120.0  # seconds for which a host may make us wait; beyond it is left alone until another day


class Closed(Exception):
    """A host that is not to be asked any more this time."""


class Pace:
    """What is known of each host: who is there, and when the next may come."""

    def __init__(self, pause: float) -> None:
        self.pause = pause
        self.stop = Event()  # set, it ends all waiting
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)
        self._opens: dict[str, float] = {}
        self._own = Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for one's turn at `host` and keep it while the block runs. Raises Closed where none comes soon enough."""
        with self._own:
            lock = self._locks[host]
        with lock:
            wait = self._opens.get(host, 0.0) - time.monotonic()
            if wait > MOST_WAIT or self.stop.wait(max(wait, 0.0)):
                raise Closed(host)
            try:
                yield
            finally:
                self.hold(host, self.pause)

    def hold(self, host: str, seconds: float) -> None:
        """Let nobody to `host` for so long."""
        self._opens[host] = max(self._opens.get(host, 0.0), time.monotonic() + seconds)
