"""The base of every model, and what field types share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class Record(BaseModel):
    """A frozen model; keys of several words are written with spaces in the file."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=lambda name: name.replace("_", " "),
        validate_by_name=True,
        validate_by_alias=True,
        arbitrary_types_allowed=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_blanks(cls, raw: Any) -> Any:
        # `requires:` with nothing behind it means the same as no such line.
        if isinstance(raw, Mapping):
            return {key: value for key, value in raw.items() if value is not None}
        return raw


def either_or(record: Record, first: str, second: str) -> None:
    """Refuse a record in which the file gives two fields of which only one can count."""
    if {first, second} <= record.model_fields_set:
        raise failure("either-or", at=(second,), given=second, other=first)


def failure(kind: str, **context: Any) -> PydanticCustomError:
    """Return the error that the loader turns into the diagnostic of this kind."""
    return PydanticCustomError("khutwa", "{kind}", {"kind": kind, **context})


@dataclass(frozen=True, eq=False)
class Parsed:
    """The annotation of a field that `read` parses; its failure is reported as `kind`.

    Attributes:
        kind: The name of the diagnostic, one of `khutwa.roadmap.problems`.
        read: Parses a raw YAML value; raises ValueError or TypeError for what it cannot read.
        show: Gives back the plain value to write.
        schema: The JSON Schema of the raw value.
    """

    kind: str
    read: Callable[[Any], Any]
    show: Callable[[Any], Any]
    schema: dict[str, Any]

    def _validate(self, raw: Any) -> Any:
        try:
            return self.read(raw)
        except (ValueError, TypeError, OverflowError) as error:
            raise failure(self.kind, given=raw, error=error) from error

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return the schema that calls `read`."""
        return core_schema.no_info_plain_validator_function(
            self._validate,
            serialization=core_schema.plain_serializer_function_ser_schema(self.show),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return the JSON Schema of the raw value."""
        return dict(self.schema)
