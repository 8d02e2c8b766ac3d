"""Make machine code of a function where numba is installed.

Functions of this room are plain Python over flat sequences: given lists they are interpreted, given
NumPy arrays `compiled` makes machine code of the same source. Operations and their order are the
same in either case, and so is the result, to the bit. Compiled functions may run side by side.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, MutableSequence
from functools import cache
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])

Floats = MutableSequence[float]
Ints = MutableSequence[int]


def available() -> bool:
    """Tell whether functions can be compiled here: `pip install 'khutwa[fast]'`."""
    return importlib.util.find_spec("numba") is not None


@cache
def compiled(function: Function) -> Function:
    """Return a function as machine code, kept on disk for the next start."""
    import numba

    return cast(Function, numba.njit(cache=True, error_model="numpy", nogil=True)(function))
