"""The strategic engine: where a party would rather stall or walk away."""

from khutwa.game.analysis import Analysis, Closing, Link, analyse
from khutwa.game.arrays import InfeasibleSchedule
from khutwa.game.free_play.play import play
from khutwa.game.free_play.result import FreeOrder
from khutwa.game.free_play.solve import TooLarge
from khutwa.game.ordering.result import OrderSearch
from khutwa.game.ordering.search import order
from khutwa.game.payments import Incentives, NoPayments, incentives
from khutwa.game.quantal.fit import Fit, fit
from khutwa.game.quantal.response import Precision
from khutwa.game.quantal.result import Noise, noise
from khutwa.game.repairs import NothingToWeigh, Repairs, repair
from khutwa.game.uncertainty.robustness import Robustness, robust

__all__ = [
    "Analysis",
    "Closing",
    "Fit",
    "FreeOrder",
    "Incentives",
    "InfeasibleSchedule",
    "Link",
    "NoPayments",
    "Noise",
    "NothingToWeigh",
    "OrderSearch",
    "Precision",
    "Repairs",
    "Robustness",
    "TooLarge",
    "analyse",
    "fit",
    "incentives",
    "noise",
    "order",
    "play",
    "repair",
    "robust",
]
