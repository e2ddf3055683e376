"""Lengths in words."""

from decimal import Decimal


def metres(value: Decimal) -> str:
    """Metres without zeros that say nothing: 4.40 is "4.4 m"."""
    return f"{value.normalize():f} m"
