"""The documents lead somewhere: each link to a file or a heading of this project finds it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)\)")
FENCE = re.compile(r"^\s*```.*?^\s*```$", re.MULTILINE | re.DOTALL)


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """The names of a page's headings as forges make them."""
    headings = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def broken(page: Path) -> list[str]:
    """The links of a page that lead nowhere."""
    found = []
    for link in LINK.findall(prose(page)):
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_documents_leads_somewhere(page):
    assert broken(page) == []


def test_link_to_what_is_not_there_is_broken(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# A heading\n[one](#a-heading) [two](#another) [three](gone.md) [four](page.md#a-heading)\n")
    assert broken(page) == ["#another", "gone.md"]


def test_contributing_names_every_document_but_those_for_visitors():
    named = set(LINK.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    for_visitors = {"citing", "feeds", "teaching"}
    assert {path.stem for path in ROOT.glob("docs/*.md")} - for_visitors <= {Path(link).stem for link in named}
