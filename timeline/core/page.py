"""A page of the site as a host-neutral value: MkDocs is one of its possible hosts."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, for its table of contents."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A page to go to: path as in `Page.path`, and words."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What the search knows of a page or of a part of it; plain text, not escaped."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A finished page.

    `path` is the address below the site without extension (`timeline`, `actors/index`); `body` is
    safe HTML; `title` and `description` are plain text. `edit_path` is the repository file that
    the page is made from, `data_path` the JSON that says the same, `feed_path` the feed of what is
    new on the page, without the extension of one of its formats. `linked` is a block of JSON-LD
    for the head: in the body, the theme's instant navigation would run it as a script. A `wide`
    page is laid out by itself and wants no sidebars.
    """

    path: str
    title: str
    description: str
    body: Markup
    headings: tuple[Heading, ...] = ()
    search: tuple[SearchEntry, ...] = ()
    edit_path: str = ""
    data_path: str = ""
    linked: Markup | None = None
    feed_path: str = ""
    previous: Link | None = None
    next: Link | None = None
    wide: bool = False
