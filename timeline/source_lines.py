"""The sources under a page and what each says there, as HTML.

They are made here and in no template because a page may have a hundred, and a template takes its time over each.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from timeline.choices import Standing
from timeline.evidence import Evidence
from timeline.exports import coins
from timeline.models import Citation, Source
from timeline.templatetags.timeline_tags import value_html
from timeline.text import references

REFERENCE = (
    '<p class="reference">{authors}<a href="{url}"><cite lang="{language}">{title}</cite></a>, {imprint} '
    '<span class="standing">{standing}</span></p>'
)
FOOTNOTE = (
    '<li id="note-{number}"><span class="number" aria-hidden="true">{number}</span> <span>{authors}<a href="{url}">'
    '<cite lang="{language}">{title}</cite></a>, {imprint}{locators}.{address}</span></li>'
)
COINS = '<span class="Z3988" title="{}" hidden></span>'
SOURCE = '<li id="source-{}">{}{}<ul>{}</ul></li>'
CLAIM = (
    '<li id="citation-{key}"><span class="cited-field">{label}</span>{value}{printed} '
    '<a class="back" href="#{anchor}" aria-label="Back to the fact: {claim}">↩</a>{report}{note}{no_conflict}</li>'
)
REPORT = ' <a class="report" rel="nofollow" href="{}{}" aria-label="Report: {}">Report</a>'


def reference_line(source: Source) -> SafeString:
    """A source on a line: who, what, where and when, and what kind of witness it is."""
    return format_html(REFERENCE, **_named(source), standing=Standing(source.standing).label)


def coins_of(record: dict[str, Any]) -> SafeString:
    """A CSL record for programs that collect references from the text of a page (COinS)."""
    return format_html(COINS, coins.context_object(record))


def printed(citation: Citation) -> SafeString:
    """The words of a citation as they are printed, and where in the source."""
    words = _if(citation.as_printed, ' <q class="printed" lang="{1}">{0}</q>', citation.printed_language)
    return words + _if(citation.locator, ' <span class="locator">{0}</span>')


def source_items(evidence: Evidence, read_in: int = 0, *, may_report: bool = True) -> SafeString:
    """The items of the list of sources of a page, each with all that it says there and the way back to the facts.

    A claim can be reported as it stood in the revision `read_in`, where the page has one, unless not `may_report`.
    """
    revision = f"?revision={read_in}" if read_in else ""
    return format_html_join(
        "\n",
        SOURCE,
        (
            (
                *(cited.source.key, reference_line(cited.source), coins_of(cited.source.csl())),
                format_html_join("", CLAIM, _claims(cited.citations, evidence, revision, may_report)),
            )
            for cited in evidence.sources
        ),
    )


def _claims(
    citations: Iterable[Citation], evidence: Evidence, revision: str, may_report: bool
) -> Iterator[dict[str, Any]]:
    for each in citations:
        claim = each.claim
        report = format_html(REPORT, reverse("report", args=[each.key]), revision, claim) if may_report else ""
        yield {
            "key": each.key,
            "label": each.field_label,
            "value": _if(each.value, ' <span class="value">{1}</span>', value_html(each.value)),
            "printed": printed(each),
            "anchor": evidence.fact_anchors[each.pk],
            "claim": claim,
            "report": report,
            "note": _if(each.note, ' <span class="note">{0}</span>'),
            "no_conflict": _if(each.no_conflict, ' <span class="note">No conflict, because {0}</span>'),
        }


def footnotes(sources: Iterable[Any]) -> SafeString:
    """The sources behind what is printed (printing.handouts.Footnote), as the items of a list."""
    return format_html_join(
        "\n",
        FOOTNOTE,
        (
            {
                **_named(cited.source),
                "number": cited.number,
                "locators": format_html_join("", "; {}", ((locator,) for locator in cited.locators)),
                "address": _if(cited.source.url, ' <span class="address">{0}</span>'),
            }
            for cited in sources
        ),
    )


def _named(source: Source) -> dict[str, Any]:
    """What names a source on a line."""
    record = source.csl()
    return {
        "authors": _if(source.authors, "{1}, ", references.authors(record)),
        "url": source.get_absolute_url(),
        "language": source.title_language,
        "title": source.title,
        "imprint": references.imprint(record),
    }


def _if(value: Any, form: str, *more: Any) -> SafeString:
    """`form` filled with a value and `more`; nothing where there is no value."""
    return format_html(form, value, *more) if value else SafeString()
