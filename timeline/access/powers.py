"""Whose account one may touch: nobody's who may do more, since to set a password is to become somebody."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

OF_SUPERUSERS = ("is_superuser", "user_permissions")  # the fields of an account that only they fill in


def reach(user: Any, other: Any) -> bool:
    """Whether `user` may do all that the account of `other` could do: were it active, staff and signed in."""
    return user.is_superuser or not (other.is_superuser or _beyond(user, Q(group__user=other) | Q(user=other)).exists())


def groups_within(user: Any, groups: QuerySet) -> QuerySet:
    """Those of `groups` that hold no permission which `user` lacks."""
    if user.is_superuser:
        return groups
    return groups.exclude(permissions__in=_beyond(user, Q(group__in=groups)).values("pk"))


def _beyond(user: Any, held: Q) -> QuerySet[Permission]:
    """The permissions in `held` that `user` has neither by a group nor alone."""
    own = Permission.objects.filter(Q(group__user=user) | Q(user=user)).order_by()
    return Permission.objects.filter(held).exclude(pk__in=own.values("pk")).order_by()
