"""The drawings of spacecraft: every file is sound, light, and takes its colours from the page."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from timeline.drawing.spacecraft import FOLDER, sheet

SVG = "{http://www.w3.org/2000/svg}"
FILES = sorted(FOLDER.glob("*.svg"))
MOST_BYTES = 6144
COLOURS = {"none", "currentColor"}


def test_there_is_a_drawing_of_a_person_and_of_fifteen_spacecraft():
    assert len(FILES) == 16
    assert (sheet("figure").width, sheet("figure").height) == (62, 176)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_drawing_is_light_and_says_its_unit(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) <= MOST_BYTES
    assert "One unit is one centimetre" in text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_drawing_takes_its_colours_from_the_page(path):
    root = ElementTree.parse(path).getroot()
    [drawing] = [element for element in root if element.get("id") == "drawing"]
    assert drawing.tag == f"{SVG}g"
    for element in drawing.iter():
        assert {element.get(name, "none") for name in ("fill", "stroke")} <= COLOURS
        assert element.get("style") is None
        assert element.get("color") is None
    assert root.get("color")
    assert root.get("stroke") == "currentColor"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_drawing_needs_nothing_that_a_use_of_it_from_a_page_would_lose(path):
    tags = {element.tag.removeprefix(SVG) for element in ElementTree.parse(path).getroot().iter()}
    assert tags <= {"svg", "title", "g", "path", "circle", "ellipse"}
    assert re.findall(r"url\(|href|class=", path.read_text(encoding="utf-8")) == []


def test_sheet_is_read_from_the_file():
    vostok = sheet("vostok")
    assert vostok.path == "spacecraft/vostok.svg"
    assert vostok.view_box == f"0 0 {vostok.width} {vostok.height}"
    assert vostok.width_in_metres == f"{vostok.width / 100:g}em"
    assert sheet("buran") is None


@pytest.mark.parametrize(("name", "rank"), [("vostok", 1), ("skylab", 2), ("iss", 3)])
def test_rank_follows_the_longer_side(name, rank):
    assert sheet(name).rank == rank


@pytest.mark.parametrize("name", ["sputnik-1", "mercury", "iss"])
def test_person_and_spacecraft_stand_on_one_ground_and_apart(name):
    drawn, beside = sheet(name), sheet(name).beside_a_person
    left, top, width, height = map(int, beside.view_box.split())
    assert (left, top) == (0, 0)
    assert beside.person_top + 176 == beside.top + drawn.height == height
    assert beside.left + drawn.width == width
    assert beside.left > 62
