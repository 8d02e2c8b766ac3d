"""When: the times that a text names, counted from the day it was published."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from khutwa.read.frame import Span, When
from khutwa.read.lexicon import Lexicon
from khutwa.read.match import Match, Phrases
from khutwa.read.numeric_dates import numeric
from khutwa.read.word import Word
from khutwa.roadmap.dates import PartialDate


class Times:
    """The words of a language for times."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        tables = lexicon.tables
        self.months = Phrases(tables["months"])
        self.weekdays = Phrases(tables["weekdays"])
        self.near = Phrases(tables["near_days"])
        self.units = units_of(lexicon)
        self.numbers = numbers_of(lexicon)

    def all(
        self, text: str, words: Sequence[Word], published: date | None
    ) -> list[tuple[int, When]]:
        """Return the times that are named, each with the number of its first word."""
        found, at = [], 0
        while at < len(words):
            made = next(self._at(words, at, published), None)
            if made is None:
                at += 1
                continue
            first, end, day, kind = made
            start, stop = words[first].token.start, words[end - 1].token.end
            days = self._days(words, first, end, published)
            day = common(*days) if days else day
            found.append((first, When(Span(start, stop, text[start:stop]), day, kind, days)))
            at = end
        return found

    def _days(
        self, words: Sequence[Word], first: int, end: int, published: date | None
    ) -> tuple[date, date] | None:
        """Return the days of last, this or next week; None where something else is named."""
        units = [self._unit_of(word) for word in words[first:end]]
        turn = next((t for n in range(first, end) if (t := self._turn(words, n)) is not None), None)
        if published is None or turn is None or units.count("week") != 1 or end - first != 2:
            return None
        return week(published, turn)

    def _at(
        self, words: Sequence[Word], at: int, published: date | None
    ) -> Iterator[tuple[int, int, PartialDate | None, str]]:
        figures = numeric(words, at, self.lexicon.language)
        if figures is not None:
            yield at, figures[0], figures[1], self._kind(words, at)
        yield from self._month_first(words, at, published)
        yield from self._calendar(words, at, published)
        yield from self._counted_before(words, at, published)
        word = words[at]
        near = self.near.at(words, at)
        if near and word.kind != "sign":
            yield at, near.end, _shifted(published, int(near.name)), "on"
        weekday = self.weekdays.at(words, at)
        if weekday:
            yield self._weekday(words, at, weekday, published)
        yield from self._relative(words, at, published)
        yield from self._turned_behind(words, at, published)

    def _turned_behind(
        self, words: Sequence[Word], at: int, published: date | None
    ) -> Iterator[tuple[int, int, PartialDate | None, str]]:
        """Yield الأسبوع الماضي, where the turn stands behind its unit."""
        unit = self._unit_of(words[at])
        turn = self._turn(words, at + 1) if unit and words[at].definite else None
        if turn is None or unit == "day":
            return
        partial = _turned(published, turn, unit) if published and unit != "week" else None
        yield at, at + 2, partial, "on"

    def _unit_of(self, word: Word) -> str:
        return next((self.units[key] for key in (word.key, *word.bare) if key in self.units), "")

    def _month_first(
        self, words: Sequence[Word], at: int, published: date | None
    ) -> Iterator[tuple[int, int, PartialDate | None, str]]:
        """Yield October 15, 2018."""
        month = self.months.at(words, at)
        if month is None or not words[at].token.text[:1].isupper() or month.end >= len(words):
            return
        key = words[month.end].key
        if not (words[month.end].kind == "number" and key.isdecimal() and 1 <= int(key) <= 31):
            return
        end, number, year = month.end + 1, int(month.name), None
        after = end + (end < len(words) and words[end].core == ",")
        if after < len(words) and words[after].key.isdecimal() and len(words[after].key) == 4:
            year, end = int(words[after].key), after + 1
        elif published is not None:
            year = _year(published, number, int(key), None)
        partial = _valid(year, number, int(key)) if year else None
        yield at, end, partial, self._kind(words, at)

    def _counted_before(
        self, words: Sequence[Word], at: int, published: date | None
    ) -> Iterator[tuple[int, int, PartialDate | None, str]]:
        """Yield three days ago, last Tuesday, next month: where the turn or count stands first."""
        unit = self._unit(words, at + 1)
        count = self._number(words[at])
        if unit and count is not None and at + 2 < len(words) and (
            self.lexicon.has("ago_behind", words[at + 2].core)
        ):
            day = _counted(published, -count, unit) if published else None
            yield at, at + 3, day, "on" if unit in ("day", "week") else "about"
        if not self.lexicon.has("ago_behind", "any") or at + 1 >= len(words):
            return
        turn = self._turn(words, at)
        if turn is None:
            return
        weekday = self.weekdays.at(words, at + 1)
        if weekday:
            made = self._weekday(words, at + 1, weekday, published, turn)
            yield at, made[1], made[2], made[3]
        elif unit in ("month", "year"):
            yield at, at + 2, _turned(published, turn, unit) if published else None, "on"
        elif unit == "week":
            yield at, at + 2, None, "on"

    def _unit(self, words: Sequence[Word], at: int) -> str:
        return self.units.get(words[at].key, "") if at < len(words) else ""

    def _number(self, word: Word) -> int | None:
        return number_of(word, self.numbers)

    def _calendar(
        self, words: Sequence[Word], at: int, published: date | None
    ) -> Iterator[tuple[int, int, PartialDate | None, str]]:
        word = words[at]
        day = int(word.key) if word.kind == "number" and word.key.isdecimal() else None
        month = self.months.at(words, at + 1 if day and at + 1 < len(words) else at)
        if month is None or (day is not None and not 1 <= day <= 31):
            year = day if day is not None and 1900 <= day <= 2100 else None
            behind = words[at - 1] if at else None
            if year and behind and (behind.key in self.units or behind.core in ("في", "in")):
                yield at, at + 1, PartialDate(year), "on"
            return
        if day is None and not self._is_month(words, at, month):
            return
        end, number = month.end, int(month.name)
        # Syrian and Gulf names often stand side by side: يناير (كانون الثاني).
        end = self._second_name(words, end, month.name)
        following = words[end] if end < len(words) else None
        if following is not None and following.core in ("من", "عام", "سنة", "of"):
            end += 1
            while end < len(words) and words[end].key in (*self.units, "عام", "سنة"):
                end += 1
            following = words[end] if end < len(words) else None
        year = None
        if following and following.kind == "number" and following.key.isdecimal():
            year = int(following.key) if 1900 <= int(following.key) <= 2100 else None
        if year is not None:
            yield at, end + 1, _valid(year, number, day), self._kind(words, at)
            return
        turn = self._turn(words, month.end)
        end = month.end + (turn is not None)
        if published is not None:
            year = _year(published, number, day, turn)
        partial = _valid(year, number, day) if year else None
        yield at, end, partial, self._kind(words, at)

    def _is_month(self, words: Sequence[Word], at: int, month: Match) -> bool:
        """Tell whether a month without a day is one: some are words of other meanings."""
        if month.end - month.first > 1:
            return True
        behind = words[at - 1] if at else None
        following = words[month.end] if month.end < len(words) else None
        turned = self._turn(words, month.end) is not None
        year = following is not None and following.kind == "number" and len(following.key) == 4
        named = behind is not None and behind.key in self.units
        return turned or year or named

    def _second_name(self, words: Sequence[Word], end: int, month: str) -> int:
        if end + 1 < len(words) and words[end].key in ("(", "/"):
            other = self.months.at(words, end + 1)
            if other and other.name == month:
                closed = other.end < len(words) and words[other.end].key == ")"
                return other.end + closed
        return end

    def _turn(self, words: Sequence[Word], at: int) -> int | None:
        key = words[at].core if at < len(words) else ""
        for name, turn in (("past_words", -1), ("next_words", 1), ("this_words", 0)):
            if self.lexicon.has(name, key) or (
                at < len(words) and self.lexicon.has(name, words[at].key)
            ):
                return turn
        return None

    def _weekday(
        self,
        words: Sequence[Word],
        at: int,
        found: Match,
        published: date | None,
        before: int | None = None,
    ) -> tuple[int, int, PartialDate | None, str]:
        turn = before if before is not None else self._turn(words, found.end)
        end = found.end + (turn is not None and before is None)
        if published is None:
            return at, end, None, "on"
        ahead = (int(found.name) - published.isoweekday()) % 7
        # Without a word for it, news tells what was; today counts.
        days = (ahead or 7) if turn == 1 else (ahead - 7 if ahead or turn == -1 else 0)
        return at, end, _shifted(published, days), "on"

    def _relative(
        self, words: Sequence[Word], at: int, published: date | None
    ) -> Iterator[tuple[int, int, PartialDate | None, str]]:
        core, lexicon = words[at].core, self.lexicon
        two = f"{core} {words[at + 1].key}" if at + 1 < len(words) else core
        width = 2 if any(" ".join(p) == two for p in lexicon.phrases["within"]) else 1
        within = width == 2 or lexicon.has("within", core)
        ago = lexicon.has("ago", core)
        if not (within or ago):
            return
        j, count = at + width, None
        if j < len(words) and words[j].kind == "number" and words[j].key.isdecimal():
            count, j = int(words[j].key), j + 1
        elif j < len(words) and words[j].key in self.numbers:
            count, j = self.numbers[words[j].key], j + 1
        if j >= len(words) or words[j].key not in self.units:
            return
        unit, key = self.units[words[j].key], words[j].key
        if count is None and key.endswith(("ين", "ان")) and key not in self.numbers:
            count = 2
        elif count is None and not _is_plural(key):
            count = 1
        turn = self._turn(words, j + 1)
        end = j + 1 + (turn is not None)
        if turn is not None and count == 1:
            count = None
        if count is None or published is None:
            yield at, end, None, "about" if ago else "within"
        else:
            yield (
                at,
                end,
                _counted(published, -count if ago else count, unit),
                ("on" if ago and unit in ("day", "week") else "about" if ago else "within"),
            )

    def _kind(self, words: Sequence[Word], at: int) -> str:
        behind = words[at - 1].core if at else ""
        if self.lexicon.has("until", behind):
            return "within"
        return "since" if self.lexicon.has("ago", behind) else "on"


def week(published: date, turn: int) -> tuple[date, date]:
    """Return the first and the last day of last (-1), this (0) or next week (1).

    Weeks begin on Monday, on Sunday or on Saturday, as the country has it; nobody knows which is
    meant, so that all days of the three count.
    """
    starts = [published - timedelta(days=(published.weekday() + back) % 7) for back in (0, 1, 2)]
    return (
        min(starts) + timedelta(weeks=turn),
        max(starts) + timedelta(weeks=turn, days=6),
    )


def common(first: date, last: date) -> PartialDate | None:
    """Return the day, month or year in which two days both are; None where there is none."""
    if first == last:
        return PartialDate.of(first)
    if first.year != last.year:
        return None
    return PartialDate(first.year, first.month if first.month == last.month else None)


def units_of(lexicon: Lexicon) -> dict[str, str]:
    """Return the units of time by every word for them."""
    return {key: unit for unit, ps in lexicon.tables["units"].items() for p in ps for key in p}


def numbers_of(lexicon: Lexicon) -> dict[str, int]:
    """Return the numbers that a language spells, by their words."""
    return {key: int(n) for n, ps in lexicon.tables["numbers"].items() for p in ps for key in p}


def number_of(word: Word, spelled: Mapping[str, int]) -> int | None:
    """Return the number that a word is, in figures or spelled; None for none."""
    if word.kind == "number":
        figures = _GROUPS.sub("", word.key)
        return int(figures) if figures.isdecimal() and len(figures) < 12 else None
    return spelled.get(word.key)


_GROUPS = re.compile(r"[,٬](?=\d{3}(?:\D|$))")
"""Signs between groups of three figures: 7,132."""

_PLURALS = frozenset((
    "ايام", "اسابيع", "اشهر", "شهور", "سنوات", "سنين", "اعوام", "days", "weeks", "months", "years",
    "дни", "дней", "недели", "недель", "месяцев", "лет",
))  # fmt: skip


def _is_plural(key: str) -> bool:
    return key in _PLURALS


def _shifted(published: date | None, days: int) -> PartialDate | None:
    return PartialDate.of(published + timedelta(days=days)) if published else None


def _valid(year: int, month: int, day: int | None) -> PartialDate | None:
    if day is not None and day > calendar.monthrange(year, month)[1]:
        return None
    return PartialDate(year, month, day)


def _year(published: date, month: int, day: int | None, turn: int | None) -> int:
    """Return the year of a month without one: the nearest that the word for it allows."""
    here = (month, day or 1) <= (published.month, published.day)
    if turn == 1:
        return published.year + (
            month < published.month or (month == published.month and here and bool(day))
        )
    if turn == -1 and month == published.month and day is None:
        return published.year - 1
    if turn == 0:
        return published.year
    if turn == -1:
        return published.year if here else published.year - 1
    # Without a word for it: what is at most half a year away.
    ahead = (month - published.month) % 12
    year = published.year + (month < published.month)
    return year if ahead <= 6 else year - 1


def _turned(published: date, turn: int, unit: str) -> PartialDate:
    """Return last, this or next month or year."""
    counted = _counted(published, turn, unit)
    return PartialDate(counted.year, counted.month if unit == "month" else None)


def _counted(published: date, count: int, unit: str) -> PartialDate:
    if unit in ("day", "week"):
        return PartialDate.of(published + timedelta(days=count * (7 if unit == "week" else 1)))
    months = count * (12 if unit == "year" else 1)
    total = published.year * 12 + published.month - 1 + months
    year, month = divmod(total, 12)
    if unit == "year":
        return PartialDate(year)
    if count < 0:
        return PartialDate(year, month + 1)
    last = calendar.monthrange(year, month + 1)[1]
    return PartialDate(year, month + 1, min(published.day, last))
