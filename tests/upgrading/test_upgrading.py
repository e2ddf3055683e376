"""A site of an earlier day, brought to the state of today with one more field to every noun: all that it kept is whole.

The fields are added to a copy of the project by the recipe of docs/upgrading.md, which is so tried as it is written.
"""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.db import connection

from tests.upgrading.project import copy_project, run
from timeline.models.states import FORMAT

SITES = sorted(Path(__file__).parent.glob("site-*.sqlite3.gz"))
NOUNS = {
    "events": "Event",
    "missions": "Mission",
    "people": "Person",
    "agencies": "Place",
    "spacecraft": "Spacecraft",
    "citations": "Citation",
}


def change(path: Path, pattern: str, put: str, count: int = 1) -> None:
    """Write a file anew with `put` in the place of what a pattern finds, which must be there."""
    text, found = re.subn(pattern, put, path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert found == count, f"{pattern} is found {found} times in {path.name}"
    path.write_text(text, encoding="utf-8")


def add_fields(models: Path) -> None:
    """Steps 1 to 3 of the recipe, for a field `nickname` of every noun that keeps revisions and of their rows."""
    line = r'\1    nickname = models.CharField(max_length=40, blank=True, default="")\n\n\2'
    for module, noun in NOUNS.items():
        change(models / f"{module}.py", rf"(^class {noun}\(.*?)(^    (?:objects =|class Meta))", line)
    change(models / "missions.py", r"(^class CrewMember\(.*?)(^    (?:objects =|class Meta))", line)
    states = models / "states.py"
    change(states, r'"slug", "(title|name)"', r'"slug", "nickname", "\1"', 5)
    change(states, r'\(\s*"field", "value"', '("nickname", "field", "value"')
    change(states, r'\("role",\)', '("role", "nickname")', 2)
    change(states, r"^FORMAT = \d+", f"FORMAT = {FORMAT + 1}")
    change(states, r"(^STEPS: .*? = \(.*?),?\)$", r"\1, dict)")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project with a field more to every noun."""
    copy = tmp_path_factory.mktemp("project")
    copy_project(copy)
    add_fields(copy / "timeline/models")
    return copy


@pytest.mark.whole
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the sites that were kept are SQLite files")
@pytest.mark.parametrize("site", SITES, ids=lambda path: path.name.split(".")[0])
def test_site_of_an_earlier_day_is_whole_after_an_upgrade_with_a_new_field_everywhere(site, project, tmp_path):
    database = tmp_path / "site.sqlite3"
    database.write_bytes(gzip.decompress(site.read_bytes()))
    run(project, database, "manage.py", "makemigrations", "timeline", "--name", "nickname", "--verbosity", "0")
    run(project, database, "manage.py", "migrate", "--verbosity", "0")
    told = json.loads(run(project, database, "-m", "tests.upgrading.walk"))
    assert told == {
        "false_revisions": 0,
        "pending": "A better title",
        "pages": {"200": 74, "410": 6},  # those of the withdrawn event
        "compared": 51,  # what was kept that day, and one when the merged were parted
        "restored": {"whole": 50, "refused": 1},  # which has citations that went back to the other of the two
    }
