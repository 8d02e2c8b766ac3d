"""Documentation that stands in docstrings, paragraph by paragraph, so that it can be translated."""

from __future__ import annotations

import inspect
import re

from khutwa.words.catalogue import translate
from khutwa.words.language import current_language


def paragraphs(doc: str) -> list[str]:
    """Return the paragraphs of a docstring; lines of one paragraph are joined, code is kept."""
    blocks = re.split(r"\n\s*\n", inspect.cleandoc(doc))
    return [block if is_code(block) else " ".join(block.split()) for block in blocks if block]


def is_code(paragraph: str) -> bool:
    """Tell whether a paragraph is an indented example, which is not translated."""
    return all(line.startswith("    ") for line in paragraph.splitlines())


def translate_paragraph(paragraph: str) -> str:
    """Return a paragraph in the current language."""
    return paragraph if is_code(paragraph) else translate(paragraph, current_language())
