"""`manage.py check_history`: what it prints, and when it fails."""

import os
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.checks.rows import make_sound_rows, make_sound_source
from tests.factories import make_event, make_mission, make_person
from timeline.checks import RULES

pytestmark = pytest.mark.django_db

NOT_ALIVE = "Whoever flies has been born, and has not died before the launch."
COPY = "A source is the original rather than a copy or a mirror, whose address may vanish."
THIN_YEAR = "A year between the first event and the last has more than one."


@pytest.fixture(autouse=True)
def site_url(settings):
    settings.SITE_URL = "https://history.example.org"


def report(*arguments):
    """What the command prints, line by line."""
    out = StringIO()
    call_command("check_history", *arguments, stdout=out)
    return out.getvalue().splitlines()


def refusal(*arguments):
    """What the command prints before it fails, and what it fails with."""
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("check_history", *arguments, stdout=out)
    assert error.value.returncode == 1
    return out.getvalue().splitlines(), str(error.value)


def make_copy(**given):
    """A source that the rule "copy" warns of, and what the report says of it."""
    source = make_sound_source(standing="copy", **given)
    said = "It is a copy, and nothing says of what: name the original under “draws on”."
    return f"  {source}: {said} https://history.example.org/admin/timeline/source/{source.pk}/change/"


def make_dead_pilot(**given):
    """A person whom the rule "not-alive" finds, and what the report says of them."""
    person = make_person(died="1975", **given)
    make_mission(name="Soyuz 40", crew=[person], launched="1981-05-14")
    said = "Died 1975, and in the crew of Soyuz 40, launched 1981-05-14."
    return f"  {person}: {said} https://history.example.org/admin/timeline/person/{person.pk}/change/"


def test_sound_history_has_a_report_of_one_line():
    make_sound_rows()
    assert report() == [f"0 errors, 0 warnings, by {len(RULES)} rules."]


def test_warnings_are_listed_rule_by_rule_and_do_not_fail():
    first, second = make_copy(title="A"), make_copy(title="B")
    make_sound_rows()
    make_event(date="1975", sources=[make_sound_source()])
    make_event(date="1976", sources=[make_sound_source()])
    events = "  events: The year 1976 has one event only. https://history.example.org/admin/timeline/event/"
    assert report("--only", "thin-year", "copy") == [
        f"WARNING copy (2): {COPY}",
        first,
        second,
        f"WARNING thin-year (1): {THIN_YEAR}",
        events,
        "0 errors, 3 warnings, by 2 rules.",
    ]


def test_error_fails_after_the_whole_report():
    warning, error = make_copy(), make_dead_pilot()
    lines, summary = refusal("--only", "copy", "not-alive")
    assert lines == [f"WARNING copy (1): {COPY}", warning, f"ERROR not-alive (1): {NOT_ALIVE}", error]
    assert summary == "1 error, 1 warning, by 2 rules."


def test_errors_alone_are_listed_when_asked_for():
    make_copy()
    error = make_dead_pilot()
    lines, summary = refusal("--errors", "--only", "copy", "not-alive")
    assert lines == [f"ERROR not-alive (1): {NOT_ALIVE}", error]
    assert summary == "1 error, 1 warning, by 2 rules."


def test_warnings_are_counted_where_errors_alone_are_listed():
    make_copy()
    assert report("--errors", "--only", "copy") == ["0 errors, 1 warning, by 1 rules."]


def test_strict_lets_a_warning_fail():
    warning = make_copy()
    lines, summary = refusal("--strict", "--only", "copy")
    assert lines == [f"WARNING copy (1): {COPY}", warning]
    assert summary == "0 errors, 1 warning, by 1 rules."


def test_strict_does_not_fail_without_a_warning():
    make_sound_rows()
    assert report("--strict") == [f"0 errors, 0 warnings, by {len(RULES)} rules."]


def test_only_leaves_the_other_rules_out():
    make_copy()
    make_dead_pilot()
    assert report("--only", "thin-year") == ["0 errors, 0 warnings, by 1 rules."]


def test_unknown_rule_is_refused_with_the_names_of_all():
    with pytest.raises(CommandError) as error:
        report("--only", "copy", "spelling")
    said = str(error.value)
    assert said.startswith("Error: argument --only: invalid choice: 'spelling' (choose from ")
    assert [rule.name for rule in RULES if rule.name not in said] == []


def test_only_without_a_name_is_refused():
    with pytest.raises(CommandError) as error:
        report("--only")
    assert str(error.value) == "Error: argument --only: expected at least one argument"


def test_exit_status_of_an_unknown_rule_on_the_command_line():
    command = [sys.executable, "manage.py", "check_history", "--only", "spelling"]
    environment = os.environ | {"SECRET_KEY": settings.SECRET_KEY}
    finished = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
    assert finished.returncode == 2
    assert "argument --only: invalid choice: 'spelling'" in finished.stderr
    assert finished.stdout == ""
