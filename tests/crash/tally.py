"""What happened, noted by many threads at once: answers, saves, faults, and when the server was down."""

import time
from collections import Counter
from dataclasses import dataclass, field
from threading import Lock


@dataclass(frozen=True)
class Save:
    """One save that an editor was told had been made: in which event, and the mark that it left there."""

    event: int
    mark: str
    seconds: float


@dataclass
class Tally:
    """The book of a run. What is asked of it at the end is plain data."""

    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)  # (who asked, status) → how often
    saves: list[Save] = field(default_factory=list)
    conflicts: int = 0
    cut_off: int = 0  # requests without an answer, since the server was killed
    faults: list[str] = field(default_factory=list)
    in_flight_at_kills: list[int] = field(default_factory=list)
    seconds_down: list[float] = field(default_factory=list)  # from each start of the server until it served again
    _in_flight: dict[str, float] = field(default_factory=dict)
    _down_since: float | None = None
    _down: list[tuple[float, float]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def answered(self, who: str, status: int, body: bytes, path: str) -> None:
        """Note an answer; one of a fault of the server is one of the run."""
        with self._lock:
            self.statuses[who, status] += 1
            if status >= 500 or b"database is locked" in body:
                self.faults.append(f"{path} was answered with {status}")

    def unanswered(self, started: float, path: str, error: Exception) -> None:
        """Note a request that broke off: to be expected while the server was down, and a fault at any other time."""
        with self._lock:
            now = time.monotonic()
            spans = [*self._down, *([(self._down_since, now)] if self._down_since else [])]
            if any(started <= end and now >= start for start, end in spans):
                self.cut_off += 1
            else:
                self.faults.append(f"{path} was not answered while the server was up: {error!r}")

    def saving(self, who: str) -> None:
        """Note that a save is on its way."""
        with self._lock:
            self._in_flight[who] = time.monotonic()

    def not_saving(self, who: str) -> None:
        """Note that it is not any more, with whatever result."""
        with self._lock:
            self._in_flight.pop(who, None)

    def saved(self, save: Save) -> None:
        with self._lock:
            self.saves.append(save)

    def conflicting(self) -> None:
        with self._lock:
            self.conflicts += 1

    def fault(self, words: str) -> None:
        with self._lock:
            self.faults.append(words)

    def killed_in_a_save(self, longer_than: float = 0) -> bool:
        """Note that the server is about to be killed, and in the middle of how many saves: if one is on its way, for some seconds."""
        with self._lock:
            now = time.monotonic()
            if not any(now - since >= longer_than for since in self._in_flight.values()):
                return False
            self._down_since = now
            self.in_flight_at_kills.append(len(self._in_flight))
            return True

    def serving(self, seconds: float) -> None:
        """Note that the server answers again, `seconds` after it was started."""
        with self._lock:
            self.seconds_down.append(seconds)
            if self._down_since is not None:
                self._down.append((self._down_since, time.monotonic()))
                self._down_since = None
