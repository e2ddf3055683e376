"""What the rule about figures in a summary finds at its borders."""

import pytest

from tests.checks.rows import against, cite, found, make_sound_event
from tests.factories import make_disagreement, make_mission

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "summary",
    [
        "It passed at 3,728 miles.",
        "It passed at 3 728 miles on the 17th of the 7th month of 1975.",
        "It followed Apollo 11, on an R-16, to Salyut 6.",
        "It was one of Soyuz 7 and 8.",
        "It was the first of two.",
        "It weighed about 35,000 kilograms.",
    ],
)
def test_figure_of_a_citation_of_the_date_or_of_a_name_is_supported(summary):
    for name in ("Apollo 11", "Salyut 6 (DOS-5)"):
        make_mission(name=name)
    event = make_sound_event(summary=summary, missions=[make_mission(name="Soyuz 7"), make_mission(name="Soyuz 8")])
    cite(event, "detail", as_printed="within 3728 miles")
    make_disagreement(event, verdict="Rounded, both are 35 000 kilograms.")
    assert found("unsupported-figure") == []


def test_figure_of_a_citation_of_another_event_supports_nothing():
    cite(make_sound_event(), "detail", value="96 minutes")
    event = make_sound_event(summary="It took 96 minutes in 1975 and 12,000 men.")
    said = "Its summary has figures that no citation or verdict of it gives: 96, 12000."
    assert found("unsupported-figure") == against(event, said)


def test_name_that_is_the_beginning_of_another_supports_nothing():
    make_mission(name="Apollo 1")
    event = make_sound_event(summary="Apollo 11 went with 1 dog.")
    said = "Its summary has figures that no citation or verdict of it gives: 11, 1."
    assert found("unsupported-figure") == against(event, said)
