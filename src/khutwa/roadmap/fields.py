"""Field types: what a YAML value may look like, and what it becomes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator

from khutwa.roadmap.condition import Condition
from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.duration import Duration
from khutwa.roadmap.moment import Moment, parse_moment
from khutwa.roadmap.record import Parsed
from khutwa.roadmap.stake import SCALE, Stake, parse_number
from khutwa.words import LANGUAGES, Text

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PERCENT = ("%", "\N{ARABIC PERCENT SIGN}")

PATIENCE = {"very low": 0.5, "low": 0.7, "medium": 0.85, "high": 0.93, "very high": 0.98}
"""Yearly discount factors that the patience words stand for."""

_DIGIT = "[0-9\u0660-\u0669]"
# A number that a program cannot take for one, such as one in Arabic digits, is a text to it.
_NUMBER_TEXT = {"type": "string", "pattern": f"{_DIGIT}"}
_NUMBER_SCHEMA = {"type": ["number", "string"], "pattern": f"{_DIGIT}"}
_STAKE_SCHEMA = {"anyOf": [{"type": "number"}, {"enum": list(SCALE)}, _NUMBER_TEXT]}
_WORDS_SCHEMA = {"type": ["string", "number"], "pattern": r"\S"}


def _text(raw: Any) -> Text:
    if isinstance(raw, Text):
        return raw
    if isinstance(raw, str) and raw.strip():
        return Text.plain(raw)
    if isinstance(raw, Mapping) and raw:
        for language, words in raw.items():
            if not _LANGUAGE.fullmatch(str(language)) or not isinstance(words, str):
                raise ValueError("a text has languages as keys and words as values")
            if not words.strip():
                raise ValueError("empty text")
        return Text(dict(raw))
    raise ValueError("not a text")


def _show_text(text: Text) -> Any:
    spoken = {language: text.get(language) for language in text.languages}
    return spoken["und"] if tuple(spoken) == ("und",) else spoken


def _string(raw: Any) -> str:
    if isinstance(raw, str):
        return raw
    raise TypeError("not text")


def _duration(raw: Any) -> Duration:
    return raw if isinstance(raw, Duration) else Duration.parse(_string(raw))


def _partial(raw: Any) -> PartialDate:
    return raw if isinstance(raw, PartialDate) else PartialDate.parse(_string(raw))


def _moment(raw: Any) -> Moment:
    return raw if isinstance(raw, Moment) else parse_moment(_string(raw))


def _within(raw: Any) -> Moment:
    moment = _moment(raw)
    if not moment.offset:
        raise ValueError("needs a duration and what it counts from")
    return moment


def _condition(raw: Any) -> Condition:
    return raw if isinstance(raw, Condition) else Condition.parse(_string(raw))


def _percent(text: str) -> float | None:
    """Read a percentage; None where the text is none."""
    text = text.strip()
    return parse_number(text[:-1]) / 100 if text.endswith(_PERCENT) else None


def _share(raw: Any) -> float:
    """Read a number from 0 to 1, or a percentage."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        value = float(raw)
    else:
        percent = _percent(_string(raw))
        value = parse_number(raw) if percent is None else percent
    if not 0 <= value <= 1:
        raise ValueError("not between 0 and 1")
    return value


def _patience(raw: Any) -> float:
    """Read a word, a yearly discount factor, or a yearly discount rate in per cent."""
    if isinstance(raw, str):
        word = " ".join(_string(raw).lower().split())
        if word in PATIENCE:
            return PATIENCE[word]
        rate = _percent(raw)
        if rate is not None and rate <= 0:
            raise ValueError("a discount rate is greater than 0")
        factor = parse_number(raw) if rate is None else 1 / (1 + rate)
    else:
        factor = float(raw)
    # Closer to 0 or 1 than this, a value for ever is no longer a number that can be computed.
    if not 1e-6 <= factor <= 1 - 1e-6:
        raise ValueError("a discount factor lies between 0 and 1")
    return factor


def one_or_many(raw: Any) -> Any:
    """Return a list where the file gives one value alone."""
    return [raw] if isinstance(raw, (str, Mapping)) else raw


TextField = Annotated[
    Text,
    Parsed(
        "bad-text",
        _text,
        _show_text,
        {
            "anyOf": [
                _WORDS_SCHEMA,
                {
                    "type": "object",
                    "properties": dict.fromkeys(LANGUAGES, _WORDS_SCHEMA),
                    "additionalProperties": _WORDS_SCHEMA,
                    "propertyNames": {"pattern": f"^{_LANGUAGE.pattern}$"},
                    "minProperties": 1,
                },
            ]
        },
    ),
]
DurationField = Annotated[
    Duration,
    Parsed("bad-duration", _duration, str, {"type": "string", "examples": ["30 days", "P30D"]}),
]
DateField = Annotated[
    PartialDate,
    Parsed(
        "bad-date",
        _partial,
        str,
        {
            "type": ["string", "integer"],
            "pattern": rf"^\s*{_DIGIT}{{4}}(-{_DIGIT}{{1,2}}){{0,2}}\s*$",
            "examples": ["2015-12-18"],
        },
    ),
]
MomentField = Annotated[
    Moment,
    Parsed(
        "bad-moment",
        _moment,
        str,
        {"type": ["string", "integer"], "examples": ["2015-12-31", "30 days after adoption"]},
    ),
]
WithinField = Annotated[
    Moment,
    Parsed("bad-within", _within, str, {"type": "string", "examples": ["30 days of adoption"]}),
]
ConditionField = Annotated[
    Condition,
    Parsed(
        "bad-condition",
        _condition,
        str,
        {"type": "string", "examples": ["ceasefire and 2 of (talks, access, waiver)"]},
    ),
]
StakeField = Annotated[
    Stake,
    Parsed(
        "bad-stake",
        Stake.parse,
        lambda s: [s.low, s.likely, s.high] if s.is_range else s.likely,
        {
            "anyOf": [
                *_STAKE_SCHEMA["anyOf"],
                {"type": "array", "items": _STAKE_SCHEMA, "minItems": 3, "maxItems": 3},
            ]
        },
    ),
]
ShareField = Annotated[float, Parsed("bad-share", _share, float, _NUMBER_SCHEMA)]
PatienceField = Annotated[
    float,
    Parsed(
        "bad-patience",
        _patience,
        float,
        {"anyOf": [{"enum": list(PATIENCE)}, _NUMBER_SCHEMA]},
    ),
]
Names = Annotated[
    tuple[str, ...],
    BeforeValidator(one_or_many, json_schema_input_type=str | float | list[str | float]),
]
