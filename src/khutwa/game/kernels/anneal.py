"""The inner loop of a search for good orders by many small moves."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.game.kernels.compiling import Floats, Ints

_PRIME = 2147483647


def anneal(
    begin: int,
    end: int,
    whole: int,
    rise: float,
    tolerance: float,
    masks: Sequence[int],
    needs: Sequence[int],
    gates: Sequence[int],
    child: Sequence[int],
    count: int,
    sums: Sequence[float],
    terms: Sequence[float],
    final: Sequence[float],
    m: int,
    order: Ints,
    best: Ints,
    report: Floats,
    state: Ints,
) -> None:
    """Move one unit of a schedule after the other, and keep what is hardly worse or better.

    What counts is by how much the stages together fall short of a target, which lies `rise` above
    the best schedule so far. A move that makes that worse is kept up to a tolerance that shrinks.
    Source: Dueck & Scheuer (1990), Threshold accepting, J. Computational Physics 90:161-175.

    Args:
        begin: Number of the first move.
        end: Number of the move after the last.
        whole: Number of moves of the whole search.
        rise: How far above the best schedule the target lies.
        tolerance: What a move may lose at first.
        masks: Units of every stage.
        needs: For each stage the bits that must be set before it.
        gates: Mask and k of each gate; its bit is `count` and its place in this list.
        child: As in `sweep`.
        count: Number of units.
        sums: As in `sweep`.
        terms: Coefficients of every stage, as in `ordering.problem`.
        final: V_i when all is done.
        m: Number of parties.
        order: Stages of the schedule at hand, -1 behind the last; changed.
        best: Stages of the best schedule; changed.
        report: Smallest rel of the best schedule and the shortfall of the one at hand, which is
            weighed anew where it is below 0; changed.
        state: State of the random numbers, 1 to 2147483646; changed.
    """
    goal = (1 << count) - 1
    bare = [0] * (count + 1)
    new = [0] * count
    v = [0.0] * m
    u = [0.0] * m
    x = [0.0] * m
    random = state[0]
    for move in range(begin, end):
        target = report[0] + rise
        # Where the schedule at hand is yet to be weighed, it is the candidate itself.
        weigh = report[1] < 0.0
        length = 0
        if weigh:
            while length < count and order[length] >= 0:
                new[length] = order[length]
                length += 1
        else:
            random = random * 48271 % _PRIME
            unit = random % count
            others = 0
            for p in range(count):
                if order[p] < 0:
                    break
                mask = masks[order[p]] & ~(1 << unit)
                if mask:
                    bare[others] = mask
                    others += 1
            random = random * 48271 % _PRIME
            slot = random % (2 * others + 1)
            # An even slot is a stage of its own, an odd one joins the stage that stands there.
            for p in range(others + 1):
                if 2 * p == slot:
                    new[length] = child[unit]
                    length += 1
                if p == others:
                    break
                mask = bare[p]
                if 2 * p + 1 == slot:
                    mask |= 1 << unit
                t = -1
                for bit in range(count):
                    if mask >> bit & 1:
                        t = child[(t + 1) * count + bit]
                        if t < 0:
                            break
                if t < 0:
                    length = -1
                    break
                new[length] = t
                length += 1
            if length < 0:
                continue
            wide = 0
            for p in range(length):
                if needs[new[p]] & ~wide:
                    length = -1
                    break
                wide |= masks[new[p]]
                for g in range(len(gates) // 2):
                    held = wide & gates[2 * g]
                    have = 0
                    while held:
                        held &= held - 1
                        have += 1
                    if have >= gates[2 * g + 1]:
                        wide |= 1 << (count + g)
            if length < 0:
                continue
        least = 1e300
        short = 0.0
        done = goal
        for i in range(m):
            v[i] = final[i]
        for p in range(length - 1, -1, -1):
            t = new[p]
            done ^= masks[t]
            for i in range(m):
                u[i] = 0.0
                x[i] = 0.0
            left = done
            row = 0
            while left:
                for i in range(m):
                    k = (row + (left & 255)) * 2 * m + 2 * i
                    u[i] += sums[k]
                    x[i] += sums[k + 1]
                left >>= 8
                row += 256
            margin = 1e300
            for i in range(m):
                k = (t * m + i) * 8
                v[i] = terms[k] * u[i] + terms[k + 1] * x[i] + terms[k + 2] + terms[k + 3] * v[i]
                stall = terms[k + 4] * u[i] + terms[k + 5] * x[i] + terms[k + 6]
                leave = x[i] + terms[k + 7]
                margin = min(margin, v[i] - (stall if stall > leave else leave))
            least = min(least, margin)
            if margin < target:
                short += target - margin
        if not weigh and short > report[1] + tolerance * (whole - move) / whole:
            continue
        report[1] = short
        for p in range(count):
            order[p] = new[p] if p < length else -1
        if least > report[0]:
            report[0] = least
            # What falls short of the new target is weighed with the next move.
            report[1] = -1.0
            for p in range(count):
                best[p] = order[p]
    state[0] = random
