"""From what pydantic says of a value to the diagnostic a person can act on."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from khutwa.roadmap.condition import ConditionError
from khutwa.roadmap.diagnostic import Diagnostic, Path
from khutwa.roadmap.document import Document
from khutwa.roadmap.nearest import nearest
from khutwa.roadmap.problems import PROBLEMS
from khutwa.words import M, Message

MOST = 200
"""Complaints about one file that are worth reading at once."""

_DATE = re.compile(r"\d{4}(-\d{1,2}){0,2}")


def problem(
    document: Document,
    name: str,
    path: Path = (),
    *,
    key: bool = False,
    offset: int = 0,
    subject: str | None = None,
    **values: Any,
) -> Diagnostic:
    """Return the diagnostic of the problem `name` at `path`, its texts filled with `values`."""
    place = document.place(path, key=key, offset=offset)
    return PROBLEMS[name].found(place, path, subject, **values)


def complaints(document: Document, error: ValidationError) -> list[Diagnostic]:
    """Return a diagnostic for everything that a model refused."""
    details = error.errors(include_url=False)[:MOST]
    return [_complaint(document, detail) for detail in details]


def _complaint(document: Document, detail: ErrorDetails) -> Diagnostic:
    path: Path = tuple(detail["loc"])
    context = detail.get("ctx", {})
    subject = str(path[1]) if len(path) > 1 and path[0] in ("steps", "parties", "roles") else None
    given = _short(detail.get("input"))
    match detail["type"]:
        case "extra_forbidden":
            allowed = _allowed(path[:-1])
            name = str(path[-1])
            return problem(
                document, "unknown-key", path, key=True, subject=subject,
                given=name, nearest=nearest(name, allowed), allowed=sorted(allowed),
            )  # fmt: skip
        case "missing":
            return problem(document, "missing", path, subject=subject, given=str(path[-1]))
        case "literal_error":
            allowed_words = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
            return problem(
                document, "bad-choice", path, subject=subject, given=given, allowed=allowed_words
            )
        case "model_type" | "model_attributes_type" | "dict_type" | "mapping_type":
            return problem(document, "not-a-mapping", path, subject=subject, given=given)
        case "khutwa":
            return _own(document, path, context, subject)
        case _:
            said = _said(detail["type"], context)
            return problem(document, "bad-value", path, subject=subject, given=given, said=said)


def _own(
    document: Document, path: Path, context: dict[str, Any], subject: str | None
) -> Diagnostic:
    """Return the diagnostic of an error that our own readers raised."""
    kind = str(context["kind"])
    path = (*path, *context.get("at", ()))
    named = bool(context.get("at"))
    values: dict[str, Any] = {"given": _short(context.get("given"))}
    offset = 0
    error = context.get("error")
    if isinstance(error, ConditionError):
        offset = error.start
        values |= {
            "said": error.message,
            "advice": error.fix or M("Join steps with and, or, `2 of (a, b, c)` and brackets."),
        }
        if _cut_by_comma(document, path, context.get("given")):
            values["advice"] = M("Within {braces} a comma ends the value: put the whole condition "
                                 "in quotes.", braces="`{ }`")  # fmt: skip
    elif kind == "bad-condition":
        values |= {
            "said": M("it is not a text"),
            "advice": M("Write step names joined by and, or."),
        }
    if kind == "bad-moment" and _DATE.fullmatch(str(context.get("given"))):
        kind = "bad-date"
    if kind == "either-or":
        values["other"] = context["other"]
    if kind == "unknown-key":
        values |= {"allowed": sorted(_allowed(path[:-1]))}
    if kind == "bad-text":
        values["example"] = "{en: ..., ar: ...}"
    if kind == "bad-position":
        values["example"] = "{lat: 35.93, lon: 36.63}"
    return problem(document, kind, path, key=named, offset=offset, subject=subject, **values)


def _cut_by_comma(document: Document, path: Path, given: Any) -> bool:
    """Tell whether a bracket is open because a flow mapping ended the condition at its comma."""
    record, node, text = document.node(path[:-1]), document.node(path), str(given)
    inside = record is not None and record.style == "{" and node is not None and not node.style
    return inside and text.count("(") > text.count(")")


def _allowed(path: Path) -> list[str]:
    """Return the fields of the record at `path`, read from the model itself."""
    from khutwa.roadmap.schema import fields_at

    return fields_at(path)


def _said(kind: str, context: dict[str, Any]) -> Message:
    """Return in our own words what pydantic expected."""
    match kind:
        case "string_type":
            return M("a text is expected")
        case "tuple_type":
            return M("a list is expected")
        case "bool_parsing" | "bool_type":
            return M("true or false is expected")
        case "too_short":
            return M("at least {least} must stand here", least=context["min_length"])
        case "too_long":
            return M("at most {most} may stand here", most=context["max_length"])
        case _:
            return M("it has another form")


def _short(value: Any) -> str | Message:
    if value is None or (isinstance(value, str) and not value.strip()):
        return M("an empty value")
    text = _flow(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _flow(value: Any) -> str:
    """Return a value about as the file writes it."""
    if isinstance(value, list):
        return f"[{', '.join(_flow(item) for item in value[:10])}]"
    if isinstance(value, dict):
        pairs = list(value.items())[:10]
        return f"{{{', '.join(f'{key}: {_flow(item)}' for key, item in pairs)}}}"
    return str(value)
