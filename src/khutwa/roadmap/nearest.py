"""The name a person probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

LONGEST = 100
"""Characters beyond which a text is no slip for a name."""


def nearest(given: str, names: Iterable[str]) -> str:
    """Return the name most like `given`, or an empty text where there is none."""
    if len(given) > LONGEST:
        return ""
    names = list(names)
    folded = {name.casefold().replace("_", " "): name for name in names}
    wanted = given.casefold().replace("_", " ")
    if wanted in folded:
        return folded[wanted]
    close = difflib.get_close_matches(wanted, list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else ""
