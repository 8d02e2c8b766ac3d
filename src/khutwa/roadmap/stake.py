"""What a step is worth to a party: a number, a range, or a word on a seven-point scale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

SCALE = {"---": -3.0, "--": -2.0, "-": -1.0, "0": 0.0, "+": 1.0, "++": 2.0, "+++": 3.0}
"""The seven-point scale that an analyst may use instead of numbers."""

LARGEST = 1e9
"""Greatest absolute value of a stake; beyond it a slip of the keyboard is likelier."""

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?")
# Signs as word processors and Arabic keyboards write them, with the marks that hold them in place.
_SIGNS = str.maketrans(
    {
        "\N{MINUS SIGN}": "-",
        "\N{FULLWIDTH PLUS SIGN}": "+",
        "\N{ARABIC DECIMAL SEPARATOR}": ".",
        "\N{LEFT-TO-RIGHT MARK}": None,
        "\N{RIGHT-TO-LEFT MARK}": None,
        "\N{ARABIC LETTER MARK}": None,
    }
)


def parse_number(text: str) -> float:
    """Read a decimal number.

    Raises:
        ValueError: for anything else, infinities and not-a-number included.
    """
    cleaned = text.translate(_SIGNS).strip()
    if not _NUMBER.fullmatch(cleaned) or len(cleaned) > 40:
        raise ValueError(f"not a number: {text!r}")
    return float(cleaned)


@dataclass(frozen=True, slots=True)
class Stake:
    """A value known to lie between `low` and `high`, most likely at `likely`."""

    low: float
    likely: float
    high: float

    @classmethod
    def exactly(cls, value: float) -> Stake:
        """Return the stake known to be `value`."""
        return cls(value, value, value)

    @classmethod
    def parse(cls, raw: object) -> Stake:
        """Read a number, a word (`---` to `+++`), or a list `[low, likely, high]` of these.

        Raises:
            ValueError: if the form is another, or the three are not in order.
        """
        if isinstance(raw, Stake):
            return raw
        if isinstance(raw, (str, int, float)) and not isinstance(raw, bool):
            return cls.exactly(_value(raw))
        if isinstance(raw, Sequence) and len(raw) == 3:
            low, likely, high = (_value(part) for part in raw)
            if not low <= likely <= high:
                raise ValueError("low, likely, high must be in ascending order")
            return cls(low, likely, high)
        raise ValueError("not a stake")

    @property
    def is_range(self) -> bool:
        """Tell whether low and high differ."""
        return self.low != self.high

    def scaled(self, factor: float) -> Stake:
        """Return this stake times `factor`, which must not be negative."""
        return Stake(self.low * factor, self.likely * factor, self.high * factor)

    def __bool__(self) -> bool:
        return bool(self.low or self.high)


def _value(raw: object) -> float:
    if isinstance(raw, str):
        word = raw.translate(_SIGNS).strip()
        value = SCALE[word] if word in SCALE else parse_number(raw)
    elif isinstance(raw, (int, float)) and not isinstance(raw, bool):
        value = float(raw)
    else:
        raise ValueError("not a stake")
    if not abs(value) <= LARGEST:
        raise ValueError("stake out of range")
    return value
