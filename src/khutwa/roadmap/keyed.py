"""Mappings whose keys name their values, with the short forms that each kind of value allows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from khutwa.roadmap.record import Record, failure

RESERVED = frozenset(
    ["all", "and", "any", "before", "but", "if", "not", "of", "or", "unless", "xor", "after"]
)
"""Words of the condition language, which cannot name a thing."""

_NAME = re.compile(r"[^\W\d_][\w-]*")
_LOOSE = re.compile(r"[\w][\w.-]*")

# For JavaScript `\w` means Latin letters alone, so that the schema names what cannot stand there.
_SIGNS = r"\s,;:!?()\[\]{}'" r'"/\\'
_NAME_SCHEMA = rf"^[^\d_.{_SIGNS}-][^.{_SIGNS}]*$"
_LOOSE_SCHEMA = rf"^[^{_SIGNS}]+$"


@dataclass(frozen=True)
class Keyed:
    """The annotation of a mapping from names to records.

    Attributes:
        short: The attribute that a value stands for when it is not a mapping
            (`us: United States` means `us: {name: United States}`).
        loose: Allow names that begin with a digit (the points of an agreement).
    """

    short: str | None = None
    loose: bool = False

    def _fill(self, raw: Any) -> Any:
        if raw is None:
            return {}
        if not isinstance(raw, Mapping):
            return raw
        return {name: _named(name, value, self.short, self.loose) for name, value in raw.items()}

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return the schema that gives each record the name it stands under."""
        return core_schema.no_info_before_validator_function(self._fill, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return the JSON Schema of the raw mapping, short forms and blanks among its values."""
        found = handler(schema)
        record = found["additionalProperties"]
        forms = [record, {"type": "null"}]
        if self.short:
            forms.insert(1, handler.resolve_ref_schema(record)["properties"][self.short])
        found["additionalProperties"] = {"anyOf": forms}
        found["propertyNames"] = {"pattern": _LOOSE_SCHEMA if self.loose else _NAME_SCHEMA}
        return found


def _named(name: Any, value: Any, short: str | None, loose: bool) -> Any:
    check_name(name, loose=loose)
    if isinstance(value, Record):
        return value
    if value is None:
        return {"id": name}
    if isinstance(value, Mapping) and not _is_text(value, short):
        if "id" in value:
            raise failure("unknown-key", at=(name, "id"), given="id")
        return {"id": name, **value}
    if short is None:
        raise failure("not-a-mapping", at=(name,), given=value)
    return {"id": name, short: value}


def _is_text(value: Mapping[Any, Any], short: str | None) -> bool:
    """Tell whether `{en: ..., ar: ...}` is the short form itself."""
    return short in ("name", "text", "title") and bool(value) and set(value) <= {"en", "ar", "ru"}


def has_hidden(name: str) -> bool:
    """Tell whether a name holds what is not seen: a direction mark, a sign typed apart."""
    marked = any(unicodedata.category(c) == "Cf" for c in name)
    return marked or not unicodedata.is_normalized("NFC", name)


def check_name(name: Any, *, loose: bool = False) -> None:
    """Refuse a name that cannot be read, typed or told from another."""
    if not isinstance(name, str):
        raise failure("bad-name", at=(name,), given=str(name))
    if has_hidden(name):
        raise failure("hidden-character", at=(name,), given=name)
    pattern = _LOOSE if loose else _NAME
    if not pattern.fullmatch(name) or len(name) > 80:
        raise failure("bad-name", at=(name,), given=name)
    if name.lower() in RESERVED:
        raise failure("reserved-name", at=(name,), given=name)
