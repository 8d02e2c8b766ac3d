"""Evidence: dated, graded, attributed assessments of steps, append-only."""

from khutwa.ledger.counts import Counts
from khutwa.ledger.entry import Entry, Grade, Source, Status
from khutwa.ledger.format import UnwritableError
from khutwa.ledger.ledger import Ledger
from khutwa.ledger.load import LoadedLedger, load_ledger, read_ledger
from khutwa.ledger.save import append, dumped

__all__ = [
    "Counts",
    "Entry",
    "Grade",
    "Ledger",
    "LoadedLedger",
    "Source",
    "Status",
    "UnwritableError",
    "append",
    "dumped",
    "load_ledger",
    "read_ledger",
]
