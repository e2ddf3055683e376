"""The journal is written here, from Django's signals: no view can forget it."""

from datetime import timedelta
from typing import Any

from axes.conf import settings as axes_settings
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest
from django.utils import timezone

from timeline.access import clients
from timeline.access.models import Outcome, SignIn

KEPT_FOR = timedelta(days=365)
# Lines of one kind on one client within the time that axes looks at: who goes on trying does not fill the disk.
MOST = {Outcome.LOCKED_OUT: 1, Outcome.REFUSED: 10, Outcome.WRONG_CODE: 10}
CODE = "two-step"  # the sender of user_login_failed where a code was wrong and not a password


def listen() -> None:
    """Write from now on. Called when axes listens already, which says first whether a failure locks its client out."""
    user_logged_in.connect(note_sign_in)
    user_logged_out.connect(note_sign_out)
    user_login_failed.connect(note_failure)


def note(request: HttpRequest | None, username: str, outcome: Outcome) -> None:
    """Write a line, unless there are as many of its like just now as anybody would read."""
    if request is None:
        return
    found = {"username": username, "address": clients.address(request)}
    if most := MOST.get(outcome):
        since = timezone.now() - axes_settings.AXES_COOLOFF_TIME
        if SignIn.objects.filter(**found, outcome=outcome, when__gte=since).count() >= most:
            return
    SignIn.objects.create(**found, outcome=outcome, agent=clients.agent(request))


def note_sign_in(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    note(request, user.get_username(), Outcome.SIGNED_IN)
    SignIn.objects.filter(when__lt=timezone.now() - KEPT_FOR).delete()


def note_sign_out(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    if user:
        note(request, user.get_username(), Outcome.SIGNED_OUT)


def note_failure(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    if getattr(request, "axes_locked_out", False):
        outcome = Outcome.LOCKED_OUT
    else:
        outcome = Outcome.WRONG_CODE if sender == CODE else Outcome.REFUSED
    note(request, _known(credentials.get("username")), outcome)


def _known(username: Any) -> str:
    """The name, if an account has it."""
    model: Any = get_user_model()
    typed = str(username or "")[:150].replace("\x00", "")
    return typed if model.objects.filter(**{model.USERNAME_FIELD: typed}).exists() else ""
