"""One-line bridges from templates to what makes a page citable."""

from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from timeline import citable, source_lines
from timeline.citable import Citable
from timeline.evidence import Evidence
from timeline.exports import meta
from timeline.templatetags.machine_tags import title_and_address

register = template.Library()
register.filter(source_lines.footnotes)
register.filter(source_lines.printed)
register.filter(source_lines.reference_line)


@register.simple_tag(takes_context=True)
def citation_meta(context: Any, cite: Citable) -> SafeString:
    """What a page is, in `meta` elements for its head."""
    return format_html_join("\n", '<meta name="{}" content="{}">', meta.tags(cite.csl(context["site_url"])))


@register.simple_tag(takes_context=True)
def coins_of_page(context: Any) -> SafeString:
    """What this page is, for programs that collect references, which take the first they find, and a date sooner than none.

    It is what the view says can be cited, or any page under its title and address; nothing where there is no page to cite.
    """
    title, path = title_and_address(context)
    if context.get("is_preview") or not path:
        return SafeString()
    cited = context.get("cite") or citable.of_page(title, path)
    return source_lines.coins_of(cited.csl(context["site_url"]))


@register.simple_tag
def source_items(evidence: Evidence, read_in: Any, is_preview: Any) -> SafeString:
    """The list of sources under a page, with links to report each claim unless it is a preview."""
    return source_lines.source_items(evidence, read_in or 0, may_report=not is_preview)
