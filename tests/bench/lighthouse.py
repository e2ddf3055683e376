"""What Lighthouse says of some pages, on its phone and on its desktop."""

import json
import os
import shutil
import subprocess
from http import HTTPStatus
from statistics import median
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.bench.figures import Findings
from tests.bench.limits import LIGHTHOUSE_RUNS, PAGES
from tests.bench.report import said, table
from tests.bench.sites import Sites
from tests.browser.chromium import arguments, find
from tests.serving import ROOT

FOLDER = ROOT / ".venv" / "lighthouse" / "node_modules" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TRIES = 3
PRESETS = {"mobile": [], "desktop": ["--preset=desktop"]}


def measure(sites: Sites, browser: object = None) -> Findings:
    """The least score in each category over the pages; of performance the median of some runs."""
    if missing := what_is_missing():
        return Findings({}, [f"Not measured: {missing}"])
    figures: dict[str, float] = {}
    body, failing, absent = [], [], []
    for path in PAGES:
        if not _is_there(sites.few + path):
            absent.append(f"`{path}` was not measured: there is no such page.")
            continue
        for preset, options in PRESETS.items():
            results = [run(sites.few + path, options) for _ in range(LIGHTHOUSE_RUNS)]
            scores = {name: median(score(result, name) for result in results) for name in CATEGORIES}
            for name, figure in scores.items():
                figures[f"{preset}.{name}"] = min(figure, figures.get(f"{preset}.{name}", 100))
                if figure < 100:
                    failing.append(f"- `{path}`, {preset}, {name}: {'; '.join(failing_audits(results[0], name))}")
            body.append((f"`{path}`", preset, *(said(figure) for figure in scores.values())))
    notes = [f"The least over the pages, each measured {LIGHTHOUSE_RUNS} times; medians."]
    notes += [table(("page", "preset", "performance", "accessibility", "best practices", "SEO"), body), *absent]
    return Findings({**figures}, [*notes, "\n".join(failing)] if failing else notes)


def what_is_missing() -> str:
    """A sentence on what Lighthouse lacks here; empty where it can run."""
    if not shutil.which("node"):
        return "there is no node on this machine."
    if not FOLDER.exists():
        return "Lighthouse is not installed; `make bench` does it where there is npm."
    return ""


def version() -> str:
    """The version of the Lighthouse that is installed."""
    return str(json.loads((FOLDER / "package.json").read_text())["version"])


def run(url: str, options: list[str]) -> dict[str, Any]:
    """Lighthouse's result for one page; where its browser misses the beginning of the page it is asked again."""
    command = ["node", str(FOLDER / "cli" / "index.js"), url, "--output=json", "--quiet"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={' '.join(['--headless', *arguments()])}"]
    environment = os.environ | {"CHROME_PATH": find() or ""}
    for _ in range(TRIES):
        answer = subprocess.run([*command, *options], capture_output=True, text=True, env=environment)
        if not answer.returncode:
            result: dict[str, Any] = json.loads(answer.stdout)
            return result
    raise SystemExit(f"Lighthouse failed on {url} {TRIES} times:\n{answer.stderr}")


def score(result: dict[str, Any], category: str) -> float:
    """The score in a category, from 0 to 100."""
    return round((result["categories"][category]["score"] or 0) * 100)


def failing_audits(result: dict[str, Any], category: str) -> list[str]:
    """The titles of the audits that cost a category some of its score, with what was measured, the costliest first."""
    lost = []
    for reference in result["categories"][category]["auditRefs"]:
        audit = result["audits"][reference["id"]]
        loss = reference["weight"] * (1 - audit["score"]) if audit["score"] is not None else 0
        if loss > 0.001:
            shown = f" ({audit['displayValue']})" if audit.get("displayValue") else ""
            lost.append((-loss, f"{audit['title']}{shown}"))
    return [title.replace("\xa0", " ") for _, title in sorted(lost)]


def _is_there(url: str) -> bool:
    try:
        with urlopen(url):
            return True
    except HTTPError as error:
        if error.code == HTTPStatus.NOT_FOUND:
            return False
        raise
