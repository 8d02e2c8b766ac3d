"""How long `khutwa ledger check`, `ledger show` and `log` take on 100,000 records.

    python benchmarks/ledger_scale.py [records]

The ledger and the plan are those of `track_scale.py`. Seconds of processor time of each command,
the best of three runs, Python's start and the reading of the plan included; `khutwa schema`, which
reads no ledger, shows what starting takes. Beside them stands what Python's `csv` module takes
merely to cut the same file into cells, in the same run. Bars: a check in at most three times what
`khutwa track` takes, the others in at most as long as `khutwa track`; a ledger four times as long
takes at most five times as long.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from track_scale import cut_seconds, processor, saved

RECORDS = 100_000
MOST_CHECK, MOST_OTHER, MOST_GROWTH = 3.0, 1.0, 5.0
RUNS = 3
COMMANDS = {
    "track": ["track", "{}", "--on", "2025-01-01"],
    "ledger check": ["ledger", "check", "{}"],
    "ledger show": ["ledger", "show", "{}"],
    "log": ["log", "{}", "--step", "s3", "--status", "begun", "--date", "2025-01-05"],
}


def seconds(command: list[str]) -> float:
    """Return the least processor time of a command in a few runs."""
    taken = []
    for _ in range(RUNS):
        before = processor()
        subprocess.run([sys.executable, "-m", "khutwa", *command], check=False, capture_output=True)
        taken.append(processor() - before)
    return min(taken)


def measured(records: int) -> tuple[dict[str, float], float]:
    """Return the seconds of each command on a drawn ledger, and those of the `csv` module."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger = saved(folder, records)
        found = {
            command: seconds([part.format(folder) for part in parts])
            for command, parts in COMMANDS.items()
        }
        return found, min(cut_seconds(ledger) for _ in range(RUNS))


def main(records: int) -> int:
    """Measure and print."""
    start = seconds(["schema"])
    few, _ = measured(records // 4)
    many, cut = measured(records)
    print(f"csv.reader alone on {records:,} records {cut:6.2f} s; start of khutwa {start:.2f} s\n")
    print(f"{'command':<14}{records // 4:>10,}{records:>10,}{'growth':>8}{'times csv':>11}")
    missed = False
    for name, took in many.items():
        growth = (took - start) / max(few[name] - start, 1e-9)
        print(f"{name:<14}{few[name]:>8.2f} s{took:>8.2f} s{growth:>8.1f}{took / cut:>11.1f}")
        most = MOST_CHECK if name == "ledger check" else MOST_OTHER
        missed |= took > most * many["track"] or growth > MOST_GROWTH
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS))
