"""The strategic engine: where a party would rather stall or walk away."""

from khutwa.game.analysis import Analysis, Closing, Link, analyse
from khutwa.game.arrays import InfeasibleSchedule
from khutwa.game.robustness import Robustness, robust

__all__ = ["Analysis", "Closing", "InfeasibleSchedule", "Link", "Robustness", "analyse", "robust"]
