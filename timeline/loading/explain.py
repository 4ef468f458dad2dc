"""Why a model refused a document: each violation of the published schema as a Diagnostic.

Pydantic decides; `jsonschema` says where and which keyword; what a schema cannot say (a date that
does not exist) comes from pydantic's own errors.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from pydantic import ValidationError

from timeline.core.diagnostic import Diagnostic, at_most, closest, finding, placed, pointer, quoted
from timeline.loading.forms import misformed
from timeline.loading.locate import locate
from timeline.loading.strict_json import Document, type_name
from timeline.loading.violations import violations

_TYPES: Final = {
    "string": "a text in double quotes",
    "number": "a number without quotes",
    "array": "a list: [ ... ]",
    "object": "an object: { ... }",
}
_ALIKE: Final = 0.75  # names of fields are short: below, the guess is mostly wrong
_SHORTER: Final = "shorten it; details can go into 'summary' or 'note'"


def explain(document: Document, schema_name: str, error: ValidationError) -> list[Diagnostic]:
    """Return every finding of a refused document, each with line and column."""
    file = document.file
    shape = at_most(_shape(document, schema_name), file)
    taken = {item.pointer for item in shape}
    shape += at_most((m for m in _meaning(error, file) if m.pointer not in taken), file)
    if not shape:
        first = error.errors(include_url=False)[0]
        shape = [finding("T111", file, pointer(*first["loc"]), reason=first["msg"].lower())]
    places = locate(document.text)
    return [placed(item, places.place(item.pointer, at_key=item.at_key)) for item in shape]


def _shape(document: Document, schema_name: str) -> Iterator[Diagnostic]:
    """Yield what the schema refuses, each once: a missing field is reported with its siblings."""
    told: set[Diagnostic] = set()
    for violation in violations(document.data, schema_name):
        found = _violation(violation, document.file)
        if "propertyNames" in violation.absolute_schema_path:
            found = (_of_name(item, violation.instance) for item in found)
        for item in found:
            if item not in told:
                told.add(item)
                yield item


def _of_name(item: Diagnostic, name: str) -> Diagnostic:
    """Move a finding about a name from the object to the name."""
    return replace(item, pointer=item.pointer + pointer(name), at_key=True)


def _violation(violation: Any, file: str) -> Iterator[Diagnostic]:
    at = pointer(*violation.absolute_path)
    found = violation.instance
    rule = violation.validator_value
    match violation.validator:
        case "required":
            for name in rule:
                if name not in found:
                    yield finding("T101", file, at, field=quoted(name), help=_help(violation, name))
        case "additionalProperties":
            known = list(violation.schema["properties"])
            for name in found:
                if name not in known:
                    yield _unknown(file, pointer(*violation.absolute_path, name), name, known)
        case "type":
            yield finding(
                "T103",
                file,
                at,
                found=_shown(found),
                expected=_TYPES.get(str(rule), str(rule)),
                fix=_retyped(found, rule, violation.absolute_path),
            )
        case "enum":
            allowed = [str(value) for value in rule]
            near = closest(found, allowed) if isinstance(found, str) else ""
            yield finding(
                "T104",
                file,
                at,
                found=quoted(found),
                allowed=", ".join(allowed),
                suggestion=near,
            )
        case "pattern":
            yield misformed(file, at, found, rule)
        case _:
            yield _limit(violation, file, at)


def _limit(violation: Any, file: str, at: str) -> Diagnostic:
    found = violation.instance
    limit = violation.validator_value
    match violation.validator:
        case "minLength":
            return finding("T105", file, at, expected="some text")
        case "minItems":
            return finding("T105", file, at, expected=f"at least {limit} item")
        case "maxLength":
            length = f"{len(found):,} characters"
            fix = "shorten it" if at in ("/id", "/date") else _SHORTER
            return finding("T106", file, at, length=length, limit=limit, fix=fix)
        case "maxItems":
            length, fix = f"{len(found):,} items", "keep those that matter most"
            return finding("T106", file, at, length=length, limit=limit, fix=fix)
        case "minimum" | "maximum":
            word = "at least" if violation.validator == "minimum" else "at most"
            return finding("T108", file, at, found=found, expected=f"{word} {limit}")
        case "not":
            return finding("T109", file, at, found=quoted(found))
        case "anyOf":
            return _none_of(file, at, [name for option in limit for name in option["required"]])
        case "uniqueItems":
            return finding("T110", file, at, found=quoted(found))
        case _:
            return finding("T111", file, at, reason=quoted(violation.message))


def _none_of(file: str, at: str, names: list[str]) -> Diagnostic:
    """Say that a source has no address and no reason, or a figure no number."""
    if "url" not in names:
        return finding("T314", file, at)
    problem = "the source has no address and does not say why"
    fix = "add 'url', or say in 'no_url_reason' why there is none"
    return finding("T318", file, at, problem=problem, fix=fix)


def _retyped(found: Any, wanted: str, path: Sequence[str | int]) -> str:
    """Say how a value of another type would be written."""
    if found is None:
        what = "item" if path and isinstance(path[-1], int) else "field"
        return f"write a value, or delete the {what}"
    match wanted, found:
        case "string", bool() | int() | float():
            return f'write it in double quotes: "{json.dumps(found)}"'
        case "number", str() if re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", found):
            return f"write it without quotes: {found}"
        case "array", str():
            return f"put it into brackets: [{json.dumps(found[:40], ensure_ascii=False)}]"
        case "array", dict():
            return "put it into brackets: [ { ... } ]"
    return "correct the value"


def _unknown(file: str, at: str, name: str, known: list[str]) -> Diagnostic:
    near = closest(name, known, _ALIKE)
    fix = "rename or delete it"
    if "x" in known:
        fix += "; local data goes into the object 'x'"
    if not near:
        fix += "; fields here: " + ", ".join(known)
    return finding("T102", file, at, at_key=True, field=quoted(name), suggestion=near, fix=fix)


def _meaning(error: ValidationError, file: str) -> Iterator[Diagnostic]:
    """Yield what only the models know: dates that do not exist."""
    for item in error.errors(include_url=False):
        at, found = pointer(*item["loc"]), item["input"]
        if item["type"] == "edtf":
            yield finding("T201", file, at, found=quoted(found), **item["ctx"])
        elif item["type"] == "edtf_time":
            yield finding("T202", file, at, found=quoted(found))


def _shown(found: Any) -> str:
    if isinstance(found, str):
        return f"{type_name(found)} ({quoted(found)})"
    if isinstance(found, bool) or not isinstance(found, int | float):
        return type_name(found)
    return f"{type_name(found)} ({found})"


def _help(violation: Any, name: str) -> str:
    """Return the first sentence of a field's description and an example."""
    member = violation.schema["properties"].get(name, {})
    told = member.get("description", "see the documentation").split(". ")[0].rstrip(".")
    if "examples" not in member:
        return str(told)
    return f'{told}; for example "{name}": {json.dumps(member["examples"][0], ensure_ascii=False)}'
