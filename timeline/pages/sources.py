"""All documents by publisher: what sort it is, how it was seen, which events rest on it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from timeline.core.page import Heading, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.citations import Citation, by_publisher
from timeline.pages.templating import View, render
from timeline.pages.words import heading_of, words_of


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the list of sources."""
    view = View(timeline, site, "sources")
    found = by_publisher(timeline)
    groups: defaultdict[str, list[tuple[str, tuple[Citation, ...]]]] = defaultdict(list)
    for publisher, documents in found.items():
        term = timeline.vocabulary.publishers.get(publisher)
        groups[words_of(term.type) if term else "other"].append((publisher, documents))
    in_order = {
        kind: sorted(group, key=lambda pair: view.label("publishers", pair[0]).casefold())
        for kind, group in sorted(groups.items())
    }
    total = sum(len(documents) for documents in found.values())
    described = view.counted(total, "document", "documents")
    lead = f"{described} from {view.counted(len(found), 'publisher', 'publishers')}."
    single = [event for event in timeline.standing() if len(event.sources) == 1]
    yield Page(
        path="sources",
        title="Sources",
        description=lead,
        body=render("sources.html", view, groups=in_order, lead=lead, single=single),
        headings=(
            *([Heading(2, "single", "Resting on a single source")] if single else []),
            *(Heading(2, _anchor(kind), heading_of(kind)) for kind in in_order),
        ),
        search=(SearchEntry("", "Sources", lead), *_entries(view, found)),
    )


def _anchor(kind: str) -> str:
    return f"type-{kind.replace(' ', '-')}"


def _entries(view: View, found: Mapping[str, tuple[Citation, ...]]) -> Iterator[SearchEntry]:
    for publisher, documents in found.items():
        titles = [citation.source.title for citation in documents if citation.source.title]
        yield SearchEntry(
            f"publisher-{publisher}", view.label("publishers", publisher), " · ".join(titles)
        )
