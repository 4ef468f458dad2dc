"""All documents by publisher: what sort it is, how it was seen, which events rest on it.

A publisher with more documents than a page should hold has pages of its own below `sources/`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from timeline.core.page import Heading, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.citations import Citation, backing, by_publisher, common_origin
from timeline.pages.paging import Part, parts
from timeline.pages.templating import render
from timeline.pages.view import View
from timeline.pages.words import heading_of, words_of

_MOST: Final = 25  # documents of a publisher on the page of all publishers
_MOST_SINGLE: Final = 300  # events with one source

_SINGLE: Final = "Resting on a single source"
_SINGLE_ABOUT: Final = "The events, facts and claims that only one source bears out."

_Citations = Mapping[str, tuple[Citation, ...]]


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the page of sources, and those of the publishers that need more room."""
    found = by_publisher(timeline)
    yield _overview(View(timeline, site, "sources"), found)
    for publisher, documents in found.items():
        if len(documents) > _MOST:
            for part in parts(f"sources/{publisher}", documents):
                yield _page(View(timeline, site, part.path), publisher, part)


def _overview(view: View, found: _Citations) -> Page:
    groups = _by_type(view, found)
    total = sum(len(documents) for documents in found.values())
    described = view.counted(total, "document", "documents")
    lead = f"{described} from {view.counted(len(found), 'publisher', 'publishers')}."
    standing = list(view.timeline.standing())
    single = [event for event in standing if len(backing(event)) == 1]
    shared = [(event, origins) for event in standing if (origins := common_origin(event))]
    return Page(
        path=view.path,
        title="Sources",
        description=lead,
        body=render(
            "sources.html",
            view,
            groups=groups,
            lead=lead,
            most=_MOST,
            single=single[:_MOST_SINGLE],
            singles=len(single),
            shared=shared[:_MOST_SINGLE],
        ),
        headings=(
            *([Heading(2, "single", _SINGLE)] if single else []),
            *([Heading(2, "origin", "Several documents, one origin")] if shared else []),
            *(Heading(2, _anchor(kind), heading_of(kind)) for kind in groups),
        ),
        search=(
            SearchEntry("", "Sources", lead),
            *([SearchEntry("single", _SINGLE, _SINGLE_ABOUT)] if single else []),
            *_entries(view, found),
        ),
    )


def _by_type(view: View, found: _Citations) -> dict[str, list[tuple[str, tuple[Citation, ...]]]]:
    """Group publishers by what sort they are, each group in the order of their names."""
    groups: defaultdict[str, list[tuple[str, tuple[Citation, ...]]]] = defaultdict(list)
    for publisher, documents in found.items():
        term = view.timeline.vocabulary.publishers.get(publisher)
        groups[words_of(term.type) if term else "other"].append((publisher, documents))
    return {
        kind: sorted(group, key=lambda pair: view.label("publishers", pair[0]).casefold())
        for kind, group in sorted(groups.items())
    }


def _page(view: View, publisher: str, part: Part[Citation]) -> Page:
    label = view.label("publishers", publisher)
    return Page(
        path=part.path,
        title=label if part.number == 1 else f"{label}, page {part.number}",
        description=f"Documents of {label} that this timeline cites.",
        body=render(
            "publisher.html",
            view,
            base=f"sources/{publisher}",
            label=label,
            part=part,
            term=view.timeline.vocabulary.publishers.get(publisher),
        ),
        wide=True,
    )


def _anchor(kind: str) -> str:
    return f"type-{kind.replace(' ', '-')}"


def _entries(view: View, found: _Citations) -> Iterator[SearchEntry]:
    for publisher, documents in found.items():
        titles = [citation.source.title for citation in documents if citation.source.title]
        yield SearchEntry(
            f"publisher-{publisher}",
            view.label("publishers", publisher),
            " · ".join(titles[:_MOST]),
        )
