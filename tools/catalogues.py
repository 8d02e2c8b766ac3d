"""Collect, compile and check the catalogues of translations.

    python tools/catalogues.py update     write the messages of the sources into every khutwa.po
    python tools/catalogues.py compile    write every khutwa.mo from its khutwa.po
    python tools/catalogues.py check      list what is missing, wrong or out of date; 1 if any is

Languages may follow, to look at these alone: `update ar`.

What is translated: the templates of `M("...")` and `MN("...", "...", n)`, the paragraphs of the
docstrings of the rules, and those of click's own words that this command line can show.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from khutwa.words.catalogue import DOMAIN, LOCALES
from khutwa.words.doc import is_code, paragraphs
from khutwa.words.language import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "khutwa"
RULES = ("src/khutwa/linter/rules/kh", "src/khutwa/ledger/rules/kh")
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")

ARGUMENTS = {"M": 1, "MN": 2}
"""How many templates each function takes."""

# Click 8.1 to 8.5. Written out, so that the catalogues do not depend on the click installed here.
CLICK: tuple[str | tuple[str, str], ...] = (
    "Usage:",
    "Options",
    "Commands",
    "Positional arguments",
    "default: {default}",
    "required",
    "Aborted!",
    "Error: {message}",
    "Try '{command} {option}' for help.",
    "Missing command.",
    "No such command {name!r}.",
    "No such option: {name}",
    "No such option {name!r}.",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    "Option {name!r} does not take a value.",
    (
        "Option {name!r} requires an argument.",
        "Option {name!r} requires {nargs} arguments.",
    ),
    (
        "Got unexpected extra argument ({args})",
        "Got unexpected extra arguments ({args})",
    ),
    "Missing argument",
    "Missing option",
    "Missing parameter",
    "Choose from:\n\t{choices}",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "file",
    "directory",
    "path",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is a directory.",
    "{name} '{filename}' is a directory.",
    "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.",
    "Could not open file {filename!r}: {message}",
    "unknown error",
)


@dataclass(frozen=True)
class Found:
    """A message of the sources, or a call from which none could be taken.

    Attributes:
        place: The file, relative to the repository.
        line: Line of the call.
        texts: The template, or the singular and the plural; empty where it is not literal.
    """

    place: str
    line: int
    texts: tuple[str, ...]


def extract(source: str, place: str) -> Iterator[Found]:
    """Yield what the calls of `M` and `MN` in a Python source hold, in the order of the lines.

    The one template that need not be a literal is that of another message, `M(other.template)`,
    which is extracted where the other was written.
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        if isinstance(call.func, ast.Name) and call.func.id in ARGUMENTS:
            wanted = ARGUMENTS[call.func.id]
            # The parser has already joined literals that stand side by side.
            texts = tuple(
                argument.value
                for argument in call.args[:wanted]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            )
            first = call.args[0] if call.args else None
            rewrapped = isinstance(first, ast.Attribute) and first.attr == "template"
            if texts != ("",) and not rewrapped:
                yield Found(place, call.lineno, texts if len(texts) == wanted else ())


def extract_doc(source: str, place: str) -> Iterator[Found]:
    """Yield the paragraphs of a module's docstring that are translated."""
    for paragraph in paragraphs(ast.get_docstring(ast.parse(source)) or ""):
        if not is_code(paragraph):
            yield Found(place, 1, (paragraph,))


def messages() -> list[Found]:
    """Return all that is to be translated, by file and in the order of each file."""
    found: list[Found] = []
    for path in sorted(SOURCES.rglob("*.py")):
        place, source = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        if place.startswith(RULES):
            found += extract_doc(source, place)
        found += extract(source, place)
    for words in CLICK:
        found.append(Found("click", 0, (words,) if isinstance(words, str) else words))
    return found


# Babel numbers the last two Arabic forms the other way round than every other tool does.
PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 ? 4 : 5);"
}


class PlainCatalog(Catalog):
    """A catalogue whose header says nothing of dates and tools, so that it is reproducible."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header, in the order in which it is written."""
        return [
            ("Project-Id-Version", DOMAIN),
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", PLURALS.get(str(self.locale_identifier), self.plural_forms)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def path_of(language: str, suffix: str) -> Path:
    """Return the path of a catalogue: `.po` to edit, `.mo` to run."""
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}{suffix}"


def read(language: str) -> Catalog:
    """Return the catalogue as it stands in its file; an empty one where there is none."""
    path = path_of(language, ".po")
    if not path.exists():
        return Catalog(language, header_comment=f"# The texts of Khutwa; language: {language}.")
    with path.open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True)


def merge(old: Catalog, found: list[Found], language: str) -> Catalog:
    """Return a catalogue of exactly what was found, with the translations that `old` has."""
    merged = PlainCatalog(language, fuzzy=False, header_comment=old.header_comment)
    for message in found:
        if not message.texts:
            continue
        singular, *plural = message.texts
        known = old.get(singular)
        fits = known is not None and known.pluralizable == bool(plural)
        entry = merged.add(
            message.texts if plural else singular,
            known.string if known is not None and fits else None,
            locations=[(message.place, 0)],
            user_comments=known.user_comments if known is not None else (),
        )
        # Values stand in braces; "95% interval" only looks like a directive.
        entry.flags.discard("python-format")
    return merged


def po_bytes(catalogue: Catalog) -> bytes:
    """Return the text of a `.po` file."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, include_lineno=False)
    return buffer.getvalue().rstrip(b"\n") + b"\n"


def mo_bytes(catalogue: Catalog) -> bytes:
    """Return the content of a `.mo` file."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def compiled(language: str) -> bytes:
    """Return what the `.po` of a language compiles to."""
    plain = PlainCatalog(language, fuzzy=False)
    for message in read(language):
        # What is not translated in every form is shown in English.
        if message.id and all(strings(message)):
            plain.add(message.id, message.string)
    return mo_bytes(plain)


def strings(message: Message) -> tuple[str, ...]:
    """Return the translation of a message, or each of its plural forms."""
    given = message.string or ""
    return (given,) if isinstance(given, str) else tuple(given)


def placeholders(text: str) -> set[str]:
    """Return every `{name}` of a text."""
    return set(re.findall(r"\{[^{}]*\}", text))


def faults(texts: tuple[str, ...], translation: str) -> Iterator[str]:
    """Yield what a translation does not keep of its source.

    A form of a counting message may leave out what only one of the two sources has, and `{n}`.
    """
    given = placeholders(translation)
    every = [placeholders(text) for text in texts]
    needed, allowed = set[str].intersection(*every), set[str].union(*every)
    if len(texts) > 1:
        needed.discard("{n}")
    if lost := needed - given:
        yield f"lacks {' '.join(sorted(lost))}"
    if invented := given - allowed:
        yield f"has {' '.join(sorted(invented))}, which the source has not"
    for text in texts[-1:]:
        code, kept = (sorted(re.findall(r"`[^`]*`", part)) for part in (text, translation))
        if code != kept:
            yield f"has the code {' '.join(kept) or 'nowhere'} where the source has {code}"
        if text.count("\n\n") != translation.count("\n\n"):
            yield "has other paragraphs than the source"


def check(language: str, found: list[Found] | None = None) -> list[str]:
    """Return everything that is wrong with the catalogue of a language."""
    found = messages() if found is None else found
    said = [
        f"{message.place}:{message.line}: the template is not a literal and cannot be extracted"
        for message in found
        if not message.texts
    ]
    catalogue = read(language)
    wanted = merge(catalogue, found, language)
    for message in wanted:
        if message.id:
            texts = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            said += (f"{language}: {texts[0]!r} {fault}" for fault in _judge(catalogue, texts))
    for message in catalogue:
        if message.id and wanted.get(message.id) is None:
            said.append(f"{language}: {message.id!r} is no longer in the sources")
    mo = path_of(language, ".mo")
    if not mo.exists() or mo.read_bytes() != compiled(language):
        said.append(f"{language}: {mo.name} is not what {DOMAIN}.po compiles to; run compile")
    return said


def _judge(catalogue: Catalog, texts: tuple[str, ...]) -> Iterator[str]:
    message = catalogue.get(texts[0])
    if message is None or message.pluralizable != (len(texts) > 1):
        yield "is missing; run update"
        return
    forms = strings(message)
    for number, form in enumerate(forms):
        place = f"(form {number}) " if len(forms) > 1 else ""
        if not form:
            yield f"{place}is not translated"
        else:
            yield from (place + fault for fault in faults(texts, form))


def main(arguments: list[str]) -> int:
    """Run one of the three tasks; return the exit code."""
    languages = arguments[1:] or TRANSLATED
    match arguments[:1]:
        case ["update"]:
            found = messages()
            for language in languages:
                path = path_of(language, ".po")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(po_bytes(merge(read(language), found, language)))
        case ["compile"]:
            for language in languages:
                path_of(language, ".mo").write_bytes(compiled(language))
        case ["check"]:
            found = messages()
            said = dict.fromkeys(line for lang in languages for line in check(lang, found))
            print("\n".join(said) or "The catalogues are complete.")
            return 1 if said else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
