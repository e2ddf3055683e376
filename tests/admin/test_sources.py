"""The desk of the sources."""

import pytest

from tests.admin.forms import errors, told
from tests.factories import make_citation, make_person, make_source
from timeline.models import Source

pytestmark = pytest.mark.django_db


def test_new_source_is_saved_and_is_one_witness_with_what_it_draws_on(send):
    drawn_on = make_source()
    response = send(
        Source,
        **{"title": "The Partnership", "slug": "partnership", "kind": "official-history", "standing": "scholarly"},
        **{"authors": "Ezell\r\nEzell", "published": "1978", "draws_on": [drawn_on.pk]},
    )
    assert errors(response) == {}
    source = Source.objects.get(slug="partnership")
    drawn_on.refresh_from_db()
    assert (source.authors, source.witness) == (["Ezell", "Ezell"], drawn_on.witness)


def test_source_sent_unchanged_stays_as_it_was(send):
    source = make_source(draws_on=[make_source()], authors=["Ezell"], published="1978", url="https://nasa.gov/a_b")
    before = Source.objects.filter(pk=source.pk).values().get()
    assert errors(send(source)) == {}
    assert Source.objects.filter(pk=source.pk).values().get() == before


@pytest.mark.parametrize(
    ("name", "value"),
    [("url", "nasa.gov"), ("archive_url", "ftp://x"), ("published", "long ago"), ("accessed", "soon")],
)
def test_source_with_a_mistake_is_refused_at_the_field(send, name, value):
    found = errors(send(make_source(), **{name: value}))
    assert (list(found), len(found[name])) == ([name], 1)


def test_source_that_is_cited_is_not_deleted(desk):
    source = make_citation(person=make_person(), field="born").source
    response = desk.post(f"/admin/timeline/source/{source.pk}/delete/", {"post": "yes"}, follow=True)
    assert told(response)[0].startswith(f"Readers know “{source}”, so its address goes on answering.")
    assert Source.objects.filter(pk=source.pk).exists()
