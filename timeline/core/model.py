"""The event: one JSON object, one file, as slotted, frozen values.

The only definition of what an event may hold. The JSON Schemas, the documentation and the form are
generated from it. Rules that need more than one field stand in `checks`.
"""

from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from timeline.core.edtf import Edtf
from timeline.core.fields import (
    DATE_NOTE,
    PART,
    STRICT,
    EventId,
    Language,
    Line,
    Optional,
    Paragraph,
    Slug,
    Slugs,
    When,
)
from timeline.core.figure import Figure
from timeline.core.reading import Reading
from timeline.core.source import Source

Status = Literal["confirmed", "reported", "disputed", "denied", "planned"]
ClaimStatus = Literal["unverified", "supported", "disputed", "refuted", "forecast"]
RelationType = Literal[
    "responds-to",
    "implements",
    "violates",
    "enables",
    "supersedes",
    "part-of",
    "follows-up",
    "contradicts",
]
WithdrawalReason = Literal["duplicate", "wrong", "out-of-scope", "superseded", "privacy", "legal"]


@dataclass(frozen=True, slots=True, kw_only=True, config=PART)
class Relation:
    """A link from this event to another; the inverse is drawn on the other's page."""

    type: Annotated[
        RelationType,
        Field(
            description="Read as a sentence with this event first: this `responds-to`, "
            "`implements`, `violates`, `enables`, `supersedes`, is `part-of`, `follows-up` the "
            "other. Only `contradicts` is symmetric. Never state the inverse in the other file.",
            examples=["implements"],
        ),
    ]
    event: Annotated[
        EventId,
        Field(description="Id of the other event.", examples=["harbour-bridge-opening"]),
    ]
    note: Annotated[Paragraph, Field(description="Why, where it is not plain.")] = ""


@dataclass(frozen=True, slots=True, kw_only=True, config=PART)
class Withdrawal:
    """Marks a tombstone: the event no longer stands, its address does."""

    at: Annotated[When, Field(description="Day of the withdrawal.", examples=["2026-11-21"])]
    reason: Annotated[
        WithdrawalReason,
        Field(
            description="Why. `privacy` and `legal` take the text out of every output.",
            examples=["duplicate"],
        ),
    ]
    note: Annotated[Paragraph, Field(description="The reason in words.")] = ""
    replaced_by: Annotated[Slugs, Field(description="Ids of the events that stand instead.")] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, config=STRICT)
class Event:
    """A dated event with its sources: one file below events/<year>/, named <id>.json."""

    id: Annotated[
        EventId,
        Field(
            description="Lower-case words joined by hyphens, the same as the file's name. Never "
            "carries the date of the event and never changes: it is the event's address.",
            examples=["harbour-bridge-opening"],
        ),
    ]
    date: Annotated[
        When,
        Field(
            description="When it happened, no more precisely than the sources say. " + DATE_NOTE,
            examples=["2017-12-22", "2023-01/2023-06", "[2022..2023-10]"],
        ),
    ]
    title: Annotated[
        str,
        Field(
            strict=True,
            min_length=1,
            max_length=90,
            description="What happened, in plain text, at most 90 characters.",
            examples=["Harbour bridge opens to traffic"],
        ),
    ]
    summary: Annotated[
        Paragraph,
        Field(
            description="What happened, in the editors' own words. Plain text; a blank line "
            "splits paragraphs.",
            examples=["The bridge opened to traffic after four years of work."],
        ),
    ]
    kind: Annotated[
        Slug,
        Field(
            description="What sort of event: a term of schema/vocabulary/kinds.json.",
            examples=["statement"],
        ),
    ]
    status: Annotated[
        Status,
        Field(
            description="How sure it is that what the title says is so.",
            examples=["confirmed"],
        ),
    ]
    sources: Annotated[
        tuple[Source, ...],
        Field(min_length=1, max_length=100, description="Who says so; at least one."),
    ]
    schema: Annotated[
        Line,
        Field(
            alias="$schema",
            description="Path to the editor schema, so that editors complete and check.",
            examples=["../../schema/event.editor.schema.json"],
        ),
    ] = ""
    lang: Annotated[
        Language,
        Field(description="BCP 47 tag of title and summary; `en` if left out.", examples=["en"]),
    ] = ""
    actors: Annotated[
        Slugs,
        Field(
            description="Who took part: terms of schema/vocabulary/actors.json.",
            examples=[["city-council", "port-authority"]],
        ),
    ] = ()
    places: Annotated[
        Slugs,
        Field(
            description="Where: terms of schema/vocabulary/places.json.",
            examples=[["old-harbour"]],
        ),
    ] = ()
    topics: Annotated[
        Slugs,
        Field(
            description="What about: terms of schema/vocabulary/topics.json.",
            examples=[["transport"]],
        ),
    ] = ()
    status_reason: Annotated[
        Paragraph,
        Field(description="Why this status, in a sentence.", examples=["One unnamed source."]),
    ] = ""
    claim_status: Annotated[
        ClaimStatus | None,
        Optional(),
        Field(
            description="For statements, reports and estimates: how sure it is that what is said "
            "in them is so.",
            examples=["disputed"],
        ),
    ] = None
    released: Annotated[
        When | None,
        Optional(),
        Field(
            description="When the information came out, where that is not the date. " + DATE_NOTE,
            examples=["2025-02"],
        ),
    ] = None
    figures: Annotated[
        tuple[Figure, ...],
        Field(max_length=200, description="Numbers, each with its claimant and sources."),
    ] = ()
    readings: Annotated[
        tuple[Reading, ...],
        Field(max_length=100, description="Sources that say otherwise, each with a verdict."),
    ] = ()
    relations: Annotated[
        tuple[Relation, ...],
        Field(max_length=100, description="Links to other events."),
    ] = ()
    note: Annotated[Paragraph, Field(description="The editors' remark.")] = ""
    aliases: Annotated[
        tuple[EventId, ...],
        Field(max_length=20, description="Former ids; their addresses lead here."),
    ] = ()
    withdrawn: Annotated[
        Withdrawal | None,
        Optional(),
        Field(description="Set when the event no longer stands. Files are never deleted."),
    ] = None
    x: Annotated[
        dict[str, Any] | None,
        Optional(),
        Field(description="Local data that this program does not read but carries along."),
    ] = None

    def __repr__(self) -> str:
        return f"<Event {self.id}: {self.date.text}, {self.title!r}>"

    @property
    def language(self) -> str:
        """BCP 47 tag of title and summary."""
        return self.lang or "en"


def period_of(figure: Figure, event: Event) -> Edtf:
    """Return the period that a figure is about: its own, else the event's date."""
    return figure.period or event.date
