"""Showing a selection on other sites: the frame that they put on their page, and its record of oEmbed 1.0 (oembed.com)."""

import re
import xml.etree.ElementTree as xml
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from timeline.selections import Item, Selection

MOST_LISTED = 20  # events of a filter or a set; the rest is one link away
CACHE_AGE = 24 * 3600  # seconds for which another site may keep the record
SHARE_PICTURE = (1200, 630)
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"  # links open beside the page; the frame can do nothing else
SPEAKS = "messages=yes"  # with which an embed has a script (static/embeds/embed-messages.js)
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


def alone(selection: Selection) -> Item | None:
    """The one event that a selection is of; None where it is of a filter or a set, however few those hold."""
    first = selection.items[0] if selection.items else None
    return first if first and first.event.get_absolute_url() == selection.path else None


@dataclass(frozen=True)
class Frame:
    """How large an embed is, in pixels of CSS."""

    width: int
    height: int

    @classmethod
    def of(cls, selection: Selection, most_width: int | None = None, most_height: int | None = None) -> "Frame":
        """The size at which a selection reads well, within what the page of another site has room for."""
        width, height = (480, 420) if alone(selection) else (480, 600)
        return cls(min(width, most_width or width), min(height, most_height or height))


def iframe(selection: Selection, site_url: str, frame: Frame, *, speaks: bool = False) -> SafeString:
    """The frame as HTML; never wider than the column that it stands in.

    One that speaks has a script, for pages that take from a frame all but its scripts, as WordPress does.
    """
    path, sandbox = selection.rendered_as("embed"), SANDBOX
    if speaks:
        path, sandbox = f"{path}{'&' if '?' in path else '?'}{SPEAKS}", f"{SANDBOX} allow-scripts"
    return format_html(
        '<iframe src="{}{}" title="{}, from Space History" width="{}" height="{}" loading="lazy" sandbox="{}" '
        'style="max-width:100%;border:1px solid"></iframe>',
        *(site_url, path, selection.title, frame.width, frame.height, sandbox),
    )


def snippet(selection: Selection, site_url: str) -> SafeString:
    """What somebody pastes into a page: a plain link, which stays where frames are taken out, and the frame."""
    link = format_html('<p><a href="{}{}">{}</a>, Space History</p>', site_url, selection.short_path, selection.title)
    return format_html("{}\n{}", link, iframe(selection, site_url, Frame.of(selection)))


def record(selection: Selection, site_url: str, frame: Frame, room: tuple[int | None, int | None]) -> dict[str, Any]:
    """A rich response of oEmbed 1.0, section 2.3.4; the picture only where it keeps within `room` (width, height)."""
    found = alone(selection)
    told = {
        "version": "1.0",
        "type": "rich",
        "title": selection.title,
        "provider_name": "Space History",
        "provider_url": f"{site_url}/",
        "cache_age": CACHE_AGE,
        "html": str(iframe(selection, site_url, frame, speaks=True)),
        "width": frame.width,
        "height": frame.height,
    }
    width, height = SHARE_PICTURE
    if (room[0] or width) >= width and (room[1] or height) >= height:
        picture = reverse("event-picture", args=[found.event.slug]) if found else reverse("site-picture")
        told |= {"thumbnail_url": site_url + picture, "thumbnail_width": width, "thumbnail_height": height}
    return told


def as_xml(told: dict[str, Any]) -> bytes:
    """The same record as XML in UTF-8, which may hold no control characters."""
    root = xml.Element("oembed")
    for name, value in told.items():
        xml.SubElement(root, name).text = NOT_IN_XML.sub("", str(value))
    return xml.tostring(root, encoding="utf-8", xml_declaration=True)


def own_address(url: str, site_url: str) -> tuple[str, QueryDict] | None:
    """Path and query of an address of this site; None for any other. Encrypted or not makes no difference."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != urlsplit(site_url).netloc.lower():
        return None
    return parts.path or "/", QueryDict(parts.query)
