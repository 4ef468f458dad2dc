"""What changed between two versions of a record, field by field; and applying it again.

For pages, feeds and the history. Records are canonical (`core.record.canonical`) and come as they
may be published: a caller who must silence a text silences it in both. Words: `change_words`.
"""

import copy
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

from timeline.core.diagnostic import pointer
from timeline.core.figure import Figure
from timeline.core.model import Event, Relation, Withdrawal
from timeline.core.reading import Reading
from timeline.core.source import Relayed, Source
from timeline.derive.change_words import Owner, Saying, whole
from timeline.derive.matching import match
from timeline.derive.record_words import PLAIN, Words

Record = dict[str, Any]
Way = tuple[str | int, ...]

# Lists of objects by the name of their field; every other list holds plain values.
_MEMBERS: Final[Mapping[str, type]] = MappingProxyType(
    {
        "figures": Figure,
        "sources": Source,
        "readings": Reading,
        "relations": Relation,
        "relays": Relayed,
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where, what stood and stands there (None: nothing), and words for it.

    `pointer` (RFC 6901) leads into the record after, that of a removal into the record before.
    `text` has the labels and titles that it was asked to be told with. With `order` only the order
    of a list changed beside what other changes say of its members: the values are the whole lists,
    and applying it settles everything below its pointer.
    """

    pointer: str
    before: Any
    after: Any
    text: str
    order: bool = False
    _alone: str = ""  # the words of the records alone, where they are others

    @property
    def lasting(self) -> str:
        """Words of the records alone, which no other change ever rewrites."""
        return self._alone or self.text


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk stands: the way in both records, and the members that it went through."""

    before: Way = ()
    after: Way = ()
    owners: tuple[Owner, ...] = ()

    def enter(self, name: str) -> "_Place":
        return replace(self, before=(*self.before, name), after=(*self.after, name))

    def member(self, name: str, indexes: tuple[int, int], pair: tuple[Record, Record]) -> "_Place":
        return _Place(
            (*self.before, name, indexes[0]),
            (*self.after, name, indexes[1]),
            (*self.owners, Owner(name, *pair)),
        )


def differences(
    before: Record | None, after: Record | None, words: Words = PLAIN
) -> tuple[Change, ...]:
    """Return what changed, in the order of the model; nothing if the records say the same.

    None is a record that was not there: one change of the whole (pointer ``""``). Members of
    lists are matched by key: those that stand in the order of the list after, then those removed.
    The order of keys in an object is no difference.
    """
    if before is None or after is None:
        if before is after:
            return ()
        return (Change("", before, after, whole(before, after)),)
    saying = Saying(words, before, after)
    walk = _Walk(saying, saying if words is PLAIN else Saying(PLAIN, before, after))
    return tuple(walk.fields(_changed(Event, before, after), before, after, _Place()))


@dataclass(frozen=True, slots=True)
class _Walk:
    saying: Saying
    alone: Saying

    def fields(
        self, names: Iterable[str], old: Record, new: Record, at: _Place
    ) -> Iterator[Change]:
        for name in names:
            before, after = old.get(name), new.get(name)
            if isinstance(before, list) or isinstance(after, list):
                yield from self.members(name, before or [], after or [], at)
            elif name == "withdrawn" and before is not None and after is not None:
                inside = replace(at.enter(name), owners=(*at.owners, Owner(name, before, after)))
                inner = _changed(Withdrawal, before, after)
                yield from self.fields(inner, before, after, inside)
            else:
                way = at.before if after is None else at.after
                said = (Saying.field, at.owners, name, before, after)
                yield self.change(pointer(*way, name), before, after, *said)

    def members(self, name: str, old: list[Any], new: list[Any], at: _Place) -> Iterator[Change]:
        matched = match(old, new, name)
        yield from self.order(name, old, new, at, [matched[i] for i in sorted(matched)])
        for index, member in enumerate(new):
            if index not in matched:
                said = (Saying.member, at.owners, name, None, member)
                yield self.change(pointer(*at.after, name, index), None, member, *said)
            elif isinstance(member, dict):
                pair = (old[matched[index]], member)
                if changed := _changed(_MEMBERS[name], *pair):
                    inside = at.member(name, (matched[index], index), pair)
                    yield from self.fields(changed, *pair, inside)
        for index in sorted(set(range(len(old))) - set(matched.values())):
            said = (Saying.member, at.owners, name, old[index], None)
            yield self.change(pointer(*at.before, name, index), old[index], None, *said)

    def order(
        self, name: str, old: list[Any], new: list[Any], at: _Place, kept: list[int]
    ) -> Iterator[Change]:
        if any(first > second for first, second in pairwise(kept)):
            where = pointer(*at.after, name)
            change = self.change(where, old, new, Saying.order, at.owners, name)
            yield replace(change, order=True)

    def change(
        self, where: str, before: Any, after: Any, say: Callable[..., str], *about: Any
    ) -> Change:
        """Return a change in both words: `say` is a method of Saying."""
        text = say(self.saying, *about)
        alone = text if self.alone is self.saying else say(self.alone, *about)
        return Change(where, before, after, text, _alone="" if alone == text else alone)


def _changed(model: type, old: Record, new: Record) -> list[str]:
    """Return the fields that differ, in the order of the model, then what it does not know."""
    found = [name for name in old.keys() | new.keys() if not _same(old.get(name), new.get(name))]
    places = _places(model)
    return sorted(found, key=lambda name: (places.get(name, 99), name))


@cache
def _places(model: type) -> Mapping[str, int]:
    return {field.name: place for place, field in enumerate(fields(model))}


def _same(before: Any, after: Any) -> bool:
    """Tell whether two JSON values are written alike; local data may hold 1, 1.0 and true."""
    if before != after:
        return False
    return not isinstance(after, dict) or _written(before) == _written(after)


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def apply(record: Record | None, changes: Iterable[Change]) -> Record | None:
    """Return the record after the changes of one version; `record` is left as it is.

    Exact for the record that the changes were made from: removals first, the last of a list
    first, because their pointers lead into the record before; then everything else in its order.
    An absent list is an empty one. KeyError or IndexError where the changes do not fit.
    """
    changes = tuple(changes)
    if changes and not changes[0].pointer:
        whole: Record | None = changes[0].after
        return whole
    if record is None or not changes:
        return record
    made = {name: value if name == "x" else copy.deepcopy(value) for name, value in record.items()}
    gone = [_parts(change.pointer) for change in changes if change.after is None]
    for parts in sorted(gone, key=_place_in_document, reverse=True):
        _remove(made, parts)
    settled = tuple(change.pointer + "/" for change in changes if change.order)
    for change in changes:
        if change.after is not None and not change.pointer.startswith(settled):
            _put(made, _parts(change.pointer), change.after)
    return made


def _parts(text: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in text.split("/")[1:]]


def _place_in_document(parts: Sequence[str]) -> list[tuple[int, str]]:
    """Sort indexes as numbers: the shorter is the smaller."""
    return [(len(part), part) for part in parts]


def _remove(record: Record, parts: Sequence[str]) -> None:
    """Take out a field or a member, and the list with its last member."""
    holder: Any = record
    around: Any = None
    for part in parts[:-1]:
        around, holder = holder, holder[int(part)] if isinstance(holder, list) else holder[part]
    if isinstance(holder, list):
        del holder[int(parts[-1])]
        if not holder:
            del around[parts[-2]]
    else:
        del holder[parts[-1]]


def _put(record: Record, parts: Sequence[str], value: Any) -> None:
    """Set a field, or insert a member; a list that is not there yet begins empty."""
    holder: Any = record
    for part in parts[:-1]:
        holder = holder[int(part)] if isinstance(holder, list) else holder.setdefault(part, [])
    if isinstance(holder, list):
        holder.insert(int(parts[-1]), value)
    else:
        holder[parts[-1]] = value
