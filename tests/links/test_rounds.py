"""Rounds: what is due and in which order, one visitor to a host, what is kept, and when a link is dead."""

import io
import json
import threading
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_source
from timeline import versions
from timeline.links import archive, rounds
from timeline.links.rounds import Link, Result, due, go_round, record
from timeline.links.visits import Visit, Visitor
from timeline.management.commands import check_links
from timeline.models import LinkCheck, Source

pytestmark = pytest.mark.django_db

DAY = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_server(settings):
    """Let the command visit this machine."""
    settings.LINKS_MAY_BE_PRIVATE = True


def visited(source, outcome, when=DAY, **more):
    """Keep what came of a visit to the address of a source."""
    link = Link(source.pk, source.title, "url", source.url, None, None)
    return record(Result(link, Visit(outcome, **more)), when)


def run(*arguments):
    out = io.StringIO()
    call_command("check_links", "--pause", "0", "--timeout", "0.6", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_link_is_dead_only_when_it_fails_on_another_day():
    source = make_source(url="http://a.example/")
    assert not visited(source, "gone").is_dead
    assert not visited(source, "gone", DAY + timedelta(hours=11)).is_dead
    assert list(Source.objects.with_dead_link()) == []
    assert visited(source, "timeout", DAY + timedelta(days=1)).is_dead
    assert list(Source.objects.with_dead_link()) == [source]


@pytest.mark.parametrize("outcome", ["fine", "moved", "refused"])
def test_link_that_answers_once_begins_anew(outcome):
    source = make_source(url="http://a.example/")
    visited(source, "gone")
    visited(source, outcome, DAY + timedelta(days=1))
    assert not visited(source, "gone", DAY + timedelta(days=2)).is_dead
    assert visited(source, "gone", DAY + timedelta(days=3)).is_dead
    assert not visited(source, outcome, DAY + timedelta(days=4)).is_dead


def test_what_is_known_of_an_address_says_nothing_of_the_next():
    source = make_source(url="http://a.example/")
    for days in (0, 1):
        visited(source, "gone", DAY + timedelta(days=days))
    source.url = "http://b.example/"
    source.save()
    assert list(Source.objects.with_dead_link()) == []
    check = visited(source, "gone", DAY + timedelta(days=2))
    assert (check.is_dead, check.failing_since, LinkCheck.objects.count()) == (
        False,
        (DAY + timedelta(days=2)).date(),
        1,
    )


def test_sources_without_a_copy_are_those_with_an_address_alone():
    lacking = make_source(url="http://a.example/")
    make_source(url="http://a.example/", archive_url="https://web.archive.org/web/2020/http://a.example/")
    make_source()
    assert list(Source.objects.without_archive_copy()) == [lacking]


def test_what_was_never_visited_is_due_first_and_then_what_was_visited_least_lately():
    late, early, never = (make_source(url=f"http://{name}.example/") for name in ("late", "early", "never"))
    visited(late, "fine", DAY)
    visited(early, "fine", DAY - timedelta(days=1))
    assert [link.source for link in due()] == [never.pk, early.pk, late.pk]
    assert [link.source for link in due(before=DAY)] == [never.pk, early.pk]
    assert [link.source for link in due(limit=1)] == [never.pk]


def test_due_is_narrowed_to_a_host_and_to_the_dead():
    source = make_source(
        url="http://www.nasa.gov/", archive_url="https://web.archive.org/web/2020/http://www.nasa.gov/"
    )
    make_source(url="http://nasa.gov.example/")
    assert [link.address for link in due(host="NASA.gov")] == [source.url]
    assert [link.field for link in due(host="web.archive.org")] == ["archive_url"]
    for days in (0, 1):
        visited(source, "gone", DAY + timedelta(days=days))
    assert [link.address for link in due(only_dead=True)] == [source.url]


def test_one_host_has_one_visitor_at_a_time_and_another_waits_for_nobody(visitor, at, monkeypatch):
    under_way: list[str] = []
    seen: list[list[str]] = []
    both = threading.Barrier(2, timeout=20)  # each host waits for the other once, which it could not if they took turns

    def visit(address):
        host = urlsplit(address).hostname
        under_way.append(host)
        seen.append([*under_way])
        if address.endswith("/0"):
            both.wait()
        try:
            return Visitor.visit(visitor, address)
        finally:
            under_way.remove(host)

    monkeypatch.setattr(visitor, "visit", visit)
    addresses = [at(f"/200/{number}", host) for host in ("127.0.0.1", "localhost") for number in range(4)]
    links = [Link(number, "", "url", address, None, None) for number, address in enumerate(addresses)]
    results = list(go_round(links, visitor, DAY.date()))
    assert {result.link.address for result in results} == set(addresses)
    assert {result.visit.outcome for result in results} == {"fine"}
    assert [hosts for hosts in seen if len(hosts) != len(set(hosts))] == []


def test_fault_of_our_own_in_a_visit_ends_the_round_and_is_not_lost(visitor, at, monkeypatch):
    monkeypatch.setattr(visitor, "visit", lambda address: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        list(go_round([Link(1, "", "url", at("/200"), None, None)], visitor, DAY.date()))


def test_command_keeps_what_came_of_each_and_tells_what_to_look_at(at, server):
    make_source(title="Fine", url=at("/200"), archive_url=at("/404"))
    make_source(title="Moved", url=at("/to/301/new"))
    lines = run()
    assert sorted(lines[:-1]) == sorted(
        [f"gone 404: {at('/404')}", "  Fine", f"moved for good: {at('/to/301/new')} → {at('/new')}", "  Moved"]
    )
    assert lines[-1] == "3 links: 1 fine, 1 moved for good, 1 gone; 0 dead."
    checks = LinkCheck.objects.values_list("source__title", "field", "outcome", "status")
    assert set(checks) == {
        ("Fine", "url", "fine", 200),
        ("Fine", "archive_url", "gone", 404),
        ("Moved", "url", "moved", 200),
    }
    assert server.agents == {"SpaceHistory link check (+http://127.0.0.1:8000/about/)"}


def test_command_goes_on_where_it_stopped(at, asked):
    for number in range(3):
        make_source(url=at(f"/200/{number}"))
    run("--limit", "2")
    assert run()[-1] == "1 link: 1 fine; 0 dead."
    assert run()[-1] == "0 links: nothing to visit; 0 dead."
    assert run("--older-than", "0")[-1] == "3 links: 3 fine; 0 dead."


def test_command_that_is_interrupted_keeps_what_was_visited(at, monkeypatch):
    for number in range(3):
        make_source(url=at(f"/200/{number}"))

    def interrupted(result, when):
        if LinkCheck.objects.exists():
            raise KeyboardInterrupt
        return rounds.record(result, when)

    monkeypatch.setattr(check_links, "record", interrupted)
    with pytest.raises(CommandError, match="Stopped: 1 of 3 links were visited and are kept") as stopped:
        run()
    assert stopped.value.returncode == 130
    assert LinkCheck.objects.count() == 1


def test_dry_run_visits_nothing(at, asked):
    make_source(url=at("/200"))
    assert run("--dry-run") == [at("/200"), "1 link would be visited. A dry run: none was."]
    assert asked() == {}
    assert not LinkCheck.objects.exists()


@pytest.mark.parametrize(
    "arguments", [["--limit", "0"], ["--older-than", "-1"], ["--timeout", "x"], ["--pause", "nan"]]
)
def test_option_that_cannot_be_meant_is_refused(arguments):
    with pytest.raises(CommandError):
        run(*arguments)


def test_busy_host_is_left_for_another_day(at, asked):
    make_source(url=at("/busy/3600"))
    make_source(url=at("/200"))
    assert (
        run()[-1] == "2 links: 1 refuses visitors like this one, 1 left for another day, as their hosts asked; 0 dead."
    )
    assert LinkCheck.objects.count() == 1


def test_bar_is_drawn_on_a_terminal_alone(at):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    make_source(url=at("/200"))
    out = Terminal()
    call_command("check_links", "--pause", "0", stdout=out)
    assert f"[{'#' * 30}] 1/1" in out.getvalue()
    assert "\r" not in "".join(run("--older-than", "0"))


def test_visit_leaves_the_version_of_the_data_alone(at):
    source = make_source(url=at("/200"))
    before = versions.current()
    visited(source, "fine")
    assert versions.current() == before


COPY = "http://web.archive.org/web/20200102030405/http://a.example/"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"archived_snapshots": {"closest": {"available": True, "url": COPY}}}, COPY.replace("http:", "https:", 1)),
        ({"archived_snapshots": {}}, ""),
        ({"archived_snapshots": {"closest": {"url": "javascript:alert(1)"}}}, ""),
        ({"archived_snapshots": {"closest": {"url": "http://evil.example/"}}}, ""),
        ({"archived_snapshots": {"closest": {"url": 5}}}, ""),
        ([], ""),
    ],
)
def test_archive_is_asked_only_when_told_and_what_it_says_is_a_proposal(at, server, monkeypatch, said, kept):
    monkeypatch.setattr(archive, "AVAILABILITY", at("/archive"))
    server.archive = json.dumps(said).encode()
    source = make_source(url=at("/404"), accessed="2020-01-02")
    run()
    assert not any(path.startswith("/archive") for _, path, _ in server.asked)
    run("--older-than", "0", "--archive")
    [path] = [path for _, path, _ in server.asked if path.startswith("/archive")]
    assert path.endswith("&timestamp=20200102")
    source.refresh_from_db()
    assert (LinkCheck.objects.get().archived, source.archive_url) == (kept, "")
    assert archive.proposal(source) == (kept or f"https://web.archive.org/web/20200102/{at('/404')}")


def test_archive_that_fails_says_nothing_of_the_link(at, monkeypatch):
    monkeypatch.setattr(archive, "AVAILABILITY", at("/gibberish"))
    make_source(url=at("/200"))
    assert run("--archive")[-1] == "1 link: 1 fine; 0 dead."


def test_no_copy_is_proposed_where_there_is_one_or_no_address():
    assert archive.proposal(make_source()) == ""
    assert archive.proposal(make_source(url="http://a.example/", archive_url="http://b.example/")) == ""
    assert archive.proposal(make_source(url=f"http://a.example/{'x' * 970}")) == ""
