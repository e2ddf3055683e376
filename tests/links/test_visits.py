"""Visits: every way in which an address can answer or fail to, told apart."""

import socket
import time
from itertools import pairwise

import pytest

from timeline.links.pace import Closed, Pace
from timeline.links.visits import MOST_HOPS, Visitor, seconds_of


@pytest.mark.parametrize(
    ("path", "outcome", "status"),
    [
        ("/200", "fine", 200),
        ("/204", "fine", 204),
        ("/304", "fine", 304),
        ("/404", "gone", 404),
        ("/410", "gone", 410),
        ("/401", "refused", 401),
        ("/403", "refused", 403),
        ("/451", "refused", 451),
        ("/busy/1", "refused", 429),
        ("/500", "fault", 500),
        ("/503", "fault", 503),
        ("/418", "odd", 418),
        ("/nowhere", "odd", 301),
        ("/nohead", "fine", 200),
        ("/dumbhead", "fine", 200),
        ("/endless", "fine", 200),
        ("/to/302/404", "gone", 404),
        ("/to/301/404", "gone", 404),
        ("/gibberish", "odd", None),
        ("/slow", "timeout", None),
        ("/trickle", "timeout", None),
        ("/broken", "malformed", None),
        ("/to/302/ftp://host/x", "malformed", None),
        ("/to/302/file:///etc/passwd", "malformed", None),
    ],
)
def test_answer_is_told_apart(visitor, at, path, outcome, status):
    visit = visitor.visit(at(path))
    assert (visit.outcome, visit.status) == (outcome, status)


@pytest.mark.parametrize(
    ("path", "outcome", "target"),
    [
        ("/to/301/new", "moved", "/new"),
        ("/to/308/new", "moved", "/new"),
        ("/to/301/to/301/new", "moved", "/new"),
        ("/to/301/to/302/new", "moved", "/to/302/new"),
        ("/to/302/new", "fine", ""),
        ("/to/302/to/301/new", "fine", ""),
    ],
)
def test_page_has_moved_as_far_as_it_was_said_to_be_for_good(visitor, at, path, outcome, target):
    visit = visitor.visit(at(path))
    assert (visit.outcome, visit.target) == (outcome, at(target) if target else "")


def test_page_that_leads_to_a_front_page_is_to_be_looked_at(visitor, at):
    assert (
        visitor.visit(at("/to/302/")).note
        == "It leads to the front page of a site: look whether the text is still there."
    )
    assert visitor.visit(at("/")).note == ""


def test_redirects_end_somewhere(visitor, at, asked):
    visit = visitor.visit(at("/loop"))
    assert (visit.outcome, visit.note) == ("odd", f"It leads from one address to another {MOST_HOPS} times.")
    assert asked() == {("HEAD", "/loop"): MOST_HOPS}


def test_page_is_asked_for_without_its_text_first(visitor, at, asked, server):
    visitor.visit(at("/200"))
    visitor.visit(at("/nohead"))
    assert asked() == {("HEAD", "/200"): 1, ("HEAD", "/nohead"): 1, ("GET", "/nohead"): 1}
    assert server.agents == {"Test (+http://127.0.0.1)"}


@pytest.mark.parametrize(
    "address",
    [
        *("", "nasa.gov", "ftp://nasa.gov/", "javascript:alert(1)", "http://", "http:///x", "http://[", "http://a:b/"),
        *("http://a:99999/", "http://user:secret@127.0.0.1/", "http://a..b/", f"http://{'a' * 70}.example/"),
        "http://127.0.0.1/a b",
    ],
)
def test_address_that_cannot_be_visited_is_malformed(visitor, address):
    assert visitor.visit(address).outcome == "malformed"


def test_address_in_any_script_is_asked_for_in_the_letters_of_a_request(visitor, at, asked):
    assert visitor.visit(at("/Леонов?q=ü%20x#part")).outcome == "fine"
    assert list(asked()) == [("HEAD", "/%D0%9B%D0%B5%D0%BE%D0%BD%D0%BE%D0%B2?q=%C3%BC%20x")]


def test_encryption_that_is_none_is_a_fault_of_its_own(visitor, at):
    assert visitor.visit(at("/200").replace("http:", "https:")).outcome == "tls"


def test_port_where_nobody_listens_is_no_connection(visitor):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert visitor.visit(f"http://127.0.0.1:{port}/").outcome == "unreachable"


def test_trickle_is_cut_off_though_every_byte_comes_in_time(visitor, at):
    started = time.monotonic()
    visitor.visit(at("/trickle"))
    assert time.monotonic() - started < 4 * visitor.timeout


def test_host_is_given_a_pause_between_two_visits(at, server):
    patient = Visitor("x", Pace(0.2), timeout=1, may_be_private=True)
    for _ in range(3):
        patient.visit(at("/200"))
    times = [when for _, _, when in server.asked]
    assert all(later - earlier >= 0.19 for earlier, later in pairwise(times))


def test_busy_host_is_left_alone_for_as_long_as_it_says(visitor, at, server):
    visitor.visit(at("/busy/1"))
    visitor.visit(at("/200"))
    (_, _, busy), (_, _, then) = server.asked
    assert then - busy >= 0.9


def test_host_that_wants_to_be_left_alone_for_long_is_not_asked_again(visitor, at, asked):
    assert visitor.visit(at("/busy/3600")).outcome == "refused"
    with pytest.raises(Closed):
        visitor.visit(at("/200"))
    assert asked() == {("HEAD", "/busy/3600"): 1}


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0", 0), ("120", 120), ("", 60), ("soon", 60), ("9" * 40, 60), ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("-5", 60)],
)
def test_wait_is_read_from_whatever_a_host_says(text, seconds):
    assert seconds_of(text) == seconds
