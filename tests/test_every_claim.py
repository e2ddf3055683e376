"""No claim and no disagreement of the fixtures is lost on the way to a page."""

import html
import re

import pytest

from timeline.models import Event
from timeline.text import edtf

pytestmark = pytest.mark.django_db


def visible(response) -> str:
    """The text of a page as a reader has it: no tags, entities resolved, white space folded."""
    text = re.sub(r"<(script|style|title)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def shown(value: str) -> str:
    """A value as a page shows it."""
    said = " ".join(edtf.words(value).split())
    return said[:1].upper() + said[1:]


def folded(value: str) -> str:
    return " ".join(value.casefold().split())


def test_every_claim_stands_on_the_page_of_its_event(client, history, founding_records):
    events = founding_records["event"]
    claims = [record for record in founding_records["citation"] if record["event"]]
    sources = {record["slug"]: record for record in founding_records["source"]}
    assert {claim["event"][0] for claim in claims} == {event["slug"] for event in events}
    missing = []
    for event in events:
        response = client.get(f"/events/{event['slug']}/")
        page, markup = visible(response), response.content.decode()
        for claim in (claim for claim in claims if claim["event"] == [event["slug"]]):
            source = sources[claim["source"][0]]
            row = markup.partition(f'<li id="citation-{claim["key"]}">')[2].partition("</li>")[0]
            row = " ".join(html.unescape(re.sub(r"<[^>]+>", "", row)).split())
            wanted = [shown(claim["value"]), claim["as_printed"], claim["locator"], claim["note"]]
            missing += [(event["slug"], text) for text in wanted if " ".join(text.split()) not in row]
            if f"/sources/{source['slug']}/" not in markup or " ".join(source["title"].split()) not in page:
                missing.append((event["slug"], source["title"]))
    assert missing == []


def test_every_claim_of_a_mission_or_person_stands_on_its_page(client, history, founding_records):
    missing = []
    for noun, folder in (("mission", "missions"), ("person", "people")):
        claims = [record for record in founding_records["citation"] if record[noun]]
        assert claims
        for slug in {claim[noun][0] for claim in claims}:
            markup = client.get(f"/{folder}/{slug}/").content.decode()
            of_this = [claim for claim in claims if claim[noun] == [slug]]
            missing += [claim["key"] for claim in of_this if f'<li id="citation-{claim["key"]}">' not in markup]
    assert missing == []


def test_every_disagreement_stands_on_its_event_and_in_the_list(client, history, founding_records):
    disagreements, readings = founding_records["disagreement"], founding_records["reading"]
    assert disagreements
    listed = visible(client.get("/disagreements/"))
    missing = []
    for asked in disagreements:
        page = visible(client.get(f"/events/{asked['event'][0]}/"))
        of_this = [reading for reading in readings if reading["disagreement"] == [asked["slug"]]]
        assert len(of_this) >= 2
        wanted = [asked["question"], asked["verdict"], *(shown(reading["value"]) for reading in of_this)]
        for text in (" ".join(text.split()) for text in wanted):
            missing += [
                (asked["slug"], where, text) for where, seen in (("event", page), ("list", listed)) if text not in seen
            ]
    assert missing == []


def test_printed_words_carry_their_language(client, history):
    response = client.get("/events/iss-agreements-signed-1998/").content.decode()
    assert '<q class="printed" lang="es">negociaron acuerdos</q>' in response
    handshake = client.get("/events/first-handshake-in-orbit/").content.decode()
    assert '<cite lang="ru">Рукопожатие в космосе</cite>' in handshake
    assert '<q class="printed" lang="ru">пятьдесят лет назад, 17 июля 1975 года</q>' in handshake


def test_handshake_shows_the_two_dates_the_countries_and_a_verdict(client, history):
    page = visible(client.get("/events/first-handshake-in-orbit/"))
    for text in (
        "11 December 1975",
        "Over France (Metz)",
        "Over West Germany",
        "Over the Elbe in Germany",
        "Verdict.",
        "Still open.",
    ):
        assert text in page
    assert "Mark Kelly" in visible(client.get("/events/iss-crew-marks-apollo-soyuz-40th/"))


def test_every_reference_leads_to_a_citation_on_its_page(client, history):
    for event in Event.objects.published():
        markup = client.get(event.get_absolute_url()).content.decode()
        targets = set(re.findall(r'href="#([^"]+)"', markup))
        identifiers = re.findall(r'\sid="([^"]+)"', markup)
        assert len(identifiers) == len(set(identifiers)), event.slug
        assert targets - set(identifiers) == set(), event.slug
