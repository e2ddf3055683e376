"""Degrees of latitude and longitude as people write them."""


def latitude(value: float) -> str:
    """45.92 → "45.92° N"."""
    return _degrees(value, "N", "S")


def longitude(value: float) -> str:
    """-80.57 → "80.57° W"."""
    return _degrees(value, "E", "W")


def _degrees(value: float, positive: str, negative: str) -> str:
    """Four decimals at most, which is some ten metres on the ground, and no more than were entered."""
    rounded = round(value, 4)
    number = f"{abs(rounded):.4f}".rstrip("0").rstrip(".")
    return f"{number}° {positive if rounded > 0 else negative}" if rounded else "0°"
