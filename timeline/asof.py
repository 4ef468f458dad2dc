"""A day to the timeline as it was recorded at its end. Called by `project.as_of`.

The records are the change log, replayed up to then; the vocabulary is that of the commit. What was
taken back since for privacy or legal reasons is not brought back.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import orjson

from timeline import history
from timeline.config import ConfigError, Options
from timeline.core import record
from timeline.core.edtf import EdtfError, parse
from timeline.core.history import History, instant
from timeline.core.model import Event
from timeline.core.redaction import redact
from timeline.core.timeline import Timeline, assemble
from timeline.core.vocabulary import Vocabulary
from timeline.loading.past import past_event
from timeline.loading.records import Loaded, read_vocabulary

_DAY: Final = 86400
_LAST: Final = 2_932_896  # 9999-12-31


def read(root: Path, options: Options, day: str, present: Loaded) -> Timeline:
    """Return the timeline at the end of a day (`YYYY-MM-DD`, UTC); `present` is what there is now.

    Raises ConfigError for a day that is none or lies before the first event, OSError where git
    cannot answer.
    """
    until = _end(day)
    past = history.Reading(root, options.events, past_event).history(present.blobs)
    if not past.complete:
        raise OSError(f"--as-of: {past.reason}")
    then = redact(past, present.timeline).until(until)
    if not then.versions:
        first = (instant(past.versions[0].commit.at) or "")[:10]
        raise ConfigError([f"--as-of: nothing was recorded by {day}; the first event came {first}"])
    placed = [
        (event, f"{options.events}/{record.year_folder(event.date)}/{event.id}.json")
        for event in _events(then)
    ]
    return replace(assemble(placed, _terms(root, options.vocabulary, until)), history=then)


def _end(day: str) -> int:
    """Return the last second of a day."""
    try:
        date = parse(day)
    except EdtfError:
        date = None
    if date is None or date.lower != date.upper or not isinstance(date.lower, int):
        raise ConfigError([f"--as-of: {day!r} is no day; expected YYYY-MM-DD"])
    return min(date.lower, _LAST) * _DAY + _DAY - 1


def _events(then: History) -> Iterator[Event]:
    for text in then.records().values():
        fields = orjson.loads(text)
        yield record.parse(fields if "title" in fields else _tombstone(fields))


def _tombstone(fields: dict[str, Any]) -> dict[str, Any]:
    """Return a whole event for what is left of a silenced one; no output tells what is added."""
    return {
        **fields,
        "date": fields["withdrawn"]["at"],
        "title": "Withdrawn event",
        "summary": "Withdrawn.",
        "kind": "withdrawn",
        "status": "reported",
        "sources": [{"publisher": "withdrawn", "no_url_reason": "withdrawn"}],
    }


def _terms(root: Path, folder: str, until: int) -> Vocabulary:
    """Return the vocabulary of the time; what today's models refuse of it is missing."""
    try:
        files = list(history.snapshot(history.Git(root), folder, until))
    except history.GitError as error:
        raise OSError(f"--as-of: {error}") from None
    with TemporaryDirectory(prefix="timeline-") as place:
        for name, raw in files:
            (Path(place) / name).write_bytes(raw)
        return read_vocabulary(Path(place), ".")[0]
