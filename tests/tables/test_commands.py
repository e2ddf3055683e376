"""`export_table` and `import_table`: a dry run unless told, and an exit status for scripts."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_event, make_person
from tests.tables.sheets import as_json
from timeline import tables
from timeline.models import Person, Revision

pytestmark = pytest.mark.django_db


class Pipe:
    """Standard output or input of a process, as bytes."""

    def __init__(self, data=b""):
        self.buffer = io.BytesIO(data)

    def isatty(self):
        return False

    def write(self, text):
        self.buffer.write(text.encode())

    def flush(self):
        pass


def run(*arguments):
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def table_file(tmp_path):
    """A function that writes rows to a file."""

    def written(*rows):
        path = tmp_path / "rows.json"
        path.write_bytes(as_json(*rows))
        return str(path)

    return written


def test_every_noun_is_exported_to_a_folder(tmp_path):
    make_event()
    lines = run("export_table", "--all", str(tmp_path / "new"), "--format", "json")
    assert [line.rsplit("/", 1)[1] for line in lines if "event" in line] == ["event.json: 1"]
    assert {path.stem for path in (tmp_path / "new").iterdir()} == set(tables.TABLES)
    assert len(json.loads((tmp_path / "new" / "citation.json").read_text())) == 1


def test_one_noun_is_exported_to_standard_output_as_it_would_be_to_a_file(tmp_path, monkeypatch):
    make_person()
    pipe = Pipe()
    call_command("export_table", "person", stdout=pipe)
    run("export_table", "person", "--output", str(tmp_path / "people.csv"))
    assert pipe.buffer.getvalue() == (tmp_path / "people.csv").read_bytes()


@pytest.mark.parametrize("arguments", [[], ["person", "--all", "/tmp/x"], ["person", "--output", "/nowhere/x.csv"]])
def test_export_that_cannot_be_meant_is_refused(arguments):
    with pytest.raises(CommandError):
        run("export_table", *arguments)


def test_import_is_a_dry_run_unless_told(table_file):
    person = make_person(name="A")
    file = table_file({"key": person.key, "name": "B"})
    assert run("import_table", "person", file) == [
        f"row 1: {person.key}: B",
        "  name: A → B",
        "Not in the file, and left as they are: slug, native_name, other_names, country, born, died.",
        "0 new, 1 changed, 0 unchanged.",
        "A dry run: nothing was changed. --apply changes it.",
    ]
    assert Person.objects.get().name == "A"
    assert run("import_table", "person", file, "--apply")[-1] == "0 new, 1 changed, 0 unchanged."
    assert Person.objects.get().name == "B"


def test_import_keeps_its_reason(table_file):
    event = make_event()
    run("import_table", "event", table_file({"key": event.key, "title": "B"}), "--apply", "--reason", "Better so.")
    assert Revision.objects.order_by("-number")[0].reason == "Better so."


def test_import_reads_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", Pipe(as_json({"slug": "a", "name": "A", "country": "US"})))
    run("import_table", "person", "-", "--apply")
    assert Person.objects.get().slug == "a"


def test_import_with_faults_fails_and_lists_them(table_file):
    file = table_file({"slug": "a", "name": "A", "country": "x"}, {"slug": "b", "name": "B", "country": "US"})
    with pytest.raises(CommandError) as refused:
        run("import_table", "person", file, "--apply")
    assert str(refused.value) == (
        "1 fault; nothing was changed.\n"
        "  row 1, country: Write the country's code in two capital letters: SU, US, FR, XI (international)."
    )
    assert not Person.objects.exists()


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_import_of_what_cannot_be_read_fails_in_a_sentence(name, tmp_path):
    with pytest.raises(CommandError, match=r"No such file|Is a directory"):
        run("import_table", "person", str(tmp_path / name))


def test_an_empty_table_is_the_names_of_its_columns(tmp_path):
    make_person()
    file = tmp_path / "person.csv"
    call_command("export_table", "person", "--empty", "--output", str(file))
    assert file.read_text("utf-8-sig").splitlines() == [
        ",".join(f'"{name}"' for name in tables.TABLES["person"].by_name)
    ]
