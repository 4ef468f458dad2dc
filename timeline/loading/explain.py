"""Why a model refused a document: each violation of the published schema as a Diagnostic.

Pydantic decides; `jsonschema` says where and which keyword; what a schema cannot say (a date that
does not exist) comes from pydantic's own errors.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from timeline.core import edtf, fields, json_schema
from timeline.core.diagnostic import Diagnostic, closest, finding, placed, pointer, quoted
from timeline.loading.locate import locate
from timeline.loading.read import Document, type_name

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

_EXPECTED: Final = {
    fields.ID_PATTERN: (
        "lower-case letters and digits, joined by single hyphens",
        "for example: unsc-resolution-2397",
    ),
    fields.FIELD_OR_KEY_PATTERN: (
        "the name of a field or the key of a figure",
        "for example: date, or entries-total",
    ),
    fields.LANGUAGE_PATTERN: ("a language tag (BCP 47)", "for example: en, ru or zh-Hans"),
    fields.WIKIDATA_PATTERN: ("a Wikidata item", "for example: Q159"),
}
_TYPES: Final = {
    "string": "a text in double quotes",
    "number": "a number without quotes",
    "array": "a list: [ ... ]",
    "object": "an object: { ... }",
}
_NAMED: Final = re.compile(r"'(.*)' was unexpected|'(.*)' is a required property", re.DOTALL)


@cache
def _validator(schema_name: str) -> "Draft202012Validator":
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - only for what is refused

    schema = json_schema.event() if schema_name == "event" else json_schema.vocabulary(schema_name)
    return Draft202012Validator(schema)


def explain(document: Document, schema_name: str, error: ValidationError) -> list[Diagnostic]:
    """Return every finding of a refused document, each with line and column."""
    shape = [
        found
        for violation in _validator(schema_name).iter_errors(document.data)
        for found in _violation(violation, document.file)
    ]
    taken = {item.pointer for item in shape}
    shape += [item for item in _meaning(error, document.file) if item.pointer not in taken]
    if not shape:
        first = error.errors(include_url=False)[0]
        at = pointer(*first["loc"])
        shape = [finding("T111", document.file, at, reason=first["msg"].lower())]
    places = locate(document.text)
    return [placed(item, places.place(item.pointer, at_key=item.at_key)) for item in shape]


def _violation(violation: Any, file: str) -> Iterator[Diagnostic]:
    at = pointer(*violation.absolute_path)
    found = violation.instance
    rule = violation.validator_value
    match violation.validator:
        case "required":
            for name in rule:
                if name not in found:
                    told = violation.schema["properties"].get(name, {}).get("description", "")
                    yield finding("T101", file, at, field=quoted(name), help=_first(told))
        case "additionalProperties":
            known = list(violation.schema["properties"])
            for name in found:
                if name not in known:
                    yield _unknown(file, pointer(*violation.absolute_path, name), name, known)
        case "type":
            fix = "leave the field out instead of null" if found is None else "correct the value"
            yield finding(
                "T103",
                file,
                at,
                found=_shown(found),
                expected=_TYPES.get(str(rule), str(rule)),
                fix=fix,
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
            yield _form(file, at, found, rule)
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
            length = len(found)
            return finding("T106", file, at, length=length, unit="characters", limit=limit)
        case "maxItems":
            return finding("T106", file, at, length=len(found), unit="items", limit=limit)
        case "minimum" | "maximum":
            word = "at least" if violation.validator == "minimum" else "at most"
            return finding("T108", file, at, found=found, expected=f"{word} {limit}")
        case "not":
            return finding("T109", file, at, found=quoted(found))
        case "uniqueItems":
            twice = next(item for i, item in enumerate(found) if item in found[:i])
            return finding("T110", file, at, found=quoted(twice))
        case _:
            return finding("T111", file, at, reason=quoted(violation.message))


def _unknown(file: str, at: str, name: str, known: list[str]) -> Diagnostic:
    near = closest(name, known)
    fix = "rename or delete it; local data goes into the object 'x'"
    if not near:
        fix += "; fields here: " + ", ".join(known)
    return finding("T102", file, at, at_key=True, field=quoted(name), suggestion=near, fix=fix)


def _form(file: str, at: str, found: str, pattern: str) -> Diagnostic:
    plain = pattern.removesuffix("(?!\\n)")
    if plain == fields.URL_PATTERN:
        return bad_address(file, at, found)
    if plain == edtf.PATTERN:
        return _bad_date(file, at, found)
    expected, fix = _EXPECTED.get(plain, (f"the pattern {plain}", "correct it"))
    return finding("T107", file, at, found=quoted(found), expected=expected, fix=fix)


def _bad_date(file: str, at: str, found: str) -> Diagnostic:
    try:
        value = edtf.parse(found)
    except edtf.EdtfError as error:
        return finding(
            "T201",
            file,
            at,
            found=quoted(found),
            reason=error.reason,
            position=error.position,
        )
    if value.has_time:
        return finding("T202", file, at, found=quoted(found))
    return finding("T107", file, at, found=quoted(found), expected="EDTF", fix="report this")


def bad_address(file: str, at: str, found: str) -> Diagnostic:
    """Say what is wrong with an address."""
    scheme, colon, rest = found.partition("://")
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if not colon or scheme not in ("http", "https"):
        reason, fix = "it does not begin with http:// or https://", "copy the address in full"
    elif not host:
        reason, fix = "it has no host", "copy the address in full"
    elif "@" in host:
        reason, fix = "it holds a user name or password", "remove everything up to the '@'"
    elif not found.isascii():
        reason, fix = "it holds letters beyond ASCII", "copy it from the browser, percent-encoded"
    else:
        reason, fix = "it holds a character that addresses cannot hold", "percent-encode it"
    return finding("T404", file, at, found=quoted(found), reason=reason, fix=fix)


def _meaning(error: ValidationError, file: str) -> Iterator[Diagnostic]:
    """Yield what only the models know: dates that do not exist."""
    for item in error.errors(include_url=False):
        at = pointer(*item["loc"])
        found = quoted(item["input"])
        if item["type"] == "edtf":
            yield finding("T201", file, at, found=found, **item["ctx"])
        elif item["type"] == "edtf_time":
            yield finding("T202", file, at, found=found)


def _shown(found: Any) -> str:
    if found is None or isinstance(found, (dict, list, bool)):
        return type_name(found)
    return f"{type_name(found)} ({quoted(found)})"


def _first(description: str) -> str:
    """Return the first sentence of a field's description."""
    return description.split(". ")[0].rstrip(".") or "see the documentation"
