"""Which member of a list is which member of the list after it: by what names it, not by place.

Used by `differences` on canonical records; a moved member is the same member. Pure and without
words.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

# What names a member of a list, the best name first; the next one is asked where it fails, so that
# a source whose key changed is still the source of that address. The last field of a name must be
# there: two sources are not one because neither has an address.
_NAMES: Final[Mapping[str, Sequence[Sequence[str]]]] = MappingProxyType(
    {
        "figures": (
            ("key",),
            ("label", "dimension", "category", "period", "as_of", "attributed_to", "measure"),
        ),
        "sources": (("key",), ("url",), ("publisher", "title"), ("publisher", "no_url_reason")),
        "readings": (("source", "about", "says"), ("source", "says"), ("about", "source")),
        "relations": (("type", "event"), ("event",)),
        "relays": (("publisher", "url"), ("publisher", "title"), ("publisher",)),
    }
)

Name = Any


def match(before: Sequence[Any], after: Sequence[Any], name: str) -> dict[int, int]:
    """Return index after -> index before of the members of the list `name` that are the same.

    Members without a name in common are new or gone. Plain values match equal values; of several
    alike the first matches the first.
    """
    matched: dict[int, int] = {}
    most = min(len(before), len(after))
    for naming in _namings(name, [*before, *after]):
        if len(matched) == most:
            break
        taken = set(matched.values())
        free = defaultdict(list)
        for found, index in _named(before, naming):
            if index not in taken:
                free[found].append(index)
        for found, index in _named(after, naming):
            if index not in matched and free[found]:
                matched[index] = free[found].pop(0)
    return matched


def _namings(name: str, members: Sequence[Any]) -> Iterable[Callable[[Any], Name]]:
    # the sources of an event are objects, those of a figure are keys
    if not all(isinstance(member, dict) for member in members):
        return (lambda value: value,)
    return tuple(_reading(fields) for fields in _NAMES[name])


def _reading(fields: Sequence[str]) -> Callable[[Any], Name]:
    def read(member: Mapping[str, Any]) -> Name:
        found = tuple([member.get(field) for field in fields])
        return None if found[-1] is None else found

    return read


def _named(members: Sequence[Any], naming: Callable[[Any], Name]) -> Iterable[tuple[Name, int]]:
    for index, member in enumerate(members):
        found = naming(member)
        if found is not None:
            yield found, index
