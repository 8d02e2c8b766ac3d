"""How long 100,000 draws of the stakes of a plan with 20 steps and 4 parties take.

    python benchmarks/draws.py

Every stake is a range. Bar: 2 s of processor time, the best of three runs, for the share of draws
in which the plan holds, with its interval and how often each link is the weakest.
"""

from __future__ import annotations

import sys
import time
from functools import partial

from plans import plan

from khutwa.game.arrays import scheduled
from khutwa.game.uncertainty.shares import shares
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.stake import Stake
from khutwa.roadmap.step import StepStakes

DRAWS = 100_000
MOST = 2.0


def spread(stake: Stake) -> Stake:
    """Return a stake as a range of half its size to either side; nothing stays nothing."""
    half = abs(stake.likely) / 2
    return Stake(low=stake.likely - half, likely=stake.likely, high=stake.likely + half)


def ranged(roadmap: Roadmap) -> Roadmap:
    """Return a plan whose every stake is a range."""
    parties = {
        name: party.model_copy(update={"dividend": spread(party.dividend)})
        for name, party in roadmap.parties.items()
    }
    steps = {}
    for name, step in roadmap.steps.items():
        stakes = {
            party: StepStakes(
                flow=spread(each.flow), once=spread(each.once), outside=spread(each.outside)
            )
            for party, each in step.stakes.items()
        }
        steps[name] = step.model_copy(update={"stakes": stakes})
    return roadmap.model_copy(update={"parties": parties, "steps": steps})


def main() -> int:
    """Print the table and say whether the bar is met."""
    game, whole = scheduled(ranged(plan(20, 4, 0.1, 1, timed=True)))
    run = partial(shares, whole, game, DRAWS, 0)
    run()
    taken = []
    for _ in range(3):
        begun = time.process_time()
        found = run()
        taken.append(time.process_time() - begun)
    print(f"{'draws':>8} {'steps':>6} {'parties':>8} {'seconds':>8} {'bar':>5}")
    print(f"{DRAWS:>8,} {20:>6} {4:>8} {min(taken):>8.2f} {MOST:>5.1f}")
    print(f"It holds in {found.share:.1%} of the draws.")
    return int(min(taken) > MOST)


if __name__ == "__main__":
    sys.exit(main())
