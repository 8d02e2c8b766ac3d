"""The JSON Schema of the roadmap file, from which editors complete and check."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaWarningKind

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


def fields_at(path: Path) -> list[str]:
    """Return the names of the fields that the record at `path` may have."""
    schema = json_schema()
    records = [schema]
    for part in path:
        records = [below for record in records for below in _below(schema, record, part)]
    return [name for record in records for name in record.get("properties", {})]


def _tidy(record: dict[str, Any]) -> None:
    """Replace Python docstrings by their first line and drop the titles pydantic makes up."""
    if "description" in record:
        record["description"] = str(record["description"]).split("\n", 1)[0]
    for field in record.get("properties", {}).values():
        field.pop("title", None)
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
