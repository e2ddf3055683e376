"""Marks, counts and bars: bounded in number, apart from one another, and nothing lost."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.drawing import axis
from timeline.drawing.axis import Candidate, Partner, Span, TwoSides
from timeline.drawing.two_lines import Braid

LABELS = {"soviet": "S", "joint": "J", "other": "O", "american": "A"}
SIDES = TwoSides(Braid([(26, 27), (60, 100)]))
LANES = SIDES.lanes(LABELS)

candidates = st.builds(
    Candidate, st.floats(0, 100), st.sampled_from(sorted(LANES)), st.integers(1, 5), st.text("0123456789", min_size=8)
)


@given(st.lists(candidates, max_size=300))
def test_marks_are_bounded_and_do_not_cover_one_another(given_candidates):
    marks = axis.place(given_candidates, LANES)
    assert len(marks) <= axis.MOST_MARKS
    for place, mark in enumerate(marks):
        for other in marks[place + 1 :]:
            assert abs(mark.x - other.x) >= axis.MARK_WIDTH or abs(mark.y - other.y) >= axis.MARK_HEIGHT


def test_the_weightier_event_gets_the_mark():
    light, heavy = Candidate(50, "other", 1, "light"), Candidate(50.2, "other", 5, "heavy")
    crowd = [Candidate(50.1, "other", 3, f"{number}") for number in range(20)]
    keys = {mark.candidate.key for mark in axis.place([light, *crowd, heavy], LANES)}
    assert ("heavy" in keys, "light" in keys) == (True, False)


def test_among_equals_the_marks_are_spread_over_the_whole_axis():
    equals = [Candidate(number / 10, "soviet", 4, f"{number:04}") for number in range(1000)]
    tenths = Counter(int(mark.x // 10) for mark in axis.place(equals, LANES))
    assert sorted(tenths) == list(range(10))
    assert max(tenths.values()) - min(tenths.values()) <= 2


def test_marks_of_a_side_stand_on_its_line_however_it_bends():
    marks = axis.place([Candidate(x, "soviet", 3, str(x)) for x in (10, 26.5, 45, 80)], LANES)
    expected = {"10": axis.SOVIET_LINE, "26.5": 153.5, "45": axis.SOVIET_LINE, "80": 153.5}
    assert {mark.candidate.key: mark.y for mark in marks} == expected


@given(st.dictionaries(st.tuples(st.sampled_from(sorted(LANES)), st.integers(0, 199)), st.integers(0, 50)))
def test_counts_are_bounded_and_add_up(numbers):
    counts, width = axis.gather(numbers, LANES, (1, 2, 5, 10, 20, 50, 100), lambda column: column / 2)
    assert sum(count.number for count in counts) == sum(numbers.values())
    assert (len(counts) <= axis.MOST_COUNTS, width * 0.5 >= axis.COUNT_WIDTH) == (True, True)


def test_the_longest_missions_get_bars_and_no_two_cover_each_other():
    spans = [Span(number, number + 5 + number / 10, "soviet", f"Mission {number}") for number in range(0, 95, 2)]
    bars = axis.stack(spans, LANES)
    assert 0 < len(bars) <= axis.MOST_BARS
    for place, bar in enumerate(bars):
        for other in bars[place + 1 :]:
            assert bar.y != other.y or bar.x + bar.width <= other.x
    assert max(bar.width for bar in bars) == pytest.approx(
        max(min(each.end, 100) - each.start for each in spans), abs=0.1
    )


def test_a_flight_too_short_to_be_seen_gets_no_bar():
    assert axis.stack([Span(50, 50.1, "soviet", "Vostok")], LANES) == []


def test_the_name_of_a_bar_stands_in_it_only_where_there_is_room():
    short, long = axis.stack([Span(10, 12, "soviet", "Salyut 6 (DOS-5)"), Span(50, 90, "soviet", "Mir")], LANES)
    assert [(short.label, short.is_major), (long.label, long.is_major)] == [("", False), ("Mir", True)]


def test_partners_get_rows_between_the_lines_in_the_order_of_their_first_flights():
    given_partners = [Partner(str(start), start, 90, False) for start in (40, 10, 30, 20, 50, 60, 70)]
    rows = axis.with_slots(given_partners)
    assert [row.label for row in rows] == ["10", "20", "30", "40", "50", "60"]
    assert len({row.y for row in rows}) == 6
    assert all(axis.SOVIET_LINE < row.y < axis.AMERICAN_LINE for row in rows)


def test_programmes_lie_under_one_another():
    lanes, height = axis.rows([("apollo", "Apollo", "/programmes/apollo/"), ("mir", "Mir", "/programmes/mir/")])
    tracks = [lane.tracks(50) for lane in lanes.values()]
    assert tracks[1][0] - tracks[0][0] == axis.LANE_HEIGHT
    assert all(track[0] < height for track in tracks)
