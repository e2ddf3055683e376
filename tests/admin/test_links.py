"""The links of a source at its desk: what the last visit found, lists of what needs a hand, and taking a copy over."""

from datetime import UTC, date, datetime

import pytest

from tests.admin.forms import page, told
from tests.factories import make_source
from timeline.models import LinkCheck

pytestmark = pytest.mark.django_db

URL = "http://a.example/page"
COPY = f"https://web.archive.org/web/20200102/{URL}"


def checked(source, outcome, **more):
    values = {"field": "url", "address": source.url, "checked": datetime(2026, 5, 1, tzinfo=UTC)}
    return LinkCheck.objects.create(source=source, outcome=outcome, **values | more)


@pytest.fixture
def sources():
    """One source for each thing that can be known of its link."""
    made = {name: make_source(url=URL, archive_url=COPY) for name in ("fine", "moved", "refused", "gone", "unchecked")}
    for name in ("fine", "moved", "refused", "gone"):
        checked(made[name], name)
    made["dead"] = make_source(url=URL)
    checked(made["dead"], "dns", is_dead=True)
    made["changed"] = make_source(url="http://b.example/", archive_url=COPY)
    checked(made["changed"], "gone", address=URL, is_dead=True)
    made["without"] = make_source()
    return made


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("link=fine", {"fine"}),
        ("link=moved", {"moved"}),
        ("link=refused", {"refused"}),
        ("link=failing", {"gone", "dead"}),
        ("link=dead", {"dead"}),
        ("link=unchecked", {"unchecked", "changed"}),
        ("copy=none", {"dead"}),
    ],
)
def test_list_is_narrowed_to_what_needs_a_hand(desk, sources, query, names):
    listed = desk.get(f"/admin/timeline/source/?{query}").context["cl"].result_list
    assert {row.pk for row in listed} == {sources[name].pk for name in names}


def test_filter_that_is_none_narrows_nothing(desk, sources):
    assert len(desk.get("/admin/timeline/source/?link=nonsense&copy=x").context["cl"].result_list) == len(sources)


def test_form_says_what_the_last_visit_found(desk):
    source = make_source(url=URL)
    checked(source, "gone", status=404, failing_since=date(2026, 4, 1), is_dead=True, note="<b>")
    text = desk.get(page(source)).content.decode()
    assert "Address: gone (404), 1 May 2026, failing since 1 April 2026, dead. &lt;b&gt;" in text


def test_form_of_a_source_that_was_not_visited_says_so(desk):
    assert "None yet: manage.py check_links makes them." in desk.get(page(make_source())).content.decode()


def test_proposed_copy_is_taken_over_with_all_that_was_typed(send):
    source = make_source(url=URL, accessed="2020-01-02")
    response = send(source, _take_copy="1", publisher="NASA")
    source.refresh_from_db()
    assert (source.archive_url, source.publisher) == (COPY, "NASA")
    assert f"The archive address is now {COPY}" in told(response)
    assert response.request["PATH_INFO"] == page(source)


def test_address_that_the_editor_typed_is_kept_where_a_copy_is_taken_over(send):
    source = make_source(url=URL)
    send(source, _take_copy="1", archive_url="https://archive.example/x")
    source.refresh_from_db()
    assert source.archive_url == "https://archive.example/x"


def test_form_without_the_button_leaves_the_archive_address_alone(send):
    source = make_source(url=URL)
    send(source)
    source.refresh_from_db()
    assert source.archive_url == ""


def test_button_is_offered_where_a_copy_is_missing_alone(desk):
    assert 'name="_take_copy"' in desk.get(page(make_source(url=URL))).content.decode()
    assert 'name="_take_copy"' not in desk.get(page(make_source(url=URL, archive_url=COPY))).content.decode()
