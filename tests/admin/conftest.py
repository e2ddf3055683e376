"""What the tests of the admin share: an editor who is signed in, and forms that are opened, changed and sent."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from tests.admin.forms import save


@pytest.fixture
def desk(admin_client: Client) -> Client:
    """A browser in which an editor with all permissions is signed in."""
    return admin_client


@pytest.fixture
def send(desk: Client) -> Callable[..., Any]:
    """Open the form of a row (or of a new one, given its model), change some of it, send it and follow."""

    def open_and_send(subject: Any, **changes: Any) -> Any:
        return save(desk, subject, **changes)

    return open_and_send


@pytest.fixture
def signed_in(client: Client, django_user_model):
    """A function that signs somebody in with a role."""

    def sign_in(role: str, name: str = "") -> Client:
        user, _ = django_user_model.objects.get_or_create(username=name or role.lower(), is_staff=True)
        user.groups.set(Group.objects.filter(name=role))
        desk = Client()
        desk.force_login(user)
        return desk

    return sign_in
