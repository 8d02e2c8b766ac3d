"""Observed endings from a CSV file: `stage,count`, one line a stage, the last one `done`."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from khutwa.words import M, Message

DONE = "done"
_ADVICE = M("Write the head `stage,count` and below it one line for each stage from 1 on, and one "
            "for `done`.")  # fmt: skip


class BadCounts(Exception):  # noqa: N818  it states a fact of the file, no slip of code
    """A file that does not hold counts.

    Attributes:
        message: Where, what is wrong and what to write.
    """

    def __init__(self, place: str, said: Message) -> None:
        super().__init__(place)
        self.message = M("{place}: {said} {advice}", place=place, said=said, advice=_ADVICE)


def read_counts(path: Path, stages: int) -> list[int]:
    """Return how often the process ended at each stage, and how often all was done.

    Args:
        path: The file.
        stages: Stages of the schedule.

    Raises:
        BadCounts: where the file cannot be read or says something else.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadCounts(str(path), M("The file cannot be read as UTF-8 text.")) from error
    rows = csv.reader(text.splitlines())
    try:
        found = _found(rows, path, stages)
    except csv.Error as error:
        said = M("The line cannot be read: {said}.", said=str(error))
        raise BadCounts(f"{path}:{rows.line_num}", said) from error
    if not any(found.values()):
        raise BadCounts(str(path), M("Nothing was counted."))
    return [found.get(str(number + 1), 0) for number in range(stages)] + [found.get(DONE, 0)]


def _found(rows: Any, path: Path, stages: int) -> dict[str, int]:
    """Return the counts by stage; `rows` is what `csv.reader` gives."""
    found: dict[str, int] = {}
    head = [cell.strip().lower() for cell in next(rows, [])]
    if head != ["stage", "count"]:
        raise BadCounts(f"{path}:1", M("The head of the table is another."))
    known = {*(str(number + 1) for number in range(stages)), DONE}
    for row in rows:
        place = f"{path}:{rows.line_num}"
        if not any(cell.strip() for cell in row):
            continue
        stage, count = (row[0].strip().lower(), row[1].strip()) if len(row) == 2 else ("", "")
        if stage not in known:
            raise BadCounts(place, M("The schedule has {n} stages; {given} is none of them.",
                                     n=stages, given=stage or ",".join(row)))  # fmt: skip
        if stage in found:
            raise BadCounts(place, M("{given} stands there twice.", given=stage))
        if not (count.isascii() and count.isdecimal() and len(count) < 10):
            raise BadCounts(place, M("{given} is not a count.", given=count))
        found[stage] = int(count)
    return found
