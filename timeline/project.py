"""The use cases: check, artifacts, pages. Orders the stages and holds no rules of its own.

Called by the shells (`cli`, `mkdocs_plugin`) and by the public `timeline.load`.
"""

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from timeline import config
from timeline.checks import CHECKS
from timeline.config import Options
from timeline.core import record
from timeline.core.base import Base
from timeline.core.context import Context
from timeline.core.days import to_day
from timeline.core.diagnostic import Diagnostic, Summary, in_order, placed, summarise
from timeline.core.forked import Shared
from timeline.core.redaction import redact
from timeline.core.timeline import Timeline, assemble
from timeline.loading.explain import explain
from timeline.loading.locate import locate
from timeline.loading.partial import Partial, partial, sure
from timeline.loading.past import past_event
from timeline.loading.read import document
from timeline.loading.records import Progress, load
from timeline.loading.strict_json import decode
from timeline.selection import drafts, nothing_missed, relative, within

if TYPE_CHECKING:
    from timeline.history import Reading

# A clock that stands before this day is wrong: no build of this version can happen earlier.
_RELEASED: Final = date(2026, 11, 21)
_MANY: Final = 2_000  # events whose checks take longer than it takes to begin a process


@dataclass(frozen=True, slots=True)
class Project:
    """A repository: its folder and its options."""

    root: Path
    options: Options


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check gives: the timeline, every finding in order, and the counts.

    `as_of` is the day (`YYYY-MM-DD`) at whose end the timeline stood so, where that is not now.
    """

    timeline: Timeline
    diagnostics: list[Diagnostic]
    summary: Summary
    as_of: str = ""


def today() -> int:
    """Return the day against which 'future' is judged; no output depends on it.

    That of SOURCE_DATE_EPOCH, else the clock's, but never before this version was released.
    """
    seconds = config.epoch()
    if seconds is None:
        seconds = int(datetime.now(tz=UTC).timestamp())  # noqa: TID251 - the one clock, for checks
    released = to_day(_RELEASED.year, _RELEASED.month, _RELEASED.day)
    return max(seconds // 86400, released)


def check(
    project: Project,
    paths: Iterable[Path] = (),
    progress: Progress | None = None,
    *,
    past: bool = False,
    base: str | None = None,
) -> Checked:
    """Load a repository and apply every check; with `paths` report on those only.

    With `past` the timeline has its history too: what is published needs it, checks do not.
    `base` is a git revision: what was published there must still stand. Raises ConfigError for a
    path that holds nothing to check and for a revision that is none.
    """
    wanted = [relative(project.root, path) for path in paths]
    events = project.options.events
    reading = _reading(project.root, events) if past else None
    loaded = load(
        project.root,
        events,
        project.options.vocabulary,
        extra=drafts(project.root, project.options, wanted),
        progress=progress,
        named=past,
    )
    before = None if base is None else _base(project, base, loaded.timeline)
    looking = _looking(loaded.timeline, project, before)
    try:
        if reading:  # a text withdrawn just now is in it no more
            whole = redact(reading.history(loaded.blobs), loaded.timeline)
            loaded.timeline = replace(loaded.timeline, history=whole)
        found = [*loaded.diagnostics, *chain.from_iterable(looking.results())]
    finally:
        looking.stop()
    found += _behind(loaded.timeline, loaded.partials, project, found)
    if wanted:
        nothing_missed(project.options, wanted, [*loaded.files, *(item.file for item in found)])
        found = [item for item in found if within(item.file, wanted)]
    count = sum(not wanted or within(file, wanted) for file in loaded.files)
    diagnostics = in_order(_located(project.root, found))
    return Checked(loaded.timeline, diagnostics, summarise(diagnostics, count))


def as_of(project: Project, day: str) -> Checked:
    """Return the events as they were recorded at the end of a day (`YYYY-MM-DD`, UTC).

    What the checks of today find in them is counted, not listed: nobody can mend it any more.
    Raises ConfigError for a day that cannot be used, OSError without a whole history.
    """
    from timeline import asof  # noqa: PLC0415 - hardly any build needs it

    options = project.options
    present = load(project.root, options.events, options.vocabulary, named=True)
    events = [options.events]
    if unread := [item.file for item in present.diagnostics if within(item.file, events)]:
        why = "it may take a text back; see timeline check"
        raise config.ConfigError([f"--as-of: {unread[0]} cannot be read, and {why}"])
    timeline = asof.read(project.root, options, day, present)
    summary = summarise(list(_findings(timeline, project)), len(timeline))
    return Checked(timeline, [], summary, as_of=day)


def _reading(root: Path, events: str) -> "Reading":
    from timeline.history import Reading  # noqa: PLC0415 - as for _base

    return Reading(root, events, past_event)


def _base(project: Project, revision: str, timeline: Timeline) -> Base:
    from timeline.base import read  # noqa: PLC0415 - most checks start without git

    return read(project.root, project.options, revision, timeline)


def _looking(timeline: Timeline, project: Project, base: Base | None) -> Shared[list[Diagnostic]]:
    """Begin the checks, on other processors too where there are many events."""
    families = _families(timeline, project, base)
    tasks: list[Callable[[], list[Diagnostic]]] = [functools.partial(list, f) for f in families]
    return Shared(tasks) if len(timeline) >= _MANY else Shared(tasks, most=0)


def _findings(timeline: Timeline, project: Project) -> Iterator[Diagnostic]:
    return chain.from_iterable(_families(timeline, project))


def _families(
    timeline: Timeline, project: Project, base: Base | None = None
) -> Iterator[Iterator[Diagnostic]]:
    """Yield the findings of each family of checks, which looks when it is asked for them."""
    context = Context(
        today=today(),
        events=project.options.events,
        vocabulary=project.options.vocabulary,
        years=project.options.plausible_years(),
        base=base,
    )
    for _, apply in CHECKS:
        yield apply(timeline, context)


def _behind(
    timeline: Timeline,
    partials: Iterable[Partial],
    project: Project,
    known: Iterable[Diagnostic],
) -> list[Diagnostic]:
    """Return what the checks find in refused files beside the reasons for the refusal."""
    by_file = {left.file: left for left in partials}
    if not by_file:
        return []
    told = set(known)
    whole = [(event, timeline.files[event.id]) for event in timeline]
    parts = [(left.event, left.file) for left in by_file.values()]
    together = assemble([*whole, *parts], timeline.vocabulary, timeline.refused)
    found = _findings(together, project)
    return [item for item in found if item not in told and sure(item, by_file)]


def _located(root: Path, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Give line and column to findings in files; each file is read once more."""
    by_file: dict[str, list[Diagnostic]] = {}
    for item in found:
        if item.line is not None or not item.file:
            yield item
        else:
            by_file.setdefault(item.file, []).append(item)
    for file, items in by_file.items():
        read = document(root, file) if items[0].code[:2] != "T0" or items[0].pointer else None
        places = locate(read.text if read else "")
        for item in items:
            yield placed(item, places.place(item.pointer, at_key=item.at_key))


def present(project: Project) -> Timeline:
    """Return the events that stand in the repository, unchecked."""
    return load(project.root, project.options.events, project.options.vocabulary).timeline


def try_event(
    project: Project, text: str, file: str, timeline: Timeline | None = None
) -> list[Diagnostic]:
    """Return the findings that an event file would add to the repository if it stood at `file`.

    `timeline` is what stands there, for a caller who has it already.
    """
    read = decode(text.encode("utf-8"), file)
    if not read.readable:
        return list(read.diagnostics)
    timeline = present(project) if timeline is None else timeline
    try:
        event = record.parse(read.data)
    except record.ValidationError as error:
        refusals = explain(read, "event", error)
        left = partial(read, error, 0)
        known = _findings(timeline, project) if left else ()
        found = _behind(timeline, [left] if left else [], project, known)
    else:
        refusals = []
        others = [(other, timeline.files[other.id]) for other in timeline]
        with_it = assemble([*others, (event, file)], timeline.vocabulary)
        before = set(_findings(timeline, project))
        found = [item for item in _findings(with_it, project) if item not in before]
    places = locate(text)
    placed_here = (
        placed(item, places.place(item.pointer, at_key=item.at_key)) if item.file == file else item
        for item in found
    )
    return in_order([*refusals, *placed_here])
