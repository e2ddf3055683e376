"""A time that is known to the minute: a minute everywhere, with no second made up."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from tests.factories import make_citation, make_event, make_mission, make_source
from timeline import exports, proposals
from timeline.models import Event, Mission

pytestmark = pytest.mark.django_db

MADE_UP = re.compile(r"(19:?19|12:?20):?00")
SAID = "17 July 1975, 19:19 UTC"


@pytest.fixture
def handshake():
    """An event that is dated to the minute, of a mission that was launched and ended to the minute."""
    flight = make_mission(slug="flight", launched="1975-07-15T12:20Z", ended="1975-07-24T12:20Z")
    event = make_event([flight], slug="handshake", date="1975-07-17T19:19Z", title="A handshake")
    make_citation(mission=flight, field="launched")
    make_event([flight], slug="next", date="1975-07-18T12:20Z", title="The next")
    return event


PAGES = {
    **dict.fromkeys(["/", "/events/handshake/", "/embed/events/handshake/", "/handout/events/handshake/"], SAID),
    **dict.fromkeys(["/on/07-17/", "/on/07-17.ics", "/calendar.ics", "/feeds/events.json", "/feeds/events.atom"], SAID),
    "/missions/flight/": "15 July 1975, 12:20 UTC",
    "/cite/events/handshake/": "A handshake",
}


@pytest.mark.parametrize(("address", "said"), PAGES.items())
def test_no_page_feed_or_calendar_makes_up_a_second(handshake, client, address, said):
    answer = client.get(address)
    assert answer.status_code == 200
    body = re.sub(r"\r?\n ", "", answer.content.decode()).replace("\\,", ",")  # a calendar folds its lines
    assert MADE_UP.findall(re.sub(r"<(updated|published)>.*?<", "<", body)) == []
    assert said in body


def test_a_page_gives_machines_the_minute(handshake, client):
    page = client.get("/events/handshake/").content.decode()
    assert f'<time datetime="1975-07-17T19:19Z">{SAID}</time>' in page
    assert '"startDate": "1975-07-17T19:19Z"' in page.replace('":"', '": "')


@pytest.mark.parametrize("noun", ["event", "mission"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_table_gives_and_takes_the_minute(handshake, tmp_path, noun, form):
    table = tmp_path / f"table.{form}"
    call_command("export_table", noun, format=form, output=str(table), stdout=StringIO())
    written = table.read_text("utf-8")
    assert ("1975-07-17T19:19Z" if noun == "event" else "1975-07-15T12:20Z") in written
    assert MADE_UP.findall(written) == []
    model = {"event": Event, "mission": Mission}[noun]
    before = list(model.objects.values())
    call_command("import_table", noun, str(table), "--apply", "--reason", "Again.", stdout=StringIO())
    assert list(model.objects.values()) == before


@pytest.mark.parametrize("form", [each.name for each in exports.FORMATS])
def test_a_reference_has_the_day(handshake, client, form):
    answer = client.get(f"/export/entry.{form}/events/handshake/")
    assert answer.status_code == 200
    assert MADE_UP.findall(answer.content.decode()) == []


def test_what_is_known_to_the_minute_agrees_with_the_second_and_with_the_day(handshake):
    for value in ("1975-07-17T19:19:09Z", "17 July 1975", "1975-07-17T19:19:00Z", "19:19 UTC, 17 July 1975"):
        make_citation(event=handshake, value=value, source=make_source())
    assert proposals.proposals(handshake) == []
    make_citation(event=handshake, value="1975-07-17T19:21Z")
    (proposal,) = proposals.proposals(handshake)
    assert sorted(len(each.citations) for each in proposal.readings) == [1, 1, 4]  # the day contradicts neither
