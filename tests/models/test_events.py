"""Events: derived columns, order, and the rules that the database keeps."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories import make_event
from timeline.models import Event

pytestmark = pytest.mark.django_db


def test_published_event_without_citation_is_refused_by_the_database():
    event = make_event()
    with pytest.raises(IntegrityError), transaction.atomic():
        event.citations.first().delete()
    assert event.citations.count() == 1


def test_event_with_citations_can_be_deleted_whole():
    make_event().delete()
    assert not Event.objects.exists()
