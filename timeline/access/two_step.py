"""The second step of signing in: a code from an authenticator app, or one of ten recovery codes.

An account has it on as soon as it has confirmed an app. From then on no session of it enters the desk without a code.
"""

import re
import time
from dataclasses import dataclass
from math import ceil
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, get_user_model
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from timeline.access import journal
from timeline.access.models import Authenticator, Outcome

PENDING = "two_step"  # in the session: who has given a password and not yet a code
PATIENCE = 10 * 60  # seconds between the two
RECOVERY_CODES = 10
OF_APP, OF_RECOVERY = re.compile(r"[0-9]{6}"), re.compile(r"[a-z2-7]{8}")
WRONG = "This code is wrong, or was used already. Wait for the next one that your app shows, or use a recovery code."


def is_on(user: Any) -> bool:
    """Whether the account asks for a code."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def is_satisfied(user: Any) -> bool:
    """Whether a signed-in user has done all that the account and the site ask for. Asks the database once a request."""
    if user.is_verified():
        return True
    if not hasattr(user, "lacks_two_step"):
        user.lacks_two_step = settings.REQUIRE_TWO_STEP or is_on(user)
    return not user.lacks_two_step


@dataclass(frozen=True)
class Pending:
    """Somebody who has given a password, and where they were going."""

    user: Any
    following: str


def begin(request: HttpRequest, user: Any, following: str) -> None:
    """Remember that `user` gave the right password; nothing is open to them yet."""
    request.session.cycle_key()
    request.session[PENDING] = {
        "user": user.pk,
        "backend": user.backend,
        "hash": user.get_session_auth_hash(),
        "until": time.time() + PATIENCE,
        "following": following,
    }


def pending(request: HttpRequest) -> Pending | None:
    """Who is to give a code: the one who has just given a password, or one who was signed in before it was asked for."""
    kept = request.session.get(PENDING)
    if kept and kept["until"] > time.time():
        model: Any = get_user_model()
        user = model.objects.filter(pk=kept["user"], is_active=True).first()
        if user and constant_time_compare(user.get_session_auth_hash(), kept["hash"]):
            user.backend = kept["backend"]
            return Pending(user, kept["following"])
    current: Any = request.user
    if current.is_authenticated and not current.is_verified() and is_on(current):
        current.backend = request.session[BACKEND_SESSION_KEY]
        return Pending(current, "")
    return None


def accepted(request: HttpRequest, user: Any, typed: str, *, or_password: bool = False) -> Any:
    """The device whose code was typed (or True for the password, where that does as well); None for neither.

    Each failure counts as one of a password would, so that the client is locked out after as many; beside that a device
    waits twice as long after each wrong code, from whatever address it came.
    """
    credentials = {"username": user.get_username()}
    if not AxesProxyHandler.is_allowed(request, credentials):
        request.axes_locked_out = True  # type: ignore[attr-defined]  # axes then answers in place of the view
    elif or_password and user.check_password(typed):
        return True
    elif (device := _device(user, typed)) and verify_token(user, device.persistent_id, _plain(typed)):
        return device
    user_login_failed.send(journal.CODE, credentials=credentials, request=request)
    return None


def why_not(user: Any, typed: str) -> str:
    """A sentence on a code that was not accepted."""
    device = _device(user, typed)
    is_allowed, told = device.verify_is_allowed() if device else (True, None)
    if is_allowed or not told:
        return WRONG
    seconds = max(1, ceil((told["locked_until"] - timezone.now()).total_seconds()))
    return f"{WRONG} After {told['failure_count']} wrong ones in a row, the next can be tried in {seconds} seconds."


def _plain(typed: str) -> str:
    return re.sub(r"[\s-]", "", typed).lower()


def _device(user: Any, typed: str) -> Any:
    """The device that such a code belongs to, by its looks; None for what is no code."""
    for looks, model in ((OF_APP, TOTPDevice), (OF_RECOVERY, StaticDevice)):
        if looks.fullmatch(_plain(typed)):
            return model.objects.filter(user=user, confirmed=True).first()
    return None


def start(user: Any) -> TOTPDevice:
    """A new secret for an app, which counts for nothing until a code of it is typed."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    return TOTPDevice.objects.create(user=user, name="authenticator app", confirmed=False)


def started(user: Any) -> TOTPDevice | None:
    """The secret that waits for its first code."""
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


def confirm(request: HttpRequest, user: Any, typed: str) -> TOTPDevice | None:
    """Turn it on if the code is one of the app that was started; None if it is not."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
        if device is None or is_on(user) or not device.verify_token(_plain(typed)):
            return None
        device.confirmed = True
        device.save()
    journal.note(request, user.get_username(), Outcome.TWO_STEP_ON)
    return device


def new_recovery_codes(user: Any) -> list[str]:
    """Ten codes in place of those that were left. They are shown once; each opens once."""
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="recovery codes")
        tokens = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=device, token=token) for token in tokens)
    return [f"{token[:4]}-{token[4:]}" for token in tokens]


def codes_left(user: Any) -> int:
    """How many recovery codes were not used yet."""
    return StaticToken.objects.filter(device__user=user).count()


def turn_off(request: HttpRequest, user: Any) -> None:
    """Ask for no code any more."""
    TOTPDevice.objects.filter(user=user).delete()
    journal.note(request, user.get_username(), Outcome.TWO_STEP_OFF)


@receiver(post_delete, sender=TOTPDevice)
@receiver(post_delete, sender=Authenticator)
def forget_recovery_codes(sender: Any, instance: TOTPDevice, **_: Any) -> None:
    """Without an app, in whatever way it went, its recovery codes are worth nothing."""
    if instance.confirmed:
        StaticDevice.objects.filter(user=instance.user_id).delete()
