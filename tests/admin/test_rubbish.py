"""What no browser of ours would send is answered with the form, or with nothing done; never with a fault."""

from itertools import cycle
from urllib.parse import urlencode

import pytest

from tests.admin.forms import filled_in, page
from tests.admin.walking import BIG, RUBBISH, desks, filled, names_asked_for, routes
from tests.factories import (
    make_disagreement,
    make_event,
    make_lesson_set,
    make_mission,
    make_person,
    make_place,
    make_programme,
    make_source,
    make_spacecraft,
)
from timeline.roles import ADMINISTRATOR, CONTRIBUTOR, EDITOR

pytestmark = pytest.mark.django_db
ROLES = (CONTRIBUTOR, EDITOR, ADMINISTRATOR)
SENT = ("reason", "expected", "q", "post", "action", "_selected_action", "index", "code", "closed")


@pytest.fixture
def scene():
    """A row of every kind of which forms are tried."""
    event = make_event(missions=[make_mission(crew=[make_person()])], people=[make_person()], place=make_place())
    return [
        event,
        make_disagreement(event),
        make_source(),
        make_spacecraft(),
        make_lesson_set([event]),
        *event.missions.all(),
    ]


@pytest.mark.parametrize(
    "sent",
    [
        *({"place": value} for value in ("abc", "9" * 40, "\x00", "²")),
        {"missions": ["abc"]},
        {"citations-0-source": "abc"},
        {"citations-TOTAL_FORMS": "abc", "seen": "zz"},
        {"citations-TOTAL_FORMS": "300000", "seen": "zz"},
        {"date_how": "rubbish", "date_first": "x" * 10_000},
    ],
)
def test_rubbish_is_answered_with_the_form(signed_in, sent):
    event = make_event(status="draft")
    desk = signed_in(EDITOR)
    fields = filled_in(desk.get(page(event)).content)
    assert desk.post(page(event), fields | sent).status_code == 200


@pytest.mark.parametrize(
    "address", ["event/add/?place=abc&missions=abc", "citation/add/?event=abc", f"event/{'9' * 40}/change/"]
)
def test_rubbish_in_an_address_does_no_harm(signed_in, address):
    assert signed_in(EDITOR).get(f"/admin/timeline/{address}").status_code in (200, 302, 404)


def test_an_action_on_what_is_no_row_does_nothing(signed_in):
    chosen = {"action": "publish", "_selected_action": ["abc", "9" * 40]}
    assert signed_in(EDITOR).post("/admin/timeline/event/", chosen).status_code == 200
    restore = f"/admin/timeline/event/{'9' * 40}/history/1/restore/"
    assert signed_in(EDITOR).post(restore, {"reason": "Why."}).status_code == 404


@pytest.mark.whole
@pytest.mark.parametrize("role", ROLES)
def test_no_address_of_the_desk_is_broken_by_what_stands_in_it(signed_in, scene, sampled, role):
    """Each with some of the wrong values in turn: all of them with all would take minutes."""
    desk, values, every = signed_in(role), cycle(RUBBISH), list(routes())
    assert len(every) > 130
    for route in sampled(every):
        wrong, right = filled(route, next(values)), filled(route, str(scene[0].pk))
        for ask, path in ((desk.get, wrong), (desk.post, wrong), (desk.post, right)):
            assert ask(path, dict.fromkeys(SENT, next(values))).status_code < 500, (ask, path)


@pytest.mark.whole
@pytest.mark.parametrize("role", ROLES)
def test_no_list_or_empty_form_is_broken_by_what_it_is_asked_for(signed_in, scene, sampled, role):
    browser, values = signed_in(role), cycle((BIG, "9" * 5000, "\x00", "-1", ""))
    for desk in sampled(desks()):
        base = f"/admin/{desk.opts.app_label}/{desk.opts.model_name}/"
        for name in names_asked_for(desk)[ROLES.index(role) :: len(ROLES)]:  # each role with a third of them
            assert browser.get(f"{base}?{urlencode({name: next(values)})}").status_code < 500, (base, name)
        for name in ("_popup", "link", "event", *(field.name for field in desk.model._meta.get_fields()))[
            ROLES.index(role) :: len(ROLES)
        ]:
            assert browser.get(f"{base}add/?{urlencode({name: next(values)})}").status_code < 500, (base, name)


def test_a_number_that_no_row_can_have_is_a_sentence_in_each_filter_of_a_list(signed_in, scene):
    desk = signed_in(EDITOR)
    for filter_by in ("groups__id__exact", "missions__id__exact", "place__id__exact", "id__in"):
        for model in ("event", "mission", "source"):
            assert desk.get(f"/admin/timeline/{model}/?{filter_by}={BIG}").status_code in (200, 302, 400)
    administrator = signed_in(ADMINISTRATOR)
    # SQLite takes no such number; PostgreSQL finds nothing by it.
    assert administrator.get(f"/admin/auth/group/?user={BIG}").status_code in (200, 302, 400)


@pytest.mark.parametrize("path", ["event/{}/change/", "event/add/", "source/{}/delete/", "mission/{}/change/"])
def test_a_field_without_a_name_is_refused(signed_in, scene, path):
    event, _, source, *_, mission = scene
    number = {"event": event, "source": source, "mission": mission}[path.partition("/")[0]].pk
    for desk in map(signed_in, ROLES):
        assert desk.get(f"/admin/timeline/{path.format(number)}?_to_field=").status_code in (400, 403)


@pytest.mark.whole
def test_pickers_know_no_row_past_the_numbers_of_a_database(signed_in, scene, django_user_model):
    desk, tried = signed_in(ADMINISTRATOR), set()
    pages = [page(row) for row in [*scene, make_programme()]]
    for path in [*pages, f"/admin/auth/user/{django_user_model.objects.get().pk}/change/"]:
        fields = filled_in(desk.get(path).content)
        for name, value in fields.items():
            field = name.rpartition("-")[2]
            if (path, field) not in tried and (
                isinstance(value, list) or value.isdecimal() or field in ("place", "programme")
            ):
                tried.add((path, field))
                for sent in ([BIG, "1"], "9" * 5000):
                    assert desk.post(path, fields | {name: sent}).status_code in (200, 302), (path, name)
    assert {"missions", "people", "agencies", "draws_on", "citations", "groups", "source", "id"} <= {
        field for _, field in tried
    }


@pytest.mark.whole
def test_autocomplete_answers_for_what_a_form_can_hold_and_for_nothing_else(signed_in, scene):
    browser, answered = signed_in(EDITOR), set()
    for desk in desks():
        for field in [*(each.name for each in desk.model._meta.get_fields()), "nothing", ""]:
            asked = {"app_label": desk.opts.app_label, "model_name": desk.opts.model_name, "field_name": field}
            status = browser.get(
                f"/admin/autocomplete/?{urlencode(asked | {'term': 'a', 'event': '9' * 5000})}"
            ).status_code
            assert status in (200, 403, 404), asked
            if status == 200:
                answered.add((desk.opts.model_name, field))
    asked = {"app_label": "timeline", "model_name": "event", "field_name": "missions", "term": "\x00"}
    for number in (BIG, "9" * 5000, "0", "-1", "abc"):
        assert browser.get(f"/admin/autocomplete/?{urlencode(asked | {'page': number})}").status_code == 404
    assert {("event", "missions"), ("citation", "source"), ("source", "draws_on")} <= answered
    assert [
        name for name in answered if name in {("event", "citations"), ("source", "drawn_on_by"), ("place", "events")}
    ] == []
