"""What the code itself documents: fields from the schema, findings from the catalogue."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from timeline.core import json_schema
from timeline.core.codes import CATALOG
from timeline.core.page import Heading, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.pages.templating import render
from timeline.pages.view import View

_FIELDS: Final = "Every field of an event file: what it means, what it may hold, an example."
_FINDINGS: Final = "Every finding that a check can have: what it means and how to mend it."
_WORDS: Final = {"string": "text", "array": "list of", "number": "number", "object": "object"}
_FAMILIES: Final = (
    ("T0", "Files and JSON"),
    ("T1", "Shape"),
    ("T2", "Dates"),
    ("T3", "References and numbers"),
    ("T4", "Texts and addresses"),
    ("T5", "Vocabularies"),
    ("T6", "Earlier versions"),
    ("T9", "Outputs"),
)


class _Row(NamedTuple):
    """A field as the schema describes it."""

    name: str
    required: bool
    holds: str
    target: str
    item: str
    text: str
    choices: Sequence[str]
    example: Any
    limit: int | None


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the two reference pages."""
    yield _fields(timeline, site)
    yield _findings(timeline, site)


def _fields(timeline: Timeline, site: Site) -> Page:
    schema = json_schema.event()
    parts = [("Event", schema), *schema["$defs"].items()]
    tables = [(name, part["description"], list(_rows(part))) for name, part in parts]
    path = "reference/fields"
    return Page(
        path=path,
        title="Fields",
        description=_FIELDS,
        body=render("fields.html", View(timeline, site, path), lead=_FIELDS, tables=tables),
        headings=tuple(Heading(2, name.lower(), name) for name, _, _ in tables),
        # Names alone: readers who look for events must not find manuals first.
        search=(
            SearchEntry("", "Fields", ""),
            *(
                SearchEntry(name.lower(), f"{name}: fields", " ".join(row.name for row in rows))
                for name, _, rows in tables
            ),
        ),
    )


def _rows(part: dict[str, Any]) -> Iterator[_Row]:
    for name, member in part["properties"].items():
        items = member.get("items", {})
        target = member.get("$ref", items.get("$ref", "")).rpartition("/")[2]
        yield _Row(
            name=name,
            required=name in part.get("required", ()),
            holds=_WORDS.get(member.get("type", ""), ""),
            target=target,
            item=_WORDS.get(items.get("type", ""), ""),
            text=member.get("description", ""),
            choices=member.get("enum") or items.get("enum") or [],
            example=next(iter(member.get("examples", [])), None),
            limit=member.get("maxLength"),
        )


def _findings(timeline: Timeline, site: Site) -> Page:
    families = [
        (title, [code for code in CATALOG.values() if code.code.startswith(prefix)])
        for prefix, title in _FAMILIES
    ]
    path = "reference/findings"
    return Page(
        path=path,
        title="Findings",
        description=_FINDINGS,
        body=render("findings.html", View(timeline, site, path), lead=_FINDINGS, families=families),
        headings=tuple(Heading(2, title.lower().replace(" ", "-"), title) for title, _ in families),
        search=(
            SearchEntry("", "Findings", ""),
            *(
                SearchEntry(code.code.lower(), f"{code.code} {code.title}", "")
                for code in CATALOG.values()
            ),
        ),
    )
