"""Excel on Windows saves CSV in the encoding of the country: it is told, said and kept."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.terminal import CLEAN, run, saved
from khutwa.ledger import Entry, Source, Status, UnwritableError, append, load_ledger, read_ledger
from khutwa.roadmap.dates import PartialDate
from khutwa.words import strip_isolates

ARABIC = """\
المعرف;تاريخ التسجيل;التاريخ;الخطوة;الحالة;المستوى;المقيّم;ملاحظة
أ1;06/02/2027;05/01/2027;ceasefire;بدأ;1;بعثة المراقبة;«صمتت المدافع في معظم القطاعات»
أ2;07/02/2027;31/01/2027;ceasefire;منجز;3;بعثة المراقبة;لم يُسمع أي إطلاق نار
"""
RUSSIAN = """\
номер;записано;дата;шаг;состояние;уровень;оценщик;примечание
п1;16.02.2027;15.01.2027;ceasefire;начато;1;миссия наблюдателей;«пушки замолчали почти везде»
п2;17.02.2027;31.01.2027;ceasefire;выполнено;3;миссия наблюдателей;обстрелов не было, № 7
"""
FORMS = [
    (ARABIC, "windows-1256"), (ARABIC, "iso8859-6"), (RUSSIAN, "windows-1251"),
    (RUSSIAN, "koi8-r"), (RUSSIAN, "cp866"), (ARABIC, "utf-16-le"), (RUSSIAN, "utf-16-be"),
]  # fmt: skip
"""Texts and encodings that nothing but their letters or their zeros tell."""

NEW = Entry("new", date(2027, 2, 20), "ceasefire", Status.STALLED)


def encoded(text: str, encoding: str) -> bytes:
    """Return a text as Windows saves it; letters that an encoding lacks are left out."""
    return text.replace("\n", "\r\n").encode(encoding, "ignore")


@pytest.mark.parametrize(("text", "encoding"), FORMS)
def test_the_encoding_is_told_and_said_and_nothing_is_lost(text: str, encoding: str) -> None:
    data = encoded(text, encoding)
    loaded = read_ledger(data, dates="day-first")
    (found,) = loaded.diagnostics
    assert (found.code, loaded.ok) == ("KH829", True)
    assert encoding in str(found.what)
    plain = read_ledger(data.decode(encoding).encode(), dates="day-first")
    assert plain.diagnostics == ()
    assert loaded.ledger == plain.ledger
    assert [each.status for each in loaded.ledger.entries] == [Status.BEGUN, Status.DONE]
    rows, wanted = loaded.table.rows, plain.table.rows
    assert list(rows) == list(wanted)


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
@pytest.mark.parametrize("separator", ["\t", ";", ","])
def test_unicode_text_of_excel_says_its_encoding_itself(mark: bytes, separator: str) -> None:
    encoding = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    text = ARABIC.replace(";", separator)
    loaded = read_ledger(mark + encoded(text, encoding), dates="day-first")
    assert loaded.diagnostics == ()
    assert [entry.id for entry in loaded.ledger.entries] == ["أ1", "أ2"]
    line = json.dumps({"id": "x", "recorded": "2027-01-01", "step": "s", "status": "بدأ"})
    (entry,) = read_ledger(mark + line.encode(encoding), "ledger.jsonl").ledger.entries
    assert entry.status is Status.BEGUN


@pytest.mark.parametrize(("text", "encoding"), FORMS)
def test_what_is_added_is_in_the_encoding_of_the_file(
    tmp_path: Path, text: str, encoding: str
) -> None:
    path = tmp_path / "ledger.csv"
    path.write_bytes(before := encoded(text, encoding))
    note = "الهدنة" if text is ARABIC else "перемирие"
    after = append(path, replace(NEW, note=note))
    data = path.read_bytes()
    assert data.startswith(before)
    added = data.decode(encoding).splitlines()[-1]
    assert added.endswith(f"2027-02-20;;ceasefire;stalled;;;{note}")
    assert load_ledger(path).ledger == after
    assert [found.code for found in load_ledger(path).notes] == ["KH829"]


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_what_is_added_to_a_marked_file_has_no_second_mark(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "ledger.csv"
    encoding = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    path.write_bytes(mark + encoded(RUSSIAN, encoding))
    append(path, replace(NEW, note="нет 👩‍👧 مفاوضات"))
    assert path.read_bytes().decode("utf-16").count("\ufeff") == 0
    assert load_ledger(path).ledger.entries[-1].note == "нет 👩‍👧 مفاوضات"


def test_what_an_encoding_has_no_letter_for_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_bytes(before := encoded(ARABIC, "windows-1256"))
    with pytest.raises(UnwritableError) as error:
        append(path, replace(NEW, note="перемирие"))
    said = strip_isolates(str(error.value.message))
    assert "windows-1256, which has no letter п" in said
    assert "khutwa ledger convert" in said
    assert path.read_bytes() == before


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A folder with a plan and the ledger of an Arabic Excel."""
    folder = Path(saved(tmp_path / "plan", CLEAN))
    dated = ARABIC.replace("06/02/2027", "16/02/2027").replace("07/02/2027", "17/02/2027")
    dated = dated.replace("05/01/2027", "15/01/2027")
    (folder / "ledger.csv").write_bytes(encoded(dated, "windows-1256"))
    return folder


@pytest.mark.parametrize(
    "command",
    [
        ("ledger", "show"), ("ledger", "check"), ("track", "--on", "2027-03-01"),
        ("replay", "--until", "2027-03"),
        ("log", "--step", "talks", "--status", "begun", "--date", "2027-02-18",
         "--recorded", "2027-02-19"),
    ],
)  # fmt: skip
def test_every_command_says_how_the_ledger_was_read(plan: Path, command: tuple[str, ...]) -> None:
    name, *options = command
    first = [name, *(options.pop(0) for _ in range(name == "ledger"))]
    result = run(*first, str(plan), *options)
    assert result.exit_code in (0, 1), result.output
    assert "windows-1256" in result.stderr + result.stdout


def test_mistakes_above_it_do_not_hide_how_the_file_was_read(plan: Path) -> None:
    wrong = "".join(f"w{number};soon;;ceasefire;done;;;\r\n" for number in range(9)).encode()
    head, rest = (plan / "ledger.csv").read_bytes().split(b"\r\n", 1)
    plain = b"id;recorded;date;step;status;level;assessor;note"
    assert plain.count(b";") == head.count(b";")
    (plan / "ledger.csv").write_bytes(b"\r\n".join((plain, wrong + rest)))
    for command in (("ledger", "show"), ("track", "--on", "2027-03")):
        name, *options = command
        first = [name, *(options.pop(0) for _ in range(name == "ledger"))]
        assert "windows-1256" in run(*first, str(plan), *options).stderr


def test_from_windows_to_utf_8_nothing_is_lost(plan: Path) -> None:
    new = plan.parent / "new.csv"
    result = run("ledger", "convert", str(plan / "ledger.csv"), str(new))
    assert result.exit_code == 0
    assert "windows-1256" in result.stderr
    old = load_ledger(plan / "ledger.csv")
    loaded = load_ledger(new)
    assert loaded.diagnostics == ()
    assert loaded.ledger == old.ledger
    assert new.read_bytes().startswith(b"\xef\xbb\xbf")


FEW = "id,recorded,step,status,note\nx,2027-01-01,talks,begun,هدنة\n"


def test_by_a_few_letters_nothing_is_guessed_and_a_person_may_say_it(tmp_path: Path) -> None:
    path, new = tmp_path / "old.csv", tmp_path / "new.csv"
    path.write_bytes(FEW.encode("windows-1256"))
    (found,) = load_ledger(path).diagnostics
    assert (found.code, found.place.line, found.place.column) == ("KH803", 2, 26)
    assert "--encoding windows-1256" in str(found.fix)
    result = run("ledger", "convert", str(path), str(new), "--encoding", "windows-1256")
    assert result.exit_code == 0, result.output
    assert [entry.note for entry in load_ledger(new).ledger.entries] == ["هدنة"]


@pytest.mark.parametrize(
    ("encoding", "code"), [("utf-9", "KH830"), ("base64", "KH830"), ("utf-8", "KH803")]
)
def test_an_encoding_that_does_not_exist_or_fit_is_said(
    tmp_path: Path, encoding: str, code: str
) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(FEW.encode("windows-1256"))
    target = tmp_path / "new.csv"
    result = run("ledger", "convert", str(path), str(target), "--encoding", encoding)
    assert result.exit_code == 2
    assert code in result.stderr
    assert not target.exists()


def test_a_line_of_another_encoding_in_a_file_of_utf_8_is_not_guessed_away() -> None:
    data = f"{FEW}y,2027-01-01,talks,begun,{'هدنة أخرى في المدينة ' * 9}\n".encode()
    (found,) = read_ledger(data + "z,2027-01-02,talks,begun,هدنة\n".encode("cp1256")).diagnostics
    assert (found.code, found.place.line) == ("KH803", 4)


WORDS = st.sampled_from(ARABIC.replace(";", " ").split())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), st.booleans())
def test_words_of_a_windows_file_come_back_from_it(note: str, quoted: bool) -> None:
    entry = replace(NEW, note=f'"{note}"' if quoted else note, date=PartialDate(2027, 1),
                    source=Source(title=note))  # fmt: skip
    head = ARABIC.replace("ملاحظة", "ملاحظة;عنوان المصدر")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.csv"
        path.write_bytes(encoded(head, "windows-1256"))
        append(path, entry)
        assert load_ledger(path, dates="day-first").ledger.entries[-1] == entry
