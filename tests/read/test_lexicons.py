"""What must hold of the lexicon of every language."""

from __future__ import annotations

import pytest

from khutwa.read.lexicon import FOLDER, lexicon
from khutwa.read.tokens import tokens

LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_classes_are_those_of_arabic(language: str) -> None:
    known, arabic = lexicon(language), lexicon("ar")
    for words in (known.verbs, known.nouns, known.participles):
        assert set(words.values()) <= set(arabic.verbs.values()) | set(arabic.nouns.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_knows_every_class_that_arabic_has_verbs_for(language: str) -> None:
    classes = {"said", "demanded", "agreed", "promised", "did", "refused", "failed", "violated"}
    assert classes <= set(lexicon(language).verbs.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_names_of_actors_are_words_as_the_reader_cuts_them(language: str) -> None:
    for phrases in lexicon(language).actors.values():
        for phrase in phrases:
            assert tuple(token.key for token in tokens(" ".join(phrase))) == phrase
