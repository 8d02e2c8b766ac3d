"""The inner loop of a bound on orders, where the stages that follow are too many to list."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.game.kernels.compiling import Floats, Ints


def sweep(
    begin: int,
    end: int,
    users: Sequence[int],
    child: Sequence[int],
    masks: Sequence[int],
    need: Sequence[int],
    gates: Sequence[int],
    count: int,
    sums: Sequence[float],
    terms: Sequence[float],
    m: int,
    least: float,
    most: Floats,
    stage: Ints,
    report: Ints,
) -> None:
    """Find the most that each party by itself can expect at states, all rel at `least` or above.

    As `labels.ceilings`, except that what may come before a state is formed on the way, and that
    `most` is addressed by the mask of a state. All that has more units has a larger mask, and only
    states from which the end can be reached are looked at.

    Args:
        begin: Mask of the first state, downwards.
        end: The mask after the last, below it.
        users: For each unit those that cannot do without it, as far as no gate is asked.
        child: Number of the stage with unit u in addition to stage t, at (t + 1) * count + u, -1
            where there is none; t = -1 stands for no unit. Only later units are added.
        masks: Units of every stage.
        need: For each unit the bits that must be set before it.
        gates: Mask and k of each gate; its bit is `count` and its place in this list.
        count: Number of units.
        sums: u_i and X_i of the parties, for every eight units and each choice of them.
        terms: Coefficients of every stage as in `ordering.problem`, but for u_i and X_i of the
            state after the stage.
        m: Number of parties.
        least: The rel to keep.
        most: V_i by mask, -1e300 where nothing is known to follow; changed.
        stage: Room for as many numbers as there are stages; changed.
        report: Counts the states and the stages looked at; changed.
    """
    u = [0.0] * m
    x = [0.0] * m
    new = [0.0] * m
    for state in range(begin, end, -1):
        if most[state * m] < -1e299:
            continue
        found = 0
        for unit in range(count):
            if not state >> unit & 1 or users[unit] & state:
                continue
            known = found
            stage[found] = child[unit]
            found += 1
            for f in range(known):
                t = child[(stage[f] + 1) * count + unit]
                if t >= 0:
                    stage[found] = t
                    found += 1
        report[0] += 1
        report[1] += found
        for i in range(m):
            u[i] = 0.0
            x[i] = 0.0
        left = state
        row = 0
        while left:
            for i in range(m):
                k = (row + (left & 255)) * 2 * m + 2 * i
                u[i] += sums[k]
                x[i] += sums[k + 1]
            left >>= 8
            row += 256
        for f in range(found):
            t = stage[f]
            k = t * m * 8
            keep = True
            for i in range(m):
                v = terms[k] * u[i] + terms[k + 1] * x[i] + terms[k + 2]
                v += terms[k + 3] * most[state * m + i]
                stall = terms[k + 4] * u[i] + terms[k + 5] * x[i] + terms[k + 6]
                leave = x[i] + terms[k + 7]
                if v - (stall if stall > leave else leave) < least:
                    keep = False
                    break
                new[i] = v
                k += 8
            if not keep:
                continue
            before = state ^ masks[t]
            if len(gates):
                # Where alternatives count, each unit must be able to do without the stage.
                wide = before
                for g in range(len(gates) // 2):
                    held = wide & gates[2 * g]
                    have = 0
                    while held:
                        held &= held - 1
                        have += 1
                    if have >= gates[2 * g + 1]:
                        wide |= 1 << (count + g)
                for unit in range(count):
                    if state >> unit & 1 and need[unit] & ~wide:
                        keep = False
                        break
            if keep:
                for i in range(m):
                    if new[i] > most[before * m + i]:
                        most[before * m + i] = new[i]
