"""Two lines that meet: where they touch, how they part, and that the curve drawn is the curve computed."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.drawing.two_lines import LEAST, Braid, joined, joining

BASE, TOUCH = 100.0, 150.0


def points(path: str) -> list[tuple[float, float]]:
    """The places that an SVG path of M, H and C commands goes through, curves followed in ten steps."""
    found: list[tuple[float, float]] = []
    for command, numbers in re.findall(r"([MHC])([^MHC]*)", path):
        values = [float(number) for number in numbers.split()]
        if command == "M":
            found.append((values[0], values[1]))
        elif command == "H":
            found.append((values[0], found[-1][1]))
        else:
            (x0, y0), (x1, y1, x2, y2, x3, y3) = found[-1], values
            for step in range(1, 11):
                t = step / 10
                weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                found.append(
                    (
                        sum(w * v for w, v in zip(weights, (x0, x1, x2, x3), strict=True)),
                        sum(w * v for w, v in zip(weights, (y0, y1, y2, y3), strict=True)),
                    )
                )
    return found


def test_a_day_together_is_wide_enough_to_be_seen():
    ((start, end),) = joined([(26.9, 26.9)])
    assert end - start == pytest.approx(LEAST)


def test_spans_that_nearly_touch_are_one_and_those_outside_are_left_out():
    assert joined([(10, 20), (20.1, 30), (40, 50), (-30, -20), (130, 140)]) == [(10, 30), (40, 50)]
    assert joined([(-5, 3), (60, 170)]) == [(0, 3), (60, 100)]


def test_lines_that_never_meet_run_straight():
    braid = Braid([])
    assert (braid.path(BASE, TOUCH), braid.apart(50)) == ("M0 100H100", 1.0)


def test_lines_touch_part_and_at_last_run_as_one():
    braid = Braid([(26, 27), (60, 100)])
    assert [braid.apart(x) for x in (0, 26, 26.5, 27, 45, 60, 80, 100)] == [1, 0, 0, 0, 1, 0, 0, 0]
    assert [braid.y(x, BASE, TOUCH) for x in (0, 26.5, 45, 90)] == [BASE, TOUCH, BASE, TOUCH]


def test_lines_do_not_part_fully_between_two_meetings_that_are_close():
    braid = Braid([(50, 50.4), (52, 52.4)])
    assert 0 < braid.apart(51.2) < 0.4


def test_lines_that_run_as_one_throughout_touch_at_both_ends():
    braid = Braid([(0, 100)])
    assert (braid.y(0, BASE, TOUCH), braid.y(50, BASE, TOUCH), braid.y(100, BASE, TOUCH)) == (TOUCH, TOUCH, TOUCH)
    assert {y for _, y in points(braid.path(BASE, TOUCH))} == {TOUCH}


@example([(0.0, 0.0), (0.75, 1.0)])  # whose bends meet at 0.475
@given(st.lists(st.tuples(st.floats(-20, 120), st.floats(0, 30)), max_size=8))
def test_the_path_goes_where_the_marks_are_put(given_spans):
    braid = Braid(joined((start, start + width) for start, width in given_spans))
    drawn = points(braid.path(BASE, TOUCH))
    assert drawn == sorted(drawn, key=lambda point: point[0])
    assert (drawn[0][0], drawn[-1][0]) == (0, 100)
    for x, y in drawn:
        assert min(BASE, TOUCH) - 0.1 <= y <= max(BASE, TOUCH) + 0.1
        nearby = [braid.y(min(max(x + step, 0), 100), BASE, TOUCH) for step in (-0.05, 0, 0.05)]
        assert min(nearby) - 1 <= y <= max(nearby) + 1


def test_a_country_that_joins_bends_into_the_middle_and_another_runs_on():
    assert points(joining(10, 60, 130, TOUCH, joins=True))[-1] == (60, TOUCH)
    assert joining(10, 60, 130, TOUCH, joins=False) == "M10.00 130H60.00"
