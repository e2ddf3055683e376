"""The whole history out and in again: nothing is new, nothing changes, whichever the noun and the format."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.imports.packs import stored
from tests.tables.sheets import BY, exported, faults, told
from timeline import tables
from timeline.models import Revision
from timeline.tables.nouns import AT_ONCE

pytestmark = pytest.mark.django_db

BOTH = pytest.mark.parametrize("form", ["csv", "json"])
EACH = pytest.mark.parametrize("noun", list(tables.TABLES))


@pytest.fixture
def loaded(whole_history):
    """All committed fixtures in the database."""


@EACH
@BOTH
def test_own_export_is_no_change(loaded, noun, form):
    table = tables.TABLES[noun]
    before = stored()
    outcome = tables.carry_out(table, tables.read(table, exported(noun, form)), BY)
    assert (faults(outcome), told(outcome), outcome.left) == ([], [], [])
    assert (outcome.unchanged, outcome.is_done) == (table.model.objects.count(), True)
    assert outcome.unchanged > 0
    assert stored() == before
    assert not Revision.objects.exists()


@EACH
@BOTH
def test_export_of_an_import_is_the_same_file(loaded, noun, form):
    data = exported(noun, form)
    tables.carry_out(tables.TABLES[noun], tables.read(tables.TABLES[noun], data), BY)
    assert exported(noun, form) == data


@EACH
def test_table_costs_a_fixed_number_of_queries_for_so_many_rows(loaded, noun):
    table = tables.TABLES[noun]
    data = exported(noun)
    with CaptureQueriesContext(connection) as captured:
        outcome = tables.try_out(table, tables.read(table, data))
    batches = -(-outcome.unchanged // AT_ONCE)
    names = 3 * sum(bool(column.fetches) for column in table.columns)  # the rows of another noun by every name
    assert len(captured) <= batches * (len(table.columns) + 2) + names + 4
