"""One-line bridges from templates to what makes a page citable."""

from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from timeline import source_lines
from timeline.citable import Citable
from timeline.evidence import Evidence
from timeline.exports import meta

register = template.Library()
register.filter(source_lines.footnotes)
register.filter(source_lines.printed)
register.filter(source_lines.reference_line)


@register.simple_tag(takes_context=True)
def citation_meta(context: Any, cite: Citable) -> SafeString:
    """What a page is, in `meta` elements for its head."""
    return format_html_join("\n", '<meta name="{}" content="{}">', meta.tags(cite.csl(context["site_url"])))


@register.simple_tag(takes_context=True)
def coins_of_page(context: Any, cite: Citable) -> SafeString:
    """What a page is, for programs that collect references from its text."""
    return source_lines.coins_of(cite.csl(context["site_url"]))


@register.simple_tag
def source_items(evidence: Evidence, read_in: Any, is_preview: Any) -> SafeString:
    """The list of sources under a page, with links to report each claim unless it is a preview."""
    return source_lines.source_items(evidence, read_in or 0, may_report=not is_preview)
