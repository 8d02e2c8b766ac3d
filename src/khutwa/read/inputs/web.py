"""Fetch pages as a polite visitor: after robots.txt, with pauses, and only what is new."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import SplitResult, urlsplit
from urllib.robotparser import RobotFileParser

from khutwa.ledger.fetch import Fetched, FetchError, fetch
from khutwa.read.inputs.document import Limits
from khutwa.read.inputs.problems import InputError
from khutwa.words import M

NAME = "khutwa"
"""How robots.txt may call this program."""

PAUSE = 1.0
"""Seconds between two requests to one server, where it does not ask for more."""

LONGEST = 30.0
"""Seconds that it may ask for."""

_ROBOTS = 512 * 1024
"""Bytes of robots.txt that are heeded (RFC 9309, 2.5)."""


def is_address(where: str) -> bool:
    """Tell whether something to read is on the web."""
    return where.lower().startswith(("http://", "https://"))


@dataclass
class Web:
    """The visitor, for one run.

    Attributes:
        limits: How much a page may take.
        marks: By address, what its server is to be asked with so that only news is sent.
        fetch: How a page is brought; private addresses are refused there.
        wait: How to wait some seconds.
        now: The time in seconds.
    """

    limits: Limits = field(default_factory=Limits)
    marks: dict[str, Mapping[str, str]] = field(default_factory=dict)
    fetch: Callable[..., Fetched] = fetch
    wait: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    _robots: dict[str, RobotFileParser | InputError] = field(default_factory=dict)
    _visited: dict[str, float] = field(default_factory=dict)

    def get(self, url: str) -> Fetched:
        """Return a page, or that it has not changed.

        Raises:
            InputError: where it cannot be fetched or its server asks not to.
        """
        parts = _parts(url)
        server = f"{parts.scheme}://{parts.netloc}"
        rules = self._rules(server)
        if isinstance(rules, InputError):
            raise InputError(rules.problem, url, **rules.values)
        if not rules.can_fetch(NAME, url):
            raise InputError("asked-not-to", url, url=url)
        asked = rules.crawl_delay(NAME)
        self._pause(server, min(float(asked or PAUSE), LONGEST))
        try:
            return self.fetch(url, most=self.limits.bytes, seconds=self.limits.seconds,
                              marks=self.marks.get(url))  # fmt: skip
        except FetchError as error:
            raise InputError("not-fetched", url, error=error.message) from None

    def _rules(self, server: str) -> RobotFileParser | InputError:
        if server not in self._robots:
            self._robots[server] = self._fetched_rules(server)
        return self._robots[server]

    def _fetched_rules(self, server: str) -> RobotFileParser | InputError:
        """Return what a server asks of programs; who has no such file asks nothing.

        A server that fails is taken to forbid everything (RFC 9309, 2.3.1.4).
        """
        rules = RobotFileParser()
        get = partial(self.fetch, most=_ROBOTS, seconds=self.limits.seconds)
        self._pause(server, PAUSE)
        try:
            text = get(f"{server}/robots.txt").data.decode("utf-8", "replace")
        except FetchError as error:
            if not 400 <= error.status < 500:
                return InputError("not-fetched", server, error=error.message)
            text = ""
        rules.parse(text.splitlines())
        return rules

    def _pause(self, server: str, seconds: float) -> None:
        """Wait until a server may be asked again."""
        due = self._visited.get(server, float("-inf")) + seconds
        if due > self.now():
            self.wait(due - self.now())
        self._visited[server] = self.now()


def _parts(url: str) -> SplitResult:
    """Return the parts of an address.

    Raises:
        InputError: where it is none.
    """
    try:
        return urlsplit(url)
    except ValueError:
        said = M("{url} is not an address of the web.", url=url)
        raise InputError("not-fetched", url, error=said) from None
