"""The part of the fixtures that rests on the five founding articles: small enough to load for a test, and real."""

import json
from pathlib import Path
from typing import Any

Fixtures = dict[str, list[dict[str, Any]]]  # file name → records

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
SUBJECTS = ("event", "mission", "person", "place", "spacecraft")


def read() -> Fixtures:
    """All committed fixtures, by file name."""
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FIXTURES.glob("*.json"))}


def write_part(folder: Path) -> None:
    """Write what rests on the founding articles to `folder`: the events they speak of, and whatever those refer to."""
    everything = read()
    fields = {record["model"].removeprefix("timeline."): [] for records in everything.values() for record in records}
    for records in everything.values():
        for record in records:
            fields[record["model"].removeprefix("timeline.")].append(record["fields"])
    kept = _kept(fields)
    for name, records in everything.items():
        chosen = [_part(record, kept) for record in records if _is_kept(record, kept)]
        if chosen:
            (folder / name).write_text(json.dumps(chosen, ensure_ascii=False), encoding="utf-8")


def _kept(fields: dict[str, list[dict[str, Any]]]) -> dict[str, set[str]]:
    """For each noun, the slugs of the rows that belong to the part."""
    by_slug = {noun: {row["slug"]: row for row in rows} for noun, rows in fields.items() if rows and "slug" in rows[0]}
    cited = [row for row in fields["citation"] if row["event"] and row["source"][0].startswith("article-")]
    kept: dict[str, set[str]] = {noun: set() for noun in by_slug}
    kept["event"] = {row["event"][0] for row in cited}
    for slug in kept["event"]:
        event = by_slug["event"][slug]
        kept["mission"] |= {key for (key,) in event["missions"]}
        kept["person"] |= {key for (key,) in event["people"]}
        kept["agency"] |= {key for (key,) in event["agencies"]}
        kept["place"] |= set(event["place"] or ())
    kept["person"] |= {row["person"][0] for row in fields["crewmember"] if row["mission"][0] in kept["mission"]}
    for slug in kept["mission"]:
        mission = by_slug["mission"][slug]
        kept["programme"] |= set(mission["programme"] or ())
        kept["place"] |= set(mission["place"] or ())
        kept["agency"] |= {key for (key,) in mission["agencies"]}
    kept["agency"] |= {key for slug in kept["programme"] for (key,) in by_slug["programme"][slug]["agencies"]}
    kept["spacecraft"] = {
        slug for slug, row in by_slug["spacecraft"].items() if kept["mission"] & {key for (key,) in row["missions"]}
    }
    kept["lessonset"] = {row["lesson_set"][0] for row in fields["lessonitem"] if row["event"][0] in kept["event"]}
    kept["disagreement"] = {row["slug"] for row in fields["disagreement"] if row["event"][0] in kept["event"]}
    for row in fields["reading"]:
        if row["disagreement"][0] in kept["disagreement"]:
            kept["place"] |= set(row["place"] or ())
    kept["source"] = {row["source"][0] for row in fields["citation"] if _is_about(row, kept)}
    while drawn := {key for slug in kept["source"] for (key,) in by_slug["source"][slug]["draws_on"]} - kept["source"]:
        kept["source"] |= drawn
    return kept


def _part(record: dict[str, Any], kept: dict[str, set[str]]) -> dict[str, Any]:
    """A record of a spacecraft with those of its flights that belong to the part; any other as it is."""
    if record["model"] != "timeline.spacecraft":
        return record
    missions = [key for key in record["fields"]["missions"] if key[0] in kept["mission"]]
    return record | {"fields": record["fields"] | {"missions": missions}}


def _is_about(citation: dict[str, Any], kept: dict[str, set[str]]) -> bool:
    return any(citation[noun] and citation[noun][0] in kept[noun] for noun in SUBJECTS)


def _is_kept(record: dict[str, Any], kept: dict[str, set[str]]) -> bool:
    noun, row = record["model"].removeprefix("timeline."), record["fields"]
    if noun == "citation":
        return _is_about(row, kept)
    if noun == "crewmember":
        return row["mission"][0] in kept["mission"]
    if noun == "lessonitem":
        return row["event"][0] in kept["event"]
    if noun == "reading":
        return row["disagreement"][0] in kept["disagreement"]
    return row.get("slug") in kept.get(noun, ())
