"""Plans of any size with everything that the checker looks at, for measuring how it grows."""

from __future__ import annotations

import random
from datetime import date, timedelta

PARTIES = ("north", "south", "coast", "hills")
WIDTH = 4
"""Steps a stage."""
REACH = 12
"""How many steps back a condition looks."""
START = date(2027, 1, 4)
STAGE = timedelta(weeks=4)
TIGHT = timedelta(weeks=2)

HEAD = """\
khutwa: 1
title: {en: A grown plan, ar: خطة مكبرة}
languages: [en, ar]
unit: week
start: 2027-01-04
as of: 2027-01-04
"""

FRAME = """\
roles:
  mission: {name: {en: Mission, ar: البعثة}, role: [verifier, mediator, guarantor]}
  donors: {name: {en: Donors, ar: المانحون}, role: donor}
  militia: {name: {en: Militia, ar: الميليشيا}, role: performer}
clocks:
  signature: {name: {en: Signature, ar: التوقيع}, at: 2027-01-04}
  first_day:
    name: {en: First day, ar: اليوم الأول}
    contested:
      - {at: signature, reading: {en: at signature, ar: عند التوقيع}}
      - {at: 30 days after signature, reading: {en: a month later, ar: بعد شهر}}
  quiet:
    name: {en: Quiet, ar: الهدوء}
    contested:
      - {at: s0, reading: {en: when the first step is done, ar: عند تنفيذ الخطوة الأولى}}
      - {at: s3, reading: {en: when the fourth step is done, ar: عند تنفيذ الخطوة الرابعة}}
facts:
  thaw: {name: {en: The passes are open, ar: الممرات مفتوحة}, since: 2027-02}
stakes basis: {basis: illustrative, note: {en: Drawn at random., ar: مسحوبة عشوائيا.}}
frameworks:
  deal:
    title: {en: Agreement, ar: الاتفاق}
    demands:
"""


def text(steps: int, seed: int = 0) -> str:
    """Return the file of a plan.

    Conditions join, choose and count among the steps before; every fourth step has a window, every
    twenty-fifth comes in three tranches, every fiftieth pair is an exchange. Windows follow the
    stages with room to spare; one in a hundred steps has one too tight for its longest duration.

    Args:
        steps: Number of steps, at least 4.
        seed: Seed of the drawing; the same gives the same text.
    """
    draw = random.Random(f"{steps}/{seed}")
    lines = [HEAD, "parties:\n"]
    lines += [
        f"  {name}: {{name: {{en: {name.title()}, ar: الطرف {name}}}, patience: high, "
        f"dividend: [1, 2, 3]}}\n"
        for name in PARTIES
    ]
    lines.append(FRAME)
    demands = max(steps // 10, 1)
    lines += [f"      p{k}: {{en: Point {k}, ar: النقطة {k}}}\n" for k in range(demands)]
    lines.append("steps:\n")
    for number in range(steps):
        lines += _step(draw, number, demands)
    lines.append("schedule:\n")
    for first in range(0, steps, WIDTH):
        names = [_last(k) for k in range(first, min(first + WIDTH, steps))]
        split = [k for k in range(first, min(first + WIDTH, steps)) if _is_split(k)]
        for part in (1, 2) if split else ():
            lines.append(f"  - [{', '.join(f's{k}.{part}' for k in split)}]\n")
        lines.append(f"  - [{', '.join(names)}]\n")
    return "".join(lines)


def _is_split(number: int) -> bool:
    return number % 25 == 7


def _last(number: int) -> str:
    return f"s{number}.3" if _is_split(number) else f"s{number}"


def _step(draw: random.Random, number: int, demands: int) -> list[str]:
    stage = number // WIDTH
    owner, other = PARTIES[number % 4], PARTIES[(number + draw.randint(1, 3)) % 4]
    lines = [
        f"  s{number}:\n",
        f"    name: {{en: Step {number}, ar: الخطوة {number}}}\n",
        f"    obligors: [{owner}]\n    beneficiaries: [{other}]\n",
        f"    serves: deal.p{number % demands}\n",
        "    takes: [1 week, 2 weeks, 3 weeks]\n",
        f"    verification: {{by: mission, detects: {draw.choice([50, 80, 95])}%, "
        f"done when: {{en: The mission has seen it., ar: شاهدته البعثة.}}}}\n",
        f"    stakes:\n      {owner}: {{flow: [-1, -0.5, 0], why: {{en: Its price., ar: ثمنه.}}}}\n"
        f"      {other}: {{flow: [0, 0.5, 1], why: {{en: Its gain., ar: مكسبه.}}}}\n",
    ]
    first = WIDTH * stage
    before = [f"s{k}" for k in range(max(0, first - REACH), first)]
    if before:
        lines.append(f"    requires: {_condition(draw, before)}\n")
    if number % 100 == 1:
        # Room for the likely duration of two weeks, and not for the longest of three.
        tight = f"within: 2 weeks of {before[-1]}" if before else f"by: {START + TIGHT}"
        lines.append(f"    {tight}\n")
    elif number % 4 == 1:
        lines.append(f"    by: {START + STAGE * (stage + 3)}\n")
    elif number % 8 == 2:
        lines.append(
            f"    within: {60 * (stage + 2)} days of {draw.choice(['first_day', 'quiet'])}\n"
        )
    elif number % 16 == 6 and before:
        lines.append(f"    within: 26 weeks of {before[-1]}\n")
    if _is_split(number):
        lines.append("    tranches: [30%, 30%, 40%]\n")
    elif number % 50 in (20, 21):
        lines.append(f"    escrow: swap{number // 50}\n")
    if number % 30 == 11:
        lines.append(f"    performers: [{owner}, militia]\n    reliability: 80%\n")
    if number % 40 == 13:
        lines.append("    reversible: false\n")
    return lines


def _condition(draw: random.Random, before: list[str]) -> str:
    """Return a condition of one to four of the steps before, some with a choice or a count."""
    some = draw.sample(before, min(draw.randint(1, 4), len(before)))
    kind = draw.randrange(4)
    if kind == 0 and len(some) > 2:
        return f"2 of ({', '.join(some)})"
    if kind == 1 and len(some) > 2:
        return f"{some[0]} and ({' or '.join(some[1:])})"
    if kind == 2:
        return " and ".join([*some, "thaw"])
    return " and ".join(some)
