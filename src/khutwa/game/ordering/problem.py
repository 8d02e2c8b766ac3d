"""The order problem in numbers: which stages there are, and what each does to the values.

For a state S and a stage T, with everything in shares of scale_i, the recursion of docs/model.md,
section 3, is affine in u_i(S), X_i(S) and V_i(S + T):

    V_i(S) = g_u u_i(S) + g_x X_i(S) + g_0 + b V_i(S + T)
    D_i(S) = s_u u_i(S) + s_x X_i(S) + s_0    (s_0 = -inf where i cannot stall in T)
    walking away = X_i(S) + w_0               (w_0 = -inf where i cannot walk away at T, else 0)

The coefficients depend on T alone, so that a search only adds and multiplies.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np

from khutwa.game.arrays import Array, Game, Stakes
from khutwa.game.ordering.lattice import Masks, union
from khutwa.game.ordering.units import Units
from khutwa.game.values import values
from khutwa.game.worth import withheld
from khutwa.words import M, Message

STRIDE = 8
"""Coefficients of one party in one stage: g_u, g_x, g_0, b, s_u, s_x, s_0, w_0."""

CHUNK = 8
"""Bits of a state that one row of the tables of sums covers."""

MOST_STAGES = 100_000


class TooManyStages(Exception):  # noqa: N818  it states a fact of the plan, no slip of code
    """Stages of this size can be formed in too many ways.

    Attributes:
        message: What to do about it.
    """

    def __init__(self, size: int) -> None:
        self.message: Message = M(
            "Stages of up to {size} steps can be formed in more than {most} ways here; ask for "
            "smaller stages.", size=size, most=MOST_STAGES,
        )  # fmt: skip
        super().__init__(self.message.template)


@dataclass(frozen=True)
class Problem:
    """Everything that a search over orders needs.

    Attributes:
        game: The steps.
        units: What is put in order.
        parties: Indices of the parties that have stakes; the others decide nothing.
        stages: Unit masks of the stages that can be formed; after each come those that have later
            units in addition.
        terms: Coefficients by stage, then party, then `STRIDE`.
        final: V_i(G) of each of these parties.
        base: V_i of the empty state where nothing is discounted, in the same shares.
        sums: Tables of u_i, X_i and -c_i, one for every `CHUNK` bits, shape (chunks, 256, 3 m).
        undiscounted: Whether no step takes time and all are sure: V then depends on the set alone.
    """

    game: Game
    units: Units
    parties: tuple[int, ...]
    stages: tuple[int, ...]
    terms: tuple[float, ...]
    final: tuple[float, ...]
    base: tuple[float, ...]
    sums: Array
    undiscounted: bool

    @property
    def goal(self) -> int:
        """Return the state in which everything is done."""
        return self.units.family.goal

    @cached_property
    def number(self) -> dict[int, int]:
        """Return the number of each stage by its mask."""
        return {mask: t for t, mask in enumerate(self.stages)}

    @cached_property
    def needs(self) -> tuple[int, ...]:
        """Return for each stage the bits, gates included, that must be set before it."""
        need = self.units.family.need
        return tuple(union(need[u] for u in bits_of(mask)) for mask in self.stages)

    @cached_property
    def children(self) -> Masks:
        """Return for each stage, and first for none, its number with each later unit added.

        At (t + 1) * units + u; -1 where there is no such stage.
        """
        count = self.units.family.count
        found = np.full((len(self.stages) + 1) * count, -1, dtype=np.int64)
        for t, mask in enumerate(self.stages):
            last = mask.bit_length() - 1
            rest = mask ^ 1 << last
            found[(self.number[rest] + 1 if rest else 0) * count + last] = t
        return found

    @cached_property
    def gates(self) -> Masks:
        """Return mask and k of each gate, flat."""
        flat = [number for gate in self.units.family.gates for number in gate]
        return np.array(flat, dtype=np.int64)

    @cached_property
    def coefficients(self) -> Array:
        """Return `terms` as an array."""
        return np.array(self.terms)

    @cached_property
    def sums_of_values(self) -> Array:
        """Return the tables of u_i and X_i alone, flat."""
        m = len(self.parties)
        result: Array = np.ascontiguousarray(self.sums.reshape(-1, m, 3)[:, :, :2]).reshape(-1)
        return result

    @cached_property
    def rows(self) -> list[list[tuple[float, ...]]]:
        """Return the tables of sums as plain numbers."""
        return [[tuple(row) for row in table] for table in self.sums.tolist()]

    @cached_property
    def steps_worth(self) -> Array:
        """Return the sums of every stage, shape (stages, 3 m)."""
        return np.array([self.totals(mask) for mask in self.stages])

    @cached_property
    def stage_rows(self) -> list[list[float]]:
        """Return the same as plain numbers."""
        found: list[list[float]] = self.steps_worth.tolist()
        return found

    def totals(self, state: int) -> Sequence[float]:
        """Return u_i, X_i and -c_i of a state, for each party in turn."""
        found: Sequence[float] = self.rows[0][state & 255]
        for table in self.rows[1:]:
            state >>= CHUNK
            found = [a + b for a, b in zip(found, table[state & 255], strict=True)]
        return found

    @cached_property
    def users(self) -> tuple[int, ...]:
        """Return for each unit those that cannot do without it, as far as no gate is asked."""
        need = self.units.family.need
        return tuple(
            sum(1 << v for v, bits in enumerate(need) if bits >> u & 1) for u in range(len(need))
        )

    @cached_property
    def skip(self) -> tuple[int, ...]:
        """Return for each stage the next one that does not contain it and later units."""
        found: list[int] = []
        stack: list[int] = []
        for t, mask in enumerate(self.stages):
            while stack and self.stages[stack[-1]] & ~mask:
                found[stack.pop()] = t
            stack.append(t)
            found.append(len(self.stages))
        return tuple(found)

    @cached_property
    def _masks(self) -> Masks | None:
        """Return the stages as an array, where that is quicker than to look at each."""
        many = len(self.stages) > 200 and self.units.family.fits
        return np.array(self.stages) if many else None

    def _within(self, units: int) -> list[int]:
        """Return the stages that consist of some of the units."""
        if self._masks is not None:
            found: list[int] = np.flatnonzero(self._masks & ~units == 0).tolist()
            return found
        barred = ~units
        return [t for t, mask in enumerate(self.stages) if not mask & barred]

    def open_stages(self, state: int) -> list[int]:
        """Return the stages that may follow on a state."""
        return self._within(self.units.family.ready(state) & ~state)

    def last_stages(self, state: int) -> list[int]:
        """Return the stages that may be the last before a state, as far as `users` tells.

        Units that stand side by side do not need each other, so each must be dispensable by
        itself.
        """
        return self._within(
            sum(1 << u for u, mine in enumerate(self.users) if state >> u & 1 and not mine & state)
        )

    def may_precede(self, state: int, later: int) -> bool:
        """Tell whether a state that `last_stages` leads back to is feasible before `later`."""
        # Without gates a unit needs nothing but units, and `users` has told all.
        return not self.units.family.gates or self.units.family.precedes(state, later)

    def margins(self, order: Sequence[int]) -> list[float]:
        """Return the smallest rel of every stage of a schedule, in order.

        Args:
            order: Numbers of its stages, feasible one after the other.
        """
        state, worth, found = self.goal, list(self.final), []
        terms, m = self.terms, len(self.parties)
        for t in reversed(order):
            state ^= self.stages[t]
            totals = self.totals(state)
            least = math.inf
            for i in range(m):
                k = (t * m + i) * STRIDE
                u, x = totals[3 * i], totals[3 * i + 1]
                gain = terms[k] * u + terms[k + 1] * x + terms[k + 2]
                worth[i] = gain + terms[k + 3] * worth[i]
                stall = terms[k + 4] * u + terms[k + 5] * x + terms[k + 6]
                least = min(least, worth[i] - max(x + terms[k + 7], stall))
            found.append(least)
        return found[::-1]

    def value(self, order: Sequence[int]) -> float:
        """Return the smallest rel over the stages of a schedule."""
        return min(self.margins(order))

    @cached_property
    def ceiling(self) -> float:
        """Return what no smallest rel exceeds: the best that any last stage leaves."""
        last = [t for t in self.last_stages(self.goal)
                if self.may_precede(self.goal ^ self.stages[t], self.goal)]  # fmt: skip
        return max(self.value([t]) for t in last)

    def feasible(self, masks: Sequence[int]) -> bool:
        """Tell whether unit masks form a schedule of stages of this problem."""
        state = 0
        for mask in masks:
            if mask & state or mask not in self.number:
                return False
            if mask & ~self.units.family.ready(state):
                return False
            state |= mask
        return state == self.goal

    def steps(self, order: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        """Return the steps of each stage of a schedule."""
        return tuple(self.units.steps(self.stages[t]) for t in order)


def problem(game: Game, units: Units, stakes: Stakes, size: int) -> Problem:
    """Return the order problem of a game.

    Args:
        game: Its steps, in any order of theirs.
        units: Its units.
        stakes: One row of stakes.
        size: Most steps of a stage; a larger unit stands alone.

    Raises:
        TooManyStages: if the stages are too many to list.
    """
    found = values(game, stakes)
    scale = found.scale[0]
    parties = tuple(int(i) for i in np.flatnonzero(scale > 0))
    chosen = list(parties)
    share = scale[chosen, None]
    horizon = 1 / (1 - game.discount[chosen, None])
    flow, once = stakes.flow[0, chosen] / share, stakes.once[0, chosen] / share
    walk = horizon * flow * game.persists + stakes.outside[0, chosen] / share
    final = found.comply[0, -1, chosen] / scale[chosen]
    stages = tuple(islice(_stages(units, size), MOST_STAGES + 1))
    if len(stages) > MOST_STAGES:
        raise TooManyStages(size)
    terms: list[float] = []
    lists = flow.tolist(), once.tolist(), walk.tolist()
    for mask in stages:
        steps = units.steps(mask)
        for number, i in enumerate(parties):
            terms.extend(_terms(game, i, steps, *(table[number] for table in lists)))
    return Problem(
        game=game,
        units=units,
        parties=parties,
        stages=stages,
        terms=tuple(terms),
        final=tuple(final.tolist()),
        base=tuple((final + once.sum(axis=1)).tolist()),
        sums=_tables(units, np.stack([flow, walk, -once], axis=1)),
        undiscounted=not parties or bool((game.length == 0).all() and (game.sure == 1).all()),
    )


def _stages(units: Units, size: int) -> Iterator[int]:
    """Yield the masks of units that may stand in one stage, each before those that extend it."""
    sizes, family = units.sizes(), units.family
    apart = [0] * family.count
    if size > 1:
        # Two units of which one can only follow on the other never stand side by side.
        after = [family.goal & ~family.reach(family.goal & ~(1 << u)) for u in range(family.count)]
        apart = [
            after[u] | sum(1 << v for v in range(family.count) if after[v] >> u & 1)
            for u in range(family.count)
        ]

    def wider(mask: int, total: int, barred: int, begin: int) -> Iterator[int]:
        for u in range(begin, family.count):
            more = total + sizes[u]
            if not barred >> u & 1 and (more <= size or not mask):
                yield mask | 1 << u
                yield from wider(mask | 1 << u, more, barred | apart[u], u + 1)

    return wider(0, 0, 0, 0)


def _terms(
    game: Game,
    i: int,
    steps: tuple[int, ...],
    flow: Sequence[float],
    once: Sequence[float],
    walk: Sequence[float],
) -> tuple[float, ...]:
    """Return the coefficients of party i in a stage."""
    delta = float(game.discount[i])
    length = max(float(game.length[a]) for a in steps)
    sure = math.prod(float(game.sure[a]) for a in steps)
    worth = delta**length
    wait = (1 - worth) / (1 - delta)
    comply = (wait, worth * (1 - sure), worth * sure * sum(once[a] for a in steps), worth * sure)
    out = withheld(game, i, steps)
    leave = 0.0 if game.free_exit or out else -math.inf
    if not out or not game.stalls:
        return (*comply, 0.0, 0.0, -math.inf, leave)
    rest = [a for a in steps if a not in out]
    q = min(float(game.detects[a]) for a in steps if game.owed[i, a])
    until = worth / (1 - delta * (1 - q))
    held = sum(flow[a] for a in rest) + delta * q * sum(walk[a] for a in rest)
    stall = (wait + until, until * delta * q, worth * sum(once[a] for a in rest) + until * held)
    return (*comply, *stall, leave)


def _tables(units: Units, each: Array) -> Array:
    """Return the sums over every mask of `CHUNK` units.

    Args:
        units: The units.
        each: What one step adds, shape (m, 3, n).
    """
    m = len(each)
    chunks = []
    for start in range(0, len(units.members), CHUNK):
        table = np.zeros((1, 3 * m))
        for own in units.members[start : start + CHUNK]:
            table = np.concatenate([table, table + each[:, :, list(own)].sum(-1).reshape(-1)])
        chunks.append(np.resize(table, (1 << CHUNK, 3 * m)))
    return np.array(chunks)


def bits_of(mask: int) -> list[int]:
    """Return the bits that are set in a mask."""
    return [u for u in range(mask.bit_length()) if mask >> u & 1]
