"""The bodies that the fixtures hold: three to six paragraphs, and every one rests on citations of its own event."""

import re

import pytest

from timeline.models import Event
from timeline.text.markdown import MARKER

pytestmark = pytest.mark.django_db


def test_the_25_events_of_first_rank_with_most_citations_have_a_body(whole_history):
    first = Event.objects.filter(significance=5).order_by("-citation_count", "position")
    # Five events share the last places with eleven citations each, so the rank is compared by the number of citations.
    least = first[24].citation_count
    assert Event.objects.exclude(body="").count() == 25
    assert min(event.citation_count for event in Event.objects.exclude(body="")) == least


def test_every_paragraph_of_a_body_rests_on_a_citation_of_its_event(whole_history):
    for event in Event.objects.exclude(body="").prefetch_related("citations"):
        keys = {citation.key for citation in event.citations.all()}
        paragraphs = event.body.split("\n\n")
        assert 3 <= len(paragraphs) <= 6, event.slug
        for paragraph in paragraphs:
            marked = MARKER.findall(paragraph)
            assert marked, (event.slug, paragraph)
            assert set(marked) - keys == set(), event.slug


def test_every_summary_has_two_to_four_sentences(whole_history):
    wrong = {}
    for event in Event.objects.all():
        sentences = len(
            re.findall(r"[.!?]['”’)]?(?:\s|$)", re.sub(r"\b(?:[A-Z]|St|Mr|Dr|D\.C|U\.S|No)\.", "", event.summary))
        )
        if not 2 <= sentences <= 4:
            wrong[event.slug] = (sentences, event.summary)
    assert wrong == {}
