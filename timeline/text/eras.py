"""What each decade was about, in one line of our own for the heading of its events."""

ERAS = {
    1950: "A beep from orbit, and two powers begin to count firsts.",
    1960: "The race: each side sends people up, and one of them reaches the Moon.",
    1970: "Rivals learn to dock. In July 1975 they shake hands.",
    1980: "Shuttles on one side, stations on the other, and the two apart again.",
    1990: "The Soviet Union ends, the Shuttle comes to Mir, and a common station is begun.",
    2000: "People move in to stay.",
    2010: "Fifteen countries, one address, and one ship to get there.",
    2020: "New ships, new stations, and a partnership under strain.",
}


def line(decade: int) -> str:
    """The line for the decade that begins with this year; empty for one that has none."""
    return ERAS.get(decade, "")
