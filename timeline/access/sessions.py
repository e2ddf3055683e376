"""A session ends after a day without opening a page of the desk, and not in the middle of somebody's work."""

from time import time
from typing import Any

from django.http import HttpRequest

RENEWED = "renewed"  # in the session: when it last was
SAVED = "saved_forms"  # in the session: the addresses of forms that were saved, whose drafts the next page deletes
MAX_SAVED = 10
AFTER = 10 * 60  # seconds, so that not each page writes to the database


def begin(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    """Whoever signs in has a session that is new."""
    request.session[RENEWED] = int(time())


def renew(request: HttpRequest) -> None:
    """Let the day begin again."""
    if request.session.get(RENEWED, 0) < time() - AFTER:
        request.session[RENEWED] = int(time())


def note_saved(request: HttpRequest) -> None:
    """Let the next page of the desk delete the draft that the browser keeps of this form."""
    request.session[SAVED] = [*request.session.get(SAVED, [])[-MAX_SAVED + 1 :], request.path]


def take_saved(request: HttpRequest) -> list[str]:
    """The addresses of the forms that were saved since the last page."""
    saved: list[str] = request.session.pop(SAVED, [])
    return saved
