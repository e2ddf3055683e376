"""What was typed into a form whose session had ended, carried through signing in.

A form that comes from nobody who is signed in is not saved. Its fields go into the sign-in page, signed, and from there into the
session that begins: the form at the same address shows them again (timeline/admin/unsaved.py), and saves nothing by itself. The
form came with the token against forgery, or it would have been refused before; a file or a password is not carried.
"""

from typing import Any

from django.core import signing
from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict

NAME = "carried"  # of the field on the sign-in page, and of what the session holds
MAX_LENGTH = (
    1_500_000  # of what is carried, signed and packed: more than any form of ours, and less than a request may have
)
MAX_AGE_S = 24 * 3600
SALT = "timeline.access.carried"
KEPT, LOST = "-kept", "lost"  # behind the name of a file field, and in it: a file was chosen and is not here


def packed(request: HttpRequest) -> str:
    """The fields of a form that was sent, for the sign-in page; empty where they are too much to be carried."""
    try:
        sent = {name: values for name, values in request.POST.lists() if is_carried(name)}
        sent |= {f"{name}{KEPT}": [LOST] for name, file in request.FILES.items() if file}
    except BadRequest:
        return ""
    text = signing.dumps([request.path, list(sent.items())], salt=SALT, compress=True)
    return text if len(text) <= MAX_LENGTH else ""


def is_carried(name: str) -> bool:
    """Whether a field is something that was typed, and no secret."""
    return name != "csrfmiddlewaretoken" and "password" not in name.lower()


def keep(request: Any, text: str) -> None:
    """Put what was packed into the session."""
    if text:
        request.session[NAME] = text


def take(request: Any) -> QueryDict | None:
    """What was typed into the form at this address before signing in, once; None where nothing was."""
    text = request.session.get(NAME, "")
    if not text:
        return None
    try:
        path, fields = signing.loads(text, salt=SALT, max_age=MAX_AGE_S)
    except signing.BadSignature:
        del request.session[NAME]
        return None
    if path != request.path:
        return None
    del request.session[NAME]
    sent = QueryDict(mutable=True)
    for name, values in fields:
        sent.setlist(name, values)
    return sent
