"""Actors, places, topics and kinds: an overview of each, and a page for every term."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from timeline.core.days import year_text
from timeline.core.model import Event
from timeline.core.page import Heading, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.vocabulary import Term
from timeline.derive.claims import Claim, by_claimant
from timeline.derive.facets import EVENT_FACETS, by_term
from timeline.derive.syndication import feed_base
from timeline.pages.maps import draw_overview, draw_place
from timeline.pages.paging import Part, parts
from timeline.pages.portraits import Span, drawing, span_of, spots, strip, together
from timeline.pages.templating import Items, render
from timeline.pages.view import View
from timeline.pages.words import heading_of, words_of

_TITLES: Final = {
    "actors": ("Actors", "Who takes part in the events, and who makes claims about them."),
    "places": ("Places", "Where the events happened."),
    "topics": ("Topics", "What the events are about."),
    "kinds": ("Kinds of event", "What sorts of event there are, and how their dates are meant."),
}


# It may still be cited for what it says, or hold other places: so not "names it".
_NO_EVENT: Final = "No event of this timeline is filed under it yet."
_MOST_CLAIMS: Final = 200  # in a table; all of them are in the data


class _Found(NamedTuple):
    """A term with its events, the figures that it claims, and where it lies."""

    term: Term
    events: Sequence[Event]
    claims: Sequence[Claim]
    map: Markup


class _Facet(NamedTuple):
    """The terms of a facet, the events that name each, the figures of each, all years."""

    terms: Sequence[Term]
    events: Mapping[str, Sequence[Event]]
    claims: Mapping[str, Sequence[Claim]]
    span: Span | None


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield `<facet>/index` and `<facet>/<term>` for each facet."""
    claimed = by_claimant(timeline)
    items = Items(timeline, site)
    span = span_of(timeline)
    for facet in EVENT_FACETS:
        events = by_term(timeline, facet)
        own = claimed if facet == "actors" else {}
        terms = list(timeline.vocabulary.facet(facet).values())
        yield _overview(
            View(timeline, site, f"{facet}/index"), facet, _Facet(terms, events, own, span)
        )
        near = spots(View(timeline, site, f"{facet}/any"), terms, events)
        for term in terms:
            spot = near.get(term.id)
            shown = draw_place(spot, near.values()) if spot else Markup()
            found = _Found(term, events.get(term.id, ()), own.get(term.id, ()), shown)
            for part in parts(f"{facet}/{term.id}", found.events):
                yield _page(View(timeline, site, part.path), facet, found, part, items)


def _overview(
    view: View,
    facet: str,
    found: _Facet,
) -> Page:
    terms, events, claimed, span = found
    title, description = _TITLES[facet]
    groups: defaultdict[str, list[Term]] = defaultdict(list)
    # A term that no event names has a page, which others may refer to, and no place in the list.
    named = [term for term in terms if term.id in events or term.id in claimed]
    for term in sorted(named, key=lambda term: view.label(facet, term.id).casefold()):
        groups[words_of(getattr(term, "type", ""))].append(term)
    in_order = dict(sorted(groups.items()))
    body = render(
        "terms.html",
        view,
        facet=facet,
        title=title,
        lead=description,
        groups=in_order,
        claims=claimed,
        events=events,
        span=span and [view.year(year_text(year)) for year in span],
        siblings={name: words for name, (words, _) in _TITLES.items()},
        maps=draw_overview(spots(view, terms, events).values()),
        strips={term.id: strip(events.get(term.id, ()), span) for term in terms},
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


def _page(view: View, facet: str, found: _Found, part: Part[Event], items: Items) -> Page:
    term, label, first = found.term, view.label(facet, found.term.id), part.number == 1
    count = f"{view.counted(len(found.events), 'event', 'events')} on this timeline."
    if not found.events:
        count = _NO_EVENT
    others = [text for text in (*term.labels.values(), *term.aliases) if text != label]
    headings = [Heading(2, "events", "Events")] if found.events else []
    if found.claims and first:
        headings.append(Heading(2, "claims", "Figures claimed"))
    body = render(
        "term.html",
        view,
        base=f"{facet}/{term.id}",
        claims=found.claims[:_MOST_CLAIMS] if first else (),
        count=count,
        drawing=drawing(view, found.events) if first else "",
        events=part.items,
        facet=facet,
        found=found,
        item=items.on(view),
        label=label,
        others=list(dict.fromkeys(others)),
        part=part,
        singular=_TITLES[facet][0],
        term=term,
        calendar=f"{facet}/{term.id}/calendar.ics",
        feed=feed_base(facet, term.id),
        together=together(view, facet, term, found.events) if first else {},
    )
    return Page(
        path=part.path,
        title=label if first else f"{label}, page {part.number}",
        description=term.description or f"{label}: {count}",
        body=body,
        wide=True,
        feed_path=feed_base(facet, term.id),
        headings=tuple(headings),
        search=(SearchEntry("", label, " ".join([term.description, *others, count])),) * first,
    )


def _anchor(group: str) -> str:
    return group.replace(" ", "-")
