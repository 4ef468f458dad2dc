"""Reading feeds and calendars of a site that may be hostile, as far as `verify` must know them.

XML with a document type is refused: entities could make much out of little. ValueError says why a
file cannot be used.
"""

from typing import Any, Final, NamedTuple
from xml.parsers import expat

_ATOM: Final = "http://www.w3.org/2005/Atom "
_ENTRY: Final = [f"{_ATOM}feed", f"{_ATOM}entry"]
# Attributes of an outline that are addresses of feeds.
_OF_FEEDS: Final = ("xmlUrl", "jsonUrl")


class Document(NamedTuple):
    """A feed document or a calendar: ids of its entries, pages they are about, links to others."""

    ids: list[str]
    pages: list[str]
    links: list[tuple[str, str]]


class _Reader:
    """Collects from an XML document what stands in Atom's and in OPML's places."""

    def __init__(self) -> None:
        self.root = ""
        self.found = Document([], [], [])
        self._open: list[str] = []
        self._text: list[str] = []

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        try:
            parser.Parse(content, True)  # noqa: FBT003 - takes no names
        except expat.ExpatError as error:
            raise ValueError(f"not XML: {error}") from None

    def _refuse(self, *_: object) -> None:
        raise ValueError("it has a document type, which no file of ours has")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.root = self.root or name
        if name == f"{_ATOM}link":
            self._link(attributes)
        elif name == "outline":
            named = [(key.rpartition(" ")[2], value) for key, value in attributes.items()]
            self.found.links.extend(pair for pair in named if pair[0] in _OF_FEEDS)
        self._open.append(name)
        self._text.clear()

    def _link(self, attributes: dict[str, str]) -> None:
        rel, href = attributes.get("rel", "alternate"), attributes.get("href", "")
        if self._open == _ENTRY[:1]:
            self.found.links.append((rel, href))
        elif self._open == _ENTRY and rel == "alternate" and attributes.get("type") == "text/html":
            self.found.pages.append(href)

    def _end(self, name: str) -> None:
        self._open.pop()
        if name == f"{_ATOM}id" and self._open == _ENTRY:
            self.found.ids.append("".join(self._text))
        self._text.clear()


def read_atom(content: bytes) -> Document:
    """Read an Atom feed."""
    return _read(content, f"{_ATOM}feed")


def read_opml(content: bytes) -> Document:
    """Read a list of feeds, of which there are only links."""
    return _read(content, "opml")


def _read(content: bytes, root: str) -> Document:
    reader = _Reader()
    reader.read(content)
    if reader.root != root:
        raise ValueError(f"not what its name says: the root is {reader.root[:80]!r}")
    return reader.found


def read_json_feed(value: Any) -> Document:
    """Return the same of a JSON Feed that keeps to its schema."""
    named = (("self", value.get("feed_url")), ("next", value.get("next_url")))
    links = [(rel, href) for rel, href in named if href]
    ids = [item["id"] for item in value["items"]]
    return Document(ids, [item["url"] for item in value["items"]], links)


def read_calendar(content: bytes) -> Document:
    """Read a calendar: its events by UID, with their addresses."""
    found, inside = Document([], [], []), list[bytes]()
    for line in content.replace(b"\r\n ", b"").split(b"\r\n")[:-1]:
        name, _, value = line.partition(b":")
        if name == b"BEGIN":
            inside.append(value)
        elif name == b"END" and (not inside or inside.pop() != value):
            raise ValueError(f"no calendar: {line[:80]!r} ends what was not begun")
        elif inside == [b"VCALENDAR", b"VEVENT"] and name in (b"UID", b"URL"):
            (found.ids if name == b"UID" else found.pages).append(value.decode("utf-8", "replace"))
    if inside or not content.startswith(b"BEGIN:VCALENDAR\r\n") or not content.endswith(b"\r\n"):
        raise ValueError("no calendar: it is not whole")
    return found
