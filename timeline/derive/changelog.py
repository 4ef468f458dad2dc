"""The log of all changes: each version of a record with what it changed, numbered from the oldest.

For the history outputs, the feeds and the pages. Texts that were taken back are in none of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

import orjson

from timeline.core import record
from timeline.core.change_outputs import ChangeOut
from timeline.core.history import History, Op, Version, instant
from timeline.core.model import Event
from timeline.core.timeline import Timeline
from timeline.derive.differences import Change, differences
from timeline.derive.record_words import Words

LOG_PAGE: Final = 200  # changes of a page of the log


@dataclass(frozen=True, slots=True)
class Step:
    """A version and its changes to the one before; none where nothing stood before it.

    `title` is that of a record which was deleted.
    """

    version: Version
    changes: tuple[Change, ...]
    title: str = ""


# What happened to a record, as a word that its title follows.
HAPPENED: Final[Mapping[Op, str]] = MappingProxyType(
    {
        "create": "Added",
        "update": "Changed",
        "rename": "Given a new address",
        "withdraw": "Withdrawn",
        "restore": "Restored",
        "redact": "Withdrawn and its text taken back",
        "delete": "Deleted",
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """The whole log with labels and titles, oldest first, and the steps of each record by id.

    `names` gives, by the identity of a version, the id that its record has or last had: the id of
    that time may be another record's by now, or the former one of an event that took it in.
    """

    steps: tuple[Step, ...]
    by_id: Mapping[str, tuple[Step, ...]]
    names: Mapping[int, str]

    def name(self, step: Step) -> str:
        """Return the id that a step's record has or last had, or nothing if another has it now."""
        return self.names.get(id(step.version), "")


@lru_cache(maxsize=1)
def told(timeline: Timeline) -> Told:
    """Return the log in words for people."""
    history = timeline.history
    found = tuple(steps(history.versions, words(timeline)))
    of = {id(step.version): step for step in found}
    own = {name: tuple(of[id(v)] for v in versions) for name, versions in history.by_id.items()}
    names = {id(v): name for name, versions in history.by_id.items() for v in versions}
    return Told(found, own, names)


def words(timeline: Timeline) -> Words:
    """Return the labels and titles that changes are told with; none of what was taken back."""
    titles = {event.id: event.title for event in timeline if not record.silenced(event)}
    return Words(timeline.vocabulary, titles)


def steps(versions: Iterable[Version], words: Words) -> Iterator[Step]:
    """Yield each version, oldest first, with its changes: of one record or of all of them."""
    standing: dict[str, Version] = {}
    for version in versions:
        before = standing.pop(version.previous or version.id, None)
        changes: tuple[Change, ...] = ()
        if version.content is not None:
            standing[version.id] = version
            if before is not None:
                changes = differences(before.record, version.record, words)
        yield Step(version, changes, _title(before) if version.op == "delete" else "")


def _title(version: Version | None) -> str:
    return str(version.brief.get("title", "")) if version else ""


def log_path(number: int) -> str:
    """Return the path of a page of the log below the site."""
    return f"api/v1/changes/{number}.json"


def written(timeline: Timeline) -> tuple[bytes, ...]:
    """Return the JSON of every change in the order of the log: `ChangeOut`, without a line end.

    Its words are those of the records alone: a page that is closed is never written differently.
    """
    made = enumerate(told(timeline).steps, 1)
    return tuple(orjson.dumps(_out(*item), option=orjson.OPT_SORT_KEYS) for item in made)


def _out(seq: int, step: Step) -> ChangeOut:
    version = step.version
    out: ChangeOut = {
        "seq": seq,
        "at": instant(version.commit.at) or "",
        "op": version.op,
        "id": version.id,
        "commit": version.commit.id,
        "revision": version.revision,
        "fields": [_field(change) for change in step.changes],
        "record": None if version.text is None else _fragment(version.text),
    }
    if version.previous:
        out["previous"] = version.previous
    if version.redacted:
        out["redacted"] = True
    if version.commit.reason:
        out["reason"] = version.commit.reason
    return out


def _fragment(text: bytes) -> Any:
    return orjson.Fragment(text)


def _field(change: Change) -> Any:
    out = {
        "pointer": change.pointer,
        "from": change.before,
        "to": change.after,
        "text": change.lasting,
    }
    return {**out, "order": True} if change.order else out


def unrecorded(timeline: Timeline) -> list[str]:
    """Return the ids whose record is not the last one of the log: work that is not committed."""
    history = timeline.history
    last = {name: versions[-1] for name, versions in history.by_id.items()}
    standing = {name for name, version in last.items() if version.content is not None}
    found = standing - timeline.by_id.keys()
    found |= {event.id for event in timeline if not _recorded(event, history)}
    return sorted(found)


def _recorded(event: Event, history: History) -> bool:
    if event.id in history.settled:
        return True
    versions = history.by_id.get(event.id)
    return versions is not None and versions[-1].text == record.text(event)
