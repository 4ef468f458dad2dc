"""What the changes of files mean for records: created, renamed, withdrawn, deleted ...

Called by `reading`. A record is followed by its id and aliases, wherever its file lies; what its
bytes look like is no change. Pure: knows neither git nor files.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from timeline.core.history import Commit, History, Op, Skipped, Text, Version, in_order
from timeline.core.redaction import akin, taken_back, unspoken
from timeline.history.journal import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What counts of an old version of a file; `order` decides between two files of one id."""

    id: str
    content: Text
    aliases: tuple[str, ...]
    order: tuple[float, float]
    withdrawn: bool
    silenced: bool


Blob = Past | str  # or why it is no event


@dataclass(slots=True)
class _File:
    """A file as it stands: whose it is, and its last good version."""

    id: str
    past: Past | None


@dataclass(slots=True)
class _Record:
    """A record on its way: what it last was, and its versions so far."""

    past: Past
    present: bool = True
    versions: list[Version] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """All files and records after the commits that were applied.

    `touched` are the commits that wrote to the files of an id, those too that changed no record;
    `hushed` are those of them whose reasons are taken back.
    """

    files: dict[bytes, _File] = field(default_factory=dict)
    holders: dict[str, set[bytes]] = field(default_factory=dict)
    records: dict[str, _Record] = field(default_factory=dict)
    ended: list[_Record] = field(default_factory=list)
    former: dict[str, str] = field(default_factory=dict)
    touched: dict[str, list[Commit]] = field(default_factory=dict)
    hushed: set[Commit] = field(default_factory=set)


def build(entries: Iterable[Entry], blobs: Mapping[str, Blob], prefix: str = "") -> History:
    """Return the history that the changes of each commit add up to; `prefix` is left off paths."""
    state = _State()
    skipped: list[Skipped] = []
    for entry in entries:
        touched: set[str] = set()
        for path, blob in entry.changes.items():
            touched |= _change(state, path, None if blob is None else blobs[blob])
        skipped.extend(_skipped(entry, blobs, prefix))
        for name in touched:
            state.touched.setdefault(name, []).append(entry.commit)
        _apply(state, entry.commit, touched)
    by_id = {name: tuple(record.versions) for name, record in state.records.items()}
    rest = [version for record in state.ended for version in record.versions]
    whole = [version for versions in by_id.values() for version in versions]
    return unspoken(
        History(
            versions=in_order([*rest, *whole]),
            by_id=dict(sorted(by_id.items())),
            former={old: name for old, name in sorted(state.former.items()) if old not in by_id},
            skipped=tuple(skipped),
        ),
        state.hushed,
    )


def _skipped(entry: Entry, blobs: Mapping[str, Blob], prefix: str) -> Iterator[Skipped]:
    for path, blob in sorted(entry.changes.items()):
        reason = blobs[blob] if blob is not None else None
        if isinstance(reason, str):
            file = path.decode("utf-8", "surrogateescape").removeprefix(prefix)
            shown = file.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
            yield Skipped(entry.commit.id, shown, reason)


def _change(state: _State, path: bytes, blob: Blob | None) -> set[str]:
    """Note what a file holds now; return the ids that this may concern."""
    before = state.files.pop(path, None)
    touched: set[str] = set()
    if before:
        touched.add(before.id)
        state.holders[before.id].discard(path)
    if blob is None:
        return touched
    # a version that cannot be read keeps its record as it was
    now = _File(blob.id, blob) if isinstance(blob, Past) else before or _File(_stem(path), None)
    state.files[path] = now
    state.holders.setdefault(now.id, set()).add(path)
    return touched | {now.id}


def _stem(path: bytes) -> str:
    name = path.rpartition(b"/")[2].removesuffix(b".json")
    return name.decode("utf-8", "backslashreplace")


def _apply(state: _State, commit: Commit, touched: set[str]) -> None:
    """Turn the changes of a commit into versions, in the order of ids."""
    appeared = sorted(name for name in touched if _new(state, name))
    renamed: dict[str, str] = {}
    for name in appeared:
        former = _continued(state, name, renamed.values())
        if former:
            renamed[name] = former
    for name in sorted(touched - set(renamed.values())):
        _version(state, commit, name, renamed.get(name, ""))


def _new(state: _State, name: str) -> bool:
    """Tell whether an id stands for a record now and did not before."""
    record = state.records.get(name)
    return (record is None or not record.present) and _held(state, name) is not None


def _held(state: _State, name: str) -> Past | None:
    """Return what the files of an id say: the first in the order of events, as loading has it."""
    holders = state.holders.get(name, ())
    if len(holders) == 1:
        (only,) = holders
        return state.files[only].past
    found = [
        (past.order, path, past) for path in holders if (past := state.files[path].past) is not None
    ]
    return min(found, key=lambda item: item[:2])[2] if found else None


def _continued(state: _State, name: str, taken: Iterable[str]) -> str:
    """Return the id of the record that a new one continues: a former id that stands no more."""
    past = _held(state, name)
    gone = [
        alias
        for alias in (past.aliases if past else ())
        if alias in state.records
        and alias != name
        and alias not in taken
        and not state.holders.get(alias)
    ]
    # what went in this very commit goes before what was deleted long ago
    return next((alias for alias in gone if state.records[alias].present), (gone or [""])[0])


def _version(state: _State, commit: Commit, name: str, former: str) -> None:
    past = _held(state, name)
    record = state.records.get(name)
    if past is None:
        if record and record.present and not state.holders.get(name):
            record.present = False
            _append(record, commit, "delete", None, "")
        return
    if former:
        record = _renamed(state, name, former)
    elif record is None:
        record = state.records[name] = _Record(past)
        state.former.pop(name, None)
        _append(record, commit, "create", past, "")
        return
    elif record.present and record.past.content == past.content:
        return
    op = _op(record, past, former)
    record.past, record.present = past, True
    if op == "redact":
        _take_back(state, record, past)
        former = ""
    _append(record, commit, op, past, former)


def _take_back(state: _State, record: _Record, past: Past) -> None:
    """Take the texts of a record back, and of those that fell and that its ids lead to."""
    fallen = {one: other for one, other in state.records.items() if not state.holders.get(one)}
    chains = {one: other.versions for one, other in fallen.items()} | {past.id: record.versions}
    names = akin((past.id, *past.aliases), chains)
    state.hushed.update(commit for one in names for commit in state.touched.get(one, ()))
    others = [state.records.pop(one) for one in sorted(names & fallen.keys())]
    others += (other for other in state.ended if other.past.id in names)
    state.ended = [other for other in state.ended if other.past.id not in names]
    versions = [version for other in (*others, record) for version in other.versions]
    record.versions = list(taken_back(versions, past.id))
    state.former = {
        old: now for old, now in state.former.items() if now != past.id and now in state.records
    }


def _renamed(state: _State, name: str, former: str) -> _Record:
    """Move a record to its new id; what stood there and was deleted has ended."""
    if name in state.records:
        state.ended.append(state.records[name])
    record = state.records[name] = state.records.pop(former)
    state.former = {old: name if now == former else now for old, now in state.former.items()}
    state.former[former] = name
    return record


_MARKS: Final[dict[tuple[bool, bool], Op]] = {(False, True): "withdraw", (True, False): "restore"}


def _op(record: _Record, past: Past, former: str) -> Op:
    """Name what happened; where it is several things, the weightiest."""
    before = record.past
    if past.silenced and (former or not before.silenced):
        return "redact"  # of a former id too, which may be why it was changed
    mark = _MARKS.get((before.withdrawn, past.withdrawn))
    if mark:
        return mark
    if former:
        return "rename"
    return "update" if record.present else "restore"


def _append(record: _Record, commit: Commit, op: Op, past: Past | None, former: str) -> None:
    name = past.id if past else record.past.id
    record.versions.append(
        Version(
            id=name,
            op=op,
            commit=commit,
            revision=len(record.versions) + 1,
            content=past.content if past else None,
            previous=former,
            redacted=past is None and record.past.silenced,
            tombstone=past is not None and past.silenced,
        )
    )
