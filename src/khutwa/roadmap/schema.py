"""The JSON Schema of the roadmap file, from which editors complete and check."""

from __future__ import annotations

import inspect
import re
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaWarningKind
from pydantic_core import core_schema

from khutwa.roadmap.diagnostic import Path
from khutwa.roadmap.model import Roadmap


@cache
def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of `roadmap.yaml`, within the keywords of draft 7.

    References use `definitions`, and every field may be left blank.
    """
    schema = Roadmap.model_json_schema(
        by_alias=True, ref_template="#/definitions/{model}", schema_generator=_Generator
    )
    schema["definitions"] = schema.pop("$defs", {})
    schema["$schema"] = "http://json-schema.org/draft-07/schema#"
    schema["title"] = "Khutwa roadmap"
    for record in (schema, *schema["definitions"].values()):
        _tidy(record)
    return schema


class _Generator(GenerateJsonSchema):
    # An empty text as default has no JSON form, and needs none.
    ignored_warning_kinds: set[JsonSchemaWarningKind] = {  # noqa: RUF012  as the base declares it
        "skipped-choice",
        "non-serializable-default",
    }

    def model_schema(self, schema: core_schema.ModelSchema) -> dict[str, Any]:
        """Return the schema of a record, every field with what it means and free to be blank."""
        record = super().model_schema(schema)
        meanings = _meanings(schema["cls"])
        needed = record.get("required", ())
        for name, field in record["properties"].items():
            field.pop("title", None)
            if not field.get("default"):
                field.pop("default", None)
            blank = [] if name in needed or _BLANK in field.get("anyOf", ()) else [_BLANK]
            if blank or "$ref" in field:
                # Beside a reference draft 7 reads nothing else.
                forms = field.pop("anyOf", None) or [field.copy()]
                field.clear()
                field["anyOf"] = [*forms, *blank]
            field["description"] = meanings.get(name.replace(" ", "_"), "")
        return record


_BLANK = {"type": "null"}
_ATTRIBUTE = re.compile(r"^    (\w+): (.*(?:\n {8,}.*)*)", re.MULTILINE)


def _meanings(record: type) -> dict[str, str]:
    """Return what each field means, from the `Attributes:` of the class and of those above it."""
    found: dict[str, str] = {}
    for kind in reversed(record.__mro__):
        _, _, attributes = inspect.cleandoc(kind.__doc__ or "").partition("Attributes:\n")
        for name, meaning in _ATTRIBUTE.findall(attributes):
            found[name] = " ".join(meaning.split())
    return found


def fields_at(path: Path) -> list[str]:
    """Return the names of the fields that the record at `path` may have."""
    schema = json_schema()
    records = [schema]
    for part in path:
        records = [below for record in records for below in _below(schema, record, part)]
    return [name for record in records for name in record.get("properties", {})]


def _tidy(record: dict[str, Any]) -> None:
    """Replace Python docstrings by their first line, and leave out what the loader fills in."""
    if "description" in record:
        record["description"] = str(record["description"]).split("\n", 1)[0]
    record.get("properties", {}).pop("id", None)
    if "required" in record:
        record["required"] = [name for name in record["required"] if name != "id"]


def _below(schema: dict[str, Any], record: dict[str, Any], part: str | int) -> list[dict[str, Any]]:
    """Return the record schemas that `part` may lead to."""
    if isinstance(part, int):
        nexts = [record.get("items")]
    else:
        nexts = [record.get("properties", {}).get(part, record.get("additionalProperties"))]
    return [found for item in nexts for found in _resolve(schema, item)]


def _resolve(schema: dict[str, Any], item: Any) -> list[dict[str, Any]]:
    if not isinstance(item, dict):
        return []
    if "$ref" in item:
        return _resolve(schema, schema["definitions"][item["$ref"].rsplit("/", 1)[1]])
    options = [*item.get("anyOf", ()), *item.get("allOf", ())]
    # Of the forms of a value the record is the one with fields; the others are short for it.
    options = [option for option in options if "$ref" in option] or options
    return [found for option in options for found in _resolve(schema, option)] or [item]
