"""An address → the squares of a QR code (ISO/IEC 18004), as one path for an SVG template."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno

QUIET_ZONE = 4  # modules of white on each side, as the standard asks
LONGEST = 500  # characters; a longer address makes a code that no telephone reads off a sheet of paper


@dataclass(frozen=True)
class Code:
    """A QR code: the address that it holds, its width in modules with the quiet zone, and its dark modules as a path."""

    address: str
    width: int
    path: str


@lru_cache(maxsize=512)
def qr_code(address: str) -> Code | None:
    """The code of an address, with a quarter of it lost still to be read; None where the address is too long."""
    if len(address) > LONGEST:
        return None
    rows = [list(row) for row in segno.make_qr(address, error="q", boost_error=False).matrix_iter(border=QUIET_ZONE)]
    path = "".join(
        f"M{start} {number}h{length}v1h-{length}z" for number, row in enumerate(rows) for start, length in _runs(row)
    )
    return Code(address, len(rows), path)


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Where the dark stretches of a row start, and how long they are."""
    runs, place = [], 0
    for is_dark, stretch in groupby(row, bool):
        length = len(list(stretch))
        if is_dark:
            runs.append((place, length))
        place += length
    return runs
