"""The inner loops of the order search with labels: what parties require, and the labels."""

from __future__ import annotations

from collections.abc import Sequence

from khutwa.game.kernels.compiling import Floats, Ints


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
