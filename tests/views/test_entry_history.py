"""The public history of missions, people, places and spacecraft, their pages as they stood, and who names a revision."""

import html5lib
import pytest

from tests.factories import make_citation, make_mission, make_person, make_place, make_source, make_spacecraft
from timeline import merging
from timeline.revisions import By, keep_entries, recorded

pytestmark = pytest.mark.django_db

ENTRIES = {
    "missions": (make_mission, "launched", "1975-07-15"),
    "people": (make_person, "born", "1934-05-30"),
    "places": (make_place, "name", "Metz"),
    "spacecraft": (make_spacecraft, "length", "7"),
}


@pytest.fixture(params=ENTRIES)
def page(request):
    """The address of an entry of each noun that keeps revisions: it was loaded, and then given another name and a citation."""
    make, field, value = ENTRIES[request.param]
    entry = make(slug="x", name="As it was")
    keep_entries([entry], By("As it came."))
    with recorded(By("It has its source now.", signed="Ada Editor")):
        entry.name = "As it is"
        entry.save()
        subject = {entry.noun(): entry}
        make_citation(**subject, field=field, value=value, source=make_source(title="NASA"), as_printed="in ink")
    return entry.get_absolute_url()


def text(client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert (response.status_code, dict(response.cookies)) == (status, {})
    html = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(html)
    return html


def test_history_says_what_changed_when_who_and_why(client, page):
    assert f'href="{page}history/"' in text(client, page)
    told = text(client, f"{page}history/")
    assert told.index("Revision 2") < told.index("Revision 1")
    assert "Edited by Ada Editor: It has its source now." in told
    assert "As it <del>was</del>" in told
    assert "As it <ins>is</ins>" in told
    assert "Citation: NASA" in told


def test_a_revision_shows_the_entry_as_it_stood(client, page):
    before, now = (text(client, f"{page}history/{number}/") for number in (1, 2))
    assert "<h1>As it was</h1>" in before
    assert "in ink" not in before
    assert "<h1>As it is</h1>" in now
    assert "in ink" in now
    assert ["which is what the page says today" in each for each in (before, now)] == [False, True]
    assert f'<link rel="canonical" href="http://testserver{page}">' in before
    assert 'content="noindex"' in before


@pytest.mark.parametrize("number", [0, 3, 99999999999])
def test_what_never_was_is_not_found(client, page, number):
    text(client, f"{page}history/{number}/", 404)


def test_a_claim_is_reported_in_the_revision_in_which_it_was_read(client, page):
    assert "/?revision=2" in text(client, page)


def test_history_moves_with_its_entry(client):
    person = make_person(slug="old")
    with recorded(By("Renamed.")):
        person.slug = "new"
        person.save()
    for rest in ("", "1/"):
        assert client.get(f"/people/old/history/{rest}")["Location"] == f"/people/new/history/{rest}"
    text(client, "/people/nobody/history/", 404)


def test_what_was_merged_keeps_its_history_where_it_was(client):
    gone, kept = make_person(slug="gone", name="A. Leonov"), make_person(slug="kept", name="Alexei Leonov")
    keep_entries([gone], By("As it came."))
    merging.merge(gone, kept, By("They are one."))
    history = text(client, "/people/gone/history/")
    assert "What stood at this address was merged into the person below" in history
    assert "As it came." in history
    revision = text(client, "/people/gone/history/1/")
    assert "<h1>A. Leonov</h1>" in revision
    assert "The person has been merged into “Alexei Leonov” since." in revision
    assert client.get("/people/gone/")["Location"] == "/people/kept/"
    assert "They are one." in text(client, "/people/kept/history/")


def test_what_was_merged_without_a_revision_leads_on(client):
    gone, kept = make_place(slug="gone"), make_place(slug="kept")
    merging.merge(gone, kept, By("They are one."))
    assert "As it was found" not in text(client, "/places/gone/history/")
    assert client.get("/places/gone/")["Location"] == "/places/kept/"


def test_a_mission_shows_crew_dates_and_place_as_they_were(client):
    mission = make_mission(
        [make_person(name="Alexei Leonov")],
        **{"slug": "soyuz-19", "launched": "1975-07-15T12:20:00Z", "vehicle": "Soyuz-U"},
        **{"place": make_place(name="Baikonur"), "crewed": True, "summary": "It met Apollo."},
    )
    keep_entries([mission], By("As it came."))
    shown = text(client, "/missions/soyuz-19/history/1/")
    for part in (
        "Alexei Leonov",
        "Commander",
        "Soyuz-U",
        "Baikonur",
        "It met Apollo.",
        'datetime="1975-07-15T12:20:00Z"',
    ):
        assert part in shown, part


def test_a_name_in_its_own_script_says_its_language(client):
    keep_entries([make_person(slug="leonov", native_name="Алексей Леонов")], By("As it came."))
    assert '<dd lang="ru">Алексей Леонов</dd>' in text(client, "/people/leonov/history/1/")


def test_long_histories_cost_no_more(client, count_queries):
    mission = make_mission(slug="x")
    keep_entries([mission], By("0"))
    few = count_queries("/missions/x/history/")
    for number in range(30):
        mission.vehicle = f"Rocket {number}"
        mission.save()
        keep_entries([mission], By("Another."))
    assert count_queries("/missions/x/history/") <= few + 1  # to know what the last of the page changed
    last = text(client, "/missions/x/history/?page=2")
    assert "Rocket <ins>3</ins>" in last
    assert "The first that readers could see." in last
