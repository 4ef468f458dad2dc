"""The shapes of the feed of events, JSON Feed 1.1 with an extension (see `outputs` for others)."""

from typing import Annotated, Any, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from timeline.core.outputs import BoundText


class FeedExtension(TypedDict):
    """What JSON Feed has no field for: the event's own date and standing."""

    date: Annotated[str, Field(description="EDTF, as in the record.")]
    display: str
    earliest: BoundText
    latest: BoundText
    precision: str
    kind: str
    status: str
    claim_status: NotRequired[str]
    sources: Annotated[list[dict[str, Any]], Field(description="As in the record.")]


class FeedItem(TypedDict):
    """One event in the feed. Its own date is in title, text and `_timeline`."""

    id: Annotated[str, Field(description="tag: URI (RFC 4151), the same for ever.")]
    url: str
    title: str
    content_html: str
    content_text: str
    summary: str
    date_published: NotRequired[
        Annotated[str, Field(description="When we recorded it, never when it happened.")]
    ]
    date_modified: NotRequired[Annotated[str, Field(description="When the record last changed.")]]
    tags: NotRequired[list[str]]
    language: NotRequired[str]
    _timeline: FeedExtension


class FeedAbout(TypedDict):
    """The extension at the top of the feed."""

    about: str
    schema_version: str
    license: str


class Author(TypedDict):
    """An author of the feed."""

    name: str
    url: NotRequired[str]


class FeedHead(TypedDict):
    """What both feeds say of themselves."""

    version: Annotated[str, Field(json_schema_extra={"const": "https://jsonfeed.org/version/1.1"})]
    title: str
    home_page_url: str
    feed_url: str
    description: str
    language: str
    next_url: NotRequired[str]
    authors: list[Author]
    _timeline: FeedAbout


class Feed(FeedHead):
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

    items: list[FeedItem]
