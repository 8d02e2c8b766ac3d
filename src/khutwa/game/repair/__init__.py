"""Repair: changes of the file that mend what the analysis found."""

from khutwa.game.repair.result import Repair, Repairs
from khutwa.game.repair.search import NothingToWeigh, repair

__all__ = ["NothingToWeigh", "Repair", "Repairs", "repair"]
