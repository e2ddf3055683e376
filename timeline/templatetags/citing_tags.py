"""One-line bridges from templates to what makes a page citable."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from timeline.citable import Citable
from timeline.exports import coins, meta

register = template.Library()


@register.simple_tag(takes_context=True)
def citation_meta(context: Any, cite: Citable) -> SafeString:
    """What a page is, in `meta` elements for its head."""
    return format_html_join("\n", '<meta name="{}" content="{}">', meta.tags(cite.csl(context["site_url"])))


@register.simple_tag(takes_context=True)
def coins_of_page(context: Any, cite: Citable) -> SafeString:
    """What a page is, for programs that collect references from its text."""
    return _span(cite.csl(context["site_url"]))


@register.filter(name="coins")
def coins_of_source(source: Any) -> SafeString:
    """A source, for the same programs."""
    return _span(source.csl())


def _span(record: dict[str, Any]) -> SafeString:
    return format_html('<span class="Z3988" title="{}"></span>', coins.context_object(record))
