"""What fired is said in words: no class and no rule of the short texts is shown by its name."""

from __future__ import annotations

import pytest

from khutwa.read.rule_words import class_word, rule_word
from khutwa.words import Message
from read.gold import PUBLISHED, reader, texts


@pytest.mark.parametrize("language", ["ar", "en", "ru"])
def test_every_rule_and_every_class_of_the_short_texts_has_words(language: str) -> None:
    statements = [
        statement
        for item in texts(language)
        for statement in reader().read(item["text"], published=PUBLISHED).statements
    ]
    assert len(statements) > 20
    nameless = {rule for s in statements for rule in s.rules
                if not isinstance(rule_word(rule), Message)}  # fmt: skip
    nameless |= {link.means for s in statements for link in s.chain
                 if not isinstance(class_word(link.means), Message)}  # fmt: skip
    assert nameless == set()


def test_a_rule_says_the_word_that_it_saw_and_what_it_does() -> None:
    assert str(rule_word("sought: يسعى")) == "“\u2068يسعى\u2069” wants"
    assert str(rule_word("subject of offered")) == "who acts is the subject of a word that offers"


def test_a_rule_without_words_is_shown_by_its_name() -> None:
    assert rule_word("a rule to come") == "a rule to come"
