"""Every version of every record, as values: what `history` reads from git and outputs tell."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final, Literal

import orjson

Op = Literal["create", "update", "rename", "withdraw", "restore", "redact", "delete"]


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of the first-parent line; `at` is in seconds since 1970, and never runs backwards.

    A commit whose clock stands before that of the commit before it takes the time of that one.
    `number` is its place on the line, from 0 for the root. `reason` is what its message gives after
    `Reason:` (a trailer, as `git interpret-trailers` reads it); nothing else of it is published.
    """

    id: str
    at: int
    number: int
    reason: str = ""


_BRIEF: Final = ("title", "summary", "date", "withdrawn")


class Text:
    """A record as JSON with sorted keys, as it may be published; made when it is first asked for.

    Most texts of a history are asked for by some of the outputs only, which other processes write.
    """

    __slots__ = ("_brief", "_made", "_make")

    def __init__(self, make: Callable[[], bytes]) -> None:
        self._make: Callable[[], bytes] | None = make
        self._made = b""
        self._brief: Mapping[str, Any] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.json == other.json

    def __hash__(self) -> int:
        return hash(self.json)

    @property
    def json(self) -> bytes:
        """The text."""
        if self._make:
            self._made, self._make = self._make(), None
        return self._made

    @property
    def brief(self) -> Mapping[str, Any]:
        """Those of its fields that say which event it is, as JSON values; read once."""
        if self._brief is None:
            whole = orjson.loads(self.json)
            self._brief = {name: whole[name] for name in _BRIEF if name in whole}
        return self._brief


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A record as one commit left it.

    `revision` counts the versions of the record from 1. `previous` is the id that the record had
    before, where this version changes it, whatever its `op`. `content` is none for a deletion, and
    none (`redacted`) for what a later withdrawal for `privacy` or `legal` took back; of the
    withdrawal itself it is but the `tombstone`.
    """

    id: str
    op: Op
    commit: Commit
    revision: int
    content: Text | None
    previous: str = ""
    redacted: bool = False
    tombstone: bool = False

    @property
    def text(self) -> bytes | None:
        """The record as JSON, or None."""
        return None if self.content is None else self.content.json

    @property
    def brief(self) -> Mapping[str, Any]:
        """Title, summary, date and withdrawal of the record, where it has them."""
        return {} if self.content is None else self.content.brief

    @property
    def record(self) -> dict[str, Any] | None:
        """The record as a new JSON value, or None."""
        return None if self.content is None else orjson.loads(self.content.json)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A version that is no part of the history, and why: in `commit`, `file` was no event."""

    commit: str
    file: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class History:
    """Every version of every record, oldest first; several of one commit in the order of ids.

    `by_id` gives a record's versions, the same objects, under the id that it has or last had;
    `former` leads from an id that it had before. Where the history is not `complete`, `reason`
    says why and what to do, and there are no versions: none is better than wrong ones. `settled`
    are ids whose file, as it was read from the working tree, is their last version.
    """

    versions: tuple[Version, ...] = ()
    by_id: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    former: Mapping[str, str] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
    reason: str = ""
    settled: frozenset[str] = frozenset()

    @property
    def complete(self) -> bool:
        """Whether the whole past of the records is known."""
        return not self.reason

    def of(self, event_id: str) -> tuple[Version, ...]:
        """Return the versions of a record by its id or a former one; none if it has no past."""
        found = self.by_id.get(event_id)
        if found is None and self.former:
            found = self.by_id.get(self.former.get(event_id, ""))
        return found or ()

    def recorded(self, event_id: str) -> int | None:
        """Return when the record was first committed, in seconds since 1970."""
        versions = self.of(event_id)
        return versions[0].commit.at if versions else None

    @property
    def last(self) -> int | None:
        """When anything last changed, in seconds since 1970."""
        return self.versions[-1].commit.at if self.versions else None

    def records(self) -> dict[str, bytes]:
        """Return the records by id that all versions add up to, as JSON: the replay of the log."""
        found: dict[str, bytes] = {}
        for version in self.versions:
            found.pop(version.previous, None)
            found.pop(version.id, None)
            if version.text is not None:
                found[version.id] = version.text
        return found

    def until(self, at: int) -> "History":
        """Return the history as it was at a moment, in seconds since 1970."""
        kept = self.versions[: bisect_right(self.versions, at, key=lambda v: v.commit.at)]
        chains: dict[str, list[Version]] = {}
        former: dict[str, str] = {}
        for version in kept:
            name, previous = version.id, version.previous
            if previous:
                chains[name] = chains.pop(previous, [])
                former = {old: name if now == previous else now for old, now in former.items()}
                former[previous] = name
            elif version.op == "create":
                chains[name] = []
            chains.setdefault(name, []).append(version)
        return replace(
            self,
            versions=kept,
            by_id={name: tuple(versions) for name, versions in sorted(chains.items())},
            former={old: name for old, name in sorted(former.items()) if old not in chains},
            settled=frozenset(),  # what stands in the working tree came later
        )


@lru_cache(maxsize=16384)
def instant(seconds: int | None) -> str | None:
    """Return a time of the history as RFC 3339 has it, or None where there is none."""
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, tz=UTC).isoformat().replace("+00:00", "Z")


def in_order(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Sort versions by commit, then by id."""
    return tuple(sorted(versions, key=lambda v: (v.commit.number, v.id, v.revision)))


UNREAD: Final = History(reason="the history was not read")
