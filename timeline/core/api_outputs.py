"""The shapes of what leads through the API: its entrance, its terms, its answer to no file."""

from typing import Annotated, Generic, NotRequired, TypeVar

from pydantic import Field
from typing_extensions import TypedDict

from timeline.core.outputs import Instant, TermOut

T = TypeVar("T")


class ListOut(TypedDict):
    """Where values stand in other files."""

    href: Annotated[str, Field(description="A list of the API; follow its `next`.")]
    pointer: Annotated[
        str,
        Field(
            description="JSON Pointer into the list, `*` standing for every member.",
            examples=["/result/*/id"],
        ),
    ]
    paged: NotRequired[
        Annotated[bool, Field(description="True where the list goes on at the address `next`.")]
    ]


class ValuesOut(TypedDict):
    """What a name in braces stands for: one of the three."""

    one_of: NotRequired[Annotated[list[str], Field(description="All values there are.")]]
    lists: NotRequired[list[ListOut]]
    first: NotRequired[
        Annotated[int, Field(description="The first number; one more for every `next`.")]
    ]


class LinkOut(TypedDict):
    """A file of the site, or a family of files under one URI template (RFC 6570)."""

    href: Annotated[str, Field(description="Absolute address, or a template of addresses.")]
    path: Annotated[str, Field(description="Below the site.")]
    title: str
    media_type: str
    format: NotRequired[Annotated[str, Field(description="Name for `timeline build --only`.")]]
    files: NotRequired[Annotated[int, Field(description="How many files there are.")]]
    max_bytes: NotRequired[Annotated[int, Field(description="None of them is larger.")]]
    schema: NotRequired[Annotated[str, Field(description="Address of their JSON Schema.")]]
    example: NotRequired[Annotated[str, Field(description="Address of one of a family.")]]
    values: NotRequired[dict[str, ValuesOut]]


class Index(TypedDict):
    """The entrance of the API: every file for programs can be reached from here.

    It grows with the number of formats only, not with that of events, terms or changes.
    """

    schema_version: str
    name: str
    description: str
    url: str
    license: str
    attribution: str
    events: Annotated[int, Field(description="Number of events that stand.")]
    withdrawn: Annotated[int, Field(description="Number of withdrawn events: tombstones.")]
    last_modified: Annotated[Instant, Field(description="When any event last changed.")]
    as_of: NotRequired[
        Annotated[
            str,
            Field(
                description="The day whose end this site shows; left out where it is up to date."
            ),
        ]
    ]
    links: list[LinkOut]


class TermEvents(TypedDict, Generic[T]):
    """The events of a term in timeline order, withdrawn ones left out, in pages of 100."""

    schema_version: str
    total: Annotated[int, Field(description="Events of the term, over all pages.")]
    last_modified: Annotated[Instant, Field(description="When any event last changed.")]
    next: Annotated[str | None, Field(description="Address of the next page; null on the last.")]
    facet: Annotated[str, Field(description="What the term is one of.", examples=["actors"])]
    term: Annotated[TermOut, Field(description="As in the vocabulary.")]
    result: list[T]


class TermFile(TypedDict):
    """A file for one term."""

    href: str
    media_type: str
    title: str


class TermEntry(TypedDict):
    """A term and where everything about it is."""

    id: str
    label: str
    events: Annotated[int, Field(description="Events that name the term.")]
    href: Annotated[str, Field(description="Address of the term's events as JSON.")]
    url: Annotated[str, Field(description="Address of the term's page.")]
    files: Annotated[list[TermFile], Field(description="The same events in other formats.")]


class NotFound(TypedDict):
    """What a host that can be told so answers where there is no file (members of RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    index: Annotated[str, Field(description="Address of the entrance of the API.")]


class CslName(TypedDict):
    """Who publishes, as one name."""

    literal: str


CslDate = TypedDict(
    "CslDate",
    {
        "date-parts": Annotated[
            list[list[int]], Field(description="Year, month and day of the version.")
        ]
    },
)
CslItem = TypedDict(
    "CslItem",
    {
        "id": str,
        "type": str,
        "title": str,
        "container-title": str,
        "URL": str,
        "language": str,
        "author": NotRequired[list[CslName]],
        "issued": NotRequired[CslDate],
        "version": NotRequired[
            Annotated[str, Field(description="Which version of the record, counted from 1.")]
        ],
        "note": Annotated[str, Field(description="The date of the event, in words.")],
    },
)
