"""Actors, places, topics and kinds: an overview of each, and a page for every term."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from timeline.core.model import Event
from timeline.core.page import Heading, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.vocabulary import Place, Term
from timeline.derive.claims import Claim, by_claimant
from timeline.derive.facets import EVENT_FACETS, by_term
from timeline.pages.maps import Spot, draw_overview, draw_place
from timeline.pages.templating import Items, View, render
from timeline.pages.words import heading_of, words_of

_TITLES: Final = {
    "actors": ("Actors", "Who takes part in the events, and who makes claims about them."),
    "places": ("Places", "Where the events happened."),
    "topics": ("Topics", "What the events are about."),
    "kinds": ("Kinds of event", "What sorts of event there are, and how their dates are meant."),
}


class _Found(NamedTuple):
    """What the page of a term lists, how an event of it is shown, and its map."""

    events: Sequence[Event]
    claims: Sequence[Claim]
    item: Items
    map: Markup


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield `<facet>/index` and `<facet>/<term>` for each facet."""
    claimed = by_claimant(timeline)
    item = Items(View(timeline, site, "actors/any"))
    for facet in EVENT_FACETS:
        events = by_term(timeline, facet)
        own = claimed if facet == "actors" else {}
        terms = list(timeline.vocabulary.facet(facet).values())
        yield _overview(timeline, site, facet, terms, events)
        spots = _spots(View(timeline, site, f"{facet}/any"), terms, events)
        for term in terms:
            view = View(timeline, site, f"{facet}/{term.id}")
            spot = spots.get(term.id)
            shown = draw_place(spot, spots.values()) if spot else Markup()
            found = _Found(events.get(term.id, ()), own.get(term.id, ()), item, shown)
            yield _page(view, facet, term, found)


def _overview(
    timeline: Timeline,
    site: Site,
    facet: str,
    terms: Sequence[Term],
    events: Mapping[str, Sequence[Event]],
) -> Page:
    view = View(timeline, site, f"{facet}/index")
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
        maps=draw_overview(_spots(view, terms, events).values()),
    )
    headings = [Heading(2, _anchor(group), heading_of(group)) for group in in_order if group]
    return Page(
        path=view.path,
        title=title,
        description=description,
        body=body,
        headings=tuple(headings),
        search=(SearchEntry("", title, description),),
    )


def _page(view: View, facet: str, term: Term, found: _Found) -> Page:
    label = view.label(facet, term.id)
    count = view.counted(len(found.events), "event", "events")
    others = [text for text in (*term.labels.values(), *term.aliases) if text != label]
    headings = [Heading(2, "events", "Events")] if found.events else []
    if found.claims:
        headings.append(Heading(2, "claims", "Figures claimed"))
    return Page(
        path=view.path,
        title=label,
        description=term.description or f"{label}: {count} on this timeline.",
        body=render(
            "term.html",
            view,
            item=found.item,
            facet=facet,
            singular=_TITLES[facet][0],
            term=term,
            label=label,
            others=list(dict.fromkeys(others)),
            events=found.events,
            claims=found.claims,
            map=found.map,
        ),
        headings=tuple(headings),
        search=(SearchEntry("", label, " ".join([term.description, *others, count])),),
    )


def _spots(
    view: View, terms: Iterable[Term], events: Mapping[str, Sequence[Event]]
) -> dict[str, Spot]:
    """Return the places among terms as maps know them, with links for pages beside a view."""
    return {
        term.id: Spot(
            label=view.label("places", term.id),
            latitude=term.latitude,
            longitude=term.longitude,
            type=term.type,
            href=view.href(f"places/{term.id}"),
            events=len(events.get(term.id, ())),
        )
        for term in terms
        if isinstance(term, Place)
    }


def _anchor(group: str) -> str:
    return group.replace(" ", "-")
