"""An event as its record: parsing a JSON object into the model, and back into canonical form."""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from timeline.core.days import to_iso
from timeline.core.edtf import Edtf
from timeline.core.model import Event

_ADAPTER: Final = TypeAdapter(Event)

UNDATED: Final = "undated"

__all__ = [
    "UNDATED",
    "ValidationError",
    "canonical",
    "parse",
    "published",
    "silenced",
    "year_folder",
]


def parse(data: Any) -> Event:
    """Make an Event of a JSON value; raises pydantic's ValidationError."""
    return _ADAPTER.validate_python(data)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name != "schema")


def canonical(value: Any) -> dict[str, Any]:
    """Return the file's own fields as JSON values: absent ones left out, `$schema` too."""
    record: dict[str, Any] = {}
    for name in _names(value.__class__):
        member = getattr(value, name)
        if member is None or (not member and isinstance(member, str | tuple | dict)):
            continue
        record[name] = _plain(member)
    return record


def silenced(event: Event) -> bool:
    """Tell whether a withdrawal takes the text out of every output."""
    return event.withdrawn is not None and event.withdrawn.reason in ("privacy", "legal")


def published(event: Event) -> dict[str, Any]:
    """Return the record as it may be published: a silenced one keeps its id and tombstone."""
    whole = canonical(event)
    if not silenced(event):
        return whole
    return {name: whole[name] for name in ("id", "withdrawn")}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Edtf):
        return value.text
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if is_dataclass(value):
        return canonical(value)
    return value


def year_folder(date: Edtf) -> str:
    """Return the folder for an event: the year of its earliest possible day, or `undated`."""
    earliest = date.lower
    return to_iso(earliest)[:-6] if isinstance(earliest, int) else UNDATED
