"""The published schema applied to a document that the models refuse; called by `explain` only.

Gives the same verdict as any validator of JSON Schema 2020-12, without the work that a hostile
list can cause.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from timeline.core import json_schema

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator


def violations(data: Any, schema_name: str) -> Iterator[Any]:
    """Yield jsonschema's errors for a document of the schema `event` or of a facet."""
    return iter(_validator(schema_name).iter_errors(data))


@cache
def _validator(schema_name: str) -> "Draft202012Validator":
    # jsonschema is slow to import, and only refused files need it
    from jsonschema import Draft202012Validator, validators  # noqa: PLC0415

    schema = json_schema.event() if schema_name == "event" else json_schema.vocabulary(schema_name)
    extend: Any = validators.extend
    kind = extend(Draft202012Validator, {"uniqueItems": _unique, "items": _items})
    return cast("Draft202012Validator", kind(schema))


def _unique(_: Any, wanted: Any, items: Any, __: Any) -> Iterator[Any]:
    """Check uniqueItems in one pass; the library's own compares all pairs of unlike items."""
    from jsonschema import ValidationError as Violation  # noqa: PLC0415

    if wanted and isinstance(items, list) and (index := _repeated(items)):
        yield Violation("stands twice", path=[index], instance=items[index])


def _items(validator: Any, schema: Any, items: Any, around: Any) -> Iterator[Any]:
    """Check as many items as a list may have; that there are more is a finding of its own."""
    if isinstance(items, list):
        for index, item in enumerate(items[: around.get("maxItems", len(items))]):
            yield from validator.descend(item, schema, path=index)


def _repeated(items: list[Any]) -> int:
    """Return the index of the first text that stands before, else 0; other types are refused."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        if isinstance(item, str):
            if item in seen:
                return index
            seen.add(item)
    return 0
