"""The time that a search may take."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic


@dataclass(frozen=True)
class Limit:
    """A moment at which to stop with what was found.

    Attributes:
        seconds: How long after it was made; inf where nothing is limited.
        now: The clock.
    """

    seconds: float = math.inf
    now: Callable[[], float] = monotonic
    begun: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "begun", self.now())

    @property
    def left(self) -> float:
        """Return the seconds that are left; below 0 when the time is over."""
        return self.begun + self.seconds - self.now()

    def over(self) -> bool:
        """Tell whether the time is over."""
        return self.left <= 0

    def share(self, part: float) -> Limit:
        """Return the limit of a part of the work: a share of the time that is left."""
        return Limit(max(self.left, 0.0) * part, self.now)
