"""Which methods of HTTP an address takes."""

from collections.abc import Callable
from typing import Any

from django.views.decorators import http
from django.views.decorators.csrf import csrf_exempt


def require_safe(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page that is only read: to whatever asks for more than GET or HEAD it answers 405 with the methods it takes.

    Such a page has nothing to protect from forgery. Django would answer 403 first, which programs such as calendars, asking
    by PROPFIND (RFC 4918), take for a demand of a password.
    """
    return csrf_exempt(http.require_safe(view))
