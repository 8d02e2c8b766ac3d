"""A plan with one thing changed."""

from __future__ import annotations

from collections.abc import Collection

from khutwa.game.uncertainty.judgement import Judgement
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.stake import Stake


def with_patience(plan: Roadmap, party: str, factor: float) -> Roadmap:
    """Return the plan with another yearly discount factor of a party."""
    return _with_party(plan, party, {"patience": factor})


def with_dividend(plan: Roadmap, party: str, value: float) -> Roadmap:
    """Return the plan with another dividend of a party."""
    return _with_party(plan, party, {"dividend": Stake.exactly(value)})


def with_detection(plan: Roadmap, steps: Collection[str], chance: float) -> Roadmap:
    """Return the plan with another chance of detection of some steps."""
    changed = {
        name: step.model_copy(
            update={"verification": step.verification.model_copy(update={"detects": chance})}
        )
        for name, step in plan.steps.items()
        if name in steps
    }
    return plan.model_copy(update={"steps": {**plan.steps, **changed}})


def with_stake(plan: Roadmap, party: str, judgement: Judgement, value: float) -> Roadmap:
    """Return the plan with a single number for one of its stakes."""
    if judgement.step is None:
        return with_dividend(plan, party, value)
    step = plan.steps[judgement.step]
    stakes = step.stakes[party].model_copy(update={judgement.kind: Stake.exactly(value)})
    changed = step.model_copy(update={"stakes": {**step.stakes, party: stakes}})
    return plan.model_copy(update={"steps": {**plan.steps, judgement.step: changed}})


def _with_party(plan: Roadmap, party: str, update: dict[str, object]) -> Roadmap:
    changed = plan.parties[party].model_copy(update=update)
    return plan.model_copy(update={"parties": {**plan.parties, party: changed}})
