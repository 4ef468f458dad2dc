"""What a template is given of timeline and site: words, links and small markup, for one page.

Used by sections and, through `templating`, by every template; opens no file.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from timeline.core.days import to_iso
from timeline.core.edtf import Edtf, bound_text
from timeline.core.figure import Figure
from timeline.core.model import Event
from timeline.core.record import silenced
from timeline.core.site import Site
from timeline.core.source import Source
from timeline.core.timeline import Timeline
from timeline.core.vocabulary import Term
from timeline.core.wording import in_words
from timeline.derive import facets
from timeline.derive.citations import backing
from timeline.derive.computed import page_path, spoken
from timeline.derive.distance import apart
from timeline.derive.footprint import Footprint, footprint
from timeline.derive.syndication import latest
from timeline.pages import words
from timeline.pages.drawing import large_picture, picture
from timeline.pages.markup import anchor, mark, timed


class Shown(NamedTuple):
    """A figure for the eye: what it counts, which part; `own` is both below its measure."""

    label: str
    part: str
    own: str
    amount: str
    unit: str


class View:
    """What a template needs of timeline and site, for one page.

    Everything that thousands of pages ask for again is remembered below, by its text and never by
    its page.
    """

    __slots__ = ("_spoken", "language", "path", "root", "site", "timeline")

    def __init__(self, timeline: Timeline, site: Site, path: str, root: str | None = None) -> None:
        self.timeline = timeline
        self.site = site
        self.path = path
        self.language = site.language
        self._spoken = spoken(site.language)
        self.root = "../" * site.address(path).count("/") if root is None else root

    @property
    def timed(self) -> bool:
        """Whether there are Atom feeds and calendars, which need a time."""
        return latest(self.timeline, self.site) is not None

    def href(self, path: str) -> str:
        """Return a link to a page that holds under any prefix."""
        return (self.root + self.site.address(path)) or "./"

    def file(self, path: str) -> str:
        """Return a link to a file of the site."""
        return self.root + path

    def term(self, facet: str, term_id: str) -> Term | None:
        """Return a term of a vocabulary, if it is there."""
        return self.timeline.vocabulary.facet(facet).get(term_id)

    def label(self, facet: str, term_id: str) -> str:
        """Return a term's name in the site's language, else in English, else its id."""
        term = self.term(facet, term_id)
        return term.labels.get(self.language, term.label) if term else term_id

    def link(self, facet: str, term_id: str) -> Markup:
        """Return a term's name as a link to its page; an unknown id is no link."""
        if self.term(facet, term_id) is None:
            return Markup.escape(term_id)
        return anchor(self.href(f"{facet}/{term_id}"), self.label(facet, term_id))

    def links(self, facet: str, terms: Sequence[str]) -> Markup:
        """Return terms as links with commas between them."""
        return Markup(", ").join(self.link(facet, term) for term in terms)

    def event(self, event: Event) -> Markup:
        """Return an event's title as a link to its page."""
        lang = event.language if event.language != self.language else ""
        return anchor(self.href(page_path(event.id)), self.title(event), lang)

    def date(self, date: Edtf, *, coverage: bool = False) -> str:
        """Return a date in words."""
        return in_words(date.text, self._spoken, coverage=coverage)

    def when(self, event: Event) -> str:
        """Return the date of an event in words."""
        return in_words(event.date.text, self._spoken, coverage=self.timeline.covers(event))

    def time(self, date: Edtf, *, coverage: bool = False) -> Markup:
        """Return a date in words, as a `time` element where HTML can say the date."""
        return timed(date.text, self._spoken, coverage)

    def happened(self, event: Event) -> Markup:
        """Return the date of an event as `time` does."""
        return timed(event.date.text, self._spoken, self.timeline.covers(event))

    def moment(self, at: int) -> Markup:
        """Return the day of a moment, in UTC, as `time` does."""
        return timed(to_iso(at // 86400), self._spoken, False)  # noqa: FBT003 - see there

    def picture(self, event: Event) -> Markup:
        """Return the date of an event as a small picture."""
        return picture(event.date.text, coverage=self.timeline.covers(event))

    def shape(self, event: Event) -> Footprint:
        """Return what the date of an event covers."""
        return footprint(event.date.text, coverage=self.timeline.covers(event))

    def large_picture(self, event: Event) -> Markup:
        """Return the date of an event as the picture of its own page."""
        covers = self.timeline.covers(event)
        return large_picture(event.date.text, self._spoken, coverage=covers)

    def publishers(self, event: Event, *, anchors: bool = True) -> Markup:
        """Return who published what bears an event out, each as a link to its first document.

        Publishers of whom nothing was seen are told apart.
        """
        found = backing(event)
        seen = {source.publisher for source in found if source.seen != "not-seen"}
        first = {source.publisher: source.key for source in reversed(found)}
        names = dict.fromkeys(source.publisher for source in found)
        labels = {name: self.label("publishers", name) for name in names}
        unseen = {name: "" if name in seen else " (not seen)" for name in names}
        if not anchors:
            return Markup.escape(", ".join(labels[name] + unseen[name] for name in names))
        return Markup(", ").join(
            anchor(f"#source-{first[name]}" if first[name] else "#sources", label) + unseen[name]
            for name, label in labels.items()
        )

    def year(self, name: str) -> str:
        """Return a year of `facets.by_year` in words: `-0043` is 44 BCE."""
        if name == facets.UNDATED:
            return "Undated"
        text = name if len(name.removeprefix("-")) == 4 else f"Y{name}"
        return in_words(text, self._spoken)

    def apart(self, event: Event, other: Event) -> str:
        """Return how long before or after an event another came, where days bear it."""
        later = apart(event.date, other.date, self._spoken)
        earlier = apart(other.date, event.date, self._spoken)
        return f"{later} later" if later else f"{earlier} earlier" if earlier else ""

    def marks(self, event: Event) -> Markup:
        """Return the marks of status and claim status."""
        if event.claim_status is None:
            return mark("status", event.status)
        said = mark("said", event.status)
        return mark("claim", event.claim_status) + Markup(" ") + said

    def bounds(self, event: Event) -> tuple[str, str]:
        """Return first and last possible day, `..` where open, empty where unknown."""
        return bound_text(event.date.lower) or "", bound_text(event.date.upper) or ""

    def title(self, event: Event) -> str:
        """Return a title that may be shown: withdrawn for privacy, it is gone."""
        return "Withdrawn event" if silenced(event) else event.title

    def linked(self, value: Mapping[str, Any]) -> Markup:
        """Return a JSON-LD block; it is data, and may hold any text."""
        return words.json_block(value, "application/ld+json")

    def figure(self, figure: Figure) -> Shown:
        """Return a figure in words and digits."""
        vocabulary = self.timeline.vocabulary
        measure = vocabulary.measures.get(figure.measure)
        label = self.label("measures", figure.measure)
        part = ""
        if figure.category:
            dimension = vocabulary.dimensions.get(figure.dimension)
            name = self.category(figure.dimension, figure.category)
            part = f"{dimension.label}: {name}" if dimension else name
        whole = label if measure is None or measure.nature == "attribute" else "Total"
        return Shown(
            label=figure.label or label,
            part=part,
            own=figure.label or part or whole,
            amount=words.amount(figure, self.language),
            unit=words.unit(measure, figure),
        )

    def category(self, dimension_id: str, category: str) -> str:
        """Return the name of a part of a breakdown, else its id as words."""
        dimension = self.timeline.vocabulary.dimensions.get(dimension_id)
        names = {c.id: c.label for c in dimension.categories} if dimension else {}
        return names.get(category, words.words_of(category))

    def described(self, source: Source, *, supports: bool = True) -> str:
        """Return in short sentences what is known of a source beside its title."""
        return words.described(source, self.language, supports=supports)

    def number(self, value: float) -> str:
        """Return a number with grouped digits."""
        return words.number(value, self.language)

    def counted(self, count: int, one: str, many: str) -> str:
        """Return a count with its noun."""
        return words.counted(count, one, many, self.language)
