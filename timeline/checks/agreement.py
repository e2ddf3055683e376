"""Rules about citations that cannot all be right as they stand: local clocks taken for UTC, and values that differ unasked."""

from timeline.checks.rules import AT_ONCE, Broken, Level, Rows, rule
from timeline.local_clocks import moment_of, on_a_local_clock
from timeline.models import Citation
from timeline.models.citations import CITED_FIELDS
from timeline.proposals import COMPARED, unasked, with_compared
from timeline.text import edtf

MAX_VALUE_LENGTH = 80  # of each value in a sentence


@rule("local-clock", Level.WARNING)
def local_clock(rows: Rows) -> Broken:
    """A moment in UTC has its figures from universal time, not from a local clock that the words as printed name."""
    for citation in on_a_local_clock(rows(Citation)):
        yield (
            citation,
            f"It gives {edtf.words(moment_of(citation))}, and the words as printed have these figures by a local clock: "
            f"“{citation.as_printed}”, of “{citation.subject}”.",
        )


@rule("unasked-difference", Level.WARNING)
def unasked_difference(rows: Rows) -> Broken:
    """Where citations of one field differ, readers are asked a question, or one of the citations says why both can be so."""
    for noun in COMPARED:
        for entry in with_compared(rows(noun)).iterator(AT_ONCE):
            for proposal in unasked(entry):
                label = CITED_FIELDS[noun.noun()][proposal.field]
                values = "; ".join(_shortened(edtf.words(each.value)) for each in proposal.readings)
                yield entry, f"Its citations differ on “{label}”, and nobody asked: {values}."


def _shortened(words: str) -> str:
    return words if len(words) <= MAX_VALUE_LENGTH else f"{words[: MAX_VALUE_LENGTH - 1]}…"
