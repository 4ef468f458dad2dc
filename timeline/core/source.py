"""A source of an event: who says so, where, and what it bears out. Part of `model`."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from timeline.core.fields import (
    DATE_NOTE,
    PART,
    Language,
    Line,
    Optional,
    Paragraph,
    Slug,
    Url,
    When,
    strict_with_one_of,
)

Seen = Literal["original", "copy", "excerpt", "not-seen"]
SourceType = Literal[
    "article",
    "report",
    "statement",
    "interview",
    "resolution",
    "agreement",
    "law",
    "press-release",
    "dataset",
    "paper",
    "book",
    "archive-document",
    "broadcast",
    "post",
    "web-page",
]
Supported = Literal[
    "date",
    "title",
    "summary",
    "kind",
    "actors",
    "places",
    "topics",
    "status",
    "claim_status",
    "released",
    "relations",
    "readings",
]


@dataclass(frozen=True, slots=True, kw_only=True, config=PART)
class Relayed:
    """What a source repeats from somebody else."""

    publisher: Annotated[
        Slug,
        Field(
            description="Whose report it is: a term of schema/vocabulary/publishers.json.",
            examples=["news-agency"],
        ),
    ]
    title: Annotated[Line, Field(description="Title of the original, if known.")] = ""
    url: Annotated[Url, Field(description="Address of the original, if known.")] = ""


@dataclass(
    frozen=True,
    slots=True,
    kw_only=True,
    config=strict_with_one_of("url", "no_url_reason"),
)
class Source:
    """A document that says so: who published it, where it is, and what of the event it supports."""

    publisher: Annotated[
        Slug,
        Field(
            description="Who published it: a term of schema/vocabulary/publishers.json.",
            examples=["daily-news"],
        ),
    ]
    key: Annotated[
        Slug,
        Field(
            description="Name of this source within the event, for figures and readings.",
            examples=["daily-news"],
        ),
    ] = ""
    type: Annotated[
        SourceType | None,
        Optional(),
        Field(description="What sort of document it is.", examples=["article"]),
    ] = None
    authors: Annotated[
        tuple[Line, ...],
        Field(
            max_length=50, description="Names as printed in the byline.", examples=[["Jane Doe"]]
        ),
    ] = ()
    title: Annotated[
        Line,
        Field(
            description="Title as published, in its own language; left out if not seen.",
            examples=["Four years late, the harbour bridge opens"],
        ),
    ] = ""
    url: Annotated[
        Url,
        Field(
            description="Where it can be read: http or https, without user name or password.",
            examples=["https://www.example.org/report"],
        ),
    ] = ""
    no_url_reason: Annotated[
        Line,
        Field(
            description="Why there is no address, where there is none.",
            examples=["printed book"],
        ),
    ] = ""
    published: Annotated[
        When | None,
        Optional(),
        Field(
            description="When it came out, as precisely as is known. " + DATE_NOTE,
            examples=["2023-10"],
        ),
    ] = None
    accessed: Annotated[
        When | None,
        Optional(),
        Field(description="When it was last looked at.", examples=["2026-11-21"]),
    ] = None
    language: Annotated[
        Language,
        Field(description="BCP 47 tag of the language that it is written in.", examples=["de"]),
    ] = ""
    archived: Annotated[
        Url,
        Field(
            description="Address of an archived copy.",
            examples=["https://web.archive.org/web/20231020/https://www.example.org/report"],
        ),
    ] = ""
    locator: Annotated[
        Line,
        Field(description="Where in it: page, paragraph, clip.", examples=["paragraph 8"]),
    ] = ""
    seen: Annotated[
        Seen | None,
        Optional(),
        Field(
            description="What the editors saw: the `original`, a `copy` of it elsewhere, an "
            "`excerpt`, or `not-seen` (known only through others).",
            examples=["original"],
        ),
    ] = None
    relays: Annotated[
        tuple[Relayed, ...],
        Field(max_length=20, description="Whose reports it repeats, where it is not the origin."),
    ] = ()
    supports: Annotated[
        tuple[Supported, ...],
        Field(
            max_length=20,
            description="Which fields of the event it supports. Figures and readings name their "
            "sources themselves.",
            examples=[["date", "summary"]],
        ),
    ] = ()
    note: Annotated[
        Paragraph,
        Field(
            description="What a reader must know of this source.", examples=["Machine-translated."]
        ),
    ] = ""

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        if not self.url and not self.no_url_reason:
            raise PydanticCustomError("no_address", "no address and no reason", {})
        return self
