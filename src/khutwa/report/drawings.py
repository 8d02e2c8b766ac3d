"""Every drawing by name."""

from __future__ import annotations

from khutwa.report.plan_drawing import draw_plan
from khutwa.report.slack_drawing import draw_slack
from khutwa.report.timeline_drawing import draw_timeline
from khutwa.roadmap.model import Roadmap

DRAWINGS = ("plan", "timeline", "slack")
"""Names of the drawings, in the order in which a reader wants them."""


def drawing(name: str, roadmap: Roadmap, language: str) -> str:
    """Return a drawing as SVG.

    Args:
        name: One of `DRAWINGS`.
        roadmap: The plan.
        language: Language of its words.

    Raises:
        InfeasibleSchedule: if the slack of a plan without a schedule is asked for.
        KeyError: for another name.
    """
    if name == "slack":
        from khutwa.game import analyse

        return draw_slack(analyse(roadmap), language)
    return {"plan": draw_plan, "timeline": draw_timeline}[name](roadmap, language)
