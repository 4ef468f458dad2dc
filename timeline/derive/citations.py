"""The sources of all events, gathered by publisher: one document, the events that cite it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from timeline.core.model import Event, Source
from timeline.core.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Citation:
    """A document as first described, and the events that cite it in timeline order."""

    source: Source
    events: tuple[Event, ...]


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
