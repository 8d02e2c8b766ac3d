"""Give an article up after some seconds, whatever its words make the reader do."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from khutwa.read.inputs.problems import InputError

AGAIN = 0.25
"""Seconds after which time is called again where the first call was lost."""


@contextmanager
def within(seconds: float, name: str) -> Iterator[None]:
    """Raise where what is done takes longer than some seconds.

    A thread that is not the main one, and a system without this signal (Windows), has no limit but
    that of the text's length.

    Args:
        seconds: The seconds.
        name: How messages call the article.

    Raises:
        InputError: where the time is over.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not hasattr(signal, "setitimer"):
        yield
        return

    def over(*_: object) -> None:
        raise InputError("too-long", name, seconds=seconds)

    before = signal.signal(signal.SIGALRM, over)
    # Python drops what is raised while it frees an object, so it is raised again.
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
