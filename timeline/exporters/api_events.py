"""The events of the API: each by itself, all in timeline order, in pages of 100, and by term.

Every event is written to JSON once; all lists are put together from the same bytes.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, cast

from timeline.core import record
from timeline.core.api_outputs import TermEvents
from timeline.core.artifact import JSON, Artifact, json_listing
from timeline.core.offer import Offer, Values
from timeline.core.outputs import Envelope, TermOut, envelope
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.vocabulary import Term
from timeline.derive.computed import addresses, data_path
from timeline.derive.facets import EVENT_FACETS, OF_TERMS, by_term
from timeline.derive.rendered import rendered

PAGE: Final = 100

OFFERS: Final = (
    Offer(
        path="api/v1/events.json",
        media_type=JSON,
        holds="Every event in timeline order, withdrawn ones as tombstones",
    ),
    Offer(
        path="api/v1/events/{id}.json",
        media_type=JSON,
        holds="One event: its record and what is computed; former ids lead to it too",
        values={
            "id": Values(
                lists=(
                    ("api/v1/events.json", "/result/*/id"),
                    ("api/v1/events.json", "/result/*/aliases/*"),
                )
            )
        },
    ),
    Offer(
        path="api/v1/events/page/{page}.json",
        media_type=JSON,
        holds="Every event, in pages of 100",
        values={"page": Values(first=1)},
    ),
    Offer(
        path="api/v1/{facet}/{term}.json",
        media_type=JSON,
        holds="The events of an actor, place, topic or kind",
        values=OF_TERMS,
    ),
    Offer(
        path="api/v1/{facet}/{term}/page/{page}.json",
        media_type=JSON,
        holds="Their further pages of 100",
        values={**OF_TERMS, "page": Values(first=2)},
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield every event and every former id, the whole list, its pages, then those of the terms."""
    everything, at = rendered(timeline, site), timeline.history.last
    written: dict[str, bytes] = {}
    for event, content in zip(timeline, everything, strict=True):
        for name in (event.id, *addresses(event)):
            yield Artifact(data_path(name), JSON, content + b"\n")
        written[event.id] = content
    whole: Envelope[Any] = envelope([], at, total=len(everything))
    yield json_listing("api/v1/events.json", whole, "result", everything)
    for number, start in _starts(len(everything)):
        path, following = "api/v1/events/page/{}.json", None
        if start + PAGE < len(everything):
            following = site.url + path.format(number + 1)
        page: Envelope[Any] = envelope([], at, total=len(everything), following=following)
        own = everything[start : start + PAGE]
        yield json_listing(path.format(number), page, "result", own)
    for facet in EVENT_FACETS:
        events = by_term(timeline, facet)
        for term in timeline.vocabulary.facet(facet).values():
            listed = [written[event.id] for event in events.get(term.id, ())]
            yield from _term(facet, term, listed, at, site)


def _starts(count: int) -> Iterator[tuple[int, int]]:
    """Yield number and start of every page; there is always a first one."""
    return enumerate(range(0, max(count, 1), PAGE), 1)


def _term(
    facet: str, term: Term, listed: Sequence[bytes], at: int | None, site: Site
) -> Iterator[Artifact]:
    told: dict[str, Any] = record.canonical(term)
    told |= {"events": len(listed), "url": site.absolute(f"{facet}/{term.id}")}
    for number, start in _starts(len(listed)):
        last = start + PAGE >= len(listed)
        following = None if last else site.url + _term_path(facet, term, number + 1)
        page: TermEvents[Any] = {
            **envelope([], at, total=len(listed), following=following),
            "facet": facet,
            "term": cast("TermOut", told),
        }
        own = listed[start : start + PAGE]
        yield json_listing(_term_path(facet, term, number), page, "result", own)


def _term_path(facet: str, term: Term, number: int) -> str:
    folder = f"api/v1/{facet}/{term.id}"
    return f"{folder}.json" if number == 1 else f"{folder}/page/{number}.json"
