"""A function from text to text, run in a process of its own that is ended where it takes too long.

No thread can be ended from outside, so a library that goes on for ever goes on in a process, which can. A worker is started
when it is first needed, serves one text after another, and goes with the program that started it. It ends itself once a
text has taken `cpu_s` seconds of its processor: that is alike on an idle machine and on a busy one. `wall_s` is the end in any case.
"""

import atexit
import os
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from typing import IO

HEADER = struct.Struct(">?I")  # whether it went well, and how many bytes follow
ENCODED = "utf-8", "surrogatepass"  # whatever Python takes for a text


class WorkerError(Exception):
    """A worker gave no answer: it took too long and was ended, or it broke on the text."""


class Workers:
    """The processes that run one function, `module:name`, for whoever asks; no more of them than ask at once."""

    def __init__(self, function: str, *, cpu_s: float, wall_s: float) -> None:
        self.function, self.cpu_s, self.wall_s = function, cpu_s, wall_s
        self._forget()
        os.register_at_fork(after_in_child=self._forget)  # a worker answers the process that started it
        atexit.register(self.close)

    def _forget(self) -> None:
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()

    def run(self, text: str) -> str:
        """What the function makes of `text`; raise WorkerError where that takes too long or cannot be."""
        worker = self._taken()
        try:
            answer = worker.run(text, self.wall_s)
        except BaseException:
            worker.close()
            raise
        self._give_back(worker)
        return answer

    def close(self) -> None:
        """End the workers that wait for a text; the next text starts a new one."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()

    def _taken(self) -> "_Worker":
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.is_alive:
                    return worker
                worker.close()
        return _Worker(self.function, self.cpu_s)

    def _give_back(self, worker: "_Worker") -> None:
        """Keep one worker for the next text: one is enough nearly always, and each takes memory."""
        with self._lock:
            if not self._idle:
                self._idle.append(worker)
                return
        worker.close()


class _Worker:
    """One process, seen from the program that started it."""

    def __init__(self, function: str, cpu_s: float) -> None:
        program = f"from timeline.text.workers import serve; serve({function!r}, {cpu_s!r})"
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path)},
        )

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def run(self, text: str, wall_s: float) -> str:
        assert self.process.stdin
        assert self.process.stdout
        clock = threading.Timer(wall_s, self.process.kill)
        clock.daemon = True
        clock.start()
        try:
            _write(self.process.stdin, True, text)
            is_well, answer = _read(self.process.stdout)
        except (OSError, EOFError) as error:
            raise WorkerError("It took too long and was ended.") from error
        finally:
            clock.cancel()
        if not is_well:
            raise WorkerError(answer)
        return answer

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:  # what was still to be written has nobody to read it
                    continue


def serve(function: str, cpu_s: float) -> None:
    """Be a worker: answer each text on the standard input, until there is none or one takes too long."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which closes the input when it ends
    module, _, name = function.partition(":")
    work: Callable[[str], str] = getattr(import_module(module), name)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no answer
    while True:
        try:
            _, text = _read(source)
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_PROF, cpu_s)  # its signal ends the process, wherever it is
        try:
            is_well, answer = True, work(text)
        except Exception as error:
            is_well, answer = False, repr(error)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _write(sink, is_well, answer)


def _write(pipe: IO[bytes], is_well: bool, text: str) -> None:
    data = text.encode(*ENCODED)
    pipe.write(HEADER.pack(is_well, len(data)) + data)
    pipe.flush()


def _read(pipe: IO[bytes]) -> tuple[bool, str]:
    is_well, length = HEADER.unpack(_exactly(pipe, HEADER.size))
    return is_well, _exactly(pipe, length).decode(*ENCODED)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data
