"""The columns of a ledger: their names in every language, and what an entry writes into them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from khutwa.ledger.entry import Entry


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        name: How files and programs call it.
        arabic: Its heading in Arabic.
        russian: Its heading in Russian.
        write: Returns what an entry has in it.
        others: Further headings under which it is read.
    """

    name: str
    arabic: str
    russian: str
    write: Callable[[Entry], object]
    others: tuple[str, ...] = ()


def _ids(names: Iterable[str]) -> str:
    return " ".join(names)


COLUMNS = (
    Column("id", "المعرف", "номер", lambda e: e.id),
    Column("recorded", "تاريخ التسجيل", "записано", lambda e: e.recorded.isoformat()),
    Column("date", "التاريخ", "дата", lambda e: e.date),
    Column("step", "الخطوة", "шаг", lambda e: e.step),
    Column("status", "الحالة", "состояние", lambda e: e.status.value, ("статус",)),
    Column("level", "المستوى", "уровень", lambda e: e.level),
    Column("counts", "الأعداد", "подсчет", lambda e: e.counts, ("подсчёт",)),
    Column("assessor", "المقيّم", "оценщик", lambda e: e.assessor, ("المقيم",)),
    Column("grade", "درجة المصدر", "надежность", lambda e: e.grade, ("надёжность",)),
    Column("source title", "عنوان المصدر", "источник", lambda e: e.source.title,
           ("source", "title", "المصدر")),
    Column("source publisher", "الناشر", "издатель", lambda e: e.source.publisher, ("publisher",)),
    Column("source url", "رابط المصدر", "ссылка", lambda e: e.source.url,
           ("url", "link", "الرابط")),
    Column("source sha256", "بصمة المصدر", "хеш", lambda e: e.source.sha256, ("sha256", "hash")),
    Column("language", "اللغة", "язык", lambda e: e.language),
    Column("quote", "الاقتباس", "цитата", lambda e: e.quote),
    Column("note", "ملاحظة", "примечание", lambda e: e.note, ("notes", "ملاحظات")),
    Column("tlp", "قيود المشاركة", "доступ", lambda e: e.tlp),
    Column("supersedes", "يحل محل", "заменяет", lambda e: _ids(e.supersedes)),
    Column("retracts", "يسحب", "отзывает", lambda e: _ids(e.retracts)),
)  # fmt: skip

NAMES = tuple(column.name for column in COLUMNS)

REQUIRED = ("id", "recorded", "step", "status")
"""Columns without which a row says nothing."""

KEPT = frozenset({"id", "source title", "source publisher", "source url", "quote", "note"})
"""Columns whose texts do not repeat, or are kept as they stand and never compared."""


@lru_cache(maxsize=1 << 14)
def folded(word: str) -> str:
    """Return a word as it is compared: without case, unseen characters and tashkeel."""
    kept = (c for c in unicodedata.normalize("NFKC", word) if unicodedata.category(c) != "Cf")
    plain = "".join(c for c in kept if not "\u064b" <= c <= "\u0652")
    return re.sub(r"[\s_]+", " ", plain).strip().casefold()


_KNOWN = {
    folded(heading): column.name
    for column in COLUMNS
    for heading in (column.name, column.arabic, column.russian, *column.others)
}


def canonical(heading: str) -> str:
    """Return the column of a heading in any language, or an empty text."""
    return _KNOWN.get(folded(heading), "")


def heading(name: str, language: str) -> str:
    """Return the heading of a column for people of a language; the name where there is none."""
    column = next((column for column in COLUMNS if column.name == name), None)
    if column is None:
        return name
    return {"ar": column.arabic, "ru": column.russian}.get(language, name)


def texts(entry: Entry) -> dict[str, str]:
    """Return the texts that an entry writes, by column; what is not known is left out."""
    found = {column.name: column.write(entry) for column in COLUMNS}
    return {name: one_break(str(value)) for name, value in found.items() if value not in (None, "")}


def one_break(text: str) -> str:
    """Return a text whose line breaks are all the same; spreadsheets do not keep them apart."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
