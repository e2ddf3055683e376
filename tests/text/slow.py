"""Functions that stand for a library which does not come to an end, or breaks: run in a process of their own."""

import os
import time


def shouted(text: str) -> str:
    """At once, and not without a word where no answer is looked for."""
    print("on the standard output")
    return text.upper()


def works_for_ever(text: str) -> str:
    """Never, and busy all the while."""
    while True:
        text = text[::-1]


def waits_for_ever(text: str) -> str:
    """Never, and idle all the while."""
    while True:
        time.sleep(60)


def slow_where_told(text: str) -> str:
    """Never for a text that says so, at once for any other."""
    return works_for_ever(text) if "slow" in text else f"<p>{text}</p>"


def fails(text: str) -> str:
    """An error."""
    raise LookupError(text)


def dies(text: str) -> str:
    """The end of the process, as a library in C may bring it about."""
    os._exit(3)


def whoami(text: str) -> str:
    """The number of the process."""
    return str(os.getpid())
