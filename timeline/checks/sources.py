"""Sources: an address or a reason, each document once, and described alike everywhere."""

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urldefrag

from timeline.core.context import Context
from timeline.core.diagnostic import Diagnostic, finding, pointer, quoted
from timeline.core.edtf import Edtf
from timeline.core.model import Source
from timeline.core.timeline import Timeline

_LABEL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_SAME: Final = ("publisher", "type", "authors", "title", "published", "language")


def check(timeline: Timeline, _: Context) -> Iterator[Diagnostic]:
    """Check each source by itself, then against the same document elsewhere."""
    described: dict[str, tuple[str, str, Source]] = {}
    for event in timeline:
        file = timeline.files[event.id]
        here: dict[str, str] = {}
        for index, source in enumerate(event.sources):
            at = pointer("sources", index)
            yield from _address(source, file, at)
            if not source.url:
                continue
            address = urldefrag(source.url).url.rstrip("/")
            if address in here:
                yield finding("T319", file, at + "/url", where=here[address])
            elif address in described:
                yield from _alike(source, file, at, described[address])
            here.setdefault(address, at)
            described.setdefault(address, (file, at, source))
        if any(source.supports for source in event.sources) and not any(
            "date" in source.supports for source in event.sources
        ):
            yield finding("T320", file, "/sources")


def _address(source: Source, file: str, at: str) -> Iterator[Diagnostic]:
    if not source.url and not source.no_url_reason:
        yield finding("T318", file, at, problem="the source has no address and does not say why")
    elif source.url and source.no_url_reason:
        problem = "the source has an address and a reason why it has none"
        yield finding("T318", file, at, problem=problem)
    for name in ("url", "archived"):
        yield from _sound(file, f"{at}/{name}", getattr(source, name))
    for number, relayed in enumerate(source.relays):
        yield from _sound(file, f"{at}/relays/{number}/url", relayed.url)


def _sound(file: str, at: str, url: str) -> Iterator[Diagnostic]:
    """Refuse hosts that no name server can know; the pattern of the schema did the rest."""
    if not url:
        return
    host = url.split("://", 1)[1].replace("?", "/").replace("#", "/").split("/", 1)[0]
    name, _, port = host.partition(":")
    labels = name.removesuffix(".").split(".")
    reason = ""
    if not all(_LABEL.fullmatch(label) for label in labels):
        reason = "its host is malformed"
    elif len(labels) < 2:
        reason = "its host has no domain"
    elif port and not 0 < int(port) < 65536:
        reason = "its port is out of range"
    if reason:
        fix = "copy the address from the browser"
        yield finding("T404", file, at, found=quoted(url), reason=reason, fix=fix)


def _alike(
    source: Source,
    file: str,
    at: str,
    first: tuple[str, str, Source],
) -> Iterator[Diagnostic]:
    other_file, other_at, other = first
    for name in _SAME:
        mine, theirs = getattr(source, name), getattr(other, name)
        if mine != theirs:
            yield finding(
                "T317",
                file,
                f"{at}/{name}" if mine else at,
                field=f"'{name}'",
                found=_shown(mine),
                expected=_shown(theirs),
                other=f"{other_file}#{other_at}",
            )


def _shown(value: Any) -> str:
    if not value:
        return "left out"
    if isinstance(value, Edtf):
        return quoted(value.text)
    return quoted(", ".join(value) if isinstance(value, tuple) else value)
