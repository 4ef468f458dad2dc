"""The sources of all events, gathered by publisher: one document, the events that cite it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Final

from timeline.core.model import Event
from timeline.core.source import Source
from timeline.core.timeline import Timeline

_SEVERAL: Final = 2


@dataclass(frozen=True, slots=True)
class Citation:
    """A document as first described, and the events that cite it in timeline order."""

    source: Source
    events: tuple[Event, ...]


def backing(event: Event) -> tuple[Source, ...]:
    """Return the sources that bear an event out: those that support a field of it.

    Where no source says what it supports, all of them do. The rest are cited for a figure, or for
    saying otherwise.
    """
    return tuple(source for source in event.sources if source.supports) or event.sources


def common_origin(event: Event) -> tuple[str, ...]:
    """Return the publishers to which every one of several backing sources goes back."""
    found = backing(event)
    if len(found) < _SEVERAL:
        return ()
    origins = [{r.publisher for r in source.relays} or {source.publisher} for source in found]
    return tuple(sorted(set.intersection(*origins)))


def by_publisher(timeline: Timeline) -> Mapping[str, tuple[Citation, ...]]:
    """Group documents by publisher, oldest first; the same address is the same document."""
    found: defaultdict[str, dict[tuple[str, str], tuple[Source, list[Event]]]] = defaultdict(dict)
    for event in timeline.standing():
        for source in event.sources:
            key = (source.url, "" if source.url else f"{source.title}\n{source.no_url_reason}")
            _, events = found[source.publisher].setdefault(key, (source, []))
            if event not in events[-1:]:
                events.append(event)
    return {
        publisher: tuple(
            Citation(source, tuple(events))
            for source, events in sorted(documents.values(), key=lambda pair: _order(pair[0]))
        )
        for publisher, documents in sorted(found.items())
    }


def _order(source: Source) -> tuple[float, float, str, str]:
    when = source.published.sort_key if source.published else (inf, inf)
    return *when, source.title, source.url
