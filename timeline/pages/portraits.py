"""What the page of a term draws beside its lists: when its events lie, with whom, and where.

Called by `terms`. Everything is worked out from the events of the term; nothing is chosen by hand.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from markupsafe import Markup

from timeline.core.days import from_day
from timeline.core.model import Event
from timeline.core.timeline import Timeline
from timeline.core.vocabulary import Place, Term
from timeline.derive.density import by_period
from timeline.derive.facets import terms_of
from timeline.pages.drawing import bars
from timeline.pages.maps import Spot
from timeline.pages.overview import overview
from timeline.pages.view import View

_BARS: Final = 24  # of a strip
_TOGETHER: Final = 4
_MOST_DRAWN: Final = 150

Span = tuple[int, int]


def span_of(timeline: Timeline) -> Span | None:
    """Return the first and the last year under which an event is filed."""
    years = [lower for e in timeline.standing() if isinstance(lower := e.date.lower, int)]
    return (from_day(min(years))[0], from_day(max(years))[0]) if years else None


def strip(events: Sequence[Event], span: Span | None) -> Markup:
    """Draw when the events of a term lie within the whole timeline."""
    if span is None or not events:
        return Markup()
    weights = by_period(events, *span, _BARS)
    return bars(weights, max(weights), width=120)


def drawing(view: View, events: Sequence[Event]) -> Markup:
    """Draw the events of a term, where there are enough to compare and few enough to see."""
    if not 2 < len(events) <= _MOST_DRAWN:
        return Markup()
    return overview(events, view, width=800, name="tl-over--wide")


def together(view: View, facet: str, term: Term, events: Sequence[Event]) -> Mapping[str, int]:
    """Return the terms that events name most often beside this one."""
    counts = Counter(
        other for event in events for other in terms_of(event, facet) if other != term.id
    )
    known = view.timeline.vocabulary.facet(facet)
    order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return {name: count for name, count in order[:_TOGETHER] if name in known}


def spots(
    view: View, terms: Iterable[Term], events: Mapping[str, Sequence[Event]]
) -> Mapping[str, Spot]:
    """Return the places of a facet as the maps want them, with links from one page's depth."""
    return {
        place.id: Spot(
            label=view.label("places", place.id),
            latitude=place.latitude,
            longitude=place.longitude,
            type=place.type,
            href=view.href(f"places/{place.id}"),
            events=len(events.get(place.id, ())),
        )
        for place in terms
        if isinstance(place, Place)
    }
