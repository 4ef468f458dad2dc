"""Ids: equal to the file's stem, unique with aliases, in the folder of their year."""

import posixpath
from collections.abc import Iterator

from timeline.core.context import Context
from timeline.core.days import to_iso
from timeline.core.diagnostic import Diagnostic, finding, pointer, quoted
from timeline.core.model import Event
from timeline.core.record import year_folder
from timeline.core.timeline import Timeline


def check(timeline: Timeline, context: Context) -> Iterator[Diagnostic]:
    """Compare each event's id with its file, its folder and all other ids."""
    for event in timeline:
        file = timeline.files[event.id]
        yield from _file(event, file, context)
        yield from _dated(timeline, event, file)
    for event_id, file in timeline.repeated:
        other = timeline.files[event_id]
        yield finding("T302", file, "/id", id=quoted(event_id), what="the id", other=other)
    yield from _aliases(timeline)


def _file(event: Event, file: str, context: Context) -> Iterator[Diagnostic]:
    expected = f"{context.events}/{year_folder(event.date)}"
    if file == f"{expected}/{event.id}.json":
        return
    folder, name = posixpath.split(file)
    if name != f"{event.id}.json":
        yield finding(
            "T301",
            file,
            "/id",
            id=quoted(event.id),
            name=quoted(name),
            expected=quoted(f"{event.id}.json"),
        )
    if not folder.startswith(context.events + "/"):
        return  # a draft elsewhere has no folder yet
    if folder != expected:
        yield finding(
            "T016",
            file,
            "/date",
            problem=f"the file lies in {quoted(folder + '/')}",
            expected=f"{quoted(expected + '/')} for the date {quoted(event.date.text)}",
            fix=f"move the file to {expected}/{name}, or correct the date",
        )


def _dated(timeline: Timeline, event: Event, file: str) -> Iterator[Diagnostic]:
    """Warn where an id begins with the year of the date, or carries it whole."""
    earliest = event.date.lower
    if not isinstance(earliest, int):
        return
    day = to_iso(earliest)
    starts = event.id.startswith(day[:-5])
    if starts or (day in event.id) or (event.id.endswith(day[:-3]) and not timeline.covers(event)):
        yield finding("T321", file, "/id", id=quoted(event.id))


def _aliases(timeline: Timeline) -> Iterator[Diagnostic]:
    taken: dict[str, str] = {}
    for event in timeline:
        file = timeline.files[event.id]
        for index, alias in enumerate(event.aliases):
            at = pointer("aliases", index)
            if alias in timeline.by_id:
                other = timeline.files[alias]
                yield finding("T302", file, at, id=quoted(alias), what="the id", other=other)
            elif alias in taken:
                other = taken[alias]
                yield finding("T302", file, at, id=quoted(alias), what="an alias", other=other)
            taken.setdefault(alias, file)
