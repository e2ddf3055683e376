"""Forms with rows: as many as the design allows are saved, and rows that a form only claims to have cost nothing."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.forms import BaseForm

from tests.admin.forms import errors, filled_in, new_rows, page
from tests.factories import make_disagreement, make_event, make_lesson_set, make_mission, make_source
from timeline.admin.rows import MAX_ROWS, ROWS_MISSING, TOO_MANY_ROWS, BoundedFormSet
from timeline.models import Citation
from timeline.roles import EDITOR

pytestmark = pytest.mark.django_db

MAKERS = (
    (lambda: make_event(status="draft"), ("citations", "disagreements", "picture")),
    (make_mission, ("crew_members", "citations")),
    (lambda: make_disagreement(make_event()), ("readings",)),
    (lambda: make_lesson_set([make_event()]), ("items",)),
)


@pytest.fixture
def built(monkeypatch):
    """The forms that are built."""
    found = []
    build = BaseForm.__init__

    def count(self, *args, **options):
        found.append(self)
        build(self, *args, **options)

    monkeypatch.setattr(BaseForm, "__init__", count)
    return found


def test_the_rows_of_every_desk_are_bounded():
    inlines = [inline for desk in admin.site._registry.values() for inline in desk.inlines]
    assert len(inlines) > 5
    assert [inline for inline in inlines if not issubclass(inline.formset, BoundedFormSet)] == []


@pytest.mark.parametrize(("make", "prefixes"), MAKERS)
@pytest.mark.parametrize("number", ["300000", str(MAX_ROWS + 1), "9" * 18])
def test_rows_that_a_form_only_claims_to_have_cost_nothing(signed_in, built, make, prefixes, number):
    subject, desk = make(), signed_in(EDITOR)
    fields = filled_in(desk.get(page(subject)).content)
    del built[:]
    assert desk.post(page(subject), fields | {"_continue": "1"}).status_code == 302
    needed = len(built)
    for prefix in prefixes:
        for name in ("TOTAL", "INITIAL"):
            del built[:]
            response = desk.post(
                page(subject), fields | {f"{prefix}-TOTAL_FORMS": number, f"{prefix}-{name}_FORMS": number}
            )
            assert errors(response)[prefix] == [TOO_MANY_ROWS]
            assert len(built) <= needed + 40  # the empty rows to copy, and those of the page that comes back


def test_more_rows_than_a_form_takes_are_refused_with_a_sentence(signed_in, built):
    event, desk = make_event(status="draft"), signed_in(EDITOR)
    fields = filled_in(desk.get(page(event)).content)
    more = {f"citations-{number}-order": "1" for number in range(MAX_ROWS, MAX_ROWS + 3)}
    del built[:]
    response = desk.post(page(event), fields | more)
    assert errors(response)["citations"] == [TOO_MANY_ROWS]
    assert len(built) < 30  # forms of the event and its rows, once to judge and once to show


def test_rows_that_were_there_and_did_not_come_back_are_missed(signed_in):
    event, desk = make_event(status="draft", sources=[make_source(), make_source()]), signed_in(EDITOR)
    fields = filled_in(desk.get(page(event)).content)
    kept = {name: value for name, value in fields.items() if not name.startswith("citations-1-")}
    assert errors(desk.post(page(event), kept))["citations"] == [ROWS_MISSING]
    assert event.citations.count() == 2


def test_a_row_of_which_nothing_was_sent_is_no_row(signed_in):
    event, desk = make_event(status="draft"), signed_in(EDITOR)
    fields = filled_in(desk.get(page(event)).content)
    response = desk.post(page(event), fields | {"citations-TOTAL_FORMS": "900"})
    assert (response.status_code, event.citations.count()) == (302, 1)


@pytest.mark.whole
def test_an_event_with_five_hundred_citations_is_saved(signed_in):
    event, source = make_event(), make_source()
    Citation.objects.bulk_create(
        Citation(
            event=event, source=source, field="date", locator=f"p. {number}", order=number, as_printed="Слова " * 30
        )
        for number in range(499)
    )
    desk = signed_in(EDITOR)
    fields = filled_in(desk.get(page(event)).content)
    assert len(fields) > 5000
    added = new_rows(
        "citations", {"source": source.pk, "field": "date", "locator": "the last", "order": 500}, after=500
    )
    response = desk.post(page(event), fields | added | {"reason": "One more."})
    assert response.status_code == 302
    assert event.citations.count() == 501
    assert LogEntry.objects.filter(object_id=str(event.pk)).count() == 1
