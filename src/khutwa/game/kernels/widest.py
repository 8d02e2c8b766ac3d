"""`ordering.widest` as compiled code: the same search, the same path, to the bit."""

from __future__ import annotations

import numpy as np

from khutwa.game.arrays import Array
from khutwa.game.ordering.lattice import Masks


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
    """Search a widest path from both ends, as `ordering.widest` tells it, compiled.

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
    keys = np.full(size, -2, np.int64)
    by = np.full((size, 2), -2, np.int32)
    # How wide an edge to it waits at each end, and how many states are kept.
    widths = np.full((size, 2), -np.inf)
    entries = 0
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
            while t < len(masks) and masks[t] & ~opened:
                t = skip[t]
            if t == len(masks):
                mode = 1
                continue
            stage = t
            t += 1
            new = state ^ masks[stage]
            slot = (new ^ (new >> 29)) * 0x2545F4914F6CDD1D
            slot = (slot ^ (slot >> 32)) & (size - 1)
            while keys[slot] != -2 and keys[slot] != new:
                slot = (slot + 1) & (size - 1)
            if by[slot, side] != -2:
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
                if narrow <= above:
                    break
            if narrow >= threshold:
                reach = True
            elif narrow > above and narrow > widths[slot, side]:
                if keys[slot] == -2:
                    keys[slot] = new
                    entries += 1
                widths[slot, side] = narrow
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
        if 2 * entries >= size:
            wider = 2 * size
            copy = np.full(wider, -2, np.int64)
            came = np.full((wider, 2), -2, np.int32)
            beside = np.full((wider, 2), -np.inf)
            for s in range(size):
                if keys[s] != -2:
                    slot = (keys[s] ^ (keys[s] >> 29)) * 0x2545F4914F6CDD1D
                    slot = (slot ^ (slot >> 32)) & (wider - 1)
                    while copy[slot] != -2:
                        slot = (slot + 1) & (wider - 1)
                    copy[slot] = keys[s]
                    for b in range(2):
                        came[slot, b] = by[s, b]
                        beside[slot, b] = widths[s, b]
            keys = copy
            by = came
            widths = beside
            size = wider
        if not reach:
            continue
        slot = (new ^ (new >> 29)) * 0x2545F4914F6CDD1D
        slot = (slot ^ (slot >> 32)) & (size - 1)
        while keys[slot] != -2 and keys[slot] != new:
            slot = (slot + 1) & (size - 1)
        if by[slot, side] != -2:
            continue
        if keys[slot] == -2:
            keys[slot] = new
            entries += 1
        by[slot, side] = stage
        seen[side] += 1
        if meeting < 0 and by[slot, 1 - side] != -2:
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
            while keys[slot] != state:
                slot = (slot + 1) & (size - 1)
            if by[slot, side] == -1:
                break
            path[length] = by[slot, side]
            length += 1
            state ^= masks[by[slot, side]]
        if side == 0:
            for at in range(length // 2):
                path[at], path[length - 1 - at] = path[length - 1 - at], path[at]
    return 1, threshold, seen[0] + seen[1], path[:length]
