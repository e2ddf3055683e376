"""Files for programs that keep references: BibTeX, RIS and CSL-JSON, each made from CSL records.

They start from the same record as every line of bibliography (`Source.csl`), so that a page and its export cannot disagree.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from timeline.exports import bibtex, ris
from timeline.text import csl

Records = Iterable[dict[str, Any]]


@dataclass(frozen=True)
class Format:
    """A format of files: `name` stands in addresses and ends the names of files."""

    name: str
    label: str
    content_type: str
    write: Callable[[Records], str]


def csl_json(records: Records) -> str:
    """The records as CSL-JSON (CSL 1.0.2, csl-data.json)."""
    return json.dumps([csl.for_programs(record) for record in records], ensure_ascii=False, indent=1) + "\n"


FORMATS = (
    Format("bib", "BibTeX", "application/x-bibtex; charset=utf-8", bibtex.write),
    Format("ris", "RIS", "application/x-research-info-systems; charset=utf-8", ris.write),
    Format("json", "CSL-JSON", "application/vnd.citationstyles.csl+json", csl_json),
)
