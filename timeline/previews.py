"""Links by which a reviewer without an account sees what readers do not see yet, for a week."""

from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from timeline.models import Event, PendingRevision

GOOD_FOR = timedelta(days=7)
SALT = "timeline.previews"


class Expired(Exception):
    """A link was good once."""


def link(shown: Event | PendingRevision) -> str:
    """A signed path to the preview of a draft, or of an edit that waits, good for a week from now."""
    noun = "event" if isinstance(shown, Event) else "edit"
    return reverse("preview", args=[signing.dumps([noun, shown.pk], salt=SALT, compress=False)])


def good_until() -> datetime:
    """Until when a link that is made now can be followed."""
    return timezone.now() + GOOD_FOR


def shown_by(token: str) -> Any:
    """The draft or the edit that a link shows; None where it is no link of ours or its row is gone. Raises Expired."""
    try:
        noun, key = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.SignatureExpired as error:
        raise Expired from error
    except signing.BadSignature:
        return None
    rows: Any = Event.objects if noun == "event" else PendingRevision.objects.select_related("event")
    return rows.filter(pk=key).first()
