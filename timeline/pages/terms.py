"""Actors, places, topics and kinds: an overview of each, and a page for every term."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from timeline.core.days import from_day, year_text
from timeline.core.model import Event
from timeline.core.page import Heading, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.vocabulary import Term
from timeline.derive.claims import Claim, by_claimant
from timeline.derive.density import by_period
from timeline.derive.facets import EVENT_FACETS, by_term, terms_of
from timeline.pages.drawing import bars
from timeline.pages.overview import overview
from timeline.pages.paging import Part, parts
from timeline.pages.templating import Items, View, render
from timeline.pages.words import heading_of, words_of

_TITLES: Final = {
    "actors": ("Actors", "Who takes part in the events, and who makes claims about them."),
    "places": ("Places", "Where the events happened."),
    "topics": ("Topics", "What the events are about."),
    "kinds": ("Kinds of event", "What sorts of event there are, and how their dates are meant."),
}


_BARS: Final = 24  # of a strip
_TOGETHER: Final = 4
_MOST_DRAWN: Final = 150
_MOST_CLAIMS: Final = 200  # in a table; all of them are in the data


class _Found(NamedTuple):
    """A term with its events and the figures that it claims."""

    term: Term
    events: Sequence[Event]
    claims: Sequence[Claim]


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield `<facet>/index` and `<facet>/<term>` for each facet."""
    claimed = by_claimant(timeline)
    items = Items(timeline, site)
    span = _span(timeline)
    for facet in EVENT_FACETS:
        events = by_term(timeline, facet)
        own = claimed if facet == "actors" else {}
        terms = list(timeline.vocabulary.facet(facet).values())
        yield _overview(View(timeline, site, f"{facet}/index"), facet, (terms, events, span))
        for term in terms:
            found = _Found(term, events.get(term.id, ()), own.get(term.id, ()))
            for part in parts(f"{facet}/{term.id}", found.events):
                yield _page(View(timeline, site, part.path), facet, found, part, items)


def _span(timeline: Timeline) -> tuple[int, int] | None:
    """Return the first and the last year under which an event is filed."""
    years = [lower for e in timeline.standing() if isinstance(lower := e.date.lower, int)]
    return (from_day(min(years))[0], from_day(max(years))[0]) if years else None


def _overview(
    view: View,
    facet: str,
    found: tuple[Sequence[Term], Mapping[str, Sequence[Event]], tuple[int, int] | None],
) -> Page:
    terms, events, span = found
    title, description = _TITLES[facet]
    groups: defaultdict[str, list[Term]] = defaultdict(list)
    for term in sorted(terms, key=lambda term: view.label(facet, term.id).casefold()):
        groups[words_of(getattr(term, "type", ""))].append(term)
    in_order = dict(sorted(groups.items()))
    body = render(
        "terms.html",
        view,
        facet=facet,
        title=title,
        lead=description,
        groups=in_order,
        events=events,
        span=span and [view.year(year_text(year)) for year in span],
        strips={term.id: _strip(events.get(term.id, ()), span) for term in terms},
    )
    headings = [Heading(2, _anchor(group), heading_of(group)) for group in in_order if group]
    return Page(
        path=view.path,
        title=title,
        description=description,
        body=body,
        headings=tuple(headings),
        search=(SearchEntry("", title, description),),
        wide=True,
    )


def _strip(events: Sequence[Event], span: tuple[int, int] | None) -> Markup:
    """Draw when the events of a term lie within the whole timeline."""
    if span is None or not events:
        return Markup()
    weights = by_period(events, *span, _BARS)
    return bars(weights, max(weights), width=120)


def _together(view: View, facet: str, term: Term, events: Sequence[Event]) -> Mapping[str, int]:
    """Return the terms that events name most often beside this one."""
    counts = Counter(
        other for event in events for other in terms_of(event, facet) if other != term.id
    )
    known = view.timeline.vocabulary.facet(facet)
    order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return {name: count for name, count in order[:_TOGETHER] if name in known}


def _page(view: View, facet: str, found: _Found, part: Part[Event], items: Items) -> Page:
    term, label, first = found.term, view.label(facet, found.term.id), part.number == 1
    count = view.counted(len(found.events), "event", "events")
    others = [text for text in (*term.labels.values(), *term.aliases) if text != label]
    headings = [Heading(2, "events", "Events")] if found.events else []
    if found.claims and first:
        headings.append(Heading(2, "claims", "Figures claimed"))
    body = render(
        "term.html",
        view,
        base=f"{facet}/{term.id}",
        claims=found.claims[:_MOST_CLAIMS] if first else (),
        drawing=_drawing(view, found.events) if first else "",
        events=part.items,
        facet=facet,
        found=found,
        item=items.on(view),
        label=label,
        others=list(dict.fromkeys(others)),
        part=part,
        singular=_TITLES[facet][0],
        term=term,
        together=_together(view, facet, term, found.events) if first else {},
    )
    return Page(
        path=part.path,
        title=label if first else f"{label}, page {part.number}",
        description=term.description or f"{label}: {count} on this timeline.",
        body=body,
        wide=True,
        headings=tuple(headings),
        search=(SearchEntry("", label, " ".join([term.description, *others, count])),) * first,
    )


def _drawing(view: View, events: Sequence[Event]) -> Markup:
    """Draw the events of a term, where there are enough to compare and few enough to see."""
    if not 2 < len(events) <= _MOST_DRAWN:
        return Markup()
    return overview(events, view, width=800, name="tl-over--wide")


def _anchor(group: str) -> str:
    return group.replace(" ", "-")
