"""Which methods of HTTP an address takes."""

from collections.abc import Callable
from typing import Any

from django.views.decorators import http

SAFE_METHODS = ("GET", "HEAD")


def require_safe(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page that is only read: asked for anything but GET or HEAD it answers 405.

    SafeMethodsMiddleware knows such a page by the attribute `is_read_only`.
    """
    checked: Any = http.require_safe(view)
    checked.is_read_only = True
    return checked
