"""Sources: CSL records, addresses, and which of them are one witness."""

from datetime import date

import pytest
from django.db.models import ProtectedError
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import make_citation, make_event, make_source
from tests.models.rules import sentences
from timeline.models import Source

pytestmark = pytest.mark.django_db


def groups():
    """The sources by witness, as sets of slugs; a witness is the smallest key of its group."""
    found = {}
    for source in Source.objects.all():
        found.setdefault(source.witness, set()).add(source)
    assert all(witness == min(source.key for source in members) for witness, members in found.items())
    return sorted(sorted(source.slug for source in members) for members in found.values())


def make_sources(*slugs):
    return [make_source(slug=slug) for slug in slugs]


def test_witness_of_a_source_by_itself_is_its_own_key():
    source = make_source()
    assert source.witness == source.key


def test_witnesses_are_joined_when_one_draws_on_another():
    a, b, _ = make_sources("a", "b", "c")
    b.draws_on.add(a)
    assert groups() == [["a", "b"], ["c"]]


def test_witnesses_are_joined_from_the_other_side():
    a, b, _ = make_sources("a", "b", "c")
    a.drawn_on_by.add(b)
    assert groups() == [["a", "b"], ["c"]]


def test_witnesses_are_joined_over_any_number_of_steps_and_in_any_order():
    a, b, c, d = make_sources("a", "b", "c", "d")
    a.draws_on.add(b)
    c.draws_on.add(d)
    assert groups() == [["a", "b"], ["c", "d"]]
    c.draws_on.add(b)
    assert groups() == [["a", "b", "c", "d"]]


def test_witnesses_are_joined_by_a_common_root_and_in_a_ring():
    a, b, c = make_sources("a", "b", "c")
    a.draws_on.add(c)
    b.draws_on.add(c)
    c.draws_on.add(a, c)
    assert groups() == [["a", "b", "c"]]


def test_witnesses_are_parted_when_the_link_is_removed():
    a, b, c = make_sources("a", "b", "c")
    a.draws_on.add(b)
    b.draws_on.add(c)
    a.draws_on.remove(b)
    assert groups() == [["a"], ["b", "c"]]


def test_witnesses_are_parted_when_the_link_is_removed_from_the_other_side():
    a, b, c = make_sources("a", "b", "c")
    b.drawn_on_by.set([a, c])
    b.drawn_on_by.remove(a)
    assert groups() == [["a"], ["b", "c"]]


@pytest.mark.parametrize("name", ["draws_on", "drawn_on_by"])
def test_witnesses_are_parted_when_all_links_are_cleared(name):
    a, b, c, d = make_sources("a", "b", "c", "d")
    getattr(a, name).add(b, c)
    getattr(c, name).add(d)
    getattr(a, name).clear()
    assert groups() == [["a"], ["b"], ["c", "d"]]


def test_witnesses_follow_a_set_that_parts_and_joins_at_once():
    a, b, c = make_sources("a", "b", "c")
    a.draws_on.set([b])
    a.draws_on.set([c])
    assert groups() == [["a", "c"], ["b"]]


def test_witnesses_stay_together_when_one_of_two_ways_is_removed():
    a, b, c = make_sources("a", "b", "c")
    a.draws_on.add(b, c)
    b.draws_on.add(c)
    a.draws_on.remove(b)
    assert groups() == [["a", "b", "c"]]


def test_witnesses_are_parted_when_the_source_between_them_is_deleted():
    a, b, c = make_sources("a", "b", "c")
    a.draws_on.add(b)
    b.draws_on.add(c)
    b.delete()
    assert groups() == [["a"], ["c"]]


def test_witnesses_are_parted_when_the_sources_between_them_are_deleted_as_a_set():
    a, b, c, d = make_sources("a", "b", "c", "d")
    a.draws_on.add(b)
    b.draws_on.add(c)
    c.draws_on.add(d)
    Source.objects.filter(slug__in=["b", "c"]).delete()
    assert groups() == [["a"], ["d"]]


def test_witness_is_kept_by_a_row_that_was_read_before_it_was_joined():
    a, b = make_sources("a", "b")
    stale_a, stale_b = Source.objects.get(slug="a"), Source.objects.get(slug="b")
    a.draws_on.add(b)
    for stale in (stale_a, stale_b):
        stale.note = "Edited."
        stale.save()
    assert groups() == [["a", "b"]]


def test_witness_of_the_instance_at_hand_is_fresh():
    a, b = make_sources("a", "b")
    a.draws_on.add(b)
    assert a.witness == min(a.key, b.key)
    a.draws_on.clear()
    assert a.witness == a.key


steps = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "set", "clear"]), st.integers(0, 4), st.integers(0, 4), st.booleans()),
    max_size=8,
)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(steps)
def test_witnesses_are_the_connected_sources_after_any_edits(steps):
    Source.objects.all().delete()
    rows = make_sources(*"abcde")
    for action, near, far, is_forward in steps:
        links = rows[near].draws_on if is_forward else rows[near].drawn_on_by
        arguments = {"clear": [], "set": [[rows[far]]]}.get(action, [rows[far]])
        getattr(links, action)(*arguments)
    pairs = Source.draws_on.through.objects.values_list("from_source__slug", "to_source__slug")
    joined = {slug: {slug} for slug in "abcde"}
    for near, far in pairs:
        union = joined[near] | joined[far]
        joined |= dict.fromkeys(union, union)
    assert groups() == sorted(sorted(group) for group in {frozenset(group) for group in joined.values()})


def test_csl_of_a_full_source():
    source = make_source(
        **{"title": "A report", "authors": ["A. Siddiqi", "NASA"], "publisher": "Time", "published": "1975-07"},
        **{"url": "https://example.org/a", "language": "ru", "accessed": date(2026, 11, 22), "kind": "news"},
    )
    assert source.csl() == {
        "id": source.key,
        "type": "article-newspaper",
        "title": "A report",
        "language": "ru",
        "author": [{"family": "Siddiqi", "given": "A."}, {"literal": "NASA"}],
        "container-title": "Time",
        "issued": {"date-parts": [[1975, 7]]},
        "URL": "https://example.org/a",
        "accessed": {"date-parts": [[2026, 11, 22]]},
    }
    assert source.reference() == "A. Siddiqi and NASA, “A report”, Time, July 1975"


def test_csl_of_a_book_names_its_publisher_and_for_want_of_an_address_that_of_a_copy():
    record = make_source(kind="book", publisher="NASA", archive_url="https://example.org/copy").csl()
    assert (record["publisher"], record["URL"]) == ("NASA", "https://example.org/copy")


def test_csl_of_a_bare_source():
    source = make_source(title="A report")
    assert source.csl() == {"id": source.key, "type": "report", "title": "A report", "language": "en"}


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "https://an_odd_host.example/a?b=c#d",
        "https://пример.рф/а",
        "https://example.org:8080/",
        "",
    ],
)
def test_address_on_the_web_is_taken(url):
    assert sentences(make_source(url=url)) == {}


@pytest.mark.parametrize(
    "url",
    [
        *("example.org", "ftp://example.org", "javascript:alert(1)", "https://", "https:///a", "https://a b.example/"),
        *("https://example.org/\n", "https://example.org/\x00", "https://example.org/\x1b[0m", " https://example.org/"),
    ],
)
def test_address_that_is_no_web_address_is_refused(url):
    source = make_source()
    source.url = url
    assert sentences(source) == {"url": ["Write the whole address, beginning with http:// or https://."]}


def test_source_that_is_cited_cannot_be_deleted():
    source = make_source()
    make_citation(event=make_event(), source=source)
    with pytest.raises(ProtectedError):
        source.delete()


def test_title_language_is_that_of_its_letters():
    assert make_source(title="Союз", language="en").title_language == "ru"
