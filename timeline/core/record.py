"""An event as its record: parsing a JSON object into the model, and back into canonical form."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, Final

import orjson
from pydantic import TypeAdapter, ValidationError

from timeline.core.days import to_iso
from timeline.core.edtf import Edtf
from timeline.core.model import Event

_ADAPTER: Final = TypeAdapter(Event)

UNDATED: Final = "undated"
_ABSENT: Final = frozenset({type(None), str, tuple, dict})  # where empty; 0 and False are told
_AS_THEY_ARE: Final = frozenset({bool, dict, int, str})

__all__ = [
    "UNDATED",
    "ValidationError",
    "canonical",
    "parse",
    "published",
    "silenced",
    "text",
    "year_folder",
]


def parse(data: Any) -> Event:
    """Make an Event of a JSON value; raises pydantic's ValidationError."""
    return _ADAPTER.validate_python(data)


def names(kind: Any) -> tuple[str, ...]:
    """Return the fields of a class of records, without `$schema`, in the order of the model."""
    return tuple(field.name for field in fields(kind) if field.name != "schema")


@cache
def _members(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """Return the fields of a class, and what reads them all at once."""
    return names(kind), attrgetter(*names(kind))


def canonical(value: Any) -> dict[str, Any]:
    """Return the file's own fields as JSON values: absent ones left out, `$schema` too."""
    known, read = _members(value.__class__)
    return {
        name: member if member.__class__ is str else _plain(member)
        for name, member in zip(known, read(value), strict=True)
        if member or member.__class__ not in _ABSENT
    }


def silenced(event: Event) -> bool:
    """Tell whether a withdrawal takes the text out of every output."""
    return event.withdrawn is not None and event.withdrawn.reason in ("privacy", "legal")


def published(event: Event) -> dict[str, Any]:
    """Return the record as it may be published: a silenced one keeps its id and tombstone."""
    whole = canonical(event)
    if not silenced(event):
        return whole
    return {name: whole[name] for name in ("id", "withdrawn")}


def text(event: Event) -> bytes:
    """Return the record as it may be published, as JSON with sorted keys."""
    return orjson.dumps(published(event), option=orjson.OPT_SORT_KEYS)


def _plain(value: Any) -> Any:
    kind = value.__class__
    if kind is tuple:  # of texts or of parts, and never empty here
        return list(value) if value[0].__class__ is str else [_plain(item) for item in value]
    if kind is Edtf:
        return value.text
    if kind is float:
        return int(value) if value.is_integer() else value
    return value if kind in _AS_THEY_ARE else canonical(value)


def year_folder(date: Edtf) -> str:
    """Return the folder for an event: the year of its earliest possible day, or `undated`."""
    earliest = date.lower
    return to_iso(earliest)[:-6] if isinstance(earliest, int) else UNDATED
