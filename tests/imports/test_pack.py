"""Reading a pack from its file, and choosing a part of it."""

import json

import pytest

from tests.imports.packs import pack, record
from timeline.imports import faults
from timeline.imports.pack import NOUNS, PackError, claim_identity, read, resting_on


def test_read_gives_what_the_file_holds(tmp_path):
    path = tmp_path / "pack.json"
    path.write_text(json.dumps(pack()), encoding="utf-8")
    assert read(path) == pack()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"{", "{path}, line 1, column 2: not JSON (Expecting property name enclosed in double quotes)"),
        (b"", "{path}, line 1, column 1: not JSON (Expecting value)"),
        (b'{"a": 1}\n{', "{path}, line 2, column 1: not JSON (Extra data)"),
        (b'{"a": "\xff"}', "{path}: not UTF-8 at byte 7"),
        (b"[" * 100_000, "{path}: lists or objects stand too deep in one another"),
        (b'{"a": ' * 100_000, "{path}: lists or objects stand too deep in one another"),
    ],
)
def test_read_says_what_is_wrong_with_a_file(tmp_path, content, fault):
    path = tmp_path / "pack.json"
    path.write_bytes(content)
    with pytest.raises(PackError) as refusal:
        read(path)
    assert refusal.value.faults == [fault.format(path=path)]


def test_read_refuses_a_number_of_endless_length(tmp_path):
    path = tmp_path / "pack.json"
    path.write_text("1" * 10_000)
    with pytest.raises(PackError, match="Exceeds the limit"):
        read(path)


def test_read_says_that_a_file_is_missing_or_a_folder(tmp_path):
    said = []
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(PackError) as refusal:
            read(path)
        said += refusal.value.faults
    assert said == [f"{tmp_path}/missing.json: No such file or directory", f"{tmp_path}: Is a directory"]


def test_claim_identity_is_the_same_for_an_empty_and_a_missing_field():
    claim = {"field": "date", "value": "1957", "source": "a", "locator": "", "note": "x"}
    assert claim_identity(claim) == ("date", "1957", "a", None, None)


def test_resting_on_keeps_events_with_a_claim_of_such_a_source_and_what_they_need():
    part = resting_on(faults.check(pack()), "article-")
    assert {noun: [row["key"] for row in part[noun]] for noun in NOUNS} == {
        "sources": ["article-handshake", "nasa-history"],
        "agencies": ["nasa", "soviet-programme"],
        "programmes": ["astp"],
        "places": ["baikonur", "earth-orbit"],
        "people": ["alexei-leonov", "thomas-stafford"],
        "missions": ["soyuz-19"],
        "spacecraft": [],
        "events": ["first-handshake"],
        "disagreements": ["handshake-country"],
    }
    assert faults.check(part) == part


def test_resting_on_leaves_out_what_nothing_in_the_part_needs():
    data = pack()
    data["sources"].append(record(data, "sources", "nasa-history") | {"key": "root"})
    data["sources"].append(record(data, "sources", "nasa-history") | {"key": "unused"})
    record(data, "sources", "nasa-history")["draws_on"] = ["root"]
    data["people"].append({"key": "vance-brand", "name": "Vance Brand", "country": "US"})
    part = resting_on(faults.check(data), "article-")
    assert [row["key"] for row in part["sources"]] == ["article-handshake", "nasa-history", "root"]
    assert [row["key"] for row in part["people"]] == ["alexei-leonov", "thomas-stafford"]


def test_resting_on_no_source_is_an_empty_part():
    part = resting_on(faults.check(pack()), "nobody-")
    assert part == {noun: [] for noun in NOUNS}
