"""The values of the history: commits, versions of records, and all of them together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import orjson

Op = Literal["create", "update", "rename", "withdraw", "restore", "redact", "delete"]


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of the first-parent line; `at` is in seconds since 1970, and never runs backwards.

    A commit whose clock stands before that of the commit before it takes the time of that one.
    `number` is its place on the line, from 0 for the root.
    """

    id: str
    at: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A record as one commit left it.

    `revision` counts the versions of the record from 1. `previous` is the id that the record had
    before, where this version changes it, whatever its `op`. `text` is the record as JSON with
    sorted keys, as it may be published; none for a deletion, and none (`redacted`) for what a
    later withdrawal for `privacy` or `legal` took back.
    """

    id: str
    op: Op
    commit: Commit
    revision: int
    text: bytes | None
    previous: str = ""
    redacted: bool = False

    @property
    def record(self) -> dict[str, Any] | None:
        """The record as a new JSON value, or None."""
        return None if self.text is None else orjson.loads(self.text)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A version that is no part of the history, and why: in `commit`, `file` was no event."""

    commit: str
    file: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Every version of every record, oldest first; several of one commit in the order of ids.

    `by_id` gives a record's versions, oldest first, under the id that it has or last had;
    `former` leads from an id that it had before. Where the history is not `complete`, `reason`
    says why and what to do, and there are no versions: none is better than wrong ones.
    """

    versions: tuple[Version, ...] = ()
    by_id: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    former: Mapping[str, str] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
    reason: str = ""

    @property
    def complete(self) -> bool:
        """Whether the whole past of the records is known."""
        return not self.reason

    def of(self, event_id: str) -> tuple[Version, ...]:
        """Return the versions of a record by its id or a former one; none if it has no past."""
        found = self.by_id.get(event_id)
        return self.by_id.get(self.former.get(event_id, ""), ()) if found is None else found

    def recorded(self, event_id: str) -> int | None:
        """Return when the record was first committed, in seconds since 1970."""
        return next((version.commit.at for version in self.of(event_id)), None)

    def modified(self, event_id: str) -> int | None:
        """Return when the record last changed, in seconds since 1970."""
        return next((version.commit.at for version in reversed(self.of(event_id))), None)

    def revision(self, event_id: str) -> int | None:
        """Return how many versions the record has had."""
        return len(self.of(event_id)) or None

    def redact(self, ids: Iterable[str]) -> "History":
        """Return the history without any text of these records: for withdrawals not committed."""
        names = {name if name in self.by_id else self.former.get(name, "") for name in ids}
        taken = {
            name: tuple(taken_back(version, name) for version in self.by_id[name])
            for name in names & self.by_id.keys()
        }
        changed = {
            old: new
            for name, versions in taken.items()
            for old, new in zip(self.by_id[name], versions, strict=True)
        }
        return replace(
            self,
            versions=in_order(changed.get(version, version) for version in self.versions),
            by_id={**self.by_id, **taken},
            former={old: name for old, name in self.former.items() if name not in taken},
        )


def taken_back(version: Version, now: str) -> Version:
    """Return a version without its text, under the present id: a former one may tell too much."""
    op = "update" if version.op == "rename" else version.op
    gone = version.op != "delete"
    return replace(version, id=now, op=op, text=None, previous="", redacted=gone)


def in_order(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Sort versions by commit, then by id."""
    return tuple(sorted(versions, key=lambda v: (v.commit.number, v.id, v.revision)))
