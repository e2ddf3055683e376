"""Every desk: which there are, that their pages open, what their search finds and what a list costs."""

import html5lib
import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admin.forms import HTML, page, told
from tests.factories import (
    make_agency,
    make_citation,
    make_disagreement,
    make_event,
    make_lesson_set,
    make_mission,
    make_person,
    make_place,
    make_programme,
    make_source,
    make_spacecraft,
    make_succession,
)
from timeline import merging, search
from timeline.models import (
    Agency,
    ChosenPicture,
    Citation,
    CrewMember,
    DataVersion,
    Disagreement,
    EntryRevision,
    Event,
    FormerKey,
    FormerSlug,
    LessonItem,
    LessonSet,
    LinkCheck,
    Merge,
    Mission,
    OpenForm,
    PendingRevision,
    Person,
    Picture,
    Place,
    Programme,
    Reading,
    Report,
    ReportOutcome,
    Revision,
    Sending,
    Source,
    Spacecraft,
    Succession,
    Upload,
)
from timeline.revisions import By, state_of

pytestmark = pytest.mark.django_db

NOUNS = [
    Agency,
    Citation,
    Disagreement,
    Event,
    LessonSet,
    Mission,
    Person,
    Place,
    Programme,
    Source,
    Spacecraft,
    Succession,
]
READ_ONLY = [FormerSlug, Merge, PendingRevision]
DESKS = [*NOUNS, *READ_ONLY]
ON_PAGES_OF_ITS_OWN = {Report}  # test_reports.py
EDITED_BY_NOBODY = {
    ChosenPicture,
    DataVersion,
    EntryRevision,
    FormerKey,
    LinkCheck,
    OpenForm,
    ReportOutcome,
    Revision,
    Sending,
    Upload,
}
ON_A_PAGE_OF_ANOTHER = {CrewMember, LessonItem, Reading, Picture}
RUBBISH = [
    "\x00",
    "   ",
    "'",
    '"',
    "\"'",
    "%",
    "\\",
    "NEAR(",
    "a AND",
    "*",
    "😀",
    "\ud7ff",
    "x" * 5000,
    "и " * 900,
    "-",
]


def changelist(model):
    return reverse(f"admin:timeline_{model._meta.model_name}_changelist")


def listed(response):
    return list(response.context["cl"].result_list)


def add_one_of_each():
    """One more row of every noun, each joined to others."""
    agency, place = make_agency(), make_place()
    programme = make_programme()
    programme.agencies.add(agency)
    person = make_person(born="1934-05-30", other_names=["One", "Another"])
    mission = make_mission(crew=[person], agencies=[agency], programme=programme, place=place, launched="1975-07-15")
    event = make_event(missions=[mission], people=[person], agencies=[agency], place=place)
    make_disagreement(event)
    make_succession(event, make_event())
    state = state_of(event)
    PendingRevision.objects.create(event=event, reason="Why not.", opened=state, state=state | {"title": "Better"})
    for subject in ({"mission": mission, "field": "crew"}, {"person": person, "field": "born"}):
        make_citation(**subject)
    make_citation(place=place, field="lat")
    make_citation(spacecraft=make_spacecraft([mission]), field="length")
    make_lesson_set([event])
    mission.slug = f"{mission.slug}-renamed"
    mission.save()
    merging.merge(make_person(), person, By("They are one."))


def test_every_model_has_a_desk_or_is_edited_on_that_of_another():
    registered = {model for model in admin.site._registry if model._meta.app_label == "timeline"}
    inline = {each.model for desk in admin.site._registry.values() for each in desk.inlines}
    models = set(apps.get_app_config("timeline").get_models()) - EDITED_BY_NOBODY
    assert registered == set(DESKS) | ON_PAGES_OF_ITS_OWN
    assert models == registered | ON_A_PAGE_OF_ANOTHER
    assert inline == {Citation, Disagreement, Succession} | ON_A_PAGE_OF_ANOTHER


def test_every_relation_is_picked_by_autocomplete():
    for model in NOUNS:
        desk = admin.site._registry[model]
        shown = {field for _, options in desk.get_fieldsets(None) for field in flat(options["fields"])}
        relations = {field.name for field in (*model._meta.fields, *model._meta.many_to_many) if field.is_relation}
        assert set(desk.autocomplete_fields) == relations & shown, model
        assert desk.show_full_result_count is False
        assert [inline.extra for inline in desk.inlines] == [0] * len(desk.inlines)


def flat(fields):
    for field in fields:
        yield from field if isinstance(field, tuple) else [field]


@pytest.mark.parametrize("model", DESKS)
def test_pages_of_a_desk_open(desk: Client, model):
    add_one_of_each()
    row = model._default_manager.last()
    assert desk.get(changelist(model)).status_code == 200
    assert desk.get(page(model)).status_code == (403 if model in READ_ONLY else 200)
    assert desk.get(page(row)).status_code == 200
    assert desk.get(f"{changelist(model)}{row.pk}/history/").status_code == 200


@pytest.mark.parametrize("model", DESKS)
def test_pages_of_a_desk_open_for_someone_who_may_only_look(client: Client, django_user_model, model):
    add_one_of_each()
    viewer = django_user_model.objects.create_user("v", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(viewer)
    assert client.get(changelist(model)).status_code == 200
    assert client.get(page(model._default_manager.last())).status_code == 200


@pytest.mark.parametrize("model", NOUNS)
def test_pages_of_a_desk_hold_no_inline_script_or_style(desk: Client, model):
    add_one_of_each()
    for address in (changelist(model), page(model), page(model._default_manager.last())):
        tree = html5lib.parse(desk.get(address).content.decode())
        assert [script.attrib for script in tree.iter(f"{HTML}script") if not script.get("src")] == []
        assert list(tree.iter(f"{HTML}style")) == []
        assert [
            tag.attrib for tag in tree.iter() if any(name == "style" or name[:2] == "on" for name in tag.attrib)
        ] == []


def test_each_list_costs_the_same_for_one_row_and_three(desk: Client):
    def cost(model):
        with CaptureQueriesContext(connection) as queries:
            rows[model] = len(listed(desk.get(changelist(model))))
        return len(queries)

    rows = {}
    add_one_of_each()
    once = {model: cost(model) for model in DESKS}
    add_one_of_each()
    add_one_of_each()
    assert {model: cost(model) for model in DESKS} == once
    assert min(rows.values()) >= 3


@pytest.mark.parametrize("model", NOUNS)
def test_key_is_shown_once_there_is_an_entry_and_cannot_be_typed(desk: Client, model):
    add_one_of_each()
    response = desk.get(page(model._default_manager.last()))
    assert "key" in response.context["adminform"].readonly_fields
    assert "key" not in response.context["adminform"].form.fields
    new = {field for _, options in desk.get(page(model)).context["adminform"].fieldsets for field in options["fields"]}
    assert "key" not in new


@pytest.mark.parametrize("text", ["Леонов", "Leonow", "Alexey", "leonov alexei", "the-first-walker", "LEÓNOV"])
def test_person_is_found_by_any_spelling_and_by_slug(desk: Client, text):
    leonov = make_person(name="Alexei Leonov", native_name="Алексей Леонов", slug="the-first-walker")
    make_person(name="Thomas Stafford")
    assert listed(desk.get(changelist(Person), {"q": text})) == [leonov]


def test_person_is_found_by_key(desk: Client):
    make_person()
    sought = make_person()
    assert listed(desk.get(changelist(Person), {"q": sought.key})) == [sought]


def test_search_without_words_lists_everything(desk: Client):
    person = make_person()
    assert listed(desk.get(changelist(Person), {"q": "  "})) == [person]


@pytest.mark.parametrize(
    ("make", "given", "text"),
    [
        (make_agency, {"name": "Interkosmos", "other_names": ["Интеркосмос"]}, "интеркосмос"),
        (make_event, {"title": "Voskhod 2 is launched"}, "Восход"),
        (make_mission, {"name": "Soyuz 19"}, "Союз 19"),
        (make_place, {"name": "Baikonur"}, "Байконур"),
        (make_programme, {"name": "Soyuz"}, "Союз"),
        (make_source, {"title": "Chertok: Rockets and People"}, "Черток"),
    ],
)
def test_noun_is_found_by_another_spelling(desk: Client, make, given, text):
    make()
    sought = make(**given)
    assert type(sought) in search.NOUNS
    assert listed(desk.get(changelist(type(sought)), {"q": text})) == [sought]


@pytest.mark.parametrize("model", DESKS)
def test_list_survives_rubbish(desk: Client, model):
    add_one_of_each()
    answers = {text: desk.get(changelist(model), {"q": text}).status_code for text in RUBBISH}
    assert answers == dict.fromkeys(RUBBISH, 200)


def suggested(desk, model, field, text, **more):
    """What the picker of `field` on the desk of `model` offers for `text`."""
    asked = {"app_label": "timeline", "model_name": model._meta.model_name, "field_name": field, "term": text}
    response = desk.get(reverse("admin:autocomplete"), asked | more)
    assert response.status_code == 200
    return [int(result["id"]) for result in response.json()["results"]]


@pytest.mark.parametrize("text", ["Леонов", "Leonow", "Alexey"])
def test_picker_finds_a_person_by_any_spelling(desk: Client, text):
    leonov = make_person(name="Alexei Leonov", native_name="Алексей Леонов")
    make_person(name="Thomas Stafford")
    assert suggested(desk, Event, "people", text) == [leonov.pk]
    assert suggested(desk, CrewMember, "person", text) == [leonov.pk]


@pytest.mark.parametrize(("model", "field"), [(Event, "people"), (Citation, "event"), (Reading, "citations")])
def test_picker_survives_rubbish(desk: Client, model, field):
    add_one_of_each()
    assert {text: type(suggested(desk, model, field, text)) for text in RUBBISH} == dict.fromkeys(RUBBISH, list)


@pytest.mark.parametrize("noun", ["event", "mission", "person", "source"])
def test_duplicate_and_former_slugs_are_errors_at_the_field(send, noun):
    make = {"event": make_event, "mission": make_mission, "person": make_person, "source": make_source}[noun]
    renamed, other = make(slug="old"), make(slug="other")
    renamed.slug = "new"
    renamed.save()
    taken = send(other, slug="new").context["adminform"].form.errors
    assert dict(taken) == {"slug": [f"{noun.capitalize()} with this Slug already exists."]}
    former = send(other, slug="old").context["adminform"].form.errors
    assert dict(former) == {"slug": ["“old” was the address of another entry and still leads there: choose another."]}


def test_renamed_entry_keeps_its_old_address(send):
    person = make_person(slug="old")
    response = send(person, slug="new")
    assert [former.slug for former in FormerSlug.objects.filter(key=person.key)] == ["old"]
    assert len(told(response)) == 1


def test_lines_come_back_as_they_were_and_are_no_change(send):
    person = make_person(other_names=["Leonow", "Leónov “Blondie”"])
    response = send(person)
    assert told(response) == [
        f'The person “<a href="{page(person)}">{person.name}</a>” was changed successfully. You may edit it again below.'
    ]
    person.refresh_from_db()
    assert person.other_names == ["Leonow", "Leónov “Blondie”"]
    assert changes(person) == ["No fields changed."]


def test_lines_that_were_edited_are_saved_one_name_each(send):
    person = make_person(other_names=["Leonow"])
    send(person, other_names=" Leonow \r\n\r\nLéonov\r\n")
    person.refresh_from_db()
    assert person.other_names == ["Leonow", "Léonov"]
    assert changes(person) == ["Changed Other names."]


def test_lines_with_a_null_character_are_an_error_at_the_field(send):
    response = send(make_person(), other_names="Leo\x00nov")
    assert dict(response.context["adminform"].form.errors) == {"other_names": ["Null characters are not allowed."]}


def changes(row):
    """What the history of a row says."""
    history = admin.models.LogEntry.objects.filter(object_id=row.pk, content_type__model=row._meta.model_name)
    return [entry.get_change_message() for entry in history]
