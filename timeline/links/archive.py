"""Copies in the Internet Archive: where one may be, and, if one asks, where it says that one is. Nothing is stored by itself."""

import http.client
import json
import re
from datetime import date
from typing import Any
from urllib.parse import quote, urlsplit

from django.utils import timezone

from timeline.links.guard import Private, Unresolved
from timeline.links.pace import Closed
from timeline.links.visits import Visitor
from timeline.models import LinkCheck, Source
from timeline.models.fields import WEB_ADDRESS, WebAddressField

AVAILABILITY = "https://archive.org/wayback/available"
ARCHIVE = "web.archive.org"
NO_ANSWER = (Closed, Private, Unresolved, OSError, http.client.HTTPException)


def likely(address: str, day: date) -> str:
    """Where the archive has its copy nearest to `day`, if it has any."""
    return f"https://{ARCHIVE}/web/{day:%Y%m%d}/{address}"


def known(visitor: Visitor, address: str, day: date) -> str:
    """Where the archive says it has a copy; empty where it has none, or cannot be asked, which says nothing of the page."""
    asked = f"{AVAILABILITY}?url={quote(address, safe='')}&timestamp={day:%Y%m%d}"
    try:
        answer = visitor.ask("GET", asked)
        found = json.loads(answer.body)["archived_snapshots"]["closest"]["url"]
    except (*NO_ANSWER, ValueError, LookupError, TypeError):
        return ""
    return _checked(found)


def _checked(found: Any) -> str:
    """An address of a copy as we would store it; empty for anything else."""
    if not isinstance(found, str) or not re.fullmatch(WEB_ADDRESS, found) or urlsplit(found).hostname != ARCHIVE:
        return ""
    return found.replace("http://", "https://", 1)


def proposal(source: Source) -> str:
    """The address of a copy to look at, for a source that has none: what the archive said, or where a copy may be."""
    if not source.url or source.archive_url:
        return ""
    check = LinkCheck.objects.filter(source=source, field="url", address=source.url).first()
    proposed = (check.archived if check else "") or likely(source.url, source.accessed or timezone.now().date())
    longest = WebAddressField().max_length or 0
    return proposed if len(proposed) <= longest else ""
