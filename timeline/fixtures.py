"""The fixtures: the whole timeline as files, one for each noun, sorted and readable in a diff."""

import json
import logging
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import serializers
from django.core.management import CommandError, call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from timeline import revisions
from timeline.choices import RevisionKind
from timeline.logs import log_after_commit
from timeline.models import (
    Agency,
    Citation,
    CrewMember,
    Disagreement,
    Event,
    FormerKey,
    FormerSlug,
    LessonItem,
    LessonSet,
    Mission,
    Person,
    Place,
    Programme,
    Reading,
    ReportOutcome,
    Source,
    Spacecraft,
    Succession,
)
from timeline.models.base import REMEMBERED_ADDRESSES

logger = logging.getLogger(__name__)

# In the order in which they refer to one another, which the numbers of the files keep for a plain `loaddata fixtures/*`;
# nouns of one number do not refer to one another.
FILES: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "01_agencies": (Agency, ("slug",)),
    "02_programmes": (Programme, ("slug",)),
    "03_places": (Place, ("slug",)),
    "04_sources": (Source, ("slug",)),
    "05_people": (Person, ("slug",)),
    "06_missions": (Mission, ("slug",)),
    "07_crew_members": (CrewMember, ("mission__slug", "order")),
    "08_events": (Event, ("position",)),
    "08_spacecraft": (Spacecraft, ("order", "slug")),
    "09_citations": (
        Citation,
        ("event__position", "mission__slug", "person__slug", "place__slug", "spacecraft__slug", "order", "key"),
    ),
    "10_disagreements": (Disagreement, ("event__position", "order", "slug")),
    "11_readings": (Reading, ("disagreement__event__position", "disagreement__slug", "order")),
    "12_successions": (Succession, ("later__position", "earlier__position", "citation__key")),
    "12_former_keys": (FormerKey, ("noun", "key")),
    "12_former_slugs": (FormerSlug, ("noun", "slug")),
    "13_report_outcomes": (ReportOutcome, ("decided", "key")),
    "13_lesson_sets": (LessonSet, ("order", "slug")),
    "14_lesson_items": (LessonItem, ("lesson_set__order", "lesson_set__slug", "order")),
}
AT_ONCE = 500  # rows whose links are fetched together
LEFT_OUT = {"words", "body_html", "body_digest", "value_edtf"}  # filled whenever a row is saved, by loaddata too
WRITTEN_IF_SET = {"waits", "no_conflict"}  # what hardly any row has, and loading takes for empty


def write(folder: Path | None = None) -> dict[str, int]:
    """Write every noun to `folder` (the project's fixtures/ unless given); give the number of rows by file name."""
    folder = folder or Path(settings.FIXTURE_DIRS[0])
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for name, (model, order) in FILES.items():
        rows = records(model, order)
        path = folder / f"{name}.json"
        if rows:
            path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        else:
            path.unlink(missing_ok=True)
        counts[path.name] = len(rows)
    logger.info("Fixtures written: %d rows in %d files.", sum(counts.values()), len(FILES))
    return counts


def records(model: type[models.Model], order: tuple[str, ...]) -> list[dict[str, Any]]:
    """All rows of `model` as fixture records: natural keys, the lists sorted, nothing that loading fills by itself."""
    places = model._default_manager.order_by().values_list("pk", *order)
    # Sorted here, since databases differ in the order of letters and hyphens; what is null comes last.
    ranks = {pk: [(value is None, value) for value in values] for pk, *values in places}
    whole = model._default_manager.select_related(*(field.name for field in model._meta.fields if field.is_relation))
    whole = whole.prefetch_related(*(field.name for field in model._meta.many_to_many))
    rows = sorted(whole.iterator(AT_ONCE), key=lambda row: ranks[row.pk])
    plain = serializers.serialize("python", rows, use_natural_foreign_keys=True, use_natural_primary_keys=True)
    encoded = json.loads(json.dumps(plain, cls=DjangoJSONEncoder))
    for record in encoded:
        fields = {name: _sorted(value) for name, value in record["fields"].items() if name not in LEFT_OUT}
        record["fields"] = {name: value for name, value in fields.items() if value or name not in WRITTEN_IF_SET}
    return encoded


def _sorted(value: Any) -> Any:
    """Many-to-many lists, which are lists of natural keys, in order; anything else as it is."""
    return sorted(value) if isinstance(value, list) and value and isinstance(value[0], list) else value


def load(folder: Path | None = None, verbosity: int = 1) -> None:
    """Load every fixture in `folder` (the project's own unless given), and keep a revision of all that this changes.

    Both are done or neither: a load that is interrupted leaves the database as it was. Raises CommandError where it would
    undo merges.
    """
    folder = folder or Path(settings.FIXTURE_DIRS[0])
    if merged := _merged_here(folder):
        logger.warning("Fixtures refused: %d of their entries were merged into others here.", len(merged))
        raise CommandError(
            f"These entries of the files were merged into others here: {', '.join(merged)}. "
            "Write the fixtures first, or undo these merges."
        )
    with transaction.atomic():
        load_rows(folder, verbosity)
        kept = revisions.keep_all(revisions.By("With the history that comes with this site.", RevisionKind.LOAD))
        files = len(list(folder.glob("*.json")))
        log_after_commit(logger, "Fixtures loaded: %d files, %d revisions kept.", files, kept)


def load_rows(folder: Path, verbosity: int = 1) -> None:
    """Load the rows of every fixture in `folder`, and keep no revision of them."""
    token = REMEMBERED_ADDRESSES.set({})
    try:
        call_command("loaddata", *(str(path) for path in sorted(folder.glob("*.json"))), verbosity=verbosity)
    finally:
        REMEMBERED_ADDRESSES.reset(token)
    analyse()


def _merged_here(folder: Path) -> list[str]:
    """The entries in the files of `folder` that are merged into others in this database, by noun and address."""
    merged = set(FormerKey.objects.values_list("noun", "key"))
    records = [
        record for path in sorted(folder.glob("*.json")) if merged for record in json.loads(path.read_text("utf-8"))
    ]
    nouns = ((record["model"].removeprefix("timeline."), record["fields"]) for record in records)
    return [
        f"{noun} {fields['slug']}" for noun, fields in nouns if (noun, fields.get("key")) in merged and "slug" in fields
    ]


def analyse() -> None:
    """Let PostgreSQL know the rows that were just loaded: until then it plans queries for the empty tables of before."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
