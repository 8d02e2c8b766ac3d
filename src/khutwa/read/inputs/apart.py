"""Find the text of pages and PDFs in a process of its own, which may be ended at any time.

Parsers of HTML and PDF are large; a file made to harm can make them slow, hungry or fall. The
process takes one article after the other, so that its start is paid for once; one that takes too
long or falls is ended, and the next article gets a new one.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, BinaryIO

from khutwa.read.inputs.document import Content, Limits
from khutwa.read.inputs.problems import InputError

_PATIENCE = 15.0
"""Seconds that the process may take to start and load a parser, beside the time for an article."""


@dataclass(frozen=True)
class Task:
    """One article to find the text of.

    Attributes:
        kind: `html` or `pdf`.
        name: How messages call it.
        limits: What it may take.
    """

    kind: str
    name: str
    limits: Limits


def content_apart(task: Task, data: bytes) -> Content:
    """Return what is in an article, found by another process.

    Raises:
        InputError: where it cannot be read, or takes too long or too much.
    """
    with _lock:
        child = _child(task.limits)
        answer = child.ask(task, data)
        if answer is None:
            _children.pop(os.getpid(), None)
            raise InputError("too-long", task.name, seconds=task.limits.seconds)
    if "problem" in answer:
        raise InputError(answer["problem"], task.name, **answer["values"])
    day = answer["published"]
    return Content(
        answer["text"], answer["title"], answer["publisher"],
        date.fromisoformat(day) if day else None,
    )  # fmt: skip


class _Child:
    """The process, seen from outside."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        # -P: what lies in the folder of the articles is not imported.
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "khutwa.read.inputs.apart"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        )  # fmt: skip

    def ask(self, task: Task, data: bytes) -> dict[str, Any] | None:
        """Return the answer for an article; None where the process had to be ended or fell."""
        assert self.process.stdin
        assert self.process.stdout
        timer = threading.Timer(task.limits.seconds + _PATIENCE, self.process.kill)
        timer.start()
        try:
            head = {"kind": task.kind, "name": task.name, "size": len(data),
                    "limits": asdict(task.limits)}  # fmt: skip
            self.process.stdin.write(json.dumps(head).encode() + b"\n" + data)
            self.process.stdin.flush()
            line = self.process.stdout.readline()
            answer = json.loads(line) if line.endswith(b"\n") else None
        except (OSError, ValueError):
            answer = None
        finally:
            timer.cancel()
        if not isinstance(answer, dict):
            self.close()
            return None
        return answer

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()
        self.process.wait()


_lock = threading.Lock()
_children: dict[int, _Child] = {}
"""The process of this process; a copy of this process by `fork` starts one of its own."""


def _child(limits: Limits) -> _Child:
    child = _children.get(os.getpid())
    if child is not None and child.limits != limits:
        child.close()
        child = None
    if child is None:
        child = _children[os.getpid()] = _Child(limits)
    return child


@atexit.register
def close() -> None:
    """End the process that this process has started, if any."""
    child = _children.pop(os.getpid(), None)
    if child is not None:
        child.close()


def _serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer one task after the other until there is none."""
    limited = False
    while line := source.readline():
        head = json.loads(line)
        data = source.read(head["size"])
        limits = Limits(**head["limits"])
        _load(head["kind"])
        if not limited:
            _limit_memory(limits.memory)
            limited = True
        # If the parent is gone, nobody else would end this process.
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, limits.seconds)
        try:
            answer = _answer(head["kind"], data, head["name"], limits)
        except MemoryError:
            return
        finally:
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_REAL, 0)
        target.write(json.dumps(answer).encode() + b"\n")
        target.flush()


def _answer(kind: str, data: bytes, name: str, limits: Limits) -> dict[str, Any]:
    from khutwa.read.inputs import html, pdf

    library = {"html": "trafilatura", "pdf": "pypdfium2"}[kind]
    try:
        found = (html if kind == "html" else pdf).content(data, name, limits)
    except InputError as error:
        return {"problem": error.problem, "values": error.values}
    except ImportError:
        return {"problem": "no-library", "values": {"kind": kind.upper(), "library": library}}
    except MemoryError:
        raise
    except Exception as error:
        # A parser that trips over a page must not stop the reading of the others.
        said = f"{type(error).__name__}: {error}"[:200]
        return {"problem": "broken", "values": {"kind": kind.upper(), "error": said}}
    return {"text": found.text, "title": found.title, "publisher": found.publisher,
            "published": found.published.isoformat() if found.published else None}  # fmt: skip


def _load(kind: str) -> None:
    """Load the parser, which is no part of an article's time."""
    with suppress(ImportError):
        __import__("trafilatura" if kind == "html" else "pypdfium2")


def _limit_memory(most: int) -> None:
    """Limit the memory of this process, where the system can."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, OSError, ValueError):
        pass


def _main() -> None:
    # What a parser prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    _main()
