"""The fixtures: they load as they are, are written again byte for byte, and say what the founding pack says."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.imports.packs import stored
from timeline import fixtures, search
from timeline.checks import findings
from timeline.choices import Status
from timeline.evidence import Evidence
from timeline.imports import faults, mends, pack
from timeline.imports.merge import merge
from timeline.models import (
    Agency,
    Citation,
    CrewMember,
    Disagreement,
    Event,
    LessonSet,
    Mission,
    Person,
    Place,
    Programme,
    Reading,
    Source,
    Spacecraft,
)
from timeline.models.sources import joined_to, least_key
from timeline.text.markdown import MARKER
from timeline.text.measures import metres

pytestmark = [pytest.mark.django_db, pytest.mark.whole]

FOLDER = Path(__file__).resolve().parent.parent / "fixtures"
RESEARCH = FOLDER.parent.parent / "shared" / "research" / "history.json"
# Their drawings show more than their dimensions measure: retrorockets, docked craft, a telescope's solar arrays.
DRAWN_WITH_MORE = {"mercury": 1.3, "skylab": 1.45, "mir": 1.2}
needs_research = pytest.mark.skipif(not RESEARCH.exists(), reason="the research pack does not lie beside the project")


@pytest.fixture(scope="module")
def loaded(module_database):
    """All committed fixtures in the database, by Django's own command and nothing else."""
    call_command("loaddata", *sorted(str(path) for path in FOLDER.glob("*.json")), verbosity=0)
    fixtures.analyse()


def whole_pack():
    """The research pack from which the fixtures were made, with the project's own mends."""
    mended, stale = mends.apply(faults.check(pack.read(RESEARCH)))
    assert stale == []
    return mended


def added_by_the_mends():
    """The keys of the records that the project's own files add to the pack, by noun."""
    added = {
        noun: {row["key"] for row in rows} for noun, rows in pack.read(mends.MENDS.parent / "spacecraft.json").items()
    }
    for mend in pack.read(mends.MENDS):
        if "add" in mend:
            added.setdefault(mend["noun"], set()).add(mend["key"])
    return added


def written(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.json")}


def test_fixtures_load_by_bare_loaddata_in_the_order_of_their_names(loaded):
    files = {path.stem: len(json.loads(path.read_text(encoding="utf-8"))) for path in FOLDER.glob("*.json")}
    assert {name: len(rows) for name, rows in stored().items() if rows} == files


def test_readers_have_all_that_rests_on_the_founding_articles(loaded, founding_records):
    own = Citation.objects.filter(event__isnull=False, source__slug__startswith="article-")
    events = Event.objects.published().filter(pk__in=own.values("event"))
    keys = {noun: {record["key"] for record in founding_records[noun]} for noun in ("event", "disagreement")}
    cited = {record["key"] for record in founding_records["citation"] if record["event"]}
    assert set(events.values_list("key", flat=True)) == keys["event"] != set()
    assert set(Citation.objects.filter(event__in=events).values_list("key", flat=True)) == cited
    asked = Disagreement.objects.public().filter(event__in=events)
    assert set(asked.values_list("key", flat=True)) == keys["disagreement"] != set()


def test_fixtures_are_written_again_byte_for_byte(loaded, tmp_path):
    fixtures.write(tmp_path)
    assert written(tmp_path) == written(FOLDER)


@pytest.mark.parametrize("text", ["Leonow", "Леонов", "Alexey", "leon"])
def test_fixtures_find_leonov_and_his_events(loaded, text):
    leonov = Person.objects.get(slug="alexei-leonov")
    assert Person.objects.filter(search.matching(Person, text)).contains(leonov)
    assert set(leonov.events.all()) <= set(Event.objects.filter(search.matching(Event, text)))
    assert leonov.events.count() > 1


@pytest.mark.parametrize("model", [Event, Mission, Person, Source])
def test_fixtures_hold_what_would_be_derived_afresh(loaded, model):
    columns = {name for name in model.derived_fields if name != "words"}
    rows = {row.pk: {name: getattr(row, name) for name in columns} for row in model.objects.all()}
    fresh = {}
    for row in model.objects.all():
        row.derive()
        fresh[row.pk] = {name: getattr(row, name) for name in columns}
    assert rows == fresh


def test_fixtures_count_the_citations_and_countries_of_each_event(loaded):
    for event in Event.objects.all():
        assert event.citation_count == event.citations.count() > 0
        rows = [*event.missions.all(), *event.agencies.all()]
        assert event.countries == " ".join(sorted({row.country for row in rows}))


def test_fixtures_hold_the_smallest_key_of_each_group_as_its_witness(loaded):
    assert {row.pk: row.witness for row in Source.objects.all()} == {
        row.pk: least_key(joined_to([row.pk])) for row in Source.objects.all()
    }


def test_fixtures_are_found_by_their_words_once_loaded(loaded):
    before = dict(Event.objects.values_list("pk", "words"))
    for event in Event.objects.all():
        event.save()
    assert dict(Event.objects.values_list("pk", "words")) == before
    assert min(len(words) for words in before.values()) > 0


@needs_research
def test_fixtures_hold_all_of_the_pack_and_what_the_mends_add(loaded):
    given, mended = faults.check(pack.read(RESEARCH)), whole_pack()
    added = {noun: {row["key"] for row in mended[noun]} - {row["key"] for row in given[noun]} for noun in mended}
    assert {noun: keys for noun, keys in added.items() if keys} == added_by_the_mends()
    models = {
        "sources": Source,
        "agencies": Agency,
        "programmes": Programme,
        "places": Place,
        "people": Person,
        "missions": Mission,
        "spacecraft": Spacecraft,
        "events": Event,
        "disagreements": Disagreement,
    }
    assert {noun: model.objects.count() for noun, model in models.items()} == {
        noun: len(mended[noun]) for noun in models
    }
    claims = sum(len(event["claims"]) for event in given["events"])
    assert Citation.objects.filter(event__isnull=False).count() == claims
    cites = [cite for noun in ("places", "people", "missions") for record in mended[noun] for cite in record["cites"]]
    claimed = sum(len(craft["claims"]) for craft in mended["spacecraft"])
    cited = sum(len(cite["supports"]) for cite in cites)
    assert Citation.objects.filter(event__isnull=True).count() == cited + claimed
    assert CrewMember.objects.count() == sum(len(mission["crew"]) for mission in given["missions"])
    assert Reading.objects.count() == sum(len(asked["readings"]) for asked in given["disagreements"])


@needs_research
def test_import_of_the_pack_over_the_fixtures_changes_nothing(loaded):
    before = stored()
    report = merge(whole_pack())
    assert stored() == before
    assert not report.changes_anything
    assert report.notes == []


def test_every_spacecraft_flew_and_every_dimension_and_summary_has_a_source(loaded):
    for spacecraft in Spacecraft.objects.prefetch_related("missions", "citations__source"):
        cited = {citation.field for citation in spacecraft.citations.all()}
        assert {name for name, _, _ in spacecraft.measures} | {"summary"} <= cited, spacecraft
        assert spacecraft.missions.all(), spacecraft
        evidence = Evidence(spacecraft.citations.all())
        for name, _, value in spacecraft.measures:
            assert evidence.for_measure(name, metres(value)), (spacecraft, name)
        assert all(citation.as_printed and citation.locator for citation in spacecraft.citations.all()), spacecraft


def test_every_spacecraft_is_drawn_as_large_as_its_dimensions_say(loaded):
    for spacecraft in Spacecraft.objects.exclude(length=None):
        longest = max(float(measure) for _, _, measure in spacecraft.measures)
        drawn = max(spacecraft.sheet.width, spacecraft.sheet.height) / 100
        assert 0.95 * longest <= drawn <= DRAWN_WITH_MORE.get(spacecraft.slug, 1.12) * longest, spacecraft


def test_the_events_of_first_rank_with_most_citations_have_a_body(loaded):
    first = Event.objects.filter(significance=5).order_by("-citation_count", "position")
    told = Event.objects.exclude(body="")
    # Several events share the last places, so the rank is compared by the number of citations.
    least = first[told.count() - 1].citation_count
    assert set(told.values_list("significance", flat=True)) == {5}
    assert min(event.citation_count for event in told) == least


def test_every_paragraph_of_a_body_rests_on_a_citation_of_its_event(loaded):
    for event in Event.objects.exclude(body="").prefetch_related("citations"):
        keys = {citation.key for citation in event.citations.all()}
        paragraphs = event.body.split("\n\n")
        assert 3 <= len(paragraphs) <= 6, event.slug
        for paragraph in paragraphs:
            marked = MARKER.findall(paragraph)
            assert marked, (event.slug, paragraph)
            assert set(marked) - keys == set(), event.slug


def test_every_summary_has_two_to_four_sentences(loaded):
    wrong = {}
    for event in Event.objects.all():
        sentences = len(
            re.findall(r"[.!?]['”’)]?(?:\s|$)", re.sub(r"\b(?:[A-Z]|St|Mr|Dr|D\.C|U\.S|No)\.", "", event.summary))
        )
        if not 2 <= sentences <= 4:
            wrong[event.slug] = (sentences, event.summary)
    assert wrong == {}


def test_no_summary_has_a_figure_that_no_citation_or_verdict_of_its_event_gives(loaded):
    assert [(str(each.subject), each.sentence) for each in findings({"unsupported-figure"})] == []


def test_every_set_has_an_introduction_and_a_question_to_each_event(loaded, whole_history_records):
    sets = LessonSet.objects.published().prefetch_related("items__event")
    assert {each.key for each in sets} == {each["key"] for each in whole_history_records["lessonset"]}
    for lesson_set in sets:
        items = list(lesson_set.items.all())
        assert 6 <= len(items) <= 12, lesson_set.slug
        assert 3 <= len(re.findall(r"[.!?](?:\s|$)", lesson_set.introduction)) <= 6, lesson_set.slug
        assert [item.order for item in items] == list(range(1, len(items) + 1)), lesson_set.slug
        assert {item.event.status for item in items} == {Status.PUBLISHED}, lesson_set.slug
        for item in items:
            assert "?" in item.question or item.question.endswith("."), item
            assert 30 <= len(item.question) <= 160, item


def test_questions_on_sources_that_disagree_are_asked_where_they_do(loaded):
    items = LessonSet.objects.get(slug="sources-that-disagree").items.all()
    assert [item for item in items if not item.event.disagreements.exists()] == []
