"""Sources: an address or a reason, each document once, and described alike everywhere."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from timeline.core.context import Context
from timeline.core.diagnostic import Diagnostic, finding, quoted
from timeline.core.edtf import Edtf
from timeline.core.source import Source
from timeline.core.timeline import Timeline

_HOST: Final = re.compile("[?#]")
_LABEL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_SAME: Final = ("publisher", "type", "authors", "title", "published", "language")

Place = tuple[Source, str, str]  # a source, its file, its pointer
# address -> field -> what is said of it, and where first.
Known = dict[str, dict[str, tuple[Any, str]]]


def check(timeline: Timeline, _: Context) -> Iterator[Diagnostic]:
    """Check each source by itself, then against the same document elsewhere."""
    once: dict[str, Place] = {}
    known: Known = {}
    for event in timeline:
        file = timeline.files[event.id]
        here: dict[str, str] = {}
        for index, source in enumerate(event.sources):
            at = f"/sources/{index}"
            yield from _address(source, file, at)
            if not source.url:
                continue
            address = source.url.partition("#")[0].rstrip("/")
            if address in here:
                yield finding("T319", file, at + "/url", where=here[address])
                continue
            here[address] = at
            place = source, file, at
            first = once.setdefault(address, place)
            if first is not place:
                yield from _alike(place, first, known.setdefault(address, {}))
        if any(source.supports for source in event.sources) and not any(
            "date" in source.supports for source in event.sources
        ):
            yield finding("T320", file, "/sources")


def _address(source: Source, file: str, at: str) -> Iterator[Diagnostic]:
    if source.no_url_reason and source.url:
        problem = "the source has an address and a reason why it has none"
        fix = "keep one of the two"
        yield finding("T318", file, at + "/no_url_reason", problem=problem, fix=fix)
    addresses = [("url", source.url)]
    if source.archived or source.relays:
        addresses.append(("archived", source.archived))
        addresses += ((f"relays/{n}/url", other.url) for n, other in enumerate(source.relays))
    for name, url in addresses:
        if url and (reason := _unsound(_host(url))):
            fix = "copy the address from the browser"
            yield finding("T404", file, f"{at}/{name}", found=quoted(url), reason=reason, fix=fix)


def _host(url: str) -> str:
    host = url.split("/", 3)[2]
    return _HOST.split(host, 1)[0] if "?" in host or "#" in host else host


@lru_cache(maxsize=10_000)
def _unsound(host: str) -> str:
    """Say why no name server can know a host; the pattern of the schema did the rest."""
    name, _, port = host.partition(":")
    labels = name.removesuffix(".").split(".")
    if not all(_LABEL.fullmatch(label) for label in labels):
        return "its host is malformed"
    if len(labels) < 2:
        return "its host has no domain"
    if port and not 0 < int(port) < 65536:
        return "its port is out of range"
    return ""


def _alike(place: Place, first: Place, known: dict[str, tuple[Any, str]]) -> Iterator[Diagnostic]:
    """Compare what is said of a document with what was said before; silence contradicts nothing."""
    if not known:  # most documents are named once, so the first place is noted down late
        source, file, at = first
        known.update({name: (getattr(source, name), f"{file}#{at}") for name in _SAME})
    source, file, at = place
    for name in _SAME:
        mine = getattr(source, name)
        if not mine:
            continue
        theirs, other = known[name]
        if not theirs:
            known[name] = mine, f"{file}#{at}"
        elif mine != theirs:
            yield finding(
                "T317",
                file,
                f"{at}/{name}",
                field=f"'{name}'",
                found=_shown(mine),
                expected=_shown(theirs),
                other=other,
            )


def _shown(value: Any) -> str:
    if isinstance(value, Edtf):
        return quoted(value.text)
    return quoted(", ".join(value) if isinstance(value, tuple) else value)
