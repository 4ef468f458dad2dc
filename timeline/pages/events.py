"""One page an event; a withdrawn event keeps its page as a tombstone."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Final, NamedTuple

from markupsafe import Markup

from timeline.core.model import Event
from timeline.core.page import Heading, Link, Page, SearchEntry
from timeline.core.record import silenced
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive import linked
from timeline.derive.changelog import told
from timeline.derive.citations import backing, common_origin
from timeline.derive.citing import citing
from timeline.derive.claims import claimants
from timeline.derive.computed import data_path, page_path
from timeline.derive.corrections import corrected, correcting
from timeline.derive.facets import EVENT_FACETS, terms_of
from timeline.derive.ties import Tie, ties
from timeline.pages.templating import render
from timeline.pages.view import View
from timeline.pages.words import first_sentence

_SIDES: Final = {
    "before": "What led to it",
    "beside": "Belongs with",
    "after": "What came of it",  # often the longest
}
# Above this number of events a full text index is more than a browser likes to load.
FULL_TEXT_LIMIT: Final = 1000
_MOST_ALIKE: Final = 5  # ties of one verb that stand in the order of time, each with its verb
# Pages of a part, where that makes no more parts than processes can share.
_PART: Final = 100
_PARTS: Final = 1000
_NAME: Final = "\x00"  # stands for an id in what many pages share
_ENDS: Final = Link("timeline", "The whole timeline")


class _Among(NamedTuple):
    """What a page says of other events; `once` holds, by day, what many say of their past."""

    ties: Mapping[str, Sequence[Tie]]
    neighbours: Mapping[str, tuple[Link, Link]]
    once: dict[Markup, Markup]


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the page of every event, in timeline order."""
    return chain.from_iterable(part() for part in parts(timeline, site))


def parts(timeline: Timeline, site: Site) -> list[Callable[[], Iterator[Page]]]:
    """Return what makes the pages, a hundred each: several processes may share them."""
    among = _Among(ties(timeline), _neighbours(timeline), {})
    size = max(_PART, -(-len(timeline) // _PARTS))
    return [
        partial(_pages, timeline.events[start : start + size], timeline, site, among)
        for start in range(0, len(timeline), size)
    ]


def _pages(
    events: Sequence[Event], timeline: Timeline, site: Site, among: _Among
) -> Iterator[Page]:
    full_text = len(timeline) <= FULL_TEXT_LIMIT
    for event in events:
        view = View(timeline, site, page_path(event.id))
        previous, following = among.neighbours.get(event.id, (_ENDS, _ENDS))
        yield Page(
            path=view.path,
            title=view.title(event),
            description=_description(event, view),
            body=_body(event, view, among),
            headings=_headings(event),
            linked=None if event.withdrawn else view.linked(linked.page(event, timeline, site)),
            search=() if event.withdrawn else (_search_entry(event, view, full_text=full_text),),
            edit_path=_file(event, timeline),
            data_path=data_path(event.id),
            previous=previous,
            next=following,
            wide=True,
        )


def _file(event: Event, timeline: Timeline) -> str:
    """Return the path of an event's file; a silenced one is not led to: it may hold the text."""
    return "" if silenced(event) else timeline.files.get(event.id, "")


def _neighbours(timeline: Timeline) -> Mapping[str, tuple[Link, Link]]:
    """Return what stands before and after each standing event; the ends lead to the timeline."""
    links = [Link(page_path(event.id), event.title) for event in timeline.standing()]
    row = [_ENDS, *links, _ENDS]
    return {
        event.id: (row[place], row[place + 2]) for place, event in enumerate(timeline.standing())
    }


def _description(event: Event, view: View) -> str:
    if event.withdrawn:
        return "This event was withdrawn from the timeline."
    return f"{view.when(event)}: {first_sentence(event.summary, 160)}"


def _body(event: Event, view: View, among: _Among) -> Markup:
    file = _file(event, view.timeline)
    own = among.ties.get(event.id, ())
    replaced = event.withdrawn.replaced_by if event.withdrawn else ()
    numbers = {source.key: place for place, source in enumerate(event.sources, 1)}
    return render(
        "tombstone.html" if silenced(event) else "event.html",
        view,
        event=event,
        sides=[
            (words, _by_verb(there))
            for side, words in _SIDES.items()
            if (there := [tie for tie in own if tie.side == side])
        ],
        citing=citing(event, view.when(event), view.timeline, view.site),
        about_readings=_about_readings(event),
        differing=_differing(event, view),
        backing=len(backing(event)),
        contested=_contested(event, view.timeline),
        origins=", ".join(view.label("publishers", name) for name in common_origin(event)),
        numbers=numbers,
        names={s.key: view.label("publishers", s.publisher) for s in event.sources},
        corrected=corrected(view.timeline).get(event.id),
        correcting=correcting,
        history=_history(event, view, among.once),
        replacements=[view.timeline[other] for other in replaced if other in view.timeline],
        edit_url=view.site.edit_url + file if view.site.edit_url and file else "",
    )


def _by_verb(there: Sequence[Tie]) -> list[tuple[str, list[Tie]]]:
    """Return the ties of one side, each under its verb; one that many share is said once."""
    if max(Counter(tie.words for tie in there).values()) <= _MOST_ALIKE:
        return [(tie.words, [tie]) for tie in there]
    found: dict[str, list[Tie]] = {}
    for tie in there:
        found.setdefault(tie.words, []).append(tie)
    return list(found.items())


def _history(event: Event, view: View, once: dict[Markup, Markup]) -> Markup:
    """Return what became of the record; `once` holds, by day, what most of them say."""
    steps = told(view.timeline).by_id.get(event.id, ())
    if len(steps) != 1 or steps[0].version.redacted or steps[0].version.commit.reason:
        return render("history.html", view, name=event.id, steps=steps[::-1])
    day = view.moment(steps[0].version.commit.at)
    if day not in once:
        once[day] = render("history.html", view, name=_NAME, steps=steps)
    return Markup(once[day].replace(_NAME, event.id))  # noqa: S704 - a rendered template


def _contested(event: Event, timeline: Timeline) -> tuple[str, ...]:
    """Return the measures of an event's figures of which several claimants give numbers."""
    measures = dict.fromkeys(figure.measure for figure in event.figures)
    return tuple(name for name in measures if len(claimants(timeline).get(name, ())) > 1)


class _Differing(NamedTuple):
    """A reading that is not followed, with everybody who says so."""

    verdict: str
    says: str
    who: str


def _differing(event: Event, view: View) -> list[_Differing]:
    """Return the readings that differ, undecided ones first; what several say alike stands once."""
    publishers = {source.key: source.publisher for source in event.sources}
    found: dict[tuple[str, str], list[str]] = {}
    for reading in event.readings:
        if reading.verdict != "followed":
            name = publishers.get(reading.source, reading.source)
            found.setdefault((reading.verdict, reading.says), []).append(
                view.label("publishers", name)
            )
    return [
        _Differing(verdict, says, ", ".join(dict.fromkeys(names)))
        for (verdict, says), names in sorted(found.items(), key=lambda item: item[0][0] != "open")
    ]


def _about_readings(event: Event) -> str:
    """Return the heading of the readings: only some of them need to differ."""
    differ = any(reading.verdict != "followed" for reading in event.readings)
    return "Where sources disagree" if differ else "Other readings"


def _headings(event: Event) -> tuple[Heading, ...]:
    if silenced(event):
        return (Heading(2, "history", "History"),)
    shown = (
        ("figures", "Figures", event.figures),
        ("readings", _about_readings(event), event.readings),
        ("sources", "Sources", event.sources),
        ("remark", "Editors’ remark", event.note),
        ("history", "History", True),
        ("cite", "Cite this page", True),
    )
    return tuple(Heading(2, anchor, text) for anchor, text, there in shown if there)


def _search_entry(event: Event, view: View, *, full_text: bool) -> SearchEntry:
    labels = [view.label(facet, t) for facet in EVENT_FACETS for t in terms_of(event, facet)]
    labels += dict.fromkeys(view.label("publishers", s.publisher) for s in event.sources)
    parts = [(figure.dimension, figure.category) for figure in event.figures if figure.category]
    labels += dict.fromkeys(view.category(*part) for part in parts)
    text = event.summary if full_text else first_sentence(event.summary)
    # Who looks for 12000 finds what is written 12,000.
    large = dict.fromkeys(f.value for f in event.figures if f.value and abs(f.value) >= 1000)
    digits = " ".join(f"{value:.12g}" for value in large)
    words = f"{view.when(event)}. {text} {' · '.join(labels)} {digits}"
    return SearchEntry("", event.title, words)
