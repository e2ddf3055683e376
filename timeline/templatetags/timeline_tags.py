"""One-line bridges from templates to the words of text/."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.template.defaultfilters import pluralize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from timeline.choices import SourceKind, Standing, country_name
from timeline.evidence import Evidence
from timeline.html_format import HtmlFormat
from timeline.marks import marks, notes
from timeline.selections import renderings_of
from timeline.text import coordinates, edtf, measures, references
from timeline.text.language import language_of
from timeline.text.markdown import MARKER

register = template.Library()
register.simple_tag(renderings_of, name="renderings")
register.filter(marks)
register.filter(notes)


@register.filter
def date_words(value: str) -> str:
    """An EDTF date as people read it."""
    return edtf.words(value)


@register.filter
@lru_cache(maxsize=4096)
def date_html(value: str) -> SafeString:
    """An EDTF date as people read it, in <time> elements wherever HTML has a value for it."""
    return _time_elements(edtf.time_parts(value))


@register.filter
def day_words(value: str) -> str:
    """An EDTF date as people read it, without the time of day."""
    return edtf.words(edtf.without_time(value))


@register.filter
def day_html(value: str) -> SafeString:
    """The same in <time> elements wherever HTML has a value for it."""
    return date_html(edtf.without_time(value))


@register.filter
@lru_cache(maxsize=4096)
def value_html(value: str) -> SafeString:
    """What a source says, be it a date or words, with a capital first."""
    (first, when), *others = edtf.time_parts(value)
    return _time_elements([(first[:1].upper() + first[1:], when), *others])


def _time_elements(parts: Iterable[tuple[str, str | None]]) -> SafeString:
    spoken = (format_html('<time datetime="{}">{}</time>', when, words) if when else words for words, when in parts)
    return format_html_join("", "{}", ((each,) for each in spoken))


EVENT_LINE = HtmlFormat(
    "timeline/event_line.html.format",
    ("key", "side", "significance", "disputed", "at", "when", "url", "title", "summary", "words"),
)


@register.filter
def line(event: Any) -> SafeString:
    """An event as a line of the timeline: timeline/event_line.html.format, filled in.

    It is no template because a page has forty lines, and a template takes its time over every piece.
    """
    return EVENT_LINE.fill(
        key=event.key,
        side=event.side,
        significance=event.significance,
        disputed=" disputed" if event.is_disputed else "",
        at=event.at,
        when=date_html(event.date),
        url=event.get_absolute_url(),
        title=event.title,
        summary=event.summary,
        words=_words_of_a_line(event),
    )


def _words_of_a_line(event: Any) -> SafeString:
    """Its kind, its missions, the place, how many citations, of how many sources where that was asked for, and whether
    sources disagree.
    """
    citations = f"{event.citation_count} citation{pluralize(event.citation_count)}"
    if number := getattr(event, "source_count", 0):
        citations = f"{citations} of {number} source{pluralize(number)}"
    words = [event.get_kind_display(), *event.flights, event.place_text, citations]
    if event.is_disputed:
        words.append(mark_safe("<strong>sources disagree</strong>"))
    return format_html_join(" · ", "{}", ((each,) for each in words if each))


@register.filter
def country(code: str) -> str:
    """The name of a country."""
    return country_name(code)


@register.filter
def native_language(name: str) -> str:
    """The language of a name in a script of its own."""
    return language_of(name, "en")


@register.filter
def latitude(value: float) -> str:
    """Degrees north or south."""
    return coordinates.latitude(value)


@register.filter
def longitude(value: float) -> str:
    """Degrees east or west."""
    return coordinates.longitude(value)


@register.filter
def metres(value: Any) -> str:
    """A length in metres."""
    return measures.metres(value)


@register.filter
def standing_label(value: str) -> str:
    """What kind of witness a source is."""
    return str(Standing(value).label)


@register.filter
def source_kind_label(value: str) -> str:
    """What sort of text a source is."""
    return str(SourceKind(value).label)


@register.filter
def authors(source: Any) -> str:
    """The authors of a source as one phrase."""
    return references.authors(source.csl())


@register.filter
def imprint(source: Any) -> str:
    """Publisher and date of a source."""
    return references.imprint(source.csl())


@register.filter
def references_for(evidence: Any, field: str) -> Any:
    """Numbered references to all that support one field."""
    return evidence.for_field(field)


@register.filter
def references_for_date(evidence: Any, value: str) -> Any:
    """Numbered references to what dates an event so."""
    return evidence.for_date(value)


@register.filter
def references_for_measure(evidence: Any, measure: tuple[str, str, Any]) -> Any:
    """Numbered references to what gives a dimension of a spacecraft (Spacecraft.measures) so."""
    name, _, value = measure
    return evidence.for_measure(name, measures.metres(value))


@register.simple_tag
def cited(body_html: str, evidence: Evidence) -> SafeString:
    """A body, sanitised when it was saved, with each marker of a citation made into a numbered reference."""

    def reference(match: re.Match[str]) -> str:
        found = evidence.by_key(match[1])
        return marks([found]) if found else ""

    return mark_safe(MARKER.sub(reference, body_html))


@register.simple_tag
def to_results(url: str) -> SafeString:
    """The attributes of a link that changes the list: an ordinary address, and the same for htmx.

    It overtakes a request of the form that is still under way, so that the last thing asked for is what is seen. What is replaced
    is within an element that stays: of an answer whose target went away under another answer htmx makes nothing.
    """
    return format_html(
        'href="{0}" data-hx-get="{0}" data-hx-target="#list" data-hx-swap="innerHTML" data-hx-push-url="true" data-hx-sync="#filters:replace"',
        url,
    )


@register.simple_tag(takes_context=True)
def page_url(context: Any, number: int) -> str:
    """The address of another page of this list, with everything else as it is."""
    query = context["request"].GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def canonical(context: Any) -> SafeString:
    """The link that names the one address of a page: its path, and in a list the number of the page after the first."""
    request = context["request"]
    page = request.GET.get("page", "")
    is_number = page.isascii() and page.isdigit() and len(page) < 6
    later = f"?page={int(page)}" if is_number and int(page) > 1 else ""
    return format_html('<link rel="canonical" href="{}{}{}">', context["site_url"], request.path, later)
