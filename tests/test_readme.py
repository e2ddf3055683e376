"""What the README says can be done, can be: its commands, files, addresses, settings and numbers are those of the project."""

import re

import pytest
from django.core.management import get_commands

from tests.conftest import ROOT

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^```\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
NUMBERS_IN_WORDS = {"fifteen": 15}


def test_three_lines_lead_from_nothing_to_the_site():
    assert COMMANDS[0] == "git clone ADDRESS space-history\ncd space-history\nmake run\n"


def test_every_target_that_is_named_is_one_of_make():
    named = set(re.findall(r"(?:^|`)make ([\w-]+)", TEXT, re.MULTILINE))
    assert named >= {"run", "test"}
    assert [target for target in named if not re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)] == []


def test_every_command_that_is_named_is_one_of_manage():
    named = set(re.findall(r"(?:manage\.py |`)([a-z]+_[a-z_]+|migrate|collectstatic|createsuperuser)\b", TEXT))
    assert named >= {"migrate", "load_fixtures", "createsuperuser", "check_history"}
    assert named - get_commands().keys() == set()


def test_plain_commands_beneath_make_run_are_those_of_the_makefile():
    [plain] = [each for each in COMMANDS if "load_fixtures" in each]
    given = MAKEFILE.replace("$(BIN)", ".venv/bin").replace("$(ADDRESS)", "127.0.0.1:8000")
    asked = [
        line.removeprefix(".venv/bin/") for line in plain.splitlines() if "manage.py" in line or "gunicorn" in line
    ]
    assert len(asked) > 1
    assert [line for line in asked if line not in given] == []


def test_every_file_that_is_linked_is_there():
    linked = [path for path in re.findall(r"\]\(([^)#]+)\)", TEXT) if "://" not in path]
    assert linked
    assert [path for path in linked if not (ROOT / path).exists()] == []


@pytest.mark.django_db
def test_every_address_that_is_linked_answers(client):
    linked = re.findall(r"http://127\.0\.0\.1:8000(/[\w/-]+)", TEXT)
    assert linked
    assert {path: client.get(path, follow=True).status_code for path in linked} == dict.fromkeys(linked, 200)


def test_the_account_is_made_in_the_database_that_is_in_force():
    for said in (TEXT, MAKEFILE):
        [sentence] = [each for each in said.split("\n\n") if "createsuperuser" in each and "/admin/" in each]
        assert "the same `DATABASE_URL`" in sentence or "with the same DATABASE_URL" in sentence


def test_every_setting_that_is_explained_is_read():
    named = re.findall(r"^\| `([A-Z_]+)` \|", TEXT, re.MULTILINE)
    read = "".join(
        path.read_text(encoding="utf-8") for path in [ROOT / "gunicorn.conf.py", *ROOT.glob("spacehistory/*.py")]
    )
    assert "DATABASE_URL" in named
    assert [name for name in named if f'"{name}"' not in read] == []


def test_its_numbers_are_those_of_the_fixtures(whole_history_records):
    held = {noun: len(rows) for noun, rows in whole_history_records.items()}
    years = sorted(int(event["date_earliest"][:4]) for event in whole_history_records["event"])
    said = " ".join(TEXT.split())
    assert (
        f"It holds {held['event']:,} events from {years[0]} to {years[-1]}, {held['mission']:,} flights with their crews, "
        f"{held['person']:,} people, {held['source']:,} sources, and {held['disagreement']:,} questions on which they differ."
    ) in said
    [number] = re.findall(r"`/spacecraft/` sets (\w+) spacecraft side by side", said)
    assert NUMBERS_IN_WORDS.get(number, number) in (held["spacecraft"], str(held["spacecraft"]))


def test_no_text_says_of_every_fact_what_is_true_of_every_date():
    """tests/test_every_card.py holds the dates to it; of a place or a person check_history lists what has no source yet."""
    texts = [ROOT / "README.md", *ROOT.glob("templates/**/*.html"), *ROOT.glob("timeline/sharing/*.py")]
    claims = {
        path.name: re.findall(r"every (\w+)(?: here)? names its source", path.read_text("utf-8"), re.I)
        for path in texts
    }
    assert {word.lower() for words in claims.values() for word in words} == {"date"}
