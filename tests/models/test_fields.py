"""Every field that an editor fills in stands wherever its noun goes, or is excused here by name.

Whoever adds a field and forgets a place learns it from the test of that place. docs/adding-a-field.md is the recipe.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import models

from tests import factories as make
from tests.imports import packs
from timeline.imports.merge import MODELS, _Merger
from timeline.imports.schema import SCHEMA
from timeline.models.base import Searchable
from timeline.models.citations import DATED_FIELDS
from timeline.models.fields import CountryField, EDTFField, LinesField
from timeline.models.states import SHAPES
from timeline.revisions.compare import DATES, said
from timeline.tables import TABLES
from timeline.text import edtf, spelling

pytestmark = pytest.mark.django_db

# What an import does not bring in: the key of a record becomes its address, and what readers see is decided at the desk.
NOT_IMPORTED = {"slug", "status", "withdrawn_on", "withdrawn_reason"}
JOINED_LATER = {"sources": {"draws_on"}}  # once all records are there
CODES = {"language", "drawing"}  # fields of characters that are no words: a code, the name of a file
# Texts that its page does not show.
NOT_ON_ITS_PAGE = {
    "source": {"read_in"},  # how it was read that has no address
    "event": {"withdrawn_reason"},  # shown in place of the rest
}
# Texts by which nobody looks for an entry.
NOT_SEARCHED = {
    "source": {"read_in", "note", "archive_url"},
    "programme": {"summary"},
    "mission": {"vehicle", "launch_site", "summary"},
    "event": {"withdrawn_reason"},
    "spacecraft": {"summary", "description"},
}
SUBJECTS = {"event", "mission", "person", "place", "spacecraft"}  # of citations
WORDS = (models.CharField, models.TextField, LinesField)

NOUNS = pytest.mark.parametrize("model", [table.model for table in TABLES.values()], ids=list(TABLES))
PACKED = pytest.mark.parametrize("noun", list(MODELS))
KEPT = pytest.mark.parametrize("shape", list(SHAPES.values()), ids=list(SHAPES))


def filled_in(model: type[models.Model]) -> set[str]:
    """The fields of a noun that an editor fills in."""
    linked = (field for field in model._meta.many_to_many if field.remote_field.through._meta.auto_created)
    fields = (*model._meta.concrete_fields, *linked)
    written = {field.name for field in fields if field.editable and not field.primary_key}
    return written - {*getattr(model, "derived_fields", ()), "key"}


def texts_of(model: type[models.Model]) -> Iterator[str]:
    """Those of them that hold free words."""
    for name in filled_in(model) - {"slug"} - CODES:
        field = model._meta.get_field(name)
        if isinstance(field, WORDS) and not isinstance(field, (EDTFField, CountryField)) and not field.choices:
            yield name


def with_words_in_all_texts(model: type[models.Model]) -> tuple[Any, dict[str, str]]:
    """An entry with a word of its own in every text, and which word stands in which."""
    words = {name: f"zq{name.replace('_', '')}" for name in texts_of(model)}
    given = {
        name: [word] if isinstance(model._meta.get_field(name), LinesField) else word for name, word in words.items()
    }
    return getattr(make, f"make_{model._meta.model_name}")(**given), words


@NOUNS
def test_every_field_is_a_column_of_the_table(model):
    assert filled_in(model) - set(TABLES[model._meta.model_name].by_name) == set()


@NOUNS
def test_every_field_is_on_the_form_of_the_desk(model):
    desk = admin.site.get_model_admin(model)
    assert filled_in(model) - set(flatten_fieldsets(desk.fieldsets or [(None, {"fields": desk.fields})])) == set()


@KEPT
def test_every_field_is_in_the_state_that_a_revision_keeps(shape):
    assert filled_in(shape.model) == {*shape.texts, *shape.one, *shape.many}


@KEPT
def test_every_date_and_choice_is_told_in_words_where_revisions_are_compared(shape):
    fields = [shape.model._meta.get_field(name) for name in shape.texts]
    dates = {field.name for field in fields if isinstance(field, EDTFField)}
    chosen = [(field.name, *choice) for field in fields for choice in field.choices or ()]
    assert (dates - set(DATES), dates - DATED_FIELDS) == (set(), set())
    assert [said(name, value) for name, value, _ in chosen] == [label for _, _, label in chosen]


@PACKED
def test_every_field_is_taken_from_a_record_of_a_pack(noun):
    merger = _Merger(packs.pack())
    record = dict.fromkeys(SCHEMA[noun][0])
    taken = {*merger._values(noun, record), *merger._links(noun, record)}
    assert filled_in(MODELS[noun]) - taken - NOT_IMPORTED == JOINED_LATER.get(noun, set())


WITH_A_PAGE = [model for model in MODELS.values() if hasattr(model, "get_absolute_url")]


@pytest.mark.parametrize("model", WITH_A_PAGE, ids=lambda model: model._meta.model_name)
def test_every_text_is_read_on_the_page_of_its_entry(model, client):
    entry, words = with_words_in_all_texts(model)
    page = client.get(entry.get_absolute_url()).content.decode()
    unread = {name for name, word in words.items() if word not in page}
    assert unread == NOT_ON_ITS_PAGE.get(entry.noun(), set())


@pytest.mark.parametrize("model", WITH_A_PAGE, ids=lambda model: model._meta.model_name)
def test_every_date_is_read_on_the_page_of_its_entry(model, client):
    fields = [field.name for field in model._meta.concrete_fields if isinstance(field, EDTFField)]
    dates = {name: f"{1961 + number}-04-12" for number, name in enumerate(fields)}  # each after the one before it
    entry = getattr(make, f"make_{model._meta.model_name}")(**dates)
    if entry.noun() in SUBJECTS:  # without a source it is not told
        for name, value in dates.items():
            make.make_citation(**{entry.noun(): entry, "field": name, "value": value})
    page = " ".join(client.get(entry.get_absolute_url()).content.decode().split())
    page = page.partition('<section class="sources"')[0]  # where a source's own words stand
    assert [name for name, value in dates.items() if " ".join(edtf.words(value).split()) not in page] == []


@pytest.mark.parametrize("model", Searchable.__subclasses__(), ids=lambda model: model._meta.model_name)
def test_every_text_is_searched(model):
    entry, words = with_words_in_all_texts(model)
    unsearched = {name for name, word in words.items() if not set(spelling.tokens(word)) <= set(entry.words.split())}
    assert unsearched == NOT_SEARCHED.get(entry.noun(), set())
