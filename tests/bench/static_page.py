"""What the timeline is compared with: its first events as a page that somebody might write by hand, and with htmx on it."""

import json
import shutil
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from tests.bench.limits import CLICKS_MOBILE, FIRST_LIST
from tests.serving import ROOT
from timeline.text import edtf

SWAPPED = "/swapped.html"
STYLE = """
body { max-width: 42rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { line-height: 1.2; }
ol { list-style: none; padding: 0; }
li { margin-bottom: 1.5rem; }
h2 { margin: 0; font-size: 1.1rem; }
time { color: #555; font-size: 0.9rem; }
p { margin: 0.25rem 0 0; }
"""
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Space History</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="style.css">
{head}</head>
<body>
<h1>From Sputnik to the International Space Station</h1>
{body}
</body>
</html>
"""
EVENT = """<li class="event">
<time datetime="{day}">{date}</time>
<h2>{title}</h2>
<p>{summary}</p>
</li>
"""


def build(folder: Path) -> None:
    """Write the page, the page with htmx and the fragments that this one fetches into `folder`, compressed as well."""
    htmx = next((ROOT / "static" / "vendor").glob("htmx*.js"))
    shutil.copy(htmx, folder / "htmx.js")
    results = f'<section id="results">\n<ol>\n{"".join(map(_event, first_events()))}</ol>\n</section>'
    links = "\n".join(
        f'<a id="link-{number}" href="{name}" data-hx-get="{name}" data-hx-target="#results" data-hx-swap="outerHTML">{number}</a>'
        for number, name in enumerate(f"fragment-{number}.html" for number in range(CLICKS_MOBILE))
    )
    files = {
        "style.css": STYLE,
        "index.html": PAGE.format(head="", body=results),
        SWAPPED[1:]: PAGE.format(
            head='<script src="htmx.js" defer></script>\n', body=f"<nav>\n{links}\n</nav>\n{results}"
        ),
    } | {f"fragment-{number}.html": results for number in range(CLICKS_MOBILE)}
    for name, text in files.items():
        (folder / name).write_text(text)
    compressor = Compressor(quiet=True)
    for name in [*files, "htmx.js"]:
        compressor.compress(str(folder / name))


def first_events() -> list[dict[str, Any]]:
    """The fields of the events in the first view of the timeline; the file is sorted as the timeline is."""
    records = json.loads((ROOT / "fixtures" / "08_events.json").read_text())
    return [each["fields"] for each in records if each["fields"]["status"] == "published"][:FIRST_LIST]


def _event(fields: dict[str, Any]) -> str:
    return EVENT.format(
        day=fields["date_earliest"],
        date=escape(edtf.words(fields["date"])),
        title=escape(fields["title"]),
        summary=escape(fields["summary"]),
    )


def application(folder: str) -> WhiteNoise:
    """The files of `folder` as a WSGI application, which gunicorn serves."""
    return WhiteNoise(_nothing_here, root=folder, index_file=True, max_age=0)


def _nothing_here(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b"Nothing here.\n"]
