"""The short links of every noun, the addresses of what was withdrawn, and the one address that a page calls its own."""

import re

import pytest

from tests.factories import (
    make_event,
    make_lesson_set,
    make_mission,
    make_person,
    make_place,
    make_programme,
    make_source,
    make_spacecraft,
)
from timeline import merging, revisions
from timeline.revisions import By

pytestmark = pytest.mark.django_db

MAKERS = {
    "e": make_event,
    "m": make_mission,
    "p": make_person,
    "s": make_source,
    "pl": make_place,
    "pr": make_programme,
    "sc": make_spacecraft,
}


@pytest.mark.parametrize("prefix", MAKERS)
def test_the_short_link_of_a_noun_stands_on_its_page_and_leads_there_under_any_name(client, prefix):
    row = MAKERS[prefix](slug="first")
    short = f"/{prefix}/{row.key}"
    assert f"<code>http://testserver{short}</code>" in client.get(row.get_absolute_url()).content.decode()
    row.slug = "second"
    row.save()
    response = client.get(short)
    assert (response.status_code, response.url) == (302, row.get_absolute_url())
    assert client.get(f"/{prefix}/zzzzzzzz").status_code == 404


@pytest.mark.parametrize("prefix", MAKERS)
def test_the_short_link_of_what_was_merged_leads_to_what_it_was_merged_into(client, prefix):
    gone, kept = MAKERS[prefix](), MAKERS[prefix]()
    merging.merge(gone, kept, By("They are one.", "merge"))
    assert client.get(f"/{prefix}/{gone.key}").url == kept.get_absolute_url()


def test_every_address_of_what_was_withdrawn_says_when_and_why(client):
    event = make_event(slug="hoax")
    revisions.keep([event], By("First."))
    event.status, event.withdrawn_on, event.withdrawn_reason = "withdrawn", "2026-01-02", "It was a hoax."
    event.save()
    for path in (
        f"/e/{event.key}",
        "/events/hoax/",
        "/events/hoax/history/",
        "/events/hoax/history/1/",
        "/events/hoax/share.png",
        "/events/hoax/picture",
        f"/report/{event.citations.get().key}/",
    ):
        response = client.get(path)
        page = response.content.decode()
        assert (response.status_code, "It was a hoax." in page, "2 January 2026" in page) == (410, True, True), path


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("/", "/"),
        ("/?kind=docking&x=1", "/?kind=docking"),
        ("/people/?q=leonov", "/people/"),
        ("/missions/?page=2", "/missions/?page=2"),
        ("/missions/?page=02", "/missions/?page=2"),
        ("/missions/?page=1", "/missions/"),
        ("/missions/?page=x", "/missions/"),
        ("/missions/?page=9999999999", "/missions/"),
        ("/disagreements/?kind=slip&kind=x", "/disagreements/?kind=slip"),
        *(
            (path, path)
            for path in ("/about/", "/about/certainty/", "/reports/", "/map/", "/spacecraft/", "/programmes/")
        ),
        *((path, path) for path in ("/events/e/", "/missions/m/", "/people/p/", "/sources/s/", "/places/pl/")),
        *((path, path) for path in ("/programmes/pr/", "/spacecraft/sc/", "/events/e/history/")),
        ("/events/e/history/1/", "/events/e/"),
    ],
)
def test_a_page_names_its_one_address(client, path, own):
    for prefix, make in MAKERS.items():
        row = make(slug=prefix)
        if prefix == "e":
            revisions.keep([row], By("First."))
    found = re.findall(r'<link rel="canonical" href="([^"]+)">', client.get(path).content.decode())
    assert found == [f"http://testserver{own}"]


def test_what_is_no_page_names_no_address(client):
    for path in ("/nowhere/", f"/report/{make_event().citations.get().key}/"):
        assert 'rel="canonical"' not in client.get(path).content.decode(), path


def test_a_short_link_may_be_typed_with_capitals_and_a_slash(client):
    event, lesson_set = make_event(), make_lesson_set()
    for row, prefix in ((event, "e"), (lesson_set, "l")):
        for typed in (f"/{prefix}/{row.key.upper()}", f"/{prefix}/{row.key}/"):
            assert client.get(typed)["Location"] == row.get_absolute_url()
