"""QR codes that are read back."""

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from timeline.drawing import qr

SCALE = 4  # pixels to a module


def drawn(code: qr.Code) -> Image.Image:
    """The code as a picture, painted from its path."""
    image = Image.new("L", (code.width * SCALE, code.width * SCALE), 255)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path):
        left, top = int(x) * SCALE, int(y) * SCALE
        ImageDraw.Draw(image).rectangle((left, top, left + int(length) * SCALE - 1, top + SCALE - 1), fill=0)
    return image


@pytest.mark.parametrize("address", ["https://example.org/e/x7cmkw6v", "https://example.org/?q=" + "Союз" * 30])
def test_a_code_reads_as_its_address(address):
    code = qr.qr_code(address)
    assert [found.text for found in zxingcpp.read_barcodes(drawn(code))] == [address]


def test_a_code_has_a_quiet_zone_of_four_modules():
    code = qr.qr_code("https://example.org/")
    inside = drawn(code).point(lambda value: 255 - value).getbbox()
    assert inside == (4 * SCALE, 4 * SCALE, (code.width - 4) * SCALE, (code.width - 4) * SCALE)


def test_an_address_too_long_for_a_sheet_of_paper_has_no_code():
    assert qr.qr_code("x" * (qr.LONGEST + 1)) is None
