"""The coefficients that come with the product, and those that a user has fitted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from khutwa.track.forecast_kinds import KINDS
from khutwa.track.forecast_model import Coefficients
from khutwa.words import M, Message

FILE = "forecast_coefficients.json"

DIGITS = 4
"""Decimals that are written; more would claim a precision that two dozen accords do not give."""

LARGEST = 100
"""Size from which a number is no coefficient."""

LENGTHS = {
    **dict.fromkeys(("level", "expected_level", "further", "fall"), 3),
    **dict.fromkeys(("kind", "kind_time", "further_kind"), len(KINDS)),
}
"""How many numbers each group of coefficients has; the others are single."""


class BadCoefficients(Exception):  # noqa: N818  it states a fact of the file, no slip of code
    """A file that does not hold coefficients.

    Attributes:
        message: What is wrong and what to do.
    """

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.message: Message = M(
            "{file} holds no coefficients; write them with `khutwa backtest --pam FILE --write "
            "{file}`.", file=file)  # fmt: skip


@dataclass(frozen=True)
class Fitted:
    """Coefficients and what they were fitted to.

    Attributes:
        told: The coefficients.
        source: The data, as they are to be cited.
        accords: How many accords.
        rows: How many cases: a promise in a year of which the next is known.
    """

    told: Coefficients
    source: str
    accords: int
    rows: int

    def to_json(self) -> str:
        """Return the text of the file that holds them."""
        rounded = {
            name: [round(each, DIGITS) for each in value]
            if isinstance(value, list)
            else round(value, DIGITS)
            for name, value in self.told.to_dict().items()
        }
        plain = {
            "source": self.source,
            "accords": self.accords,
            "rows": self.rows,
            "kinds": list(KINDS),
            "coefficients": rounded,
        }
        return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def shipped() -> Fitted:
    """Return the coefficients that come with the product."""
    text = files("khutwa.track").joinpath(FILE).read_text(encoding="utf-8")
    return _fitted(json.loads(text))


def read_fitted(path: Path) -> Fitted:
    """Return the coefficients of a file that `khutwa backtest` wrote.

    Raises:
        BadCoefficients: where there are none.
    """
    try:
        return _fitted(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadCoefficients(str(path)) from error


def _fitted(plain: Mapping[str, Any]) -> Fitted:
    told = Coefficients.from_dict(plain["coefficients"])
    for name, value in vars(told).items():
        if isinstance(value, tuple) != (name in LENGTHS):
            raise ValueError(name)
        numbers = value if isinstance(value, tuple) else (value,)
        if len(numbers) != LENGTHS.get(name, 1) or not all(map(_is_number, numbers)):
            raise ValueError(name)
    if plain["kinds"] != list(KINDS):
        raise ValueError("kinds")
    return Fitted(told, str(plain["source"]), int(plain["accords"]), int(plain["rows"]))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and abs(value) < LARGEST
