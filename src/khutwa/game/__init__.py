"""The strategic engine: where a party would rather stall or walk away."""

from khutwa.game.analysis import Analysis, Closing, Link, analyse
from khutwa.game.arrays import InfeasibleSchedule
from khutwa.game.order_result import OrderSearch
from khutwa.game.order_search import order
from khutwa.game.robustness import Robustness, robust

__all__ = [
    "Analysis",
    "Closing",
    "InfeasibleSchedule",
    "Link",
    "OrderSearch",
    "Robustness",
    "analyse",
    "order",
    "robust",
]
