"""Evidence: dated, graded, attributed assessments of steps, append-only."""

from khutwa.ledger.entry import Entry, Grade, Source, Status
from khutwa.ledger.ledger import Ledger

__all__ = ["Entry", "Grade", "Ledger", "Source", "Status"]
