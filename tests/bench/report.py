"""The report on speed, as Markdown: a table of limits for each subject, and what was found beside them."""

from collections.abc import Iterable, Sequence
from datetime import date

from tests.bench.figures import Findings
from tests.bench.limits import LIMITS, Limit

TITLES = {
    "weight": "Weight of the first view",
    "paint": "First paint on a slow phone",
    "filter": "From a click on a filter to the painted result",
    "lighthouse": "Lighthouse",
    "server": "Time on the server",
}
HEAD = """# Speed

What the site costs its visitors, held against limits. `make bench` measures it anew and writes this page; it ends with an
error when a limit does not hold. Times depend on the machine, so wherever it is possible a time is compared with that of a
static page, or of the same page without something, taken in turn in the same run.
"""


def write(found: dict[str, Findings], versions: dict[str, str], day: date) -> str:
    """The whole report."""
    measured = " · ".join(f"{name} {version}" for name, version in versions.items())
    parts = [HEAD, f"Measured on {day:%-d %B %Y} with {measured}.", f"**{verdict(found)}**"]
    for subject, findings in found.items():
        parts.append(f"## {TITLES[subject]}")
        if LIMITS[subject]:
            parts.append(table(("what", "limit", "measured", "held"), rows(LIMITS[subject], findings)))
        parts += findings.notes
    return "\n\n".join(part.strip() for part in parts) + "\n"


def verdict(found: dict[str, Findings]) -> str:
    """How many limits hold, in a sentence."""
    held = [findings.held(limit) for subject, findings in found.items() for limit in LIMITS[subject]]
    if all(held):
        return f"All {len(held)} limits hold."
    return f"{held.count(False)} of {len(held)} limits do not hold."


def all_hold(found: dict[str, Findings]) -> bool:
    """Whether every limit on what was measured holds."""
    return all(findings.held(limit) for subject, findings in found.items() for limit in LIMITS[subject])


def rows(limits: Iterable[Limit], findings: Findings) -> list[tuple[str, str, str, str]]:
    """For each limit its words, its bound, what was measured and whether it holds."""
    return [
        (
            limit.words,
            f"at {'least' if limit.is_least else 'most'} {said(limit.bound, limit.unit)}",
            said(findings.figures.get(limit.name), limit.unit),
            "yes" if findings.held(limit) else "**no**",
        )
        for limit in limits
    ]


def said(figure: float | None, unit: str = "") -> str:
    """A figure with its unit; times and counts whole, ratios with two digits, small ones with three."""
    if figure is None:
        return "not measured"
    if unit == "×":
        return f"{figure:.2f} ×"
    if unit == "kB":
        return f"{figure:.1f} kB"
    number = f"{figure:.3f}".rstrip("0").rstrip(".") if figure < 1 else f"{figure:,.0f}"
    return f"{number} {unit}".rstrip()


def table(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """A table; all columns but the first are set to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
