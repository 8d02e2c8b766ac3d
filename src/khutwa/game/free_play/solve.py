"""Backward induction over the feasible states, and the chances that follow from it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khutwa.game import kernels
from khutwa.game.arrays import Array
from khutwa.game.free_play.rules import Rules
from khutwa.game.kernels.free_play import FAILED, FROZEN, LEFT, free_order
from khutwa.game.ordering.lattice import Masks, TooManyStates, states
from khutwa.game.values import EDGE
from khutwa.words import M, Message, format_number

MEMORY = 2 * 10**9
"""Bytes that the states may take where nothing is said."""

_MANY = 100_000
"""States times units from which compiled code is worth its start."""


class TooLarge(Exception):  # noqa: N818  it states a fact of the plan, no slip of code
    """The plan has more states than memory allows.

    Attributes:
        message: What to do about it.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


@dataclass(frozen=True)
class Spread:
    """Where play ends, as chances.

    Attributes:
        done: That everything is done.
        failed: That a step does not come about although its owners try.
        frozen: That nobody moves any more.
        left: That each party walks away, shape (m,).
        units: That each unit is done when play ends, shape (n,).
    """

    done: float
    failed: float
    frozen: float
    left: Array
    units: Array


class Solver:
    """The free-order game over all its states, of which the last is the goal.

    Args:
        rules: The game.
        memory: Bytes that the states may take.
        compiled: Whether to use compiled code; where it is worth it if None.
        noisy: Whether chances are to be asked for as well, which takes more memory.

    Raises:
        TooLarge: if the states do not fit into the memory; nothing is taken before.
    """

    def __init__(
        self,
        rules: Rules,
        memory: int = MEMORY,
        compiled: bool | None = None,
        *,
        noisy: bool = False,
    ) -> None:
        self.rules = rules
        self.m = len(rules.horizon)
        family = rules.units.family
        each = bytes_per_state(self.m, noisy=noisy)
        try:
            if not family.fits:
                raise TooManyStates(0)
            self.states: Masks = states(family, memory // each)
        except TooManyStates as error:
            raise TooLarge(_too_large(error.count, each, memory)) from error
        size = len(self.states) * family.count
        worthwhile = size >= _MANY and kernels.available()
        self.compiled = worthwhile if compiled is None else compiled

    @cached_property
    def _fixed(self) -> dict[str, Any]:
        """Return the arguments that stay the same."""
        rules, family = self.rules, self.rules.units.family
        integers = {
            "masks": self.states,
            "need": family.need,
            "gate": [mask for mask, _ in family.gates],
            "least": [k for _, k in family.gates],
            "turn": rules.turn,
            "owners": [sum(1 << i for i in own) for own in rules.owners],
        }
        floats = {
            "terms": rules.terms,
            "sure": rules.sure,
            "flow": rules.flow,
            "kept": rules.kept,
            "horizon": rules.horizon,
            "edge": EDGE * rules.scale,
        }
        return {
            **{name: self._given(np.asarray(v, np.int64)) for name, v in integers.items()},
            **{name: self._given(np.asarray(v, float)) for name, v in floats.items()},
            "count": family.count,
            "m": self.m,
            "free_exit": rules.game.free_exit,
        }

    def _given(self, array: NDArray[Any]) -> Any:
        """Return an array as the code at work likes it."""
        flat = array.reshape(-1)
        return flat if self.compiled else memoryview(flat)  # type: ignore[arg-type]

    def _run(
        self,
        span: tuple[int, int, int],
        lam: float,
        scale: Array,
        value: Array,
        reach: Array | None = None,
    ) -> tuple[Array, Array]:
        """Play the round at some states; return the chances of the last and the totals."""
        count, m = self.rules.units.family.count, self.m
        near = np.searchsorted(self.states, self.states[span[0]] | 1 << np.arange(count))
        chances, totals = np.zeros((m, count + 2)), np.zeros(LEFT + m + count)
        room = {
            "at": np.minimum(near, len(self.states) - 1).astype(np.int64),
            "mine": np.zeros(m * count, np.int64),
            "number": np.zeros(m, np.int64),
            "sums": np.zeros(2 * m * (count + 1)),
            "worth": np.zeros(3 * m),
            "after": np.zeros(count * m),
            "chances": chances,
            "value": value,
            "reach": np.zeros(0) if reach is None else reach,
            "totals": totals,
        }
        run = kernels.compiled(free_order) if self.compiled else free_order
        begin, end, stride = span
        run(
            begin=begin,
            end=end,
            stride=stride,
            lam=lam,
            forward=reach is not None,
            scale=self._given(scale),
            **self._fixed,
            **{name: self._given(array) for name, array in room.items()},
        )
        return chances, totals

    def values(self, lam: float = math.inf, scale: Array | None = None) -> Array:
        """Return V_i of every state.

        Args:
            lam: lambda of agent quantal response; infinite for subgame-perfect play.
            scale: What values are divided by, shape (m,), 0 for a party that decides nothing;
                scale_i where not given.

        Returns:
            Values, shape (N, m).
        """
        found = np.empty((len(self.states), self.m))
        found[-1] = self.rules.final
        self._run((len(found) - 2, -1, -1), lam, self._scale(scale), found)
        return found

    def spread(self, value: Array, lam: float, scale: Array | None = None) -> Spread:
        """Return where play ends.

        Args:
            value: The values under the same lambda and scale.
            lam: lambda.
            scale: As in `values`.
        """
        reach = np.zeros(len(self.states))
        reach[0] = 1
        span = (0, len(reach) - 1, 1)
        _, totals = self._run(span, lam, self._scale(scale), value, reach)
        return Spread(
            done=float(reach[-1]),
            failed=float(totals[FAILED]),
            frozen=float(totals[FROZEN]),
            left=totals[LEFT : LEFT + self.m],
            units=totals[LEFT + self.m :] + reach[-1],
        )

    def answers(
        self, state: int, value: Array, lam: float = math.inf, scale: Array | None = None
    ) -> Array:
        """Return what each party does when it is asked at a state.

        Args:
            state: A state that is not the goal, as a mask.
            value: The values under the same lambda and scale.
            lam: lambda.
            scale: As in `values`.

        Returns:
            The chance that it brings about each of the n units, that it passes or is refused, and
            that it walks away, shape (m, n + 2).
        """
        s = int(np.searchsorted(self.states, state))
        # The values of the state itself are computed once more and come out the same.
        chances, _ = self._run((s, s - 1, -1), lam, self._scale(scale), value)
        return chances

    def _scale(self, scale: Array | None) -> Array:
        return self.rules.scale if scale is None else scale


def bytes_per_state(m: int, *, noisy: bool) -> int:
    """Return the memory of one state: its mask twice while it is made, values, chances."""
    return 16 + 8 * m + (8 if noisy else 0)


def _too_large(count: int, each: int, memory: int) -> Message:
    if not count:
        return M("The plan has too many steps for free play to be followed through; set a nearer "
                 "`goal`.")  # fmt: skip
    return M(
        "The plan can be in at least {count} different states, which takes {needed} MB; allowed "
        "are {memory} MB. Give more with `--memory`, or set a nearer `goal`.",
        count=count, needed=format_number(count * each / 1e6, digits=0),
        memory=format_number(memory / 1e6, digits=0),
    )  # fmt: skip
