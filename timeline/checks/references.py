"""What an event refers to: terms, other events, its own sources and figures."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from timeline.core.context import Context
from timeline.core.diagnostic import Diagnostic, closest, finding, offered, pointer, quoted
from timeline.core.model import Event
from timeline.core.timeline import Timeline
from timeline.core.vocabulary import Vocabulary

Place = tuple[str | int, ...]
_FIELDS: Final = tuple(field.name for field in fields(Event) if field.name != "schema")


def check(timeline: Timeline, context: Context) -> Iterator[Diagnostic]:
    """Check that every reference of every event leads somewhere."""
    symmetric: dict[frozenset[str], str] = {}
    vocabulary = timeline.vocabulary
    for event in timeline:
        file = timeline.files[event.id]
        if not _all_known(event, vocabulary):
            yield from _terms(timeline, event, file, context)
        if not _keys_fit(event):
            yield from _keys(event, file)
        if event.relations:
            yield from _relations(timeline, event, file, symmetric)
        if event.withdrawn:
            yield from _withdrawn(timeline, event, file)


def _all_known(event: Event, vocabulary: Vocabulary) -> bool:
    """Tell quickly that the vocabulary has every term; what it denies needs a closer look."""
    actors, publishers = vocabulary.actors, vocabulary.publishers
    for figure in event.figures:
        if figure.measure not in vocabulary.measures or figure.dimension:
            return False
        if figure.attributed_to and figure.attributed_to not in actors:
            return False
    for source in event.sources:
        if source.publisher not in publishers or source.relays:
            return False
    return (
        event.kind in vocabulary.kinds
        and all(map(actors.__contains__, event.actors))
        and all(map(vocabulary.places.__contains__, event.places))
        and all(map(vocabulary.topics.__contains__, event.topics))
        and not any(reading.attributed_to for reading in event.readings)
    )


def _keys_fit(event: Event) -> bool:
    """Tell quickly that keys are unlike one another and lead somewhere; else look closer."""
    keys = [source.key for source in event.sources]
    if len(set(keys)) != len(keys) or event.readings:
        return False
    if event.figures:
        figures = [figure.key for figure in event.figures]
        if len(set(figures)) != len(figures):
            return False
        return all(key in keys for figure in event.figures for key in figure.sources)
    return True


def _named(event: Event) -> Iterator[tuple[str, str, Place]]:
    """Yield (facet, term, where) for every term that an event names."""
    yield "kinds", event.kind, ("kind",)
    for facet in ("actors", "places", "topics"):
        for index, term in enumerate(getattr(event, facet)):
            yield facet, term, (facet, index)
    for index, figure in enumerate(event.figures):
        yield "measures", figure.measure, ("figures", index, "measure")
        if figure.attributed_to:
            yield "actors", figure.attributed_to, ("figures", index, "attributed_to")
        if figure.dimension:
            yield "dimensions", figure.dimension, ("figures", index, "dimension")
    for index, source in enumerate(event.sources):
        yield "publishers", source.publisher, ("sources", index, "publisher")
        for number, relayed in enumerate(source.relays):
            place = ("sources", index, "relays", number, "publisher")
            yield "publishers", relayed.publisher, place
    for index, reading in enumerate(event.readings):
        if reading.attributed_to:
            yield "actors", reading.attributed_to, ("readings", index, "attributed_to")


def _terms(
    timeline: Timeline,
    event: Event,
    file: str,
    context: Context,
) -> Iterator[Diagnostic]:
    for facet, term, place in _named(event):
        terms = timeline.vocabulary.facet(facet)
        if term not in terms and facet not in timeline.vocabulary.refused:
            likeliest = _likeliest(timeline, facet, term)
            yield finding(
                "T304",
                file,
                pointer(*place),
                term=quoted(term),
                file_=f"{context.vocabulary}/{facet}.json",
                suggestion=likeliest,
                offered=offered(term, terms, guessed=bool(likeliest)),
            )


def _likeliest(timeline: Timeline, facet: str, word: str) -> str:
    """Suggest a term by its id, its label or one of its other names."""
    terms = timeline.vocabulary.facet(facet)
    names = {
        name.lower(): term.id
        for term in terms.values()
        for name in (*term.aliases, term.label, term.id.replace("-", " "))
    }
    exact = names.get(word.replace("-", " ").lower())
    if exact:
        return f"; did you mean {quoted(exact)}?"
    return closest(word, terms)


def _keys(event: Event, file: str) -> Iterator[Diagnostic]:
    sources = [source.key for source in event.sources]
    figures = [figure.key for figure in event.figures]
    yield from _repeated(file, "sources", "source", sources)
    yield from _repeated(file, "figures", "figure", figures)
    named: list[tuple[Place, str]] = [
        (("figures", index, "sources", number), key)
        for index, figure in enumerate(event.figures)
        for number, key in enumerate(figure.sources)
    ]
    named += [
        (("readings", index, "source"), reading.source)
        for index, reading in enumerate(event.readings)
    ]
    for place, key in named:
        if key not in sources:
            near = closest(key, [known for known in sources if known])
            yield finding("T305", file, pointer(*place), key=quoted(key), suggestion=near)
    for index, reading in enumerate(event.readings):
        if reading.about and reading.about not in _FIELDS and reading.about not in figures:
            near = closest(reading.about, [*figures, *_FIELDS])
            at = pointer("readings", index, "about")
            yield finding("T306", file, at, about=quoted(reading.about), suggestion=near)


def _repeated(file: str, name: str, what: str, keys: list[str]) -> Iterator[Diagnostic]:
    for index, key in enumerate(keys):
        if key and key in keys[:index]:
            yield finding("T307", file, pointer(name, index, "key"), key=quoted(key), what=what)


def _relations(
    timeline: Timeline,
    event: Event,
    file: str,
    symmetric: dict[frozenset[str], str],
) -> Iterator[Diagnostic]:
    stated: set[tuple[str, str]] = set()
    for index, relation in enumerate(event.relations):
        at = f"/relations/{index}"
        if timeline.aliases.get(relation.event, relation.event) == event.id:
            yield finding("T308", file, at + "/event")
            continue
        yield from _known(timeline, file, at + "/event", relation.event)
        target = timeline.aliases.get(relation.event, relation.event)
        pair = frozenset((event.id, target))
        where = ""
        if (relation.type, target) in stated:
            where = "in this event"
        elif relation.type == "contradicts" and pair in symmetric:
            where = f"in {symmetric[pair]}"
        if where:
            other = quoted(relation.event)
            yield finding("T309", file, at, type=relation.type, event=other, where=where)
        stated.add((relation.type, target))
        if relation.type == "contradicts":
            symmetric.setdefault(pair, file)


def _withdrawn(timeline: Timeline, event: Event, file: str) -> Iterator[Diagnostic]:
    """Check what stands instead of a withdrawn event."""
    if event.withdrawn is None:
        return
    reason = event.withdrawn.reason
    if reason in ("duplicate", "superseded") and not event.withdrawn.replaced_by:
        yield finding("T322", file, "/withdrawn", reason=quoted(reason))
    for index, other in enumerate(event.withdrawn.replaced_by):
        at = pointer("withdrawn", "replaced_by", index)
        if timeline.aliases.get(other, other) == event.id:
            yield finding("T308", file, at)
        else:
            yield from _known(timeline, file, at, other)


def _known(timeline: Timeline, file: str, at: str, other: str) -> Iterator[Diagnostic]:
    """Refuse an unknown event, unless its own file was refused: that is one mistake, not two."""
    if other not in timeline and other not in timeline.refused:
        near = closest(other, timeline.by_id)
        yield finding("T303", file, at, id=quoted(other), suggestion=near)
