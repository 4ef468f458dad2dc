"""Which events belong to a term or a year. For pages and exporters alike."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from timeline.core.days import from_day, year_text
from timeline.core.model import Event
from timeline.core.offer import Values
from timeline.core.timeline import Timeline
from timeline.core.vocabulary import EVENT_FACETS

__all__ = ["EVENT_FACETS", "OF_TERMS", "UNDATED", "by_term", "by_year", "terms_of", "year_of"]

UNDATED: Final = "undated"
# How programs find out what stands for `{facet}` and `{term}` in an offer.
OF_TERMS: Final[Mapping[str, Values]] = {
    "facet": Values(names=EVENT_FACETS),
    "term": Values(lists=(("api/v1/{facet}/index.json", "/result/*/id"),)),
}


def terms_of(event: Event, facet: str) -> tuple[str, ...]:
    """Return the terms of one facet that an event names."""
    if facet == "kinds":
        return (event.kind,)
    terms: tuple[str, ...] = getattr(event, facet)
    return terms


@lru_cache(maxsize=len(EVENT_FACETS))
def by_term(timeline: Timeline, facet: str) -> Mapping[str, tuple[Event, ...]]:
    """Group the standing events by the terms of a facet, in timeline order."""
    groups: defaultdict[str, list[Event]] = defaultdict(list)
    for event in timeline.standing():
        for term in terms_of(event, facet):
            groups[term].append(event)
    return {term: tuple(events) for term, events in groups.items()}


def year_of(event: Event) -> str:
    """Return the year of the earliest possible day, in four digits or more, or `undated`."""
    lower = event.date.lower
    return year_text(from_day(lower)[0]) if isinstance(lower, int) else UNDATED


def by_year(timeline: Timeline) -> Mapping[str, tuple[Event, ...]]:
    """Group the standing events by `year_of`, in timeline order."""
    groups: defaultdict[str, list[Event]] = defaultdict(list)
    for event in timeline.standing():
        groups[year_of(event)].append(event)
    return {year: tuple(events) for year, events in groups.items()}
