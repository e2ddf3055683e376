"""Editors' Markdown made into safe HTML, once, when it is saved.

A statement in a body names the citation it rests on by a marker with the citation's key: `The hatch opened.[@sbncd8kv]`.
Markers stay in the HTML as they are; a page makes numbered references of them (timeline_tags.cited).
"""

import re
from html import escape

import markdown
import nh3

MARKER = re.compile(r"\[@([0-9a-z]{8})\]")

EXTENSIONS = ["footnotes", "tables", "sane_lists"]
TAGS = {
    *("p", "h2", "h3", "h4", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "hr", "br", "pre", "code", "div"),
    *("em", "strong", "a", "sup", "sub", "abbr", "cite", "q", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href", "class", "title"},
    "abbr": {"title"},
    "div": {"class"},
    "li": {"id"},
    "sup": {"id"},
    "*": {"lang"},
}


def render(text: str) -> str:
    """Markdown → HTML from which everything but plain text structure was taken: no script, style, form or image."""
    if not text.strip():
        return ""
    try:
        dirty = markdown.markdown(text, extensions=EXTENSIONS, output_format="html")
    except RecursionError:  # lists some hundreds deep in one another
        dirty = f"<pre>{escape(text)}</pre>"
    return nh3.clean(dirty, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None)


def without_markers(text: str) -> str:
    """The text as it is read aloud or searched: without the markers of its citations."""
    return MARKER.sub("", text)
