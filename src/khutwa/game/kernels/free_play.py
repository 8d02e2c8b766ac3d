"""The inner loop of the free-order game, interpreted or compiled from the same source.

It is plain Python over flat sequences: given memory views it is interpreted, given NumPy arrays
`kernels.compiled` makes machine code of it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from khutwa.game.kernels import Floats, Ints

FAILED, FROZEN, LEFT = 0, 1, 2
"""Places of the chances in `totals`; from `LEFT` on one for each party, then one for each unit."""


def free_order(
    begin: int,
    end: int,
    stride: int,
    masks: Sequence[int],
    count: int,
    need: Sequence[int],
    gate: Sequence[int],
    least: Sequence[int],
    turn: Sequence[int],
    owners: Sequence[int],
    terms: Sequence[float],
    sure: Sequence[float],
    flow: Sequence[float],
    kept: Sequence[float],
    horizon: Sequence[float],
    scale: Sequence[float],
    edge: Sequence[float],
    m: int,
    free_exit: bool,
    lam: float,
    forward: bool,
    at: Ints,
    mine: Ints,
    number: Ints,
    sums: Floats,
    worth: Floats,
    after: Floats,
    chances: Floats,
    value: Floats,
    reach: Floats,
    totals: Floats,
) -> None:
    """Play one round at each of some states: who does what there, and what that is worth.

    Backwards it fills `value` of each state from those of the states that can follow. Forwards it
    passes on the chance of being at a state, from the values that are known.

    Args:
        begin: First state to look at.
        end: The state after the last.
        stride: -1 backwards, 1 forwards.
        masks: Units in force in each state, ascending.
        count: Number of units.
        need: Bits that each unit needs.
        gate: Mask of each gate.
        least: How many bits open each gate.
        turn: The units in the order of the file.
        owners: For each unit the parties that owe a part of it, as a mask.
        terms: For each unit and party what u, X, 1 and V afterwards count, as in `Rules.terms`.
        sure: Chance that each unit comes about.
        flow: f of each unit and party.
        kept: What of each unit is left to each party after a collapse.
        horizon: H of each party.
        scale: What values are divided by; 0 for a party that decides nothing.
        edge: Difference up to which values count as equal, for each party.
        m: Number of parties.
        free_exit: Whether everybody may leave, or only who owes a unit that may begin.
        lam: lambda; infinite for parties that do not err.
        forward: Whether to pass on chances instead of values.
        at: For each unit a state near the one it leads to; changed.
        mine: Room for m numbers a unit.
        number: Room for m numbers.
        sums: Room for 2 m (count + 1) numbers, all 0.
        worth: Room for 3 m numbers.
        after: Room for m numbers a unit.
        chances: Room for m (count + 2) numbers; afterwards, for each party that is asked, the
            chance that it brings about each unit, that it passes or is refused, that it leaves.
        value: V of each state and party; changed backwards.
        reach: Chance of coming to each state; added to forwards.
        totals: Chances that a step fails, that all is frozen, that each party leaves, and that
            play ends before the goal with each unit done; added to.
    """
    last = 0
    for s in range(begin, end, stride):
        state = masks[s]
        opened = state
        for g in range(len(gate)):
            bits = opened & gate[g]
            held = 0
            while bits:
                bits &= bits - 1
                held += 1
            if held >= least[g]:
                opened |= 1 << (count + g)
        # Neighbours share their upper bits, and with them the sums over these.
        changed = state ^ last
        last = state
        c = count
        while c > 0 and changed >> (c - 1) == 0:
            c -= 1
        while c > 0:
            c -= 1
            for j in range(2 * m):
                sums[c * 2 * m + j] = sums[(c + 1) * 2 * m + j]
            if state >> c & 1:
                for j in range(m):
                    sums[c * 2 * m + j] += flow[c * m + j]
                    sums[c * 2 * m + m + j] += kept[c * m + j]
        for j in range(2 * m):
            worth[j] = sums[j]
        closed = ~opened
        role = -1
        for i in range(m):
            number[i] = 0
        for place in range(count):
            c = turn[place]
            if need[c] & closed | state >> c & 1:
                continue
            target = state | 1 << c
            z = at[c]
            while masks[z] > target:
                z -= 1
            while masks[z] < target:
                z += 1
            at[c] = z
            for j in range(m):
                k = (c * m + j) * 4
                gain = terms[k] * worth[j] + terms[k + 1] * worth[m + j] + terms[k + 2]
                after[c * m + j] = gain + terms[k + 3] * value[z * m + j]
            if owners[c] == 0:
                if role < 0:
                    role = c
                continue
            for i in range(m):
                if owners[c] >> i & 1:
                    mine[i * count + number[i]] = c
                    number[i] += 1
        # What it is worth if all pass; then, party by party, what it is worth to be asked.
        for j in range(m):
            if role >= 0:
                worth[2 * m + j] = after[role * m + j]
            else:
                worth[2 * m + j] = horizon[j] * worth[j]
        for i in range(m - 1, -1, -1):
            row = i * (count + 2)
            passed = worth[2 * m + i]
            left = worth[m + i]
            may_leave = free_exit or number[i] > 0
            best = passed
            if may_leave and left > best:
                best = left
            for a in range(i * count, i * count + number[i]):
                c = mine[a]
                # The last to be asked for its consent decides first.
                agreed = 1.0
                if owners[c] != 1 << i:
                    for j in range(m - 1, -1, -1):
                        if j == i or not owners[c] >> j & 1:
                            continue
                        gain = agreed * (after[c * m + j] - worth[2 * m + j])
                        if lam == math.inf or scale[j] <= 0.0:
                            if gain < -edge[j]:
                                agreed = 0.0
                        elif gain >= 0.0:
                            agreed /= 1.0 + math.exp(-lam * gain / scale[j])
                        else:
                            raised = math.exp(lam * gain / scale[j])
                            agreed *= raised / (1.0 + raised)
                chances[row + c] = agreed
                if agreed > 0.0:
                    accepted = passed + agreed * (after[c * m + i] - passed)
                    if accepted > best:
                        best = accepted
            passes = 1.0
            leaves = 0.0
            if lam == math.inf or scale[i] <= 0.0:
                enough = best - edge[i]
                for a in range(i * count, i * count + number[i]):
                    c = mine[a]
                    agreed = chances[row + c]
                    chances[row + c] = 0.0
                    accepted = passed + agreed * (after[c * m + i] - passed)
                    if passes == 1.0 and agreed > 0.0 and accepted >= enough:
                        chances[row + c] = agreed
                        passes = 1.0 - agreed
                if passes == 1.0 and passed < enough:
                    passes = 0.0
                    leaves = 1.0
            else:
                passes = math.exp(lam * (passed - best) / scale[i])
                total = passes
                if may_leave:
                    leaves = math.exp(lam * (left - best) / scale[i])
                    total += leaves
                for a in range(i * count, i * count + number[i]):
                    c = mine[a]
                    agreed = chances[row + c]
                    accepted = passed + agreed * (after[c * m + i] - passed)
                    raised = math.exp(lam * (accepted - best) / scale[i])
                    chances[row + c] = raised * agreed
                    passes += raised * (1.0 - agreed)
                    total += raised
                for a in range(i * count, i * count + number[i]):
                    chances[row + mine[a]] /= total
                passes /= total
                leaves /= total
            chances[row + count] = passes
            chances[row + count + 1] = leaves
            if passes < 1.0:
                for j in range(m):
                    mean = passes * worth[2 * m + j] + leaves * worth[m + j]
                    for a in range(i * count, i * count + number[i]):
                        mean += chances[row + mine[a]] * after[mine[a] * m + j]
                    worth[2 * m + j] = mean
        if not forward:
            for j in range(m):
                value[s * m + j] = worth[2 * m + j]
            continue
        mass = reach[s]
        ended = 0.0
        for i in range(m):
            row = i * (count + 2)
            for a in range(i * count, i * count + number[i]):
                c = mine[a]
                moved = mass * chances[row + c]
                reach[at[c]] += moved * sure[c]
                totals[FAILED] += moved * (1.0 - sure[c])
                ended += moved * (1.0 - sure[c])
            moved = mass * chances[row + count + 1]
            totals[LEFT + i] += moved
            ended += moved
            mass *= chances[row + count]
        if role >= 0:
            reach[at[role]] += mass * sure[role]
            totals[FAILED] += mass * (1.0 - sure[role])
            ended += mass * (1.0 - sure[role])
        else:
            totals[FROZEN] += mass
            ended += mass
        for c in range(count):
            if state >> c & 1:
                totals[LEFT + m + c] += ended
