"""A limit is over when its seconds have gone by on its clock."""

from __future__ import annotations

from khutwa.game.limit import Limit


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        """Return the time."""
        return self.seconds


def test_a_limit_is_over_after_its_seconds() -> None:
    clock = Clock()
    limit = Limit(10, clock)
    assert limit.left == 10
    clock.seconds = 109
    assert not limit.over()
    clock.seconds = 110
    assert limit.over()
    clock.seconds = 113
    assert limit.left == -3


def test_a_share_is_one_of_the_time_that_is_left() -> None:
    clock = Clock()
    limit = Limit(10, clock)
    clock.seconds = 102
    half = limit.share(0.5)
    assert half.left == 4
    clock.seconds = 112
    assert limit.share(0.5).over()


def test_without_seconds_the_time_is_never_over() -> None:
    clock = Clock()
    limit = Limit(now=clock)
    clock.seconds = 1e300
    assert not limit.over()
    assert not limit.share(0.5).over()
