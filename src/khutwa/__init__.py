"""Khutwa: write a step-by-step peace plan as a file, and find out where it would break.

The public API; what is not here is private.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from khutwa.version import __version__

if TYPE_CHECKING:
    from khutwa.game import (
        Analysis,
        FreeOrder,
        Incentives,
        Noise,
        OrderSearch,
        Precision,
        Repairs,
        Robustness,
        analyse,
        incentives,
        noise,
        order,
        play,
        repair,
        robust,
    )
    from khutwa.linter import Report, check
    from khutwa.roadmap.diagnostic import Diagnostic, Place, Severity
    from khutwa.roadmap.loader import Loaded, load, load_text
    from khutwa.roadmap.model import Roadmap

__all__ = [
    "Analysis",
    "Diagnostic",
    "FreeOrder",
    "Incentives",
    "Loaded",
    "Noise",
    "OrderSearch",
    "Place",
    "Precision",
    "Repairs",
    "Report",
    "Roadmap",
    "Robustness",
    "Severity",
    "__version__",
    "analyse",
    "check",
    "incentives",
    "load",
    "load_text",
    "noise",
    "order",
    "play",
    "repair",
    "robust",
]

_HOMES = {
    "Analysis": "game",
    "Diagnostic": "roadmap.diagnostic",
    "FreeOrder": "game",
    "Incentives": "game",
    "Loaded": "roadmap.loader",
    "Noise": "game",
    "OrderSearch": "game",
    "Place": "roadmap.diagnostic",
    "Precision": "game",
    "Repairs": "game",
    "Report": "linter",
    "Roadmap": "roadmap.model",
    "Robustness": "game",
    "Severity": "roadmap.diagnostic",
    "analyse": "game",
    "check": "linter",
    "incentives": "game",
    "load": "roadmap.loader",
    "load_text": "roadmap.loader",
    "noise": "game",
    "order": "game",
    "play": "game",
    "repair": "game",
    "robust": "game",
}


def __getattr__(name: str) -> Any:
    # Imported on use, so that `khutwa --help` need not wait for numpy.
    if name in _HOMES:
        return getattr(import_module(f"khutwa.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'khutwa' has no attribute {name!r}")
