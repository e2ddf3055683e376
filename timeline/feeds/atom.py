"""A feed as Atom (RFC 4287)."""

import re
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed

from timeline.feeds import NAME, Feed

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
LICENCE = "Text CC BY 4.0, data CC0."
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what no XML 1.0 may hold (section 2.2)


class _Atom(Atom1Feed):
    """Django's, which would read the clock for a feed without entries."""

    def latest_post_date(self) -> datetime:
        updated: datetime = self.feed["updated"]
        return updated


def render(feed: Feed) -> bytes:
    """The feed in bytes, the same for the same feed."""
    written: Any = _Atom(
        title=_clean(feed.title),
        link=feed.home,
        description="",
        subtitle=_clean(feed.subtitle),
        language="en",
        author_name=NAME,
        feed_url=feed.address("atom"),
        feed_guid=feed.address("atom"),
        feed_copyright=LICENCE,
        updated=feed.updated,
    )
    for entry in feed.entries:
        written.add_item(
            title=_clean(entry.title),
            link=entry.url,
            description=_clean(entry.html),
            unique_id=entry.id,
            updateddate=entry.updated,
            author_name=_clean(entry.author) or None,
            categories=[_clean(each) for each in entry.categories],
        )
    return str(written.writeString("utf-8")).encode()


def _clean(text: str) -> str:
    return NO_XML.sub("�", text)
