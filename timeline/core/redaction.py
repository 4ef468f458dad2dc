"""Texts that a withdrawal for `privacy` or `legal` takes back, out of the whole history.

Called by `history` for withdrawals in commits, by `project` and `asof` for those of the working
tree. What else is published of a silenced record is said in `record`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from timeline.core import record
from timeline.core.history import Commit, History, Text, Version, in_order
from timeline.core.timeline import Timeline


def redact(history: History, timeline: Timeline) -> History:
    """Return the history without any text of what is silenced in a timeline.

    A former id that leads to a silenced event counts too: what stood there tells the same.
    """
    left, new, gone = dict(history.by_id), dict[str, tuple[Version, ...]](), set[int]()
    silenced = [event for event in timeline if record.silenced(event)]
    ended = list(_ended(history)) if silenced else []
    for event in silenced:
        former = event.id if event.id in left else history.former.get(event.id, event.id)
        roots = {former, *(alias for alias in event.aliases if alias not in timeline.by_id)}
        chains = {one: own for one, own in left.items() if one in roots or own[-1].content is None}
        names = akin(roots, chains)
        versions = [v for v in ended if v.id in names and id(v) not in gone]
        versions += (v for one in sorted(names & chains.keys()) for v in chains[one])
        if any(map(_telling, versions)):
            left = {one: left[one] for one in left.keys() - (names & chains.keys())}
            new[event.id] = taken_back(versions, event.id)
            gone.update(map(id, versions))
    return _replaced(history, left, new, gone) if new else history


def _replaced(
    history: History,
    left: Mapping[str, tuple[Version, ...]],
    new: Mapping[str, tuple[Version, ...]],
    gone: set[int],
) -> History:
    rest = (version for version in history.versions if id(version) not in gone)
    former = history.former.items()
    return unspoken(
        replace(
            history,
            versions=in_order([*rest, *(v for versions in new.values() for v in versions)]),
            by_id=dict(sorted({**left, **new}.items())),
            former={old: one for old, one in former if one in left and old not in new},
            settled=frozenset(history.settled & left.keys()),
        )
    )


def _ended(history: History) -> Iterator[Version]:
    """Yield the versions of records whose id went to another one."""
    held = {id(version) for versions in history.by_id.values() for version in versions}
    yield from (version for version in history.versions if id(version) not in held)


def _telling(version: Version) -> bool:
    """Tell whether more than a tombstone is left of a version."""
    return bool(version.previous) or (version.content is not None and not version.tombstone)


def akin(ids: Iterable[str], chains: Mapping[str, Iterable[Version]]) -> set[str]:
    """Return the ids, and every id that records under them had or took in at some time."""
    found: set[str] = set()
    left = list(ids)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            for version in chains.get(name, ()):
                left += (version.id, *(version.record or {}).get("aliases", ()))
    return found


def taken_back(versions: Iterable[Version], now: str) -> tuple[Version, ...]:
    """Return versions as those of one record, without their text.

    They get the present id, since a former one may tell too much. A tombstone that the record ends
    with stays.
    """
    made: list[Version] = []
    tombstone: Text | None = None
    for version in sorted(versions, key=lambda v: v.commit.number):
        op = version.op
        if op == "rename" or (op == "create" and made):
            op = "update"
        if version.id == now:
            tombstone = version.content if version.tombstone else None
        made.append(
            replace(
                version,
                id=now,
                op=op,
                revision=len(made) + 1,
                content=None,
                previous="",
                redacted=True,
                tombstone=False,
            )
        )
    if tombstone is not None:
        made[-1] = replace(made[-1], content=tombstone, redacted=False, tombstone=True)
    return tuple(made)


def unspoken(history: History, also: Iterable[Commit] = ()) -> History:
    """Return a history without the reasons of commits that touch what was taken back."""
    held = {*also, *(v.commit for v in history.versions if v.redacted or v.tombstone)}
    hushed = {commit: replace(commit, reason="") for commit in held if commit.reason}
    if not hushed:
        return history

    quiet = {
        id(version): replace(version, commit=hushed[version.commit])
        for version in history.versions
        if version.commit in hushed
    }

    def said(versions: Iterable[Version]) -> tuple[Version, ...]:
        return tuple(quiet.get(id(version), version) for version in versions)

    return replace(
        history,
        versions=said(history.versions),
        by_id={name: said(versions) for name, versions in history.by_id.items()},
    )
