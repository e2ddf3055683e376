"""What a visitor at the door of the desk does, in a browser of Django's."""

from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from timeline.access import two_step

PASSWORD = "a long enough password"
LOGIN, CODE, STATUS, DESK = "/admin/login/", "/admin/two-step/code/", "/admin/two-step/", "/admin/"


def make_editor(username: str = "anna", **given: Any) -> Any:
    return get_user_model().objects.create_superuser(username, password=PASSWORD, **given)


def give_password(client: Client, username: str = "anna", password: str = PASSWORD, **headers: Any) -> Any:
    """Send the form of the login page."""
    return client.post(LOGIN, {"username": username, "password": password, "next": "/admin/"}, **headers)


def make_app(user: Any) -> TOTPDevice:
    """An authenticator app that the account has confirmed."""
    return TOTPDevice.objects.create(user=user, name="authenticator app", confirmed=True)


def code_of(device: TOTPDevice, *, later: int = 0) -> str:
    """What the app shows, or will show so many half minutes later."""
    number = totp(device.bin_key, t0=-30 * later)
    return f"{number:06d}"


def wrong_code_of(device: TOTPDevice) -> str:
    """Six digits that the app does not show at about this time."""
    shown = {code_of(device, later=later) for later in range(-3, 4)}
    return next(f"{number:06d}" for number in range(100) if f"{number:06d}" not in shown)


def is_in(client: Client) -> bool:
    """Whether the desk is open."""
    return client.get(DESK).status_code == 200


def recovery_codes(user: Any) -> list[str]:
    return two_step.new_recovery_codes(user)


def pass_patience(device: Any) -> None:
    """Let the time go by that the device waits after wrong codes."""
    device.refresh_from_db()
    device.throttling_failure_timestamp = None
    device.save()
