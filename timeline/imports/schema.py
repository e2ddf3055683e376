"""What a research pack may hold: for each noun its fields, and for each field what is wrong with a value."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from timeline import choices
from timeline.models.citations import CITED_FIELDS
from timeline.models.fields import WEB_ADDRESS
from timeline.models.spacecraft import MEASURES
from timeline.models.texts import MAX_TEXT_LENGTH, MAX_WORDS_LENGTH
from timeline.text import edtf, markdown

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

# Checks of one value: each gives what is wrong with it, or nothing.
Check = Callable[[Any], str | None]
# The fields that a record must have, and those that it may lack.
Schema = tuple[dict[str, Check], dict[str, Check]]


def _text(longest: int) -> Check:
    def check(value: Any) -> str | None:
        if not isinstance(value, str) or not value.strip():
            return f"should be a text, not {shown(value)}"
        if "\x00" in value:
            return "has a NUL character"
        if re.search("[\ud800-\udfff]", value):
            return "has half of a character (a lone surrogate)"
        over = len(value) - longest
        return f"has {len(value):,} characters, {over:,} more than the {longest:,} that fit" if over > 0 else None

    return check


def _one_of(*allowed: str) -> Check:
    return lambda value: (
        None if value in allowed and isinstance(value, str) else f"is {shown(value)}, not one of: {', '.join(allowed)}"
    )


def _matching(pattern: str, what: str, longest: int) -> Check:
    def check(value: Any) -> str | None:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            return f"should be {what}, not {shown(value)}"
        return _text(longest)(value)

    return check


def _edtf(value: Any) -> str | None:
    if not isinstance(value, str) or not value or value != value.strip() or not value.isprintable():
        return f"should be a date, not {shown(value)}"
    try:
        edtf.parse(value)
    except edtf.EDTFError as error:
        return f"is no date: {error}"
    return None


def _day(value: Any) -> str | None:
    try:
        if date.fromisoformat(value).isoformat() != value:
            raise ValueError(value)
    except (TypeError, ValueError):
        return f"should be a day such as 2026-11-22, not {shown(value)}"
    return None


def _number(least: float, most: float, *, whole: bool = False) -> Check:
    def check(value: Any) -> str | None:
        kinds = (int,) if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= most:
            return f"should be a {'whole ' if whole else ''}number from {least} to {most}, not {shown(value)}"
        return None

    return check


def _boolean(value: Any) -> str | None:
    return None if isinstance(value, bool) else f"should be true or false, not {shown(value)}"


def _list_of(check_item: Check) -> Check:
    def check(value: Any) -> str | None:
        if not isinstance(value, list):
            return f"should be a list, not {shown(value)}"
        faults = [f"item {place} {fault}" for place, item in enumerate(value) if (fault := check_item(item))]
        return "; ".join(faults) or None

    return check


def _records(value: Any) -> str | None:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        return f"should be a list of objects, not {shown(value)}"
    return None


def shown(value: Any) -> str:
    """The beginning of any value as JSON, fit to be printed."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= 60 else f"{text[:57]}…"


def _or_nothing(check: Check) -> Check:
    return lambda value: None if value is None or value == "" else check(value)


def _or_null(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


_KEY = _matching(KEY.pattern, "a key of small letters, digits and hyphens", 120)
_COUNTRY = _matching("[A-Z]{2}", "a country code of two capital letters", 2)
_URL = _matching(WEB_ADDRESS, "an http:// or https:// address", 1000)
_LANGUAGE = _matching("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language code", 12)
_TEXTS = _list_of(_text(500))
_KEYS = _list_of(_KEY)

SCHEMA: dict[str, Schema] = {
    "sources": (
        {
            "key": _KEY,
            "title": _text(500),
            "kind": _one_of(*choices.SourceKind.values),
            "standing": _one_of(*choices.Standing.values),
            "language": _LANGUAGE,
        },
        {
            "authors": _TEXTS,
            "publisher": _or_nothing(_text(300)),
            "published": _or_nothing(_edtf),
            "url": _or_nothing(_URL),
            "archive_url": _or_nothing(_URL),
            "accessed": _or_nothing(_day),
            "read_in": _or_nothing(_text(300)),
            "note": _or_nothing(_text(MAX_TEXT_LENGTH)),
            "draws_on": _KEYS,
        },
    ),
    "agencies": (
        {"key": _KEY, "name": _text(200), "country": _COUNTRY},
        {"full_name": _or_nothing(_text(300)), "other_names": _TEXTS},
    ),
    "programmes": (
        {"key": _KEY, "name": _text(200)},
        {"agencies": _KEYS, "summary": _or_nothing(_text(MAX_TEXT_LENGTH)), "other_names": _TEXTS},
    ),
    "places": (
        {"key": _KEY, "name": _text(200), "body": _one_of(*choices.Body.values)},
        {
            "lat": _or_null(_number(-90, 90)),
            "lon": _or_null(_number(-180, 180)),
            "cites": _records,
            "other_names": _TEXTS,
        },
    ),
    "people": (
        {"key": _KEY, "name": _text(200), "country": _COUNTRY},
        {
            "native_name": _or_nothing(_text(200)),
            "also_known_as": _TEXTS,
            "born": _or_nothing(_edtf),
            "died": _or_nothing(_edtf),
            "cites": _records,
        },
    ),
    "missions": (
        {"key": _KEY, "name": _text(200), "country": _COUNTRY, "crewed": _boolean},
        {
            "programme": _or_nothing(_KEY),
            "agency": _or_nothing(_KEY),
            "launched": _or_nothing(_edtf),
            "ended": _or_nothing(_edtf),
            "launch_site": _or_nothing(_text(300)),
            "place_key": _or_nothing(_KEY),
            "vehicle": _or_nothing(_text(200)),
            "crew": _records,
            "summary": _or_nothing(_text(MAX_TEXT_LENGTH)),
            "cites": _records,
            "other_names": _TEXTS,
        },
    ),
    "spacecraft": (
        {
            "key": _KEY,
            "name": _text(200),
            "country": _COUNTRY,
            "drawing": _KEY,
            "description": _text(MAX_WORDS_LENGTH),
            "claims": _records,
        },
        {
            **{name: _or_null(_number(0.01, 1000)) for name in MEASURES},
            "summary": _or_nothing(_text(MAX_TEXT_LENGTH)),
            "missions": _KEYS,
            "order": _number(0, 100_000, whole=True),
            "other_names": _TEXTS,
        },
    ),
    "events": (
        {
            "key": _KEY,
            "title": _text(200),
            "date": _edtf,
            "kind": _one_of(*choices.EventKind.values),
            "significance": _number(1, 5, whole=True),
            "summary": _text(MAX_TEXT_LENGTH),
            "claims": _records,
        },
        {
            "place": _or_nothing(_text(300)),
            "place_key": _or_nothing(_KEY),
            "lat": _or_null(_number(-90, 90)),
            "lon": _or_null(_number(-180, 180)),
            "missions": _KEYS,
            "people": _KEYS,
            "agencies": _KEYS,
            "body": _or_nothing(_text(markdown.MAX_LENGTH)),
        },
    ),
    "disagreements": (
        {
            "key": _KEY,
            "event": _KEY,
            "field": _one_of(*CITED_FIELDS["event"]),
            "question": _text(300),
            "kind": _one_of(*choices.DisagreementKind.values),
            "readings": _records,
        },
        {"settled": _boolean, "featured": _boolean, "assessment": _or_nothing(_text(MAX_TEXT_LENGTH))},
    ),
}
CLAIM: Schema = (
    {"field": _one_of(*CITED_FIELDS["event"]), "value": _text(MAX_WORDS_LENGTH), "source": _KEY},
    {
        "as_printed": _or_nothing(_text(MAX_WORDS_LENGTH)),
        "locator": _or_nothing(_text(300)),
        "note": _or_nothing(_text(MAX_TEXT_LENGTH)),
        "no_conflict": _or_nothing(_text(MAX_WORDS_LENGTH)),
        "language": _or_nothing(_LANGUAGE),
    },
)
CLAIM_IN_READING: Schema = (
    {"field": CLAIM[0]["field"], "value": CLAIM[0]["value"], "source": _KEY},
    {"as_printed": CLAIM[1]["as_printed"], "locator": CLAIM[1]["locator"]},
)
CREW_MEMBER: Schema = ({"person": _KEY, "role": _text(100)}, {})
READING: Schema = (
    {"value": _text(MAX_WORDS_LENGTH), "accepted": _boolean, "claims": _records},
    {"place_key": _or_nothing(_KEY)},
)


def claim_about(noun: str) -> Schema:
    """The schema of a claim, which supports a field of a `noun`."""
    return {**CLAIM[0], "field": _one_of(*CITED_FIELDS[noun])}, CLAIM[1]


def cite(noun: str) -> Schema:
    """The schema of a cite, which supports fields of a `noun`."""
    return {"source": _KEY, "supports": _list_of(_one_of(*CITED_FIELDS[noun]))}, {"locator": _or_nothing(_text(300))}
