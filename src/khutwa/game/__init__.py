"""The strategic engine: where a party would rather stall or walk away."""

from khutwa.game.analysis import Analysis, Closing, Link, analyse
from khutwa.game.arrays import InfeasibleSchedule
from khutwa.game.free_order_play import play
from khutwa.game.free_order_result import FreeOrder
from khutwa.game.free_order_solve import TooLarge
from khutwa.game.noise_fit import Fit, fit
from khutwa.game.noise_result import Noise, noise
from khutwa.game.order_result import OrderSearch
from khutwa.game.order_search import order
from khutwa.game.payments import Incentives, NoPayments, incentives
from khutwa.game.quantal_response import Precision
from khutwa.game.repairs import NothingToWeigh, Repairs, repair
from khutwa.game.robustness import Robustness, robust

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
