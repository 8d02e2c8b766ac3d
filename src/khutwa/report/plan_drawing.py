"""The plan as a drawing: steps in columns by stage, who owes them, and what waits for what."""

from __future__ import annotations

from khutwa.linter.deadlock import reach
from khutwa.report.plan_layout import Arrow, lay_out_plan
from khutwa.report.svg import Sheet, width_of, wrap
from khutwa.report.theme import ALARM, ALARM_FAINT, INK, LINE, OWNERS, PALE, QUIET
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.tranches import expand
from khutwa.track.due import deadline_words
from khutwa.words import M, format_list, format_number, use_language

BOX, GAP_X, GAP_Y, PAD, TOP, LEGEND = 210.0, 60.0, 22.0, 24.0, 92.0, 18.0


def draw_plan(roadmap: Roadmap, language: str) -> str:
    """Return the drawing of a plan as SVG.

    Args:
        roadmap: The plan.
        language: Language of its words; Arabic is drawn from right to left.
    """
    with use_language(language):
        return _Plan(expand(roadmap), language).render()


class _Plan:
    def __init__(self, whole: Roadmap, language: str) -> None:
        self.whole = whole
        self.colour = {
            actor: OWNERS[i % len(OWNERS)] for i, actor in enumerate([*whole.parties, *whole.roles])
        }
        self.blocked = frozenset(reach(whole).blocked)
        self.words = {name: self._words(name) for name in whole.steps}
        self.layout = lay_out_plan(whole, self._height, GAP_Y)
        self.columns = self.layout.columns
        self.bends = 0
        width = max(2 * PAD + len(self.columns) * (BOX + GAP_X) - GAP_X, 640.0)
        self.legend = self._legend_lines(width)
        height = TOP + 30 + self.layout.height + 52 + LEGEND * len(self.legend)
        self.sheet = Sheet(language, width, height)

    def _height(self, name: str) -> float:
        names, owners, small = self.words[name]
        return 18.0 + 17 * len(names) + 15 * (len(owners) + len(small))

    def _left(self, name: str) -> float:
        return PAD + self.layout.column_of[name] * (BOX + GAP_X)

    def _middle(self, name: str) -> float:
        return TOP + 30 + self.layout.top(name) + self._height(name) / 2

    def _words(self, name: str) -> tuple[list[str], list[str], list[str]]:
        """Return the lines of a box: the name, who owes it, and what else matters."""
        step = self.whole.steps[name]
        small = []
        if step.deadline:
            small.append(str(deadline_words(self.whole, step)))
        if step.escrow:
            small.append(str(M("escrow: {name}", name=step.escrow)))
        if step.joint:
            small.append(str(M("joint")))
        if not step.reversible:
            small.append(str(M("cannot be undone")))
        if step.off_text:
            small.append(str(M("not in the text")))
        if name in self.blocked:
            small.append(str(M("can never begin")))
        lines = [line for text in small for line in wrap(text, 11, BOX - 24, 3)]
        owners = format_list([str(self.whole.label(o)) for o in step.obligors])
        owners = owners or str(M("nobody"))
        return wrap(str(step.label), 14, BOX - 26, 4), wrap(owners, 11, BOX - 24, 2), lines

    def render(self) -> str:
        sheet = self.sheet
        title = str(self.whole.title)
        sheet.headline(title)
        said = M("Steps from the first stage to the last; an arrow leads to the step that waits. "
                 "What follows from other arrows is left out.")  # fmt: skip
        lines = wrap(str(said), 12, sheet.width - 2 * PAD, 2)
        sheet.lines(PAD, 54, lines, 12, fill=QUIET)
        for at, column in enumerate(self.columns):
            self._heading(at, column)
        for arrow in self.layout.arrows:
            self._arrow(arrow)
        for name in self.layout.column_of:
            self._box(name)
        self._legend()
        return sheet.render(title, str(said))

    def _heading(self, at: int, column: list[str]) -> None:
        x = PAD + at * (BOX + GAP_X)
        schedule = self.whole.schedule
        stage = schedule[at] if at < len(schedule) else None
        if stage is None and (schedule or set(column) <= self.blocked):
            text = str(M("Outside the schedule") if schedule else M("Can never begin"))
        elif stage is None:
            text = str(M("Level {number}", number=at + 1))
        else:
            text = f"{format_number(at + 1)}. {stage.name}" if stage.name else str(
                M("Stage {number}", number=at + 1)
            )  # fmt: skip
        for line, shown in enumerate(wrap(text, 12, BOX, 2)):
            self.sheet.text(x, TOP + line * 15, shown, 12, font_weight="600", fill=QUIET)

    def _box(self, name: str) -> None:
        x, y, height = self._left(name), TOP + 30 + self.layout.top(name), self._height(name)
        step, sheet = self.whole.steps[name], self.sheet
        blocked = name in self.blocked
        names, owners, small = self.words[name]
        sheet.open(f"{step.label} – {' '.join(owners)}")
        dash = {"stroke_dasharray": "5 4"} if step.off_text else {}
        sheet.rect(x, y, BOX, height, rx=6, fill=ALARM_FAINT if blocked else "#ffffff",
                   stroke=ALARM if blocked else LINE, stroke_width=2 if blocked else 1.2,
                   **dash)  # fmt: skip
        share = height / max(len(step.obligors), 1)
        for i, owner in enumerate(step.obligors):
            sheet.rect(x, y + i * share, 7, share, fill=self.colour.get(owner, QUIET))
        below = sheet.lines(x + 16, y + 20, names, 14, font_weight="600", fill=INK)
        below = sheet.lines(x + 16, below - 2, owners, 11, fill=QUIET)
        sheet.lines(x + 16, below, small, 11, fill=ALARM if blocked else QUIET)
        sheet.close()

    def _arrow(self, arrow: Arrow) -> None:
        dash = {"stroke_dasharray": "4 4"} if arrow.dashed else {}
        stuck = {arrow.start, arrow.end} <= self.blocked
        colour = ALARM if stuck else LINE
        style: dict[str, str | float] = {"stroke": colour, "stroke_width": 1.5, **dash}
        x, y = self._left(arrow.end), self._middle(arrow.end)
        at, height = self._left(arrow.start), self._middle(arrow.start)
        if at < x:
            at += BOX
            for column, lane in self.layout.lanes(arrow):
                left, lane = PAD + column * (BOX + GAP_X), TOP + 30 + lane
                self._bend((at, height), (left, lane), style)
                self.sheet.line(left, lane, left + BOX, lane, **style)
                at, height = left + BOX, lane
            self._bend((at, height), (x, y), style)
        else:
            # Backwards or within a column: round the side where reading begins.
            self.bends += 1
            out = max(min(at, x) - 24 - 8 * (self.bends % 4), -4)
            self.sheet.curve([(at, height), (out, height), (out, y), (x, y)], **style)
        self.sheet.polygon([(x, y), (x - 8, y - 4), (x - 8, y + 4)], fill=colour)

    def _bend(
        self, start: tuple[float, float], end: tuple[float, float], style: dict[str, str | float]
    ) -> None:
        half = (end[0] - start[0]) / 2
        points = [start, (start[0] + half, start[1]), (end[0] - half, end[1]), end]
        self.sheet.curve(points, **style)

    def _legend_lines(self, width: float) -> list[list[tuple[float, str, str]]]:
        """Return the lines of the legend: where each owner stands, its id and what it is called."""
        last = str(M("dashed: one of several"))
        room = width - 2 * PAD - width_of(last, 11) - 24
        lines: list[list[tuple[float, str, str]]] = [[]]
        x = PAD
        for actor in dict.fromkeys(o for s in self.whole.steps.values() for o in s.obligors):
            [label] = wrap(str(self.whole.label(actor)), 11, room, 1)
            if lines[-1] and x + width_of(label, 11) > room:
                lines.append([])
                x = PAD
            lines[-1].append((x, actor, label))
            x += 34 + width_of(label, 11)
        return lines

    def _legend(self) -> None:
        sheet = self.sheet
        top = sheet.height - 32 - LEGEND * len(self.legend)
        sheet.rect(0, top, sheet.width, sheet.height - top, fill=PALE)
        for number, line in enumerate(self.legend):
            y = top + 24 + LEGEND * number
            for x, actor, label in line:
                sheet.rect(x, y - 9, 11, 11, fill=self.colour.get(actor, QUIET))
                sheet.text(x + 16, y, label, 11)
        dashed = str(M("dashed: one of several"))
        sheet.text(sheet.width - PAD, top + 24, dashed, 11, anchor="end", fill=QUIET)
