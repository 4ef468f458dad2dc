"""Long lists cut into pages, so that no page of the site grows with the number of events.

Called by sections that list events. A list that fits on one page and a half stays whole.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

SIZE: Final = 200
WHOLE: Final = 300  # up to this many, cutting would only be in the way

T = TypeVar("T")


class Part(NamedTuple, Generic[T]):
    """One page of a list: its number from 1, how many there are, where it lies, what it holds."""

    number: int
    of: int
    path: str
    items: Sequence[T]
    start: int  # of its first member in the whole list, from 0


def part_path(base: str, number: int) -> str:
    """Return the path of a page of a list (see `Page.path`); the first is the list itself."""
    return base if number == 1 else f"{base}/page-{number}"


def part_of(place: int, total: int) -> int:
    """Return the number of the page that holds the member at a place, from 0."""
    return 1 if total <= WHOLE else place // SIZE + 1


def parts(base: str, items: Sequence[T]) -> Iterator[Part[T]]:
    """Yield the pages of a list; an empty list has one."""
    size = SIZE if len(items) > WHOLE else max(len(items), 1)
    count = max(-(-len(items) // size), 1)
    for number in range(1, count + 1):
        start = (number - 1) * size
        yield Part(number, count, part_path(base, number), items[start : start + size], start)
