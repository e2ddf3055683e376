"""Every noun as a table: out as CSV or JSON, and in again by permanent key, compared first, all of it or nothing.

`columns` says what one field is in a file, `nouns` which fields a noun has, `files` reads and writes the two formats,
`drafts` compares what a file says with what is there, and `carrying` does it, or tries it out.
"""

from timeline.tables.carrying import Outcome, carry_out, try_out
from timeline.tables.faults import Fault, Unreadable
from timeline.tables.files import FORMATS, MOST_BYTES, read, write
from timeline.tables.nouns import TABLES, Table, table_of

__all__ = [
    "FORMATS",
    "MOST_BYTES",
    "TABLES",
    "Fault",
    "Outcome",
    "Table",
    "Unreadable",
    "carry_out",
    "read",
    "table_of",
    "try_out",
    "write",
]
