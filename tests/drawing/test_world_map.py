"""The projection, the marks, and the drawing of the land."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.conftest import ROOT
from timeline.drawing import land, world_map
from timeline.drawing.world_map import Mark, Sheet, Spot, close_up, gather, label, project, size, world

WORLD = Sheet(0, 0, world_map.WIDTH, world_map.HEIGHT)
SVG = ROOT / "static" / "maps" / "world.svg"


def test_projection_has_its_corners_where_its_authors_put_them():
    assert project(0, 0) == (500, 260)
    assert [round(number, 6) for number in project(180, 0)] == [1000, 260]
    # The pole is a line 0.5630 and the parallel of 45 degrees 0.9006 times as long as the equator, which lies 0.5571
    # of the way from the pole's line: the table by T. Patterson that the polynomial stands for.
    assert (project(180, 90)[0] - 500) / 500 == pytest.approx(0.5630, abs=0.02)
    assert (project(180, 45)[0] - 500) / 500 == pytest.approx(0.9006, abs=0.002)
    assert (260 - project(0, 45)[1]) / 260 == pytest.approx(0.5571, abs=0.002)


@pytest.mark.parametrize(("longitude", "latitude"), [(-180, -90), (180, 90), (0, -90), (-180, 90), (63.3, 45.9)])
def test_projection_never_leaves_the_sheet(longitude, latitude):
    x, y = project(longitude, latitude)
    assert 0 <= x <= world_map.WIDTH
    assert -0.1 <= y <= world_map.HEIGHT + 0.1
    assert project(-longitude, -latitude) == pytest.approx((world_map.WIDTH - x, world_map.HEIGHT - y))


def test_map_of_the_world_leaves_the_antarctic_out_until_something_lies_there():
    usual = world([(63.3, 45.9)])
    assert usual == world([])
    southern = world([(106.8, -78.46)])
    assert usual.top == southern.top
    assert usual.height < southern.height
    x, y = southern.at(106.8, -78.46)
    assert (0 < x < southern.width, 0 < y < southern.height) == (True, True)


@pytest.mark.parametrize(
    "places",
    [
        [(63.3, 45.9)],
        [(6.18, 49.12), (9.5, 50.5), (11.7, 52.0), (-0.68, 50.78)],
        [(-179.9, 60), (179.9, 60)],
        [(0, 90), (0, -90)],
        [(180, 90)],
    ],
)
def test_close_up_holds_its_places_in_one_shape_and_stays_on_the_map(places):
    sheet = close_up(places)
    right, bottom = sheet.width * sheet.scale, sheet.height * sheet.scale
    assert (round(right), round(bottom)) == (480, 340)
    assert all(0 <= x <= right and 0 <= y <= bottom for x, y in (sheet.at(*place) for place in places))
    assert sheet.left >= 0
    assert sheet.left + sheet.width <= world_map.WIDTH + 0.01


def test_land_is_placed_so_that_a_point_of_it_meets_its_mark():
    sheet = close_up([(6.18, 49.12)])
    left, top, width = (float(sheet.land[name]) for name in ("x", "y", "width"))
    x, y = project(-5, 40)
    assert sheet.at(-5, 40) == pytest.approx(
        (left + x * width / world_map.WIDTH, top + y * width / world_map.WIDTH), abs=0.2
    )


def test_places_close_together_share_the_mark_of_the_heaviest():
    near, far = Spot(63.56, 46.0, "Site 31", 3), Spot(-80.6, 28.6, "Cape", 5)
    main = Spot(63.34, 45.92, "Site 1", 9)
    marks = gather([near, far, main], WORLD)
    assert [mark.spots for mark in marks] == [[main, near], [far]]
    assert (marks[0].x, marks[0].y) == WORLD.at(63.34, 45.92)


def test_marks_are_never_more_than_the_most_and_lose_no_place():
    spots = [Spot(x, y, f"{x} {y}") for x in range(-180, 180, 10) for y in range(-80, 80, 10)]
    marks = gather(spots, WORLD, most=60)
    assert 10 < len(marks) <= 60
    assert sum(len(mark.spots) for mark in marks) == len(spots)
    assert gather(reversed(spots), WORLD, most=60) == marks
    assert gather([], WORLD) == []


def test_area_of_a_mark_follows_its_weight_but_none_is_too_small():
    marks = [Mark(0, 0, [Spot(0, 0, "", weight)]) for weight in (100, 25, 1)]
    size(marks)
    assert [mark.radius for mark in marks] == [22, 11, 4]
    size([])


def test_mark_is_called_by_the_shortest_of_its_weightier_names():
    spots = [Spot(0, 0, "Launch Complex 39, Kennedy Space Center", 55), Spot(0, 0, "Cape Canaveral, Florida", 48)]
    assert Mark(0, 0, [*spots, Spot(0, 0, "Pad", 1)]).name == "Cape Canaveral"


def test_labels_meet_no_mark_no_other_label_and_no_edge():
    marks = [Mark(x, 100, [Spot(0, 0, "A long name", 1)], radius=5) for x in (100, 160, 990)]
    label(marks, WORLD)
    assert [(mark.label.anchor, mark.label.y) for mark in marks] == [("end", 100), ("start", 100), ("end", 100)]
    crowd = [Mark(100 + x * 12, 100 + y * 12, [Spot(0, 0, "A name", 1)], radius=5) for x in range(5) for y in range(5)]
    label(crowd, WORLD)
    assert crowd[12].label is None


def square(left, bottom, right, top):
    return [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]


def test_topojson_is_decoded_forwards_and_backwards():
    topology = {
        "transform": {"scale": [0.5, 2], "translate": [-10, -20]},
        "arcs": [[[0, 0], [10, 0], [0, 5]], [[0, 0], [0, 5], [10, 0]]],
        "objects": {"land": {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0, ~1]]}]}},
    }
    (ring,) = land.rings(topology)
    assert ring == [(-10, -20), (-5, -20), (-5, -10), (-10, -10), (-10, -20)]
    topology["objects"] = {"land": {"type": "MultiPolygon", "arcs": [[[0, ~1]], [[1, ~0]]]}}
    assert [len(ring) for ring in land.rings(topology)] == [5, 5]


def test_ring_across_the_edge_of_the_map_is_cut_in_two():
    ring = [(170, 60), (-170, 60), (-170, 70), (170, 70), (170, 60)]
    pieces = [{round(x) for x, _ in piece} for piece in land.on_one_sheet(ring)]
    assert pieces == [{-180, -170}, {170, 180}]
    assert next(land.on_one_sheet(square(0, 0, 10, 10)))[1:] == square(0, 0, 10, 10)[1:]


def test_ring_round_the_south_pole_is_closed_along_the_bottom():
    ring = [(longitude, -70.0) for longitude in (-180, -90, 0, 90, 180, -180)]
    (piece,) = land.on_one_sheet(ring[:-1])
    assert {(-180, -90), (180, -90)} <= set(piece)


def test_simplified_line_strays_no_further_than_it_may():
    line = [(0.0, 0.0), (5.0, 0.2), (10.0, 0.0), (10.0, 10.0)]
    assert land.simplified(line, 0.5) == [(0, 0), (10, 0), (10, 10)]
    assert land.simplified(line, 0.1) == line


def test_land_that_is_committed_is_one_path_small_and_of_no_style():
    text = SVG.read_text()
    assert len(text) < 60_000
    assert text.count("<path") == 1
    assert re.findall(r"<style|style=|<script|href", text) == []
    assert "Natural Earth" in text
    assert "public domain" in text


def outlines():
    """The rings of the committed path, in units of the map."""
    (path,) = re.findall(r' d="([^"]+)"', SVG.read_text())
    for part in filter(None, path.split("z")):
        x, y, *steps = (int(number) for number in re.findall(r"-?\d+", part))
        ring = [(x / land.UNITS, y / land.UNITS)]
        for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + step_x, y + step_y
            ring.append((x / land.UNITS, y / land.UNITS))
        yield ring


def is_on_land(longitude, latitude):
    x, y = project(longitude, latitude)
    inside = False
    for ring in outlines():
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


@pytest.mark.parametrize(
    ("name", "longitude", "latitude", "expected"),
    [
        ("Baikonur", 63.3, 45.9, True),
        ("Metz", 6.2, 49.1, True),
        ("Texas", -99, 31, True),
        ("Woomera", 136.8, -31.2, True),
        ("Chukotka, west of 180", 178, 67, True),
        ("Chukotka, east of 180", -175, 66.5, True),
        ("the South Pole", 0, -89, True),
        ("the Atlantic", -40, 30, False),
        ("the Pacific at 180", 180, 0, False),
        ("the Caspian", 51, 41, False),
        ("the North Pole", 0, 89, False),
    ],
)
def test_land_that_is_committed_lies_where_the_land_is(name, longitude, latitude, expected):
    assert is_on_land(longitude, latitude) is expected, name


def test_land_that_is_committed_never_leaves_the_sheet():
    points = [point for ring in outlines() for point in ring]
    assert min(x for x, _ in points) >= 0
    assert max(x for x, _ in points) <= world_map.WIDTH
    assert min(y for _, y in points) >= 0
    assert max(y for _, y in points) <= world_map.HEIGHT


def test_command_draws_a_file_and_refuses_what_is_no_topojson(tmp_path):
    source, drawn = tmp_path / "land.json", tmp_path / "maps" / "world.svg"
    source.write_text(
        '{"type": "Topology", "transform": {"scale": [1, 1], "translate": [0, 0]}, '
        '"arcs": [[[0, 0], [20, 0], [0, 20], [-20, 0], [0, -20]]], '
        '"objects": {"land": {"type": "Polygon", "arcs": [[0]]}}}'
    )
    call_command("draw_world", source, output=drawn, stdout=StringIO())
    assert re.search(r'd="M5000 2600l\d[^M]+z"', drawn.read_text())
    for text in ("nothing", "[]", "{}", '{"arcs": 3, "transform": {}}'):
        source.write_text(text)
        with pytest.raises(CommandError, match="cannot be drawn"):
            call_command("draw_world", source, output=drawn, stdout=StringIO())
    with pytest.raises(CommandError, match="cannot be drawn"):
        call_command("draw_world", tmp_path / "missing.json", output=drawn, stdout=StringIO())
