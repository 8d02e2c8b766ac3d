"""The inner loops of the order search, compiled where numba is installed and the work is large.

`requirements`, `ceilings` and `labels` are plain Python over flat sequences: given lists they are
interpreted, given NumPy arrays `compiled` makes machine code of the same source. `widest` is the
compiled twin of `order_widest`, which is quick in plain Python as long as the work is small.
Operations and their order are the same in either case, and so is the result, to the bit. Nothing
here uses threads.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, MutableSequence, Sequence
from functools import cache
from typing import Any, TypeVar, cast

import numpy as np

from khutwa.game.arrays import Array
from khutwa.game.lattice import Masks

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

    return cast(Function, numba.njit(cache=True, error_model="numpy")(function))


def requirements(
    begin: int,
    end: int,
    start: Sequence[int],
    target: Sequence[int],
    stage: Sequence[int],
    worth: Sequence[float],
    terms: Sequence[float],
    m: int,
    least: float,
    dead: Ints,
    required: Floats,
) -> None:
    """Pass on what each party must expect at a state for the stages before it to have held.

    For every party by itself: the smallest V_i(S) with which some way from nothing done to S
    keeps all its rel at `least` or above. States in ascending order; `required` starts at -inf
    for the first and inf for the others.

    Args:
        begin: First state to look at.
        end: The state after the last.
        start: For each state where its edges begin, and where the last ones end.
        target: State to which each edge leads.
        stage: Stage of each edge.
        worth: u_i and X_i of every state.
        terms: Coefficients of every stage, as in `order_problem`.
        m: Number of parties.
        least: The rel to keep.
        dead: Whether an edge is known to belong to no schedule that does.
        required: R_i of every state; changed.
    """
    for s in range(begin, end):
        for e in range(start[s], start[s + 1]):
            if dead[e]:
                continue
            z = target[e]
            for i in range(m):
                k = (stage[e] * m + i) * 8
                u = worth[(s * m + i) * 2]
                x = worth[(s * m + i) * 2 + 1]
                stall = terms[k + 4] * u + terms[k + 5] * x + terms[k + 6]
                leave = x + terms[k + 7]
                need = (stall if stall > leave else leave) + least
                before = required[s * m + i]
                if before > need:
                    need = before
                gain = terms[k] * u + terms[k + 1] * x + terms[k + 2]
                b = terms[k + 3]
                if b > 0.0:
                    ask = (need - gain) / b
                elif gain >= need - 1e-12:
                    ask = -1e300
                else:
                    ask = 1e300
                if ask < required[z * m + i]:
                    required[z * m + i] = ask


def ceilings(
    begin: int,
    end: int,
    start: Sequence[int],
    target: Sequence[int],
    stage: Sequence[int],
    worth: Sequence[float],
    terms: Sequence[float],
    m: int,
    least: float,
    dead: Ints,
    required: Sequence[float],
    most: Floats,
    report: Ints,
) -> None:
    """Find the most that each party by itself can expect, and edges that some party rules out.

    The other way round from `requirements`: the largest V_i(S) with which all from S to the end
    keeps the rel of i at `least` or above, over the edges that are not dead. An edge on which some
    party has less than it requires, or a rel below `least`, is dead for all.

    Args:
        begin: First state to look at, downwards.
        end: The state after the last, below it.
        start: As in `requirements`.
        target: As there.
        stage: As there.
        worth: As there.
        terms: As there.
        m: Number of parties.
        least: The rel to keep.
        dead: As there; changed.
        required: What `requirements` has found.
        most: The most of every state, -1e300 to begin with; changed.
        report: Its first number counts the edges that have died; changed.
    """
    for s in range(begin, end, -1):
        for e in range(start[s], start[s + 1]):
            if dead[e]:
                continue
            z = target[e]
            keep = most[z * m] > -1e299
            for i in range(m):
                if not keep:
                    break
                k = (stage[e] * m + i) * 8
                u = worth[(s * m + i) * 2]
                x = worth[(s * m + i) * 2 + 1]
                gain = terms[k] * u + terms[k + 1] * x + terms[k + 2]
                v = gain + terms[k + 3] * most[z * m + i]
                stall = terms[k + 4] * u + terms[k + 5] * x + terms[k + 6]
                leave = x + terms[k + 7]
                margin = v - (stall if stall > leave else leave)
                keep = v >= required[s * m + i] - 1e-10 and margin >= least - 1e-10
            if not keep:
                dead[e] = 1
                report[0] += 1
                continue
            for i in range(m):
                k = (stage[e] * m + i) * 8
                u = worth[(s * m + i) * 2]
                x = worth[(s * m + i) * 2 + 1]
                gain = terms[k] * u + terms[k + 1] * x + terms[k + 2]
                v = gain + terms[k + 3] * most[z * m + i]
                if v > most[s * m + i]:
                    most[s * m + i] = v


def labels(
    begin: int,
    budget: int,
    cap: int,
    start: Sequence[int],
    target: Sequence[int],
    stage: Sequence[int],
    worth: Sequence[float],
    terms: Sequence[float],
    m: int,
    least: float,
    dead: Sequence[int],
    required: Sequence[float],
    first: Ints,
    value: Floats,
    bottleneck: Floats,
    parent: Ints,
    via: Ints,
    report: Ints,
) -> None:
    """Find the undominated values with which each state can be left, all rel at `least` or above.

    A label of a state stands for a schedule from there to the end. V(k-1) rises with V(k), so a
    label that is no better for any party than another one of its state is dropped, and so is one
    below what the way to the state requires.

    Args:
        begin: State to go on from, downwards; the labels of the states above it are there.
        budget: Comparisons after which to stop at the next state.
        cap: Labels to keep of a state, 0 for all; those with the least room go.
        start: As in `requirements`.
        target: As there.
        stage: As there.
        worth: As there.
        terms: As there.
        m: Number of parties.
        least: The rel to keep.
        dead: As there.
        required: What `requirements` has found.
        first: For each state where its labels begin and, at the place after, where those of the
            state below it in order begin: labels of state s are first[s + 1] .. first[s]. Changed.
        value: V_i of every label; changed.
        bottleneck: Smallest rel from the label on; changed.
        parent: Label that follows; changed.
        via: Stage between the two; changed.
        report: Set to the state to go on from (-1 when through), labels kept, labels made,
            whether room for labels ran out, and whether `cap` made any label go.
    """
    room = len(parent)
    made = report[2]
    work = 0
    report[3] = 0
    for s in range(begin, -1, -1):
        low = first[s + 1]
        if work > budget:
            report[0] = s
            report[1] = low
            report[2] = made
            return
        count = low
        for e in range(start[s], start[s + 1]):
            if dead[e]:
                continue
            z = target[e]
            t = stage[e]
            for label in range(first[z + 1], first[z]):
                work += 1
                if count >= room:
                    report[0] = s
                    report[1] = low
                    report[2] = made
                    report[3] = 1
                    return
                narrow = bottleneck[label]
                keep = True
                for i in range(m):
                    k = (t * m + i) * 8
                    u = worth[(s * m + i) * 2]
                    x = worth[(s * m + i) * 2 + 1]
                    gain = terms[k] * u + terms[k + 1] * x + terms[k + 2]
                    v = gain + terms[k + 3] * value[label * m + i]
                    if v < required[s * m + i] - 1e-10:
                        keep = False
                        break
                    stall = terms[k + 4] * u + terms[k + 5] * x + terms[k + 6]
                    leave = x + terms[k + 7]
                    margin = v - (stall if stall > leave else leave)
                    if margin < least:
                        keep = False
                        break
                    if margin < narrow:
                        narrow = margin
                    value[count * m + i] = v
                if not keep:
                    continue
                made += 1
                other = low
                while other < count:
                    work += 1
                    below = True
                    above = True
                    for i in range(m):
                        difference = value[count * m + i] - value[other * m + i]
                        if difference > 0.0:
                            below = False
                        elif difference < 0.0:
                            above = False
                    if below:
                        keep = False
                        break
                    if above:
                        # The last label takes the place of the one that is no longer needed.
                        count -= 1
                        for i in range(m):
                            value[other * m + i] = value[count * m + i]
                            value[count * m + i] = value[(count + 1) * m + i]
                        bottleneck[other] = bottleneck[count]
                        parent[other] = parent[count]
                        via[other] = via[count]
                    else:
                        other += 1
                if not keep:
                    continue
                bottleneck[count] = narrow
                parent[count] = label
                via[count] = t
                count += 1
                if cap and count - low > cap:
                    report[4] = 1
                    worst = low
                    least_room = 1e300
                    for other in range(low, count):
                        spare = 1e300
                        for i in range(m):
                            d = value[other * m + i] - required[s * m + i]
                            if d < spare:
                                spare = d
                        if bottleneck[other] - least < spare:
                            spare = bottleneck[other] - least
                        if spare < least_room:
                            least_room = spare
                            worst = other
                    count -= 1
                    for i in range(m):
                        value[worst * m + i] = value[count * m + i]
                    bottleneck[worst] = bottleneck[count]
                    parent[worst] = parent[count]
                    via[worst] = via[count]
        first[s] = count
    report[0] = -1
    report[1] = first[0]
    report[2] = made


def widest(
    count: int,
    need: Masks,
    gate: Masks,
    least: Masks,
    orderly: bool,
    masks: Masks,
    skip: Masks,
    users: Masks,
    sums: Array,
    steps: Array,
    base: Array,
    terms: Array,
    above: float,
    most: int,
) -> tuple[int, float, int, Masks]:
    """Search a widest path from both ends, as `order_widest` tells it, compiled.

    Args:
        count: Number of units.
        need: Bits that each unit needs.
        gate: Mask of each gate.
        least: How many bits open each gate.
        orderly: As in `lattice.Family`.
        masks: Unit mask of each stage.
        skip: For each stage the next one that does not contain it.
        users: For each unit those that cannot do without it.
        sums: Tables of sums, as in `order_problem`.
        steps: The same sums of every stage.
        base: V_i of the empty state.
        terms: Coefficients of every stage.
        above: Edges this narrow or narrower are left aside.
        most: States that may be kept.

    Returns:
        1 if a path was found, 0 if there is none, -1 if the search was stopped; the threshold; the
        states reached; the stages of the path.
    """
    goal = (1 << count) - 1
    m = len(base)
    chunks = sums.shape[0]
    size = 1 << 12
    # A state, and for each end the stage by which it was reached; -2 where it was not.
    table = np.full((size, 3), -2, np.int64)
    room = 1 << 10
    stack = np.zeros((2, room), np.int64)
    depth = np.zeros(2, np.int64)
    wide = 1 << 12
    width = np.zeros((2, wide))
    rank = np.zeros((2, wide), np.int64)
    # An edge that waits: the state it leads to and its stage, by when it was found.
    many = 1 << 12
    ahead = np.zeros(many, np.int64)
    along = np.zeros(many, np.int64)
    waits = np.zeros(2, np.int64)
    seen = np.zeros(2, np.int64)
    worth = np.zeros(3 * m)
    there = worth
    apart = np.zeros(3 * m)
    found = 0
    threshold = np.inf
    meeting = -1
    # What is to be reached next: the two ends first, then released or wide edges.
    begin = 0
    side = 0
    new = 0
    stage = -1
    mode = 0  # 0: the ends; 1: choose what to do; 2: look at the stages of a state
    state = 0
    t = 0
    opened = 0
    while True:
        if mode == 1:
            if meeting >= 0:
                break
            if seen[0] + seen[1] > most:
                return -1, threshold, seen[0] + seen[1], np.empty(0, np.int64)
            end = 0 if seen[0] <= seen[1] else 1
            reach = False
            lowered = False
            for turn in range(2):
                side = end if turn == 0 else 1 - end
                if waits[side] and width[side, 0] >= threshold:
                    # Release the widest edge that waits; come back for the next.
                    new, stage = ahead[rank[side, 0]], along[rank[side, 0]]
                    reach = True
                    last = waits[side] - 1
                    waits[side] = last
                    w, r = width[side, last], rank[side, last]
                    at = 0
                    while True:
                        child = 2 * at + 1
                        if child >= last:
                            break
                        if child + 1 < last and (
                            width[side, child + 1] > width[side, child]
                            or (
                                width[side, child + 1] == width[side, child]
                                and rank[side, child + 1] < rank[side, child]
                            )
                        ):
                            child += 1
                        if width[side, child] > w or (
                            width[side, child] == w and rank[side, child] < r
                        ):
                            width[side, at] = width[side, child]
                            rank[side, at] = rank[side, child]
                            at = child
                        else:
                            break
                    width[side, at], rank[side, at] = w, r
                    break
                if depth[side] == 0:
                    if waits[side] == 0:
                        return 0, above, seen[0] + seen[1], np.empty(0, np.int64)
                    threshold = width[side, 0]
                    lowered = True
                    break
            if lowered:
                continue
            if not reach:
                side = end
                depth[side] -= 1
                state = stack[side, depth[side]]
                t = 0
                mode = 2
                opened = state
                for g in range(len(gate)):
                    bits = opened & gate[g]
                    held = 0
                    while bits:
                        bits &= bits - 1
                        held += 1
                    if held >= least[g]:
                        opened |= 1 << (count + g)
                # From here on `opened` are the units that may come next, or go first.
                able = 0
                if side == 0:
                    for u in range(count):
                        if need[u] & ~opened == 0:
                            able |= 1 << u
                    able &= ~state
                    there = worth
                else:
                    for u in range(count):
                        if users[u] & state == 0:
                            able |= 1 << u
                    able &= state
                    there = apart
                opened = able
                for j in range(3 * m):
                    worth[j] = sums[0, state & 255, j]
                for c in range(1, chunks):
                    byte = state >> 8 * c & 255
                    for j in range(3 * m):
                        worth[j] += sums[c, byte, j]
                for i in range(m):
                    worth[3 * i + 2] = base[i] + worth[3 * i + 2]
                continue
        elif mode == 2:
            reach = False
            if t == len(masks):
                mode = 1
                continue
            if masks[t] & ~opened:
                t = skip[t]
                continue
            stage = t
            t += 1
            new = state ^ masks[stage]
            slot = (new ^ (new >> 29)) * 0x2545F4914F6CDD1D
            slot = (slot ^ (slot >> 32)) & (size - 1)
            while table[slot, 0] != -2 and table[slot, 0] != new:
                slot = (slot + 1) & (size - 1)
            if table[slot, side + 1] != -2:
                continue
            if side == 1:
                if len(gate):
                    full = new
                    for g in range(len(gate)):
                        bits = full & gate[g]
                        held = 0
                        while bits:
                            bits &= bits - 1
                            held += 1
                        if held >= least[g]:
                            full |= 1 << (count + g)
                    able = 0
                    for u in range(count):
                        if need[u] & ~full == 0:
                            able |= 1 << u
                    if state & ~able:
                        continue
                    if not orderly:
                        reached = 0
                        while True:
                            full = reached
                            for g in range(len(gate)):
                                bits = full & gate[g]
                                held = 0
                                while bits:
                                    bits &= bits - 1
                                    held += 1
                                if held >= least[g]:
                                    full |= 1 << (count + g)
                            more = reached
                            for u in range(count):
                                if new >> u & 1 and need[u] & ~full == 0:
                                    more |= 1 << u
                            if more == reached:
                                break
                            reached = more
                        if reached != new:
                            continue
                for j in range(3 * m):
                    there[j] = worth[j] - steps[stage, j]
            narrow = np.inf
            for i in range(m):
                k = (stage * m + i) * 8
                u_i, x_i, v_i = there[3 * i], there[3 * i + 1], there[3 * i + 2]
                stall = terms[k + 4] * u_i + terms[k + 5] * x_i + terms[k + 6]
                leave = x_i + terms[k + 7]
                margin = v_i - (stall if stall > leave else leave)
                narrow = min(narrow, margin)
            if narrow >= threshold:
                reach = True
            elif narrow > above:
                if waits[side] == wide:
                    width = np.concatenate((width, np.zeros((2, wide))), axis=1)
                    rank = np.concatenate((rank, np.zeros((2, wide), np.int64)), axis=1)
                    wide *= 2
                if found == many:
                    ahead = np.concatenate((ahead, np.zeros(many, np.int64)))
                    along = np.concatenate((along, np.zeros(many, np.int64)))
                    many *= 2
                ahead[found] = new
                along[found] = stage
                at = waits[side]
                waits[side] += 1
                while at > 0:
                    up = (at - 1) // 2
                    # Of equal width, the one found first goes first.
                    if width[side, up] >= narrow:
                        break
                    width[side, at] = width[side, up]
                    rank[side, at] = rank[side, up]
                    at = up
                width[side, at] = narrow
                rank[side, at] = found
                found += 1
        else:
            reach = True
            side = begin
            new = 0 if begin == 0 else goal
            stage = -1
            begin += 1
            if begin == 2:
                mode = 1
        if not reach:
            continue
        if 2 * (seen[0] + seen[1]) >= size:
            wider = 2 * size
            copy = np.full((wider, 3), -2, np.int64)
            for s in range(size):
                if table[s, 0] != -2:
                    slot = (table[s, 0] ^ (table[s, 0] >> 29)) * 0x2545F4914F6CDD1D
                    slot = (slot ^ (slot >> 32)) & (wider - 1)
                    while copy[slot, 0] != -2:
                        slot = (slot + 1) & (wider - 1)
                    for b in range(3):
                        copy[slot, b] = table[s, b]
            table = copy
            size = wider
        slot = (new ^ (new >> 29)) * 0x2545F4914F6CDD1D
        slot = (slot ^ (slot >> 32)) & (size - 1)
        while table[slot, 0] != -2 and table[slot, 0] != new:
            slot = (slot + 1) & (size - 1)
        if table[slot, side + 1] != -2:
            continue
        table[slot, 0] = new
        table[slot, side + 1] = stage
        seen[side] += 1
        if meeting < 0 and table[slot, 2 - side] != -2:
            meeting = new
        if depth[side] == room:
            stack = np.concatenate((stack, np.zeros((2, room), np.int64)), axis=1)
            room *= 2
        stack[side, depth[side]] = new
        depth[side] += 1
    path = np.empty(count, np.int64)
    length = 0
    for side in range(2):
        state = meeting
        while True:
            slot = (state ^ (state >> 29)) * 0x2545F4914F6CDD1D
            slot = (slot ^ (slot >> 32)) & (size - 1)
            while table[slot, 0] != state:
                slot = (slot + 1) & (size - 1)
            if table[slot, side + 1] == -1:
                break
            path[length] = table[slot, side + 1]
            length += 1
            state ^= masks[table[slot, side + 1]]
        if side == 0:
            for at in range(length // 2):
                path[at], path[length - 1 - at] = path[length - 1 - at], path[at]
    return 1, threshold, seen[0] + seen[1], path[:length]
