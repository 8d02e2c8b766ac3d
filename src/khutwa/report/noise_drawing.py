"""The chance that all is done against lambda, as a curve."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from khutwa.report.svg import Sheet, wrap
from khutwa.report.theme import ACCENT, GRID, INK, QUIET
from khutwa.words import M, format_number, format_percent, use_language

if TYPE_CHECKING:
    from khutwa.game.quantal.result import Noise

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760.0, 420.0, 80.0, 30.0, 96.0, 64.0


def draw_noise(noise: Noise, language: str) -> str:
    """Return the curve as SVG; lambda on a logarithmic axis.

    Args:
        noise: The outlooks at several values of lambda.
        language: Language of its words; in Arabic lambda grows from right to left.
    """
    with use_language(language):
        return _draw(noise, language)


def _draw(noise: Noise, language: str) -> str:
    sheet = Sheet(language, WIDTH, HEIGHT)
    title = str(M("Chance that all is done: {title}", title=noise.roadmap.title))
    for number, line in enumerate(wrap(title, 19, WIDTH - 48, 2)):
        sheet.text(24, 32 + 24 * number, line, 19, font_weight="600")
    points = [(o.rationality, o.completed) for o in noise.outlooks if o.rationality > 0]
    values = [math.log10(lam) for lam, _ in points] or [0.0]
    low, high = math.floor(min(values)), max(math.ceil(max(values)), math.floor(min(values)) + 1)

    def x(lam: float) -> float:
        return LEFT + (math.log10(lam) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    def y(chance: float) -> float:
        return TOP + (1 - chance) * (HEIGHT - TOP - BOTTOM)

    for tick in range(5):
        chance = tick / 4
        sheet.line(LEFT, y(chance), WIDTH - RIGHT, y(chance), stroke=GRID)
        sheet.text(LEFT - 8, y(chance) + 4, format_percent(chance), 11, anchor="end", fill=QUIET)
    for exponent in range(low, high + 1):
        at = x(10.0**exponent)
        sheet.line(at, TOP, at, HEIGHT - BOTTOM, stroke=GRID)
        label = format_number(10.0**exponent, digits=4)
        sheet.text(at, HEIGHT - BOTTOM + 18, label, 11, anchor="middle", fill=QUIET)
    for (a, p), (b, q) in pairwise(points):
        sheet.line(x(a), y(p), x(b), y(q), stroke=ACCENT, stroke_width=2)
    for lam, chance in points:
        sheet.open(f"{format_number(lam, digits=4)}: {format_percent(chance, digits=1)}")
        sheet.rect(x(lam) - 3.5, y(chance) - 3.5, 7, 7, fill=ACCENT, rx=3.5)
        sheet.close()
    said = str(M("Lambda: how surely parties choose what is best for them"))
    sheet.text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 18, said, 12, anchor="middle", fill=INK)
    return sheet.render(title, said)
