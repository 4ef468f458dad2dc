"""Which feeds of events there are, what each holds in which order, and what an item says in words.

For feeds in every format, for their list, and for the pages that link to them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import inf
from typing import Any, Final, NamedTuple, TypeVar

from timeline.core.artifact import SCHEMA_VERSION
from timeline.core.feed_outputs import FeedHead
from timeline.core.model import Event
from timeline.core.offer import Offer, Values
from timeline.core.site import Site
from timeline.core.source import Source
from timeline.core.timeline import Timeline
from timeline.core.wording import in_words
from timeline.core.xml import GAP, Pattern, Xml, element, escaped, quoted, text
from timeline.derive.changelog import Step
from timeline.derive.computed import words
from timeline.derive.corrections import happened
from timeline.derive.facets import EVENT_FACETS, OF_TERMS, terms_of

PAGE: Final = 100  # entries of a page
_SOURCE: Final = Pattern(element("li", {}, Xml(GAP), Xml(GAP)))
_LINK: Final = Pattern(text("a", GAP, {"href": GAP}))
T = TypeVar("T")


class Feed(NamedTuple):
    """A feed of events: all of them, or those of a term.

    `base` is its address below the site without extension, `page` the page that it belongs to
    (see `Page.path`). `events` are those that stand, what was recorded last first.
    """

    base: str
    facet: str
    title: str
    description: str
    page: str
    events: Sequence[Event]


class Content(NamedTuple):
    """What an item says of an event: its date in words, a title with it, HTML and plain text."""

    display: str
    title: str
    summary: str
    html: str
    text: str


class ChangeContent(NamedTuple):
    """What an item says of a change: the record in brief, and what happened in a few words.

    `html` and `text` have a line for each field.
    """

    record: Mapping[str, Any]
    happened: str
    title: str
    html: str
    text: str


def offers(ending: str, media_type: str, kind: str) -> tuple[Offer, ...]:
    """Return what a kind of feed offers: of all events and of each term, each in pages."""
    page = {"page": Values(first=2)}
    places: tuple[tuple[str, str, Mapping[str, Values]], ...] = (
        ("feed", f"{kind}: the events, what was recorded last comes first", {}),
        ("feed/{page}", "Its further pages", page),
        (
            "{facet}/{term}/feed",
            f"{kind}: the events of an actor, place, topic or kind",
            OF_TERMS,
        ),
        ("{facet}/{term}/feed/{page}", "Their further pages", {**OF_TERMS, **page}),
    )
    return tuple(
        Offer(
            path=f"{path}.{ending}",
            media_type=media_type,
            holds=holds,
            client="reader",
            values=values,
        )
        for path, holds, values in places
    )


@lru_cache(maxsize=1)  # the same in every format
def feeds(timeline: Timeline, site: Site) -> tuple[Feed, ...]:
    """Return the feed of all events, then one for each term, also of those that wait for events."""
    newest = sorted(timeline.standing(), key=lambda e: _order(e, timeline), reverse=True)
    found = [Feed("feed", "", site.name, site.description, "index", newest)]
    for facet in EVENT_FACETS:
        groups: defaultdict[str, list[Event]] = defaultdict(list)
        for event in newest:
            for term in terms_of(event, facet):
                groups[term].append(event)
        for term, known in timeline.vocabulary.facet(facet).items():
            label = known.labels.get(site.language, known.label)
            page, title = f"{facet}/{term}", f"{site.name}: {label}"
            about = known.description or site.description
            found.append(Feed(feed_base(facet, term), facet, title, about, page, groups[term]))
    return tuple(found)


def feed_of_changes(site: Site) -> Feed:
    """Return what the feed of all changes says of itself; it holds no events."""
    return Feed(
        base="changes",
        facet="",
        title=f"{site.name}: changes",
        description="What was added, corrected and withdrawn.",
        page="changes",
        events=(),
    )


def _order(event: Event, timeline: Timeline) -> tuple[float, tuple[float, float]]:
    """Sort by recording, what is not committed as the newest; then by the event's own date."""
    recorded = timeline.history.recorded(event.id)
    return inf if recorded is None else recorded, event.date.sort_key


def feed_base(facet: str, term: str) -> str:
    """Return the address of a term's feeds below the site, without extension."""
    return f"{facet}/{term}/feed"


def page_of(base: str, number: int, extension: str) -> str:
    """Return the address of a page of a feed; the first is the feed itself."""
    return f"{base}.{extension}" if number == 1 else f"{base}/{number}.{extension}"


def cut(items: Sequence[T]) -> list[Sequence[T]]:
    """Cut into pages; an empty feed has one."""
    return [items[start : start + PAGE] for start in range(0, max(len(items), 1), PAGE)]


def json_head(feed: Feed, number: int, pages: int, language: str, site: Site) -> FeedHead:
    """Return the head of one of so many pages of a JSON Feed."""
    head: FeedHead = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": site.absolute(feed.page),
        "feed_url": site.url + page_of(feed.base, number, "json"),
        "description": feed.description,
        "language": language,
        "authors": [{"name": site.attribution, "url": site.url}],
        "_timeline": {
            "about": site.absolute("data"),
            "schema_version": SCHEMA_VERSION,
            "license": site.license,
        },
    }
    if number < pages:
        head["next_url"] = site.url + page_of(feed.base, number + 1, "json")
    return head


def latest(timeline: Timeline, site: Site) -> int | None:
    """Return when anything last changed, in seconds since 1970, else SOURCE_DATE_EPOCH.

    Without either there are no Atom feeds: they cannot do without a time.
    """
    last = timeline.history.last
    return site.epoch if last is None else last


@lru_cache(maxsize=1)  # feeds in every format say the same
def contents(timeline: Timeline, site: Site) -> tuple[tuple[Event, Content], ...]:
    """Return each event that stands with what feeds say of it."""
    return tuple((event, _content(event, timeline, site)) for event in timeline.standing())


def _content(event: Event, timeline: Timeline, site: Site) -> Content:
    when = words(event, timeline, site.language)
    label = timeline.vocabulary.label
    sources = [(label("publishers", source.publisher), source) for source in event.sources]
    return Content(
        when,
        f"{when}: {event.title}",
        event.summary.partition("\n\n")[0],
        _html(event, when, sources),
        _text(event, when, timeline),
    )


def _text(event: Event, when: str, timeline: Timeline) -> str:
    lines = [f"When: {when}", f"Status: {event.status}", "", event.summary, "", "Sources:"]
    return "\n".join([*lines, *source_lines(event, timeline)])


def source_lines(event: Event, timeline: Timeline) -> Iterator[str]:
    """Yield each source of an event as a line of plain text."""
    for source in event.sources:
        publisher = timeline.vocabulary.label("publishers", source.publisher)
        parts = (publisher, source.title, source.url or source.no_url_reason)
        yield "- " + ", ".join([part for part in parts if part])


def _html(event: Event, when: str, sources: list[tuple[str, Source]]) -> str:
    paragraphs = [text("p", paragraph) for paragraph in event.summary.split("\n\n")]
    said = element("p", {}, text("strong", when), escaped(f" · {event.status}"))
    items = [
        _SOURCE.fill(escaped(f"{publisher}: "), _cited(source)) for publisher, source in sources
    ]
    return "".join([said, *paragraphs, element("ul", {}, *items)])


def _cited(source: Source) -> Xml:
    title = source.title or source.no_url_reason or source.url
    return _LINK.fill(quoted(source.url), escaped(title)) if source.url else escaped(title)


def date_in_words(date: str) -> str:
    """Return the date of an old version in words: its kind of then may be gone, so as a moment."""
    return in_words(date)


def change_content(step: Step, *, lasting: bool = False) -> ChangeContent:
    """Return what feeds say of a change; an event that went keeps the title that it had.

    Feeds whose pages are closed need `lasting` words.
    """
    version = step.version
    record = version.brief
    done = happened(step)
    lines = [change.lasting if lasting else change.text for change in step.changes]
    if version.commit.reason:
        lines.append(f"reason: {version.commit.reason}")
    if not lines:  # what was added says what it is about
        lines = [record.get("summary", "").partition("\n\n")[0] or done]
    return ChangeContent(
        record,
        done,
        f"{done}: {record.get('title') or step.title or version.id}",
        element("ul", {}, *(text("li", line) for line in lines)),
        "\n".join(lines),
    )
