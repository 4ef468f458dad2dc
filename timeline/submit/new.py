"""A new event file from a few answers."""

import json
from collections.abc import Mapping
from typing import Any, Final

from timeline.core.edtf import parse
from timeline.core.record import year_folder
from timeline.core.timeline import Timeline
from timeline.loading.scan import slugged

SCHEMA_PATH: Final = "../../schema/event.editor.schema.json"
_ORDER: Final = (
    "id",
    "date",
    "title",
    "summary",
    "kind",
    "actors",
    "places",
    "topics",
    "status",
    "status_reason",
    "sources",
)
_LONGEST: Final = 60  # a proposed id; people may choose up to 80


def slug(title: str) -> str:
    """Propose an id from a title; empty if there is nothing to make one of.

    >>> slug("Resolution 2397: workers go home!")
    'resolution-2397-workers-go-home'
    """
    words = slugged(title)
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    return words


def draft(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Make an event's fields of what was answered, in the order in which people read them.

    The source's fields are `publisher`, `source_title`, `url`, `no_url_reason` and `published`;
    its key is the publisher. What was not answered is left out.
    """
    source = {"key": answers["publisher"], "publisher": answers["publisher"]}
    source["title"] = answers.get("source_title", "")
    source |= {name: answers.get(name, "") for name in ("url", "no_url_reason", "published")}
    fields = {
        **answers,
        "id": answers.get("id") or slug(answers["title"]),
        "sources": [{name: value for name, value in source.items() if value}],
    }
    return {"$schema": SCHEMA_PATH} | {name: fields[name] for name in _ORDER if fields.get(name)}


def place(fields: dict[str, Any], folder: str) -> str:
    """Return the path of a new event below the repository; raises EdtfError for a bad date."""
    return f"{folder}/{year_folder(parse(fields['date']))}/{fields['id']}.json"


def alike(timeline: Timeline, fields: Mapping[str, Any]) -> list[str]:
    """Return the files of events that have the date of a new one and a source of its address."""
    urls = {_address(source.get("url", "")) for source in fields["sources"]} - {""}
    return [
        timeline.files[event.id]
        for event in timeline
        if event.date.text == fields["date"]
        and any(_address(source.url) in urls for source in event.sources)
    ]


def _address(url: str) -> str:
    """The address of a document, whatever part of it is meant."""
    return url.partition("#")[0].rstrip("/")


def template(fields: Mapping[str, Any]) -> str:
    """Write an event file as people read it: two blanks a level, in the order of the fields."""
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"
