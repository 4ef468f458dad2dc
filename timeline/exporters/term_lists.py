"""api/v1/vocabulary/<facet>.json: the terms, with how many events name each."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, cast

from timeline.core import record
from timeline.core.artifact import JSON, Artifact, json_artifact
from timeline.core.offer import Offer, Values
from timeline.core.outputs import TermOut, envelope
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.vocabulary import FACETS, Term

_WITH_PAGE: Final = frozenset(["actors", "places", "topics", "kinds"])

OFFERS: Final = (
    Offer(
        path="api/v1/vocabulary/{facet}.json",
        media_type=JSON,
        holds="The terms of a vocabulary, with how many events name each",
        values={"facet": Values(names=tuple(FACETS))},
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield a file for every facet."""
    counts = {facet: _counts(timeline, facet) for facet in FACETS}
    for facet in FACETS:
        terms = [
            _term(term, facet, counts[facet], site)
            for term in timeline.vocabulary.facet(facet).values()
        ]
        value = envelope(terms, timeline.history.last)
        yield json_artifact(f"api/v1/vocabulary/{facet}.json", value)


def _term(term: Term, facet: str, counts: Counter[str], site: Site) -> TermOut:
    value: dict[str, Any] = record.canonical(term)
    value["events"] = counts[term.id]
    if facet in _WITH_PAGE:
        value["url"] = site.absolute(f"{facet}/{term.id}")
    return cast("TermOut", value)


def _counts(timeline: Timeline, facet: str) -> Counter[str]:
    """Count the events that name each term, each event once."""
    counts: Counter[str] = Counter()
    for event in timeline.standing():
        match facet:
            case "kinds":
                named = {event.kind}
            case "measures":
                named = {figure.measure for figure in event.figures}
            case "dimensions":
                named = {figure.dimension for figure in event.figures if figure.dimension}
            case "publishers":
                named = {source.publisher for source in event.sources}
            case _:
                named = set(getattr(event, facet))
        counts.update(named)
    return counts
