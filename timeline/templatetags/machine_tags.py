"""What a page says to machines: linked data, and its own title and description for other sites."""

import json
import re
from html import unescape
from typing import Any

from django import template
from django.core.paginator import Page
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from timeline.jsonld import Site

register = template.Library()

# As json_script of Django has it, and the two ends of a line that JSON allows in a text and older readers do not.
ESCAPES = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&\u2028\u2029"}


@register.simple_tag(takes_context=True)
def linked_data(context: Any, kind: str, *rows: Any) -> SafeString:
    """The page as JSON-LD: what the method `kind` of jsonld.Site makes of `rows`. A data block, which no browser runs."""
    return _block_of_data(getattr(Site(context["site_url"]), kind)(*rows))


@register.simple_tag(takes_context=True)
def page_data(context: Any) -> SafeString:
    """What is said of a page that is about no entry: its title, under its canonical address. Nothing where it has none."""
    name, path = title_and_address(context)
    return _block_of_data(Site(context["site_url"]).page(name, path)) if path else SafeString()


def title_and_address(context: Any) -> tuple[str, str]:
    """The title of this page and the path of its canonical address; both empty where it has none."""
    canonical = re.search('href="([^"]*)"', block_text(context, "canonical"))
    if not canonical:
        return "", ""
    return unescape(block_text(context, "title")), unescape(canonical[1]).removeprefix(context["site_url"])


@register.simple_tag(takes_context=True)
def view_of_it(context: Any) -> str:
    """What tells one view of a page from the others in its title: what was searched for, the order, the number of the page."""
    shown, asked = context.get("list"), context.get("filter")
    pages = [getattr(shown, "page", None), *(context.get(name) for name in ("page", "missions"))]
    number = next((each.number for each in pages if isinstance(each, Page)), 1)
    told = [f" with “{shown.text}”"] if shown and shown.text else []
    told += [f": {words}"] if (words := getattr(asked, "kind_and_state", "")) else []
    told += [", newest first"] if getattr(asked, "newest_first", False) else []
    told += [f", page {number}"] if number > 1 else []
    return "".join(told)


@register.simple_tag(takes_context=True)
def colophon(context: Any, path: str = "", revision: int = 0) -> SafeString:
    """Where a printed page comes from, on what terms, and in which revision: `path` is what lasts of its address, if anything."""
    told = [f"{context['site_url']}{path or context['request'].get_full_path()}", "Space History, text CC BY 4.0"]
    told += [f"revision {revision}"] if revision else []
    return format_html('<p class="colophon">{}</p>', " · ".join(told))


def _block_of_data(data: Any) -> SafeString:
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text.translate(ESCAPES)))


@register.simple_tag(takes_context=True)
def block_text(context: Any, name: str) -> SafeString:
    """What a block of this page holds, once more: its title or description, escaped as it is there."""
    return mark_safe(context.render_context[BLOCK_CONTEXT_KEY].get_block(name).render(context))
