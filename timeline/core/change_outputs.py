"""The shapes of the change log that we publish (see `outputs` for all others)."""

from typing import Annotated, Any, Generic, Literal, NotRequired, TypeVar

from pydantic import Field
from typing_extensions import TypedDict

from timeline.core.feed_outputs import FeedHead
from timeline.core.outputs import Instant

Seq = Annotated[int, Field(description="Place in the log, from 1, without gaps.")]


# `from` is a keyword of Python: these shapes are written as calls.
FieldChange = TypedDict(
    "FieldChange",
    {
        "pointer": Annotated[
            str,
            Field(
                description="JSON Pointer (RFC 6901): into the record after, or for what went, "
                "into the record before. Remove first, the last members of lists first; then "
                "set and insert in the order given.",
                examples=["/date"],
            ),
        ],
        "from": Annotated[Any, Field(description="What stood there; null: nothing.")],
        "to": Annotated[Any, Field(description="What stands there now; null: nothing.")],
        "text": Annotated[
            str,
            Field(
                description="The same in words, with ids for terms.",
                examples=["date corrected from autumn 2023 to October 2024"],
            ),
        ],
        "order": NotRequired[
            Annotated[
                bool,
                Field(
                    description="True where the order of a list changed: `to` is the whole list, "
                    "and settles all that lies below the pointer."
                ),
            ]
        ],
    },
)


class ChangeOut(TypedDict):
    """One version of one record. To replay: drop `previous` and `id`, then put `record` at `id`."""

    seq: Seq
    at: Annotated[
        str,
        Field(description="When it was published: the time of the commit, never running back."),
    ]
    op: Annotated[
        Literal["create", "update", "rename", "withdraw", "restore", "redact", "delete"],
        Field(
            description="The weightiest of what happened. `redact`: withdrawn for privacy or "
            "legal reasons, the text is gone from all earlier changes too."
        ),
    ]
    id: Annotated[str, Field(description="The record's id from this change on.")]
    commit: Annotated[str, Field(description="Of the first-parent line of the repository.")]
    revision: Annotated[int, Field(description="Number of the record's version, from 1.")]
    fields: Annotated[
        list[FieldChange],
        Field(
            description="Differences to the record before. Empty where none stood before or none "
            "stands after: then `record` says all."
        ),
    ]
    record: Annotated[
        dict[str, Any] | None,
        Field(description="The whole record after the change; null where none stands."),
    ]
    previous: NotRequired[
        Annotated[str, Field(description="The record's id before, where this changed it.")]
    ]
    redacted: NotRequired[
        Annotated[bool, Field(description="True where the text was taken back later.")]
    ]
    reason: NotRequired[
        Annotated[str, Field(description="What the commit's message gives as `Reason:`.")]
    ]


ChangeItem = TypeVar("ChangeItem")


class ChangePage(TypedDict, Generic[ChangeItem]):
    """A page of the log, or the log of one record: oldest first.

    A page that has a next one is closed: it is never written differently again, unless a text is
    taken back for privacy or legal reasons.
    """

    schema_version: str
    total: Annotated[int, Field(description="Changes up to the end of this page.")]
    last_modified: Annotated[Instant, Field(description="Time of the last of these changes.")]
    next: Annotated[str | None, Field(description="Address of the next page; null on the last.")]
    result: list[ChangeItem]


ChangePageOut = TypedDict(
    "ChangePageOut",
    {
        "page": Annotated[int, Field(description="From 1, the oldest.")],
        "href": Annotated[str, Field(description="Absolute address.")],
        "path": Annotated[str, Field(description="Below the site.")],
        "first": Annotated[int | None, Field(description="`seq` of the first change.")],
        "last": Annotated[int | None, Field(description="`seq` of the last change.")],
        "from": Annotated[Instant, Field(description="Time of the first change.")],
        "to": Annotated[Instant, Field(description="Time of the last change.")],
        "closed": Annotated[bool, Field(description="Full; it will not change any more.")],
    },
)


class ChangesIndex(TypedDict):
    """The pages of the change log, oldest first."""

    schema_version: str
    total: Annotated[int, Field(description="Number of pages.")]
    changes: Annotated[int, Field(description="Number of changes on all pages.")]
    last_modified: Annotated[Instant, Field(description="Time of the last change.")]
    next: Annotated[str | None, Field(description="Always null: the index is one file.")]
    unrecorded: Annotated[
        list[str],
        Field(
            description="Events that this site shows otherwise than the log ends, because the "
            "work was not committed; empty on a published site."
        ),
    ]
    result: list[ChangePageOut]


class ChangeAbout(TypedDict):
    """What JSON Feed has no field for."""

    seq: Seq
    op: str
    id: str
    item: Annotated[str, Field(description="`id` of the event in `feed.json` and `feed.xml`.")]
    revision: int
    commit: str
    previous: NotRequired[
        Annotated[str, Field(description="The record's id before, where this changed it.")]
    ]
    redacted: NotRequired[
        Annotated[bool, Field(description="True where the text was taken back later.")]
    ]
    withdrawn: NotRequired[
        Annotated[
            dict[str, Any],
            Field(description="Of a record that does not stand: when and why, as in the record."),
        ]
    ]
    date: NotRequired[Annotated[str, Field(description="EDTF: the event's own date.")]]
    display: NotRequired[Annotated[str, Field(description="The same in words.")]]


class ChangeFeedItem(TypedDict):
    """A change in the feed of changes."""

    id: Annotated[str, Field(description="tag: URI (RFC 4151), the same for ever.")]
    url: str
    title: str
    content_html: str
    content_text: str
    date_published: str
    _timeline: ChangeAbout


class ChangeFeed(FeedHead):
    """JSON Feed 1.1 of the change log, the latest first."""

    items: list[ChangeFeedItem]
