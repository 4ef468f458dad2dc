"""What the Atom feeds share: names of their vocabularies, heads, links, the date of an event.

Atom is RFC 4287, its pages and archives RFC 5005, its tombstones RFC 6721. For exporters.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from timeline.core.artifact import ATOM
from timeline.core.edtf import bound_text, parse_cached
from timeline.core.history import instant
from timeline.core.site import Site
from timeline.core.xml import GAP, Pattern, Xml, document, element, quoted, text, written

# Ours: the name says nothing of an address, for it has to outlive all of them.
TIMELINE_NS: Final = "urn:uuid:1fdd8827-a7ee-521d-be25-0ccfad0df150"
# The style sheet of all feeds, below the site.
STYLE: Final = "feed.css"
_NAMESPACES: Final = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:at": "http://purl.org/atompub/tombstones/1.0",
    "xmlns:fh": "http://purl.org/syndication/history/1.0",
    "xmlns:timeline": TIMELINE_NS,
}


class Head(NamedTuple):
    """What a feed says of itself; `links` are those beside `self`, `extra` any other elements."""

    id: str
    title: str
    subtitle: str
    updated: int
    self: str
    links: tuple[Xml, ...]
    language: str
    extra: tuple[Xml, ...] = ()


def feed(head: Head, site: Site, entries: Iterable[bytes]) -> bytes:
    """Return a feed document; author and rights of the feed count for all of its entries."""
    parts = [
        text("id", head.id),
        text("title", head.title),
        *([text("subtitle", head.subtitle)] if head.subtitle else ()),
        moment("updated", head.updated),
        person("author", site),
        *_licence(site),
        link("self", head.self, ATOM),
        *head.links,
        *head.extra,
    ]
    lines = (written(part) for part in parts)
    style = "../" * head.self.removeprefix(site.url).count("/") + STYLE
    attributes = _NAMESPACES | {"xml:lang": head.language}
    return document("feed", attributes, (*lines, *entries), style)


def _licence(site: Site) -> Iterator[Xml]:
    """Yield the licence in words and, for programs, as a link (RFC 4946)."""
    if site.license:
        yield text("rights", ", ".join(part for part in (site.license, site.attribution) if part))
        yield link("license", site.license_url, "text/html")


@lru_cache(maxsize=16384)
def moment(name: str, seconds: int) -> Xml:
    """Return a date construct."""
    return text(name, instant(seconds) or "")


def person(name: str, site: Site) -> Xml:
    """Return the publisher as a person construct."""
    who = (text("name", site.attribution or site.name), text("uri", site.url))
    return element(name, {}, *who)


def link(rel: str, href: str, kind: str = "") -> Xml:
    """Return a link; `kind` is a media type."""
    return _link(rel, kind).fill(quoted(href))


@cache
def _link(rel: str, kind: str) -> Pattern:
    return Pattern(element("link", {"rel": rel, "type": kind, "href": GAP}))


@lru_cache(maxsize=16384)
def date(edtf: str, display: str) -> Xml:
    """Return an event's own date as our extension has it: EDTF, its bounds, and in words."""
    value = parse_cached(edtf)
    windows = value.windows(coverage=False)  # the outer bounds are the same
    attributes = {
        "edtf": edtf,
        "earliest": bound_text(windows.start.earliest) or "",
        "latest": bound_text(windows.end.latest) or "",
        "precision": value.precision.value,
    }
    return text("timeline:date", display, attributes)
