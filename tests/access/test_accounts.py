"""What an Administrator does with accounts: nothing that gives more than the role has, to anybody."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.access.doors import make_app
from tests.admin.forms import filled_in
from timeline.roles import ADMINISTRATOR, CONTRIBUTOR, EDITOR

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"
CHANGED = "another horse and another battery"


def make_account(name, *roles, **given):
    account = User.objects.create_user(name, f"{name}@example.org", PASSWORD, **{"is_staff": True} | given)
    account.groups.set(Group.objects.filter(name__in=roles))
    return account


@pytest.fixture
def me():
    return make_account("me", ADMINISTRATOR)


@pytest.fixture
def desk(me):
    browser = Client()
    browser.force_login(me)
    return browser


@pytest.fixture
def above():
    """Accounts that may do more than an Administrator, each in another way."""
    more = Permission.objects.get(codename="delete_session")
    strong = Group.objects.create(name="Strong")
    strong.permissions.add(more)
    single = make_account("single")
    single.user_permissions.add(more)
    return [
        make_account("root", is_superuser=True),
        make_account("dormant", is_superuser=True, is_active=False),
        make_account("strong", "Strong", EDITOR),
        make_account("asleep", "Strong", is_active=False, is_staff=False),
        single,
    ]


def address(name, *args):
    return reverse(f"admin:auth_{name}", args=args)


def everything_sent(account):
    """What somebody would send to make of an account whatever there is."""
    return {
        "username": account.username,
        "email": "taken@example.org",
        "first_name": "Taken",
        "last_name": "Over",
        "is_active": "on",
        "is_staff": "on",
        "is_superuser": "on",
        "groups": [str(pk) for pk in Group.objects.values_list("pk", flat=True)],
        "user_permissions": [str(pk) for pk in Permission.objects.values_list("pk", flat=True)],
        "password1": CHANGED,
        "password2": CHANGED,
        "usable_password": "true",
        "set-password": "Change password",
        "last_login_0": "",
        "last_login_1": "",
        "date_joined_0": "2026-01-01",
        "date_joined_1": "00:00:00",
        "post": "yes",
        "_continue": "1",
    }


def what_is(account):
    """All of an account that a takeover would change."""
    account = User.objects.get(pk=account.pk)
    held = [sorted(rows.values_list("pk", flat=True)) for rows in (account.groups, account.user_permissions)]
    return [{name: value for name, value in vars(account).items() if name not in ("_state", "last_login")}, *held]


def powers_of(account):
    return Permission.objects.filter(group__user=account) | Permission.objects.filter(user=account)


def everywhere(account):
    """Every address of accounts, roles and authenticator apps that names one of them."""
    group = Group.objects.get(name=CONTRIBUTOR)
    app = make_app(account)
    return [
        *(address(f"user_{name}", account.pk) for name in ("change", "delete", "history")),
        address("user_password_change", account.pk),
        *(address(f"group_{name}", group.pk) for name in ("change", "delete", "history")),
        *(reverse(f"admin:access_authenticator_{name}", args=[app.pk]) for name in ("change", "delete")),
        address("user_add"),
        address("group_add"),
        address("group_changelist"),
        address("user_changelist"),
        reverse("admin:access_signin_changelist"),
        reverse("admin:access_authenticator_changelist"),
    ]


@pytest.mark.whole
def test_no_address_takes_over_an_account_that_may_do_more(desk, above):
    before = [what_is(account) for account in above]
    groups = {group.name: set(group.permissions.values_list("pk", flat=True)) for group in Group.objects.all()}
    for account in above:
        sent = everything_sent(account)
        for path in everywhere(account):
            actions = {"action": "delete_selected", "_selected_action": [str(account.pk)]}
            for more in ({}, actions, actions | {"select_across": "1"}):
                assert desk.post(path, sent | more).status_code < 500
            assert desk.get(path).status_code < 500
        assert TOTPDevice.objects.filter(user=account).exists()
    assert [what_is(account) for account in above] == before
    assert {group.name: set(group.permissions.values_list("pk", flat=True)) for group in Group.objects.all()} == groups
    assert User.objects.filter(is_superuser=True).count() == 2
    with_more = {
        user for user in User.objects.all() if user not in above and powers_of(user).filter(codename="delete_session")
    }
    assert with_more == set()


def test_an_administrator_looks_at_such_an_account_without_a_field_to_change(desk, above):
    for account in above:
        page = desk.get(address("user_change", account.pk))
        assert (page.status_code, page.context["has_change_permission"]) == (200, False)
        assert 'name="email"' not in page.content.decode()
        assert desk.post(address("user_change", account.pk), everything_sent(account)).status_code == 403
        assert desk.post(address("user_password_change", account.pk), everything_sent(account)).status_code == 403
        assert desk.post(address("user_delete", account.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("whose", ["me", "another"])
def test_nobody_is_made_a_superuser_or_given_a_permission_that_the_role_lacks(desk, me, above, whose):
    account = me if whose == "me" else make_account("another")
    sent = everything_sent(account)
    allowed = Group.objects.filter(name__in=[ADMINISTRATOR, EDITOR, CONTRIBUTOR])
    desk.post(address("user_change", account.pk), sent)
    desk.post(address("user_change", account.pk), sent | {"groups": [str(group.pk) for group in allowed]})
    account.refresh_from_db()
    assert (account.is_superuser, account.user_permissions.count()) == (False, 0)
    assert set(account.groups.all()) == set(allowed)
    assert account.email == "taken@example.org"  # the second form was saved


def test_a_new_account_gets_no_more_either(desk, above):
    sent = everything_sent(above[0]) | {"username": "fresh"}
    assert desk.post(address("user_add"), sent).status_code == 302
    fresh = User.objects.get(username="fresh")
    assert (fresh.is_superuser, fresh.is_staff, fresh.groups.count(), fresh.user_permissions.count()) == (
        False,
        False,
        0,
        0,
    )


def test_what_the_role_is_for_goes_on(desk):
    account = make_account("editor", EDITOR)
    form = address("user_change", account.pk)
    page = desk.get(form).content.decode()
    assert {name: f'name="{name}"' in page for name in ("groups", "is_superuser", "user_permissions")} == {
        "groups": True,
        "is_superuser": False,
        "user_permissions": False,
    }
    role = Group.objects.get(name=CONTRIBUTOR)
    assert desk.post(form, filled_in(page.encode()) | {"groups": [str(role.pk)]}).status_code == 302
    assert [group.name for group in account.groups.all()] == [CONTRIBUTOR]
    words = {"password1": CHANGED, "password2": CHANGED, "usable_password": "true", "set-password": "1"}
    assert desk.post(address("user_password_change", account.pk), words).status_code == 302
    account.refresh_from_db()
    assert account.check_password(CHANGED)
    app = make_app(account)
    assert desk.post(reverse("admin:access_authenticator_delete", args=[app.pk]), {"post": "yes"}).status_code == 302
    assert desk.post(address("user_delete", account.pk), {"post": "yes"}).status_code == 302
    assert not TOTPDevice.objects.exists()
    assert not User.objects.filter(username="editor").exists()


def test_a_superuser_gives_whatever_there_is(above):
    browser, account = Client(), make_account("chosen")
    browser.force_login(above[0])
    assert browser.post(address("user_change", account.pk), everything_sent(account)).status_code == 302
    account.refresh_from_db()
    assert (account.is_superuser, account.user_permissions.count()) == (True, Permission.objects.count())
    assert account.groups.count() == Group.objects.count()
