"""All files of a repository to one Timeline, with every finding on the way."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import GenericAlias
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from timeline.core import record
from timeline.core.collector import paused
from timeline.core.diagnostic import Diagnostic, at_most, finding, placed, pointer, quoted
from timeline.core.model import Event
from timeline.core.timeline import Timeline, assemble
from timeline.core.vocabulary import FACETS, Vocabulary
from timeline.loading import scan
from timeline.loading.explain import explain
from timeline.loading.locate import locate
from timeline.loading.partial import Partial, partial
from timeline.loading.quick import harmless
from timeline.loading.read import contents, document
from timeline.loading.strict_json import Document, decode

Progress = Callable[[int, int], None]
_STEP: Final = 500  # files between two reports of progress


@dataclass(slots=True)
class Loaded:
    """A Timeline, the findings of loading it, and the files that were read.

    `partials` is what can still be checked of refused files; the timeline holds none of them.
    `blobs` are the events by the name that git gives to the bytes of their files.
    """

    timeline: Timeline
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: tuple[str, ...] = ()
    partials: list[Partial] = field(default_factory=list)
    blobs: dict[str, Event] = field(default_factory=dict)


def load(  # noqa: PLR0913 - what is read, and what is kept of it
    root: Path,
    events: str,
    vocabulary: str,
    *,
    extra: Iterable[str] = (),
    progress: Progress | None = None,
    named: bool = False,
) -> Loaded:
    """Read a repository. `extra` are event files elsewhere, read along with the others.

    With `named` the result has `blobs`.
    """
    loaded = Loaded(Timeline(events=(), vocabulary=Vocabulary()))
    terms, findings = read_vocabulary(root, vocabulary)
    loaded.diagnostics.extend(findings)
    found = scan.events(root, events)
    loaded.diagnostics.extend(found.diagnostics)
    files = [*found.files, *extra]
    placed_events: list[tuple[Event, str]] = []
    refused = set(_unread(root, found.diagnostics))
    with paused():
        for number, file in enumerate(files):
            if progress and number % _STEP == 0:
                progress(number, len(files))
            event = _event(root, file, loaded, named=named)
            if event is None:
                refused.add(Path(file).stem)
            else:
                placed_events.append((event, file))
    if progress:
        progress(len(files), len(files))
    refused.update(name for left in loaded.partials for name in left.names)
    loaded.timeline = assemble(placed_events, terms, refused)
    loaded.files = (*files, *(f"{vocabulary}/{facet}.json" for facet in FACETS))
    return loaded


def _unread(root: Path, found: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield the ids of files that are there but out of place, in misnamed folders too."""
    for item in found:
        yield Path(item.file).stem
        if item.code == "T016":
            yield from (path.stem for path in (root / item.file).rglob("*.json"))


def _event(root: Path, file: str, loaded: Loaded, *, named: bool) -> Event | None:
    raw = contents(root, file)
    if not isinstance(raw, bytes):
        loaded.diagnostics.append(raw)
        return None
    data = harmless(raw)
    if data is not None:
        try:
            event = record.parse(data)
        except ValidationError:
            pass  # read again, with an eye to the reasons
        else:
            if named:
                loaded.blobs[_blob(raw)] = event
            return event
    read = decode(raw, file)
    if not read.readable:
        loaded.diagnostics.extend(read.diagnostics)
        return None
    try:
        return record.parse(read.data)
    except ValidationError as error:
        loaded.diagnostics.extend(explain(read, "event", error))
        left = partial(read, error, len(loaded.partials))
        if left:
            loaded.partials.append(left)
        return None


def _blob(raw: bytes) -> str:
    """Return the name of bytes in a git repository (with SHA-1, as most have it)."""
    return hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


@cache
def _adapter(facet: str) -> TypeAdapter[Any]:
    terms: Any = GenericAlias(tuple, (FACETS[facet], ...))
    return TypeAdapter(terms)


def read_vocabulary(root: Path, folder: str) -> tuple[Vocabulary, list[Diagnostic]]:
    """Read the controlled terms; a facet whose file is refused is missing."""
    found = scan.vocabularies(root, folder)
    diagnostics = list(found.diagnostics)
    terms: dict[str, dict[str, Any]] = {}
    for file in found.files:
        read = document(root, file)
        if not read.readable:
            diagnostics.extend(read.diagnostics)
            continue
        facet = Path(file).stem
        listed, findings = _terms(read, facet)
        diagnostics.extend(findings)
        if listed is not None:
            terms[facet] = listed
    return Vocabulary(**terms, refused=frozenset(FACETS.keys() - terms)), diagnostics


def _terms(read: Document, facet: str) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """Return the terms by id, None if the file is refused, and the findings."""
    shape = {"$schema", "terms"}
    listed = read.data.get("terms")
    try:
        terms = _adapter(facet).validate_python(listed if isinstance(listed, list) else None)
    except ValidationError as error:
        return None, explain(read, facet, error)
    if not set(read.data) <= shape or not isinstance(read.data.get("$schema", ""), str):
        return None, explain(read, facet, _nothing())
    into: dict[str, Any] = {}
    twice = []
    for index, term in enumerate(terms):
        if term.id in into:
            at = pointer("terms", index, "id")
            twice.append(finding("T502", read.file, at, id=quoted(term.id)))
        into.setdefault(term.id, term)
    places = locate(read.text if twice else "")
    found = at_most(twice, read.file)
    return into, [placed(item, places.place(item.pointer)) for item in found]


def _nothing() -> ValidationError:
    """Return an error without a line: the schema alone explains."""
    return ValidationError.from_exception_data("vocabulary", [])
