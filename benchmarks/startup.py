"""How long `khutwa --help` takes, against a Python that does nothing.

    python benchmarks/startup.py

Bar: the median of twenty runs is at most 0.3 s. The runs of the two alternate, so that whatever
else the machine does falls on both.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time

RUNS = 20
MOST = 0.3


def seconds(command: list[str]) -> float:
    """Return how long a command takes by the clock."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> int:
    """Measure, print the table, and return 1 where the bar is missed."""
    installed = shutil.which("khutwa")
    start = [installed] if installed else [sys.executable, "-m", "khutwa"]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "khutwa --help": [*start, "--help"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():
        seconds(command)  # the first run reads the disk and compiles
    for _ in range(RUNS):
        for name, command in commands.items():
            times[name].append(seconds(command))
    print(f"{'command':<16} {'median s':>9} {'fastest s':>10} {'slowest s':>10}")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:<16} {median:>9.3f} {min(taken):>10.3f} {max(taken):>10.3f}")
    help_, nothing = (statistics.median(times[n]) for n in ("khutwa --help", "python -c pass"))
    own = help_ - nothing
    print(f"khutwa --help: {help_:.3f} s (bar {MOST:g} s), {own:.3f} s beyond Python's own")
    return int(help_ > MOST)


if __name__ == "__main__":
    sys.exit(main())
