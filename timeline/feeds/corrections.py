"""The feed of corrections: each change of a published event that readers can see, with what changed, when and why."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from timeline.choices import RevisionKind
from timeline.feeds import MOST_ENTRIES, NAME, Entry, Feed
from timeline.filters import EventFilter
from timeline.models import Event, Revision
from timeline.revisions.compare import Change, compare

# These tell of whole files that came, in which nobody corrected one thing for a reason.
NO_CORRECTIONS = (RevisionKind.IMPORT, RevisionKind.LOAD, RevisionKind.FOUND)
LOOKED_AT = 500  # revisions among which the entries are found: of a draft none is shown
LONGEST = 120  # characters of a value before and after; a longer text is on the page of the revision


def of_filter(event_filter: EventFilter, site: str) -> Feed:
    """The last corrections of the events that a filter selects, the newest first."""
    about = f": {event_filter.title}" if event_filter.title else ""
    entries = (_entry(revision, before, site) for revision, before in _pairs(event_filter))
    return Feed(
        title=f"{NAME}: corrections{about}",
        subtitle="What was changed in published events, when and why.",
        url=f"{site}/feeds/corrections",
        query=event_filter.selecting,
        home=f"{site}{event_filter.address.path}{event_filter.selecting}",
        entries=tuple(entry for entry in entries if entry),
    )


def _pairs(event_filter: EventFilter) -> list[tuple[Revision, Revision]]:
    """The last revisions after the first that readers could see, each with the one before it.

    Which are the last is asked first: to know what readers could see, the database has to read the state of each.
    """
    events = event_filter.events() if event_filter.is_active else Event.objects.published()
    made = Revision.objects.exclude(kind__in=NO_CORRECTIONS).filter(event__in=events.values("pk"))
    keys = list(made.order_by("-pk").values_list("pk", flat=True)[:LOOKED_AT])  # as they were made
    earlier = Revision.objects.public().filter(event=OuterRef("event"), number__lt=OuterRef("number"))
    before = Subquery(earlier.order_by("-number").values("pk")[:1])
    found: Any = Revision.objects.public().filter(pk__in=keys).annotate(before=before).filter(before__isnull=False)
    shown = list(found.select_related("event").order_by("-pk")[:MOST_ENTRIES])
    others = Revision.objects.in_bulk([revision.before for revision in shown])
    return [(revision, others[revision.before]) for revision in shown]


def _entry(revision: Revision, before: Revision, site: str) -> Entry | None:
    """A revision as an entry, known by the permanent link of its event; None where it changed nothing that readers see."""
    changes, event = compare(before.state, revision.state), revision.event
    if not changes or event is None:
        return None
    said = f"{revision.get_kind_display().capitalize()}: {revision.reason}"
    return Entry(
        id=f"{site}{reverse('event-permanent', args=[event.key])}#revision-{revision.number}",
        url=f"{site}{reverse('event-revision', args=[event.slug, revision.number])}",
        title=f"{revision.state['title']}: {revision.reason}",
        updated=revision.made.replace(microsecond=0),
        summary=said,
        html=format_html("<p>{}</p>\n<ul>{}</ul>", said, format_html_join("", "<li>{}</li>", map(_said, changes))),
        categories=tuple(dict.fromkeys(change.label for change in changes)),
        author=revision.signed,
    )


def _said(change: Change) -> tuple[str]:
    if max(len(change.before), len(change.after)) > LONGEST:
        return (format_html("{}: reworded", change.label),)
    before, after = (text or "nothing" for text in (change.before, change.after))
    return (format_html("{}: <del>{}</del> <ins>{}</ins>", change.label, before, after),)
