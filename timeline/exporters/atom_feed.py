"""feed.xml and `<facet>/<term>/feed.xml`: Atom, what was recorded last first, in pages of 100.

`published` is when the event was recorded and `updated` when its record last changed, never when
it happened. Each entry is written once and stands with the same bytes in every feed.
"""

from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Final, NamedTuple

from timeline.core.artifact import ATOM, JSON, JSON_FEED, Artifact
from timeline.core.history import instant
from timeline.core.model import Event
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.xml import GAP, Pattern, Xml, element, escaped, text, written
from timeline.derive import atom
from timeline.derive.computed import Stamp, data_path, page_path, stamp
from timeline.derive.facets import EVENT_FACETS, terms_of
from timeline.derive.syndication import Content, Feed, contents, cut, feeds, latest, offers, page_of


class _Entry(NamedTuple):
    content: bytes
    updated: int


OFFERS: Final = offers("xml", ATOM, "Atom")


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield every page of every feed; nothing where nothing gives a time."""
    at = latest(timeline, site)
    if at is None:
        return
    entries: dict[str, _Entry] = {}
    names, form = _names(timeline, site), cache(partial(_form, site=site))
    for event, content in contents(timeline, site):
        when = stamp(event, timeline, site)
        if when is not None:
            entry = _entry(event, content, when, names, form(event.language))
            entries[event.id] = _Entry(entry, when.modified)
    for feed in feeds(timeline, site):
        own = [entries[event.id] for event in feed.events if event.id in entries]
        yield from _pages(feed, own, at, site)


def _pages(feed: Feed, entries: list[_Entry], at: int, site: Site) -> Iterator[Artifact]:
    pages = cut(entries)
    for number, page in enumerate(pages, 1):
        path = page_of(feed.base, number, "xml")
        head = atom.Head(
            id=site.tag("feed" if not feed.facet else f"feed/{feed.page}"),
            title=feed.title,
            subtitle=feed.description,
            updated=max((entry.updated for entry in page), default=at),
            self=site.url + path,
            links=tuple(_links(feed, number, len(pages), site)),
            language=site.language,
        )
        yield Artifact(path, ATOM, atom.feed(head, site, (entry.content for entry in page)))


def _links(feed: Feed, number: int, last: int, site: Site) -> Iterator[Xml]:
    """Yield the links of a page: what says the same, and the pages around it (RFC 5005)."""
    yield atom.link("alternate", site.absolute(feed.page), "text/html")
    yield atom.link("alternate", f"{site.url}{feed.base}.json", JSON_FEED)
    around = {"first": 1, "previous": number - 1, "next": number + 1, "last": last}
    for rel, other in around.items():
        if 1 <= other <= last:
            yield atom.link(rel, site.url + page_of(feed.base, other, "xml"), ATOM)


def _names(timeline: Timeline, site: Site) -> Mapping[tuple[str, str], Xml]:
    """Return each term as a category."""
    return {
        (facet, name): element(
            "category",
            {
                "term": name,
                "scheme": site.tag(facet),
                "label": term.labels.get(site.language, term.label),
            },
        )
        for facet in EVENT_FACETS
        for name, term in timeline.vocabulary.facet(facet).items()
    }


def _form(language: str, site: Site) -> Pattern:
    """Return what the entries of all events in a language have in common."""
    parts = (
        text("id", site.tag(f"event/{GAP}")),
        text("title", GAP),
        text("published", GAP),
        text("updated", GAP),
        atom.link("alternate", site.absolute(page_path(GAP)), "text/html"),
        atom.link("alternate", site.url + data_path(GAP), JSON),
        Xml(GAP),  # categories
        Xml(GAP),  # the date
        text("summary", GAP),
        text("content", GAP, {"type": "html"}),
    )
    other = language if language != site.language else ""
    return Pattern(element("entry", {"xml:lang": other}, *parts))


def _entry(
    event: Event,
    content: Content,
    when: Stamp,
    names: Mapping[tuple[str, str], Xml],
    form: Pattern,
) -> bytes:
    terms = ((facet, term) for facet in EVENT_FACETS for term in terms_of(event, facet))
    name = escaped(event.id)
    entry = form.fill(
        name,
        escaped(content.title),
        escaped(instant(when.recorded) or ""),
        escaped(instant(when.modified) or ""),
        name,
        name,
        Xml("".join([names[term] for term in terms if term in names])),
        atom.date(event.date.text, content.display),
        escaped(content.summary),
        escaped(content.html),
    )
    return written(entry)
