"""Repair: changes of the file that mend what the analysis found."""

from khutwa.game.repairs.result import Repair, Repairs
from khutwa.game.repairs.search import NothingToWeigh, repair

__all__ = ["NothingToWeigh", "Repair", "Repairs", "repair"]
