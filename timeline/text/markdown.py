"""Editors' Markdown made into safe HTML, once, when it is saved."""

from html import escape

import markdown
import nh3

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
