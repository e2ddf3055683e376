"""Work in a process that can be ended: it answers, and where it does not, it is gone and the next text has another."""

import os
import threading

import pytest

from timeline.text import workers
from timeline.text.workers import WorkerError, Workers

LONG_S = 60  # far more than anything here takes: whoever waits so long is not ended as it should be


@pytest.fixture
def make():
    """A function that gives workers for one of the stand-ins, which end with the test."""
    made: list[Workers] = []

    def one(name: str, cpu_s: float = LONG_S, wall_s: float = LONG_S) -> Workers:
        made.append(Workers(f"tests.text.slow:{name}", cpu_s=cpu_s, wall_s=wall_s))
        return made[-1]

    yield one
    for each in made:
        each.close()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("text", ["", "Союз, Apollo", "a\r\nb", "half a pair: \ud800", "x" * 300_000])
def test_a_text_is_answered_whatever_is_in_it_and_whatever_the_library_prints(make, text):
    pool = make("shouted")
    assert [pool.run(text), pool.run("again")] == [text.upper(), "AGAIN"]


def test_one_process_serves_one_text_after_another(make):
    pool = make("whoami")
    assert pool.run("one") == pool.run("other") != str(os.getpid())


def test_nobody_waits_for_a_text_of_somebody_else(make, monkeypatch):
    started: list[workers._Worker] = []

    class Noted(workers._Worker):
        def run(self, text: str, wall_s: float) -> str:
            started.append(self)
            return super().run(text, wall_s)

    monkeypatch.setattr(workers, "_Worker", Noted)
    slow = make("slow_where_told")
    refused = threading.Event()

    def ask() -> None:
        with pytest.raises(WorkerError):
            slow.run("slow")
        refused.set()

    thread = threading.Thread(target=ask)
    thread.start()
    while not started:
        thread.join(0.01)
    assert (slow.run("quick"), refused.is_set()) == ("<p>quick</p>", False)
    started[0].process.kill()
    thread.join()
    assert refused.is_set()


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("works_for_ever", {"cpu_s": 0.05}),
        ("works_for_ever", {"wall_s": 0.5}),
        ("waits_for_ever", {"wall_s": 0.5}),
        ("dies", {}),
    ],
)
def test_what_does_not_end_is_ended_and_its_process_is_gone(make, name, limits):
    pool = make(name, **limits)
    worker = pool._taken()
    pool._give_back(worker)
    with pytest.raises(WorkerError, match="took too long"):
        pool.run("a text")
    assert not is_running(worker.process.pid)


def test_after_a_text_that_was_ended_the_next_is_answered(make):
    pool = make("slow_where_told", cpu_s=0.05)
    with pytest.raises(WorkerError):
        pool.run("slow")
    assert pool.run("fine") == "<p>fine</p>"


def test_an_error_is_told_and_the_process_goes_on(make):
    pool = make("fails")
    with pytest.raises(WorkerError, match="LookupError"):
        pool.run("a text")


def test_a_worker_that_died_while_nobody_asked_is_replaced(make):
    pool = make("whoami")
    first = int(pool.run(""))
    os.kill(first, 9)
    pool._idle[0].process.wait()
    assert int(pool.run("")) != first
