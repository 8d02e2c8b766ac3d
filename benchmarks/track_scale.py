"""How long `khutwa track` takes on 1,000,000 records over a plan of 500 steps.

    python benchmarks/track_scale.py [records]

The plan and the ledger are drawn from a seed: ten years of reports by six assessors, in the order
of recording, a third of them with a quote of their own, in English and Arabic, and a few records
with mistakes. Bars: 10 s of processor time, which other work on the machine moves least, and 2 GB
for the whole command, Python's start and the tables that it prints included. Beside it stands what
Python's `csv` module takes merely to cut the same file into cells.
"""

from __future__ import annotations

import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

RECORDS = 1_000_000
STEPS = 500
START = date(2015, 1, 1)
DAYS = 3650
MOST_SECONDS, MOST_BYTES = 10.0, 2e9
ASSESSORS = ("mission", "north", "south", "press", "church", "بعثة المراقبة")
STATUSES = ("promised", "begun", "partial", "done", "stalled", "refused", "violated", "disputed")
HEAD = (
    "id", "recorded", "date", "step", "status", "level", "assessor", "grade", "source title",
    "source publisher", "source url", "language", "quote", "note", "tlp", "supersedes", "retracts",
)  # fmt: skip
PARTS = """
import json, sys, time
from datetime import date
from pathlib import Path
seconds = {}
last = time.perf_counter()
def lap(name):
    global last
    now = time.perf_counter()
    seconds[name] = now - last
    last = now
from khutwa.ledger import load_ledger
from khutwa.roadmap.loader import load
from khutwa.track import track
lap("start and imports")
roadmap = load(Path(sys.argv[1])).roadmap
lap("reading the plan")
loaded = load_ledger(Path(sys.argv[1]), roadmap)
lap("reading the ledger")
found = track(roadmap, loaded.ledger.as_known(date.max), date(2025, 1, 1))
lap("tracking")
print(json.dumps(seconds))
"""


def plan() -> str:
    """Return the file of a plan: ten-step stages, every step with a deadline and an owner."""
    draw = random.Random(1)
    lines = ["title: Drawn", "unit: month", f"start: {START}", "parties:", "  north: {}",
             "  south: {}", "steps:"]  # fmt: skip
    for number in range(STEPS):
        due = START + timedelta(days=(number // 10 + 1) * DAYS // (STEPS // 10 + 2))
        before = f", requires: s{draw.randrange(number // 10 * 10)}" if number >= 10 else ""
        owner = draw.choice(("north", "south"))
        lines.append(f"  s{number}: {{obligors: {owner}, by: {due}{before}}}")
    lines.append("schedule:")
    lines += (f"  - [{', '.join(f's{n}' for n in range(first, first + 10))}]"
              for first in range(0, STEPS, 10))  # fmt: skip
    return "\n".join(lines) + "\n"


def rows(records: int) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a ledger in the order of recording; one in fifty thousand has a mistake.

    Some fifty records in a row cite the same few reports.
    """
    draw = random.Random(2)
    for number in range(records):
        days = number * DAYS // records
        recorded = START + timedelta(days=days)
        day = recorded - timedelta(days=min(draw.randrange(20), days))
        report = number // 50 + draw.randrange(5)
        step = draw.randrange(STEPS)
        likely = min(3, int(4 * days / DAYS + draw.random()))
        status = STATUSES[likely] if draw.random() < 0.8 else draw.choice(STATUSES)
        quote = ""
        if draw.random() < 0.3:
            quote = f'They said "{number} of {step}", and went.'
            if draw.random() < 0.3:
                quote = f"قالوا: «{number}»، ثم ذهبوا."
        told = f"{day:%Y-%m}" if draw.random() < 0.1 else day.isoformat()
        if number % 50_000 == 25_000:
            told = "soon"
        corrected = f"r{draw.randrange(number)}" if number and draw.random() < 0.002 else ""
        yield (
            f"r{number}", recorded.isoformat(), told, f"s{step}", status, "",
            draw.choice(ASSESSORS), draw.choice("ABCDEF") + draw.choice("123456"),
            f"Report {report}", f"Publisher {report % 40}", f"https://example.org/{report}", "",
            quote, "", draw.choice(("CLEAR", "GREEN", "")), corrected, "",
        )  # fmt: skip


def processor() -> float:
    """Return the seconds of processor time of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def saved(folder: Path, records: int) -> Path:
    """Write a plan and a ledger into a folder; return the ledger."""
    (folder / "roadmap.yaml").write_text(plan(), encoding="utf-8")
    ledger = folder / "ledger.csv"
    with ledger.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(rows(records))
    return ledger


def cut_seconds(ledger: Path) -> float:
    """Return the processor time in which the `csv` module cuts a file into cells."""
    begun = time.process_time()
    with ledger.open(encoding="utf-8", newline="") as stream:
        for _ in csv.reader(stream):
            pass
    return time.process_time() - begun


def main(records: int) -> int:
    """Draw, measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger = saved(folder, records)
        print(f"{records:,} records, {ledger.stat().st_size / 1e6:,.0f} MB, {STEPS} steps\n")
        cut = cut_seconds(ledger)
        parts = [sys.executable, "-c", PARTS, str(folder)]
        print(subprocess.run(parts, check=True, capture_output=True, text=True).stdout)
        command = [sys.executable, "-m", "khutwa", "track", str(folder), "--on", "2025-01-01"]
        before, begun = processor(), time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        clock, whole = time.perf_counter() - begun, processor() - before
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    print(f"khutwa track      {whole:8.2f} s   bar {MOST_SECONDS:.0f} s; by the clock {clock:.2f}")
    print(f"csv.reader alone  {cut:8.2f} s   khutwa takes {whole / cut:.1f} times as long")
    print(f"peak memory       {peak / 1e9:8.2f} GB  bar {MOST_BYTES / 1e9:.0f} GB")
    return int(whole > MOST_SECONDS or peak > MOST_BYTES)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS))
