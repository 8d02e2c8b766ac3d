"""How far an entry bears on the level of a step.

A source that is right names levels among which the true one is; one that is wrong names others, and
the further from the truth, the less likely. How often sources of a grade are right is an assumption
of ours, stated wherever it is used: the Admiralty code gives words, not numbers, and people who
turned them into numbers disagree (Samet 1975, Quantitative interpretation of two qualitative scales
used to rate military intelligence, Human Factors 17:192-202).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from khutwa.ledger import Entry

Array = NDArray[np.float64]

RELIABILITY = {"A": 0.98, "B": 0.95, "C": 0.85, "D": 0.7, "E": 0.5, "F": 0.75}
"""Share of what a source of this letter says that is taken to be right."""

CREDIBILITY = {1: 0.99, 2: 0.95, 3: 0.85, 4: 0.6, 5: 0.4, 6: 0.75}
"""The same for what is said, by its number."""

UNGRADED = 0.75
"""The same where nobody has graded."""

NEAR = 0.5
"""How much less likely a wrong level is for each further level from the truth."""


def trust(entry: Entry) -> float:
    """Return the chance that an entry is right, the lower of its two grades."""
    if entry.grade is None:
        return UNGRADED
    return min(RELIABILITY[entry.grade.reliability], CREDIBILITY[entry.grade.credibility])


def likelihood(entry: Entry) -> Array:
    """Return how likely the entry is under each true level, shape (4,), up to a constant."""
    right = trust(entry)
    levels = np.array(entry.levels)
    distance = np.abs(np.arange(4)[:, None] - levels[None, :]).min(axis=1)
    wrong = (1 - right) * NEAR ** np.maximum(distance - 1, 0)
    result: Array = np.where(distance == 0, right, wrong)
    return result
