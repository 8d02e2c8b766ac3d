"""Work for the pools of the tests; a process that is started anew imports it by its name."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from khutwa.read.corpus import read_all
from khutwa.read.corpus_file import Journal, Line
from khutwa.read.corpus_work import Job, work
from khutwa.read.inputs.document import Limits, Raw
from khutwa.read.inputs.places import articles
from khutwa.read.inputs.web import Web
from read.says import plan

KILLER = "kills"
"""An article whose reading ends the process that reads it."""


def job() -> Job:
    return Job(plan(), "0" * 64, language="en")


def deadly(job: Job, raw: Raw) -> Line:
    """End this process where the article says so."""
    if KILLER.encode() in raw.data:
        os.kill(os.getpid(), signal.SIGKILL)
    return work(job, raw)


def deadly_once(job: Job, raw: Raw) -> Line:
    """End this process where the article says so, the first time."""
    mark = Path(raw.name + ".mark")
    if KILLER.encode() in raw.data and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return work(job, raw)


def main(folder: str, out: str, most: int) -> None:
    """Read a folder and be ended, as by a failure of power, once some articles are read."""
    journal = Journal(Path(out))

    def ended(tally: object) -> None:
        if len(journal.finished) >= most:
            os.kill(os.getpid(), signal.SIGKILL)

    read_all(articles(folder, Limits(), Web()), job(), journal, step=ended)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
