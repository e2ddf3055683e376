"""Every address of the desk, and what somebody might put into it who means no good or mistypes it."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.contrib import admin
from django.urls import URLResolver, get_resolver

BIG = str(2**63)  # one more than a database counts
# What stands in an address where a key, a number or a name belongs, and in a query where a value does.
RUBBISH = ("0", "-1", "abc", BIG, "9" * 5000, "²", "\x00", "_5F", "é" * 50, "../", "")


def routes(resolver: Any = None, before: str = "/admin/") -> Iterator[str]:
    """Each address under /admin/ as Django writes it, but for signing out."""
    if resolver is None:
        [resolver] = [each for each in get_resolver().url_patterns if getattr(each, "app_name", "") == "admin"]
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each, route)
        elif "logout" not in route:
            yield route


def filled(route: str, value: str) -> str:
    """An address of `route` with `value` for each of its parts."""
    part = quote(value, safe="")
    if "(?P<" in route:  # the lists of applications, and the one that catches all
        return re.sub(r"\^?\(\?P<.*$", lambda _: part, route)
    return re.sub(r"<[^>]+>", lambda _: part, route)


def names_asked_for(desk: Any) -> list[str]:
    """What the list of a desk may be asked for in its address: its filters, as Django and we name them, and its fields."""
    names = ["q", "o", "p", "all", "e", "_popup", "_to_field", "link", "event", "id__in"]
    for each in desk.list_filter:
        if isinstance(each, str):
            names += [f"{each}__{how}" for how in ("exact", "id__exact", "isnull", "in", "gte")]
        else:
            names.append(f"{each[0]}__isempty" if isinstance(each, tuple) else each.parameter_name)
    return names + [field.name for field in desk.model._meta.get_fields()]


def desks() -> list[Any]:
    """The desk of every model that has one."""
    return list(admin.site._registry.values())
