"""The columns of the tables that every bulk download is made of, each described once.

Asked by `derive.tables` for the order of the cells and by the writers of CSV, Parquet, SQLite and
the Data Package for types and descriptions. Holds no rows. A column is only ever added.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from timeline.core import json_schema

Type = Literal["string", "integer", "number", "list"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it says, the type of its cells.

    `free` is text that somebody wrote, and no id, date or address. `lookup` is how SQLite finds
    the value in its other tables (`t` is the row): there it stands in a view, not in the table.
    """

    name: str
    description: str
    type: Type = "string"
    free: bool = False
    lookup: str = ""


@cache
def _said(kind: str) -> dict[str, str]:
    """Return what the published schema says of each field of a part of the record."""
    schema = json_schema.api_event()
    part = schema if kind == "Event" else schema["$defs"][kind]
    return {name: field.get("description", "") for name, field in part["properties"].items()}


def _own(kind: str, name: str, type_: Type = "string", *, free: bool = False) -> Column:
    """Return the column of a field of the record, which has the field's name."""
    return Column(name, _said(kind)[name], type_, free)


def _of_term(name: str, description: str, named: str, what: str, *, free: bool = False) -> Column:
    """Return the column with a field (`facet.field`) of the term that the column `named` names."""
    facet, _, field = what.partition(".")
    lookup = f"SELECT {field} FROM {facet} WHERE id = t.{named}"  # noqa: S608 - names of ours
    return Column(name, description, free=free, lookup=lookup)


def _label(name: str, facet: str, what: str) -> Column:
    """Return the column with the label of the term that stands in another column."""
    return _of_term(f"{name}_label", f"Name of the {what}.", name, f"{facet}.label", free=True)


def _bounds(prefix: str, what: str) -> tuple[Column, ...]:
    """Return the four columns for the first and last day of a date."""
    form = "`YYYY-MM-DD`, more digits and `-` as needed; `..` where open, empty where unknown."
    day = "in days from 1970-01-01; empty where open or unknown."
    return (
        Column(f"{prefix}earliest", f"First day of {what}: {form}"),
        Column(f"{prefix}latest", f"Last day of {what}: {form}"),
        Column(f"{prefix}earliest_day", f"First day of {what}, {day}", "integer"),
        Column(f"{prefix}latest_day", f"Last day of {what}, {day}", "integer"),
    )


_NATURE: Final = (
    "`flow`: counted over a period. `stock`: there at a moment. `attribute`: a property."
)
_EVENT_ID: Final = Column("event_id", "The event that it belongs to.")
_POSITION: Final = Column("position", "Its place within the event, from 1.", "integer")
_WITHDRAWN: Final = Column(
    "event_withdrawn",
    "Why the event no longer stands; empty where it does.",
    lookup="SELECT withdrawn_reason FROM events WHERE id = t.event_id",
)


def events() -> tuple[Column, ...]:
    """Return the columns of an event: the record, the labels, what is computed."""
    event, withdrawal = "Event", "Withdrawal"
    return (
        _own(event, "id"),
        _own(event, "date"),
        _own("Computed", "display"),
        _own(event, "title", free=True),
        _own(event, "summary", free=True),
        _own(event, "lang"),
        _own(event, "kind"),
        _label("kind", "kinds", "kind"),
        _own(event, "status"),
        _own(event, "status_reason", free=True),
        _own(event, "claim_status"),
        _own(event, "released"),
        _own(event, "actors", "list"),
        Column("actor_labels", "Names of the actors, in their order.", "list", free=True),
        _own(event, "places", "list"),
        Column("place_labels", "Names of the places, in their order.", "list", free=True),
        _own(event, "topics", "list"),
        Column("topic_labels", "Names of the topics, in their order.", "list", free=True),
        _own(event, "note", free=True),
        _own(event, "aliases", "list"),
        *_computed(),
        Column("withdrawn_at", _said(withdrawal)["at"]),
        Column("withdrawn_reason", _said(withdrawal)["reason"]),
        Column("withdrawn_note", _said(withdrawal)["note"], free=True),
        Column("withdrawn_replaced_by", _said(withdrawal)["replaced_by"], "list"),
        Column("x", _said(event)["x"] + " As JSON."),
    )


def _computed() -> tuple[Column, ...]:
    """Return the columns of what follows from an event's record."""
    computed = "Computed"
    return (
        *_bounds("", "the date"),
        Column("start_earliest", "First day on which it may have begun."),
        Column("start_latest", "Last day on which it may have begun."),
        Column("end_earliest", "First day on which it may have ended."),
        Column("end_latest", "Last day on which it may have ended."),
        _own(computed, "extent"),
        _own(computed, "precision"),
        _own(computed, "first_published"),
        _own(computed, "recorded"),
        _own(computed, "modified"),
        _own(computed, "revision", "integer"),
        _own(computed, "url"),
    )


def figures() -> tuple[Column, ...]:
    """Return the columns of a figure."""
    kind = "Figure"
    category = "SELECT label FROM categories WHERE dimension = t.dimension AND id = t.category"
    return (
        _EVENT_ID,
        _POSITION,
        _own(kind, "key"),
        _own(kind, "measure"),
        _label("measure", "measures", "measure"),
        _of_term("unit", "Unit of the number.", "measure", "measures.unit", free=True),
        _of_term("nature", _NATURE, "measure", "measures.nature"),
        _own(kind, "label", free=True),
        _own(kind, "value", "number"),
        _own(kind, "low", "number"),
        _own(kind, "high", "number"),
        _own(kind, "qualifier"),
        _own(kind, "basis"),
        _own(kind, "derivation", free=True),
        _own(kind, "dimension"),
        _label("dimension", "dimensions", "breakdown"),
        _own(kind, "category"),
        Column("category_label", "Name of the part.", free=True, lookup=category),
        _own(kind, "period"),
        *_bounds("period_", "the period, or of the event's date where no period is given"),
        _own(kind, "as_of"),
        _own(kind, "attributed_to"),
        _label("attributed_to", "actors", "claimant"),
        _own(kind, "sources", "list"),
        _own(kind, "note", free=True),
        _WITHDRAWN,
    )


def sources() -> tuple[Column, ...]:
    """Return the columns of a source."""
    kind = "Source"
    return (
        _EVENT_ID,
        _POSITION,
        _own(kind, "key"),
        _own(kind, "publisher"),
        _label("publisher", "publishers", "publisher"),
        _of_term("publisher_type", "What sort of publisher.", "publisher", "publishers.type"),
        _own(kind, "type"),
        _own(kind, "authors", "list", free=True),
        _own(kind, "title", free=True),
        _own(kind, "url"),
        _own(kind, "no_url_reason", free=True),
        _own(kind, "published"),
        *_bounds("published_", "the publication"),
        _own(kind, "accessed"),
        _own(kind, "language"),
        _own(kind, "archived"),
        _own(kind, "locator", free=True),
        _own(kind, "seen"),
        *_relays(),
        _own(kind, "supports", "list"),
        _own(kind, "note", free=True),
        _WITHDRAWN,
    )


def _relays() -> tuple[Column, ...]:
    """Return the columns of what a source repeats: lists side by side."""
    kind, relayed = "Source", "Relayed"
    return (
        Column("relays", _said(kind)["relays"] + " " + _said(relayed)["publisher"], "list"),
        Column("relay_labels", "Names of these publishers, in their order.", "list", free=True),
        Column(
            "relay_titles",
            _said(relayed)["title"] + " One for each of `relays`, empty where unknown.",
            "list",
            free=True,
        ),
        Column(
            "relay_urls",
            _said(relayed)["url"] + " One for each of `relays`, empty where unknown.",
            "list",
        ),
    )


def readings() -> tuple[Column, ...]:
    """Return the columns of a reading."""
    kind = "Reading"
    return (
        _EVENT_ID,
        _POSITION,
        _own(kind, "about"),
        _own(kind, "says", free=True),
        _own(kind, "source"),
        _own(kind, "verdict"),
        _own(kind, "date"),
        _own(kind, "value", "number"),
        _own(kind, "attributed_to"),
        _label("attributed_to", "actors", "claimant"),
        _own(kind, "note", free=True),
        _WITHDRAWN,
    )


def relations() -> tuple[Column, ...]:
    """Return the columns of a relation."""
    kind = "Relation"
    title = "SELECT title FROM events WHERE id = t.target_id"
    return (
        _EVENT_ID,
        _POSITION,
        _own(kind, "type"),
        _own(kind, "event"),
        Column("target_id", "Id that the other event has now."),
        Column("target_title", "Title of the other event.", free=True, lookup=title),
        _own(kind, "note", free=True),
        _WITHDRAWN,
    )
