"""`manage.py import_history`: what it prints, what it refuses, and that it is all or nothing."""

import json
from functools import partial

import pytest
from django.core.management import CommandError

from tests.imports import packs
from tests.imports.packs import import_file, mend_with, pack, record, stored
from timeline.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(tmp_path):
    """A function that writes a pack to a file and gives the file's path."""
    return partial(packs.write, tmp_path)


@pytest.fixture(autouse=True)
def no_mends(monkeypatch, tmp_path):
    mend_with(monkeypatch, tmp_path)


def refusal(path, **options):
    """What the command says when it refuses the file at `path`; the database must be as it was."""
    before = stored()
    with pytest.raises(CommandError) as error:
        import_file(path, **options)
    assert stored() == before
    return str(error.value)


def test_import_prints_a_table_of_what_it_did(write):
    lines = import_file(write(pack()))
    assert [line.split() for line in lines] == [
        ["read", "made", "changed", "unchanged", "removed"],
        ["agencies", "2", "2", "0", "0", "0"],
        ["programmes", "1", "1", "0", "0", "0"],
        ["sources", "2", "2", "0", "0", "0"],
        ["places", "2", "2", "0", "0", "0"],
        ["claims", "10", "10", "0", "0", "0"],
        ["people", "2", "2", "0", "0", "0"],
        ["missions", "1", "1", "0", "0", "0"],
        ["events", "2", "2", "0", "0", "0"],
        ["disagreements", "1", "1", "0", "0", "0"],
    ]


def test_import_twice_changes_nothing(write):
    path = write(pack())
    import_file(path)
    before = stored()
    lines = import_file(path)
    assert stored() == before
    assert {(line.split()[2], line.split()[3], line.split()[5]) for line in lines[1:]} == {("0", "0", "0")}


def test_dry_run_says_what_would_change_and_changes_nothing(write):
    path = write(pack())
    before = stored()
    lines = import_file(path, dry_run=True)
    assert stored() == before
    assert lines[-1] == "A dry run: nothing was changed."
    assert lines[:-1] == import_file(path)


def test_resting_on_brings_in_that_part_only(write):
    import_file(write(pack()), resting_on="article-")
    assert list(Event.objects.values_list("slug", flat=True)) == ["first-handshake"]


def test_resting_on_first_and_the_whole_later_is_as_the_whole_at_once(write):
    path = write(pack())
    import_file(path, resting_on="article-")
    import_file(path)
    in_two_steps = stored()
    Event.objects.all().delete()
    import_file(path)
    assert stored() == in_two_steps


def test_resting_on_nothing_is_refused(write):
    assert refusal(write(pack()), resting_on="nobody-") == (
        "1 fault; nothing was changed.\n  no event rests on a source whose key begins with “nobody-”"
    )


def test_several_faults_are_all_told_and_nothing_changes(write):
    import_file(write(pack()))
    data = pack()
    data["events"][0]["title"] = ""
    data["events"][1]["summary"] = "Changed."
    data["people"][1]["country"] = "usa"
    assert refusal(write(data)) == (
        "2 faults; nothing was changed.\n"
        '  people[1] “thomas-stafford”.country should be a country code of two capital letters, not "usa"\n'
        '  events[0] “first-handshake”.title should be a text, not ""'
    )


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"not json", "{path}, line 1, column 1: not JSON (Expecting value)"),
        (b"\xff\xfe", "{path}: not UTF-8 at byte 0"),
        (b"[]", "the file should hold one object, not []"),
        (b"{}", "the file holds no record at all"),
        (b"[" * 100_000, "{path}: lists or objects stand too deep in one another"),
    ],
)
def test_file_that_is_no_pack_is_refused_with_a_sentence(tmp_path, content, line):
    path = tmp_path / "pack.json"
    path.write_bytes(content)
    said = refusal(path)
    expected = f"1 fault; nothing was changed.\n  {line.format(path=path)}"
    assert said[: len(expected)] == expected


def test_file_that_is_missing_or_a_folder_is_refused_with_a_sentence(tmp_path):
    assert [refusal(path) for path in (tmp_path / "missing.json", tmp_path)] == [
        f"1 fault; nothing was changed.\n  {tmp_path}/missing.json: No such file or directory",
        f"1 fault; nothing was changed.\n  {tmp_path}: Is a directory",
    ]


@pytest.mark.parametrize("depth", [60, 900, 940, 945, 950])
def test_deep_nesting_in_a_field_that_is_passed_over_is_refused_with_a_sentence(tmp_path, depth):
    data = pack()
    data["events"][0]["weather"] = "DEEP"
    path = tmp_path / "pack.json"
    path.write_text(json.dumps(data).replace('"DEEP"', "[" * depth + "]" * depth), encoding="utf-8")
    assert refusal(path).endswith("lists or objects stand too deep in one another")


def test_unknown_field_is_remarked(write):
    data = pack()
    data["events"][0]["weather"] = "fair"
    assert import_file(write(data))[-1] == "events: the field “weather” is not known and was passed over in 1 records"


def test_mend_is_applied_while_the_pack_says_what_it_replaces(write, monkeypatch, tmp_path):
    mend = {"noun": "events", "key": "first-handshake", "field": "title", "was": "First handshake in orbit"}
    mend_with(monkeypatch, tmp_path, mend | {"now": "Hands", "why": "Shorter."})
    import_file(write(pack()))
    assert Event.objects.get(slug="first-handshake").title == "Hands"
    data = pack()
    record(data, "events", "first-handshake")["title"] = "Another title"
    lines = import_file(write(data))
    assert Event.objects.get(slug="first-handshake").title == "Another title"
    assert lines[-1] == (
        "events “first-handshake”.title: the pack no longer says what the mend replaces, so it says it itself"
    )


def test_mend_that_breaks_a_pack_is_refused_with_the_place(write, monkeypatch, tmp_path):
    mend = {"noun": "events", "key": "first-handshake", "claim": {"locator": "para. 2"}, "field": "value"}
    mend_with(monkeypatch, tmp_path, mend | {"was": "over West Germany", "now": "over France", "why": "A slip."})
    assert refusal(write(pack())) == (
        "1 fault; nothing was changed.\n  disagreements[0] “handshake-country”.readings[0].claims[0]: "
        "no claim of the event “first-handshake” matches it"
    )
