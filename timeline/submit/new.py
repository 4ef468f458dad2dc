"""A new event file from a few answers."""

import re
import unicodedata
from typing import Any, Final

from timeline.core.edtf import parse
from timeline.core.record import year_folder

SCHEMA_PATH: Final = "../../schema/event.editor.schema.json"
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 60  # a proposed id; people may choose up to 80


def slug(title: str) -> str:
    """Propose an id from a title; empty if there is nothing to make one of.

    >>> slug("Resolution 2397: workers go home!")
    'resolution-2397-workers-go-home'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = _NOT_SLUG.sub("-", plain.lower()).strip("-")
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    return words


def draft(fields: dict[str, Any]) -> dict[str, Any]:
    """Put the fields of a new event into the order in which people read them; drop empty ones."""
    order = (
        "id",
        "date",
        "title",
        "summary",
        "lang",
        "kind",
        "actors",
        "places",
        "topics",
        "status",
        "status_reason",
        "sources",
    )
    return {"$schema": SCHEMA_PATH} | {name: fields[name] for name in order if fields.get(name)}


def place(fields: dict[str, Any], folder: str) -> str:
    """Return the path of a new event below the repository; raises EdtfError for a bad date."""
    return f"{folder}/{year_folder(parse(fields['date']))}/{fields['id']}.json"
