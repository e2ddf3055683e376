"""The feed of corrections: each change of a page that readers can see, with what changed, when and why.

Without a filter it tells of missions, people, places and spacecraft too; a filter selects events alone.
"""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from timeline.choices import RevisionKind
from timeline.feeds import MOST_ENTRIES, NAME, Entry, Feed
from timeline.filters import EventFilter
from timeline.models import EntryRevision, Event, Revision
from timeline.models.base import leading_to
from timeline.revisions.compare import Change, compare
from timeline.revisions.entries import KINDS

# These tell of whole files that came, in which nobody corrected one thing for a reason.
NO_CORRECTIONS = (RevisionKind.IMPORT, RevisionKind.LOAD, RevisionKind.FOUND)
LOOKED_AT = 500  # revisions among which the entries are found: of a draft none is shown
LONGEST = 120  # characters of a value before and after; a longer text is on the page of the revision


def of_filter(event_filter: EventFilter, site: str) -> Feed:
    """The last corrections of the events that a filter selects, the newest first."""
    about = f": {event_filter.title}" if event_filter.title else ""
    found = [_of_event(revision, before, site) for revision, before in _pairs(event_filter)]
    if not event_filter.is_active:
        found += [_of_entry(revision, before, site) for revision, before in _pairs_of_entries()]
    entries = sorted((entry for entry in found if entry), key=lambda entry: entry.updated, reverse=True)
    return Feed(
        title=f"{NAME}: corrections{about}",
        subtitle="What was changed on pages that readers see, when and why.",
        url=f"{site}/feeds/corrections",
        query=event_filter.selecting,
        home=f"{site}{event_filter.address.path}{event_filter.selecting}",
        entries=tuple(entries[:MOST_ENTRIES]),
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


def _pairs_of_entries() -> list[tuple[EntryRevision, EntryRevision]]:
    """The last revisions of other entries after the first of each, with the one before it; none of what was deleted."""
    made = EntryRevision.objects.exclude(kind__in=NO_CORRECTIONS)
    earlier = EntryRevision.objects.filter(
        noun=OuterRef("noun"), entry=OuterRef("entry"), number__lt=OuterRef("number")
    )
    before = Subquery(earlier.order_by("-number").values("pk")[:1])
    found: Any = made.annotate(before=before).filter(before__isnull=False).order_by("-pk")
    shown = list(found[:MOST_ENTRIES])
    here = {noun: leading_to(noun, {each.entry for each in shown if each.noun == noun}) for noun in KINDS}
    left = {
        noun: set(KINDS[noun].model.objects.filter(key__in=ends.values()).values_list("key", flat=True))
        for noun, ends in here.items()
    }
    others = EntryRevision.objects.in_bulk([revision.before for revision in shown])
    return [(each, others[each.before]) for each in shown if here[each.noun][each.entry] in left[each.noun]]


def _of_event(revision: Revision, before: Revision, site: str) -> Entry | None:
    """A revision of an event as an entry of the feed; None where it changed nothing that readers see."""
    event = revision.event
    if event is None:
        return None
    permanent = reverse("event-permanent", args=[event.key])
    return _entry(
        revision, before, site + permanent, site + reverse("event-revision", args=[event.slug, revision.number])
    )


def _of_entry(revision: EntryRevision, before: EntryRevision, site: str) -> Entry | None:
    """The same of a mission, a person, a place or a spacecraft."""
    permanent = reverse(f"{revision.noun}-permanent", args=[revision.entry])
    return _entry(revision, before, site + permanent, site + revision.get_absolute_url())


def _entry(revision: Any, before: Any, permanent: str, url: str) -> Entry | None:
    """A revision as an entry, known by the permanent link of what it is of."""
    changes = compare(before.state, revision.state)
    if not changes:
        return None
    said = f"{revision.get_kind_display().capitalize()}: {revision.reason}"
    return Entry(
        id=f"{permanent}#revision-{revision.number}",
        url=url,
        title=f"{revision.state.get('title') or revision.state['name']}: {revision.reason}",
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
