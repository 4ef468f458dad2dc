"""What fields and codes of a record are called in words, for the words of changes and the pages.

Tables and plain values; knows no record.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

WITHDRAWAL: Final[Mapping[str, str]] = MappingProxyType(
    {
        "duplicate": "another event says the same",
        "wrong": "it turned out to be wrong",
        "out-of-scope": "it does not belong to the subject of this timeline",
        "superseded": "a better account stands instead",
        "privacy": "it held personal data; its text has been removed from every output",
        "legal": "for legal reasons; its text has been removed from every output",
    }
)
# What one member of a list is called.
ONE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "actors": "actor",
        "places": "place",
        "topics": "topic",
        "aliases": "former id",
        "authors": "author",
        "figures": "figure",
        "sources": "source",
        "readings": "reading",
        "relations": "relation",
        "relays": "repeated report",
        "replaced_by": "replacement",
    }
)
_CALLED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "lang": "language",
        "url": "address",
        "archived": "address of the archived copy",
        "no_url_reason": "reason for having no address",
        "published": "publication date",
        "accessed": "day of the last look",
        "released": "release date",
        "low": "low end",
        "high": "high end",
        "as_of": "date of the number",
        "at": "day",
        "says": "text",
        "about": "subject",
        "seen": "what was seen",
        "attributed_to": "claimant",
        "x": "local data",
        "aliases": "former ids",
        "relays": "repeated reports",
        "supports": "fields that it is given for",
        "replaced_by": "replacements",
    }
)
CODES: Final = frozenset(
    ["status", "claim_status", "verdict", "qualifier", "basis", "type", "seen", "reason"]
)
# Dates that mean one day or moment, whatever the kind of the event.
OCCURRED: Final = frozenset(["released", "published", "accessed", "as_of", "at"])
# Dates of which a change is a correction.
CORRECTED: Final = frozenset(["date", "released", "published", "period", "as_of"])
# Long texts: the change carries them, its words do not.
REWRITTEN: Final = frozenset(["summary", "note", "status_reason", "says", "derivation"])
# Fields that hold terms, and the facet of these.
FACETS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "actors": "actors",
        "attributed_to": "actors",
        "places": "places",
        "topics": "topics",
        "kind": "kinds",
        "measure": "measures",
        "dimension": "dimensions",
        "publisher": "publishers",
    }
)
# Fields whose values are words, of a vocabulary or of another record.
NAMED: Final = CODES | FACETS.keys() | {"about", "category", "event", "source"}
# Written as they stand, without quotation marks.
VERBATIM: Final = frozenset(["id", "key", "url", "archived", "lang", "language"])


def words_of(code: str) -> str:
    """Return a code as words: `press-release` becomes `press release`."""
    return code.replace("-", " ").replace("_", " ")


def number(value: float) -> str:
    """Return a number with grouped digits."""
    return f"{value:,}"


def amount(figure: Mapping[str, Any]) -> str:
    """Return the number of a figure in words and digits: `about 10,000–12,000`."""
    low, high = figure.get("low"), figure.get("high")
    if low is not None and high is not None:
        text = f"{number(low)}–{number(high)}"
    elif low is not None:
        text = f"{number(low)} or more"
    else:
        text = "" if high is None else f"up to {number(high)}"
    if "value" in figure:
        text = number(figure["value"]) + (f" ({text})" if text else "")
    return f"{words_of(figure['qualifier'])} {text}" if "qualifier" in figure else text


def called(name: str) -> str:
    """Return a field's name as a reader would call it."""
    return _CALLED.get(name, words_of(name))
