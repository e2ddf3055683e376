"""A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

import json
from typing import Any

from timeline.feeds import NAME, Entry, Feed

CONTENT_TYPE = "application/feed+json; charset=utf-8"


def render(feed: Feed) -> bytes:
    """The feed in bytes, the same for the same feed."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home,
        "feed_url": feed.address("json"),
        "language": "en",
        "authors": [{"name": NAME}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _item(entry: Entry) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_modified": entry.updated.isoformat(),
        "tags": list(entry.categories),
    }
    return told | ({"authors": [{"name": entry.author}]} if entry.author else {})
