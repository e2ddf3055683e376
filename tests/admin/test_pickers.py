"""The pickers of the desk: what they offer beside the choice."""

import pytest
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper

from tests.admin.forms import page
from tests.factories import make_mission, make_person

pytestmark = pytest.mark.django_db


def pickers(request):
    """Each picker of every desk and of the rows on it, by where it stands."""
    for model, desk in admin.site._registry.items():
        for each in (desk, *desk.get_inline_instances(request)):
            for field in (*each.model._meta.fields, *each.model._meta.many_to_many):
                shown = field.formfield() and each.formfield_for_dbfield(field, request)
                if shown and isinstance(shown.widget, RelatedFieldWidgetWrapper):
                    yield f"{model.__name__}: {type(each).__name__}.{field.name}", shown.widget


def test_no_picker_offers_to_delete_what_it_picks_from(rf, admin_user):
    request = rf.get("/admin/")
    request.user = admin_user
    found = dict(pickers(request))
    assert {"Mission: CrewInline.person", "Mission: MissionAdmin.programme", "Event: SuccessionInline.earlier"} <= set(
        found
    )
    assert [where for where, widget in found.items() if widget.can_delete_related] == []


def test_the_crew_of_a_mission_is_changed_without_deleting_anybody(desk):
    person = make_person()
    html = desk.get(page(make_mission(crew=[person]))).content.decode()
    assert ('id="change_id_crew_members-0-person"' in html, 'id="delete_id_crew_members-0-person"' in html) == (
        True,
        False,
    )
