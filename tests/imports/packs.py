"""A small sound research pack, and what the database holds after an import."""

import json
from copy import deepcopy
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from timeline import fixtures
from timeline.imports import faults, mends
from timeline.imports.merge import merge
from timeline.imports.report import Report
from timeline.models import Event, LessonSet

PACK: dict[str, list[dict[str, Any]]] = {
    "sources": [
        {
            "key": "article-handshake",
            "title": "The handshake",
            "authors": ["A. Writer", "B. Writer"],
            "publisher": "CNN",
            "published": "2015-07-15",
            "url": "https://example.org/handshake",
            "kind": "news",
            "language": "en",
            "accessed": "2026-11-22",
            "read_in": "a stored copy",
            "note": "",
            "standing": "press",
            "draws_on": ["nasa-history"],
        },
        {
            "key": "nasa-history",
            "title": "The partnership",
            "authors": [],
            "url": None,
            "kind": "official-history",
            "language": "en",
            "standing": "primary",
            "draws_on": [],
        },
    ],
    "agencies": [
        {"key": "nasa", "name": "NASA", "full_name": "National Aeronautics and Space Administration", "country": "US"},
        {"key": "soviet-programme", "name": "Soviet space programme", "country": "SU"},
    ],
    "programmes": [
        {"key": "astp", "name": "Apollo-Soyuz", "agencies": ["nasa", "soviet-programme"], "summary": "Both."}
    ],
    "places": [
        {
            "key": "baikonur",
            "name": "Baikonur",
            "lat": 45.92,
            "lon": 63.34,
            "body": "earth",
            "cites": [{"source": "nasa-history", "supports": ["lat", "lon"], "locator": "infobox"}],
        },
        {"key": "earth-orbit", "name": "Earth orbit", "lat": None, "lon": None, "body": "orbit"},
    ],
    "people": [
        {
            "key": "alexei-leonov",
            "name": "Alexei Leonov",
            "native_name": "Алексей Леонов",
            "also_known_as": ["Alexey Leonow"],
            "born": "1934-05-30",
            "died": "2019-10-11",
            "country": "SU",
            "cites": [{"source": "nasa-history", "supports": ["born", "died"], "locator": "p. 3"}],
        },
        {"key": "thomas-stafford", "name": "Thomas P. Stafford", "native_name": None, "country": "US", "died": None},
    ],
    "missions": [
        {
            "key": "soyuz-19",
            "name": "Soyuz 19",
            "programme": "astp",
            "agency": "soviet-programme",
            "country": "SU",
            "crewed": True,
            "launched": "1975-07-15T12:20:00Z",
            "ended": "1975-07-21",
            "launch_site": "Site 1/5",
            "place_key": "baikonur",
            "vehicle": "Soyuz-U",
            "crew": [{"person": "alexei-leonov", "role": "Commander"}],
            "summary": "The Soviet half.",
            "cites": [{"source": "nasa-history", "supports": ["launched", "crew"], "locator": "p. 9"}],
        }
    ],
    "spacecraft": [],
    "events": [
        {
            "key": "first-handshake",
            "title": "First handshake in orbit",
            "date": "1975-07-17",
            "kind": "docking",
            "place": "above the Elbe",
            "place_key": "earth-orbit",
            "lat": None,
            "lon": None,
            "missions": ["soyuz-19"],
            "people": ["alexei-leonov", "thomas-stafford"],
            "agencies": ["nasa"],
            "significance": 5,
            "summary": "They shook hands.",
            "claims": [
                {
                    "field": "date",
                    "value": "1975-07-17",
                    "as_printed": "July 17, 1975",
                    "source": "article-handshake",
                    "locator": "para. 1",
                },
                {
                    "field": "place",
                    "value": "over West Germany",
                    "as_printed": "over West Germany",
                    "source": "article-handshake",
                    "locator": "para. 2",
                    "note": "",
                },
                {
                    "field": "place",
                    "value": "above the Elbe",
                    "as_printed": None,
                    "source": "nasa-history",
                    "locator": "p. 320",
                    "note": "From a comparison.",
                },
            ],
        },
        {
            "key": "soyuz-19-launch",
            "title": "Soyuz 19 is launched",
            "date": "1975-07-15T12:20:00Z",
            "kind": "launch",
            "missions": ["soyuz-19"],
            "significance": 3,
            "summary": "It rose.",
            "claims": [
                {"field": "date", "value": "1975-07-15T12:20:00Z", "source": "nasa-history", "locator": "p. 310"}
            ],
        },
    ],
    "disagreements": [
        {
            "key": "handshake-country",
            "event": "first-handshake",
            "field": "place",
            "question": "Over which country did they shake hands?",
            "kind": "open",
            "settled": False,
            "readings": [
                {
                    "value": "over West Germany",
                    "accepted": False,
                    "claims": [
                        {
                            "field": "place",
                            "value": "over West Germany",
                            "source": "article-handshake",
                            "locator": "para. 2",
                            "as_printed": "over West Germany",
                        }
                    ],
                },
                {
                    "value": "above the Elbe",
                    "accepted": False,
                    "claims": [
                        {
                            "field": "place",
                            "value": "above the Elbe",
                            "source": "nasa-history",
                            "locator": "p. 320",
                            "as_printed": None,
                        }
                    ],
                },
            ],
            "assessment": "The sources do not decide it.",
        }
    ],
}


def pack() -> dict[str, Any]:
    """A fresh copy, for a test to change."""
    return deepcopy(PACK)


def record(data: dict[str, Any], noun: str, key: str) -> dict[str, Any]:
    """The record of `data` that has `key`."""
    return next(row for row in data[noun] if row["key"] == key)


def bring_in(data: Any) -> Report:
    """Check `data` as if it had been read from a file, and merge it."""
    return merge(faults.check(json.loads(json.dumps(data))))


def stored() -> dict[str, list[dict[str, Any]]]:
    """All that the database holds, as fixture records by file name."""
    return {name: fixtures.records(model, order) for name, (model, order) in fixtures.FILES.items()}


def clear() -> None:
    """Take every row away."""
    LessonSet.objects.all().delete()  # before their events, which they keep from being deleted
    Event.objects.all().delete()  # before its last citation, without which it could not be published
    for model, _ in reversed(fixtures.FILES.values()):
        model._default_manager.all().delete()
    assert not any(stored().values())


def write(folder: Path, data: Any, name: str = "pack.json") -> Path:
    """Write `data` to a file of JSON in `folder`; give its path."""
    path = folder / name
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def mend_with(monkeypatch: Any, folder: Path, *given: Any) -> None:
    """Let `given` be the project's mends: its own are about other records, and may change."""
    monkeypatch.setattr(mends, "MENDS", write(folder, given, "mends.json"))


def import_file(path: Any, **options: Any) -> list[str]:
    """Run the command on the file at `path`; give the lines that it prints."""
    printed = StringIO()
    call_command("import_history", path, stdout=printed, **options)
    return printed.getvalue().splitlines()


def totals(report: Report) -> dict[str, int]:
    """How much was made, changed and removed in all."""
    return {name: getattr(report, name).total() for name in ("made", "changed", "removed")}
