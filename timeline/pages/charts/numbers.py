"""The numbers beside the marks of a chart: where each finds room, or none.

Used by `layout`. A number stands where nobody takes it for that of another mark; where there is no
such place, it stands further off with a thin line to its mark. Knows areas, not figures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.pages.charts.labels import Area, around
from timeline.pages.charts.marks import Align, Line, Mark, Words

# By so many pixels, a number is nearer to its own mark than to any other.
_CLEARLY: Final = 2
# How far off a number may stand that is led to its mark, and to which sides of it.
_DISTANCES: Final = (10, 16, 23, 31, 40)
_WAYS: Final = (
    (0, -1),
    (1, -1),
    (-1, -1),
    (1, 1),
    (-1, 1),
    (0, 1),
    (1, -0.4),
    (-1, -0.4),
    (1, 0.4),
    (-1, 0.4),
)
# Rather than to cross a mark, or to bring a text so near to it, a line is so much longer.
_TOUCHED: Final = 2.5
_CROSSING: Final = 12
_STEPS: Final = 16
_HALF: Final = 1.5
# An area is a little larger than what is seen of its mark.
_EDGE: Final = 3

_Spot = tuple[float, float, Align]


@dataclass(frozen=True, slots=True)
class Number:
    """A text, and the area of the mark that it belongs to."""

    text: str
    area: Area


def placed(numbers: Sequence[Number], marks: Sequence[Area], whole: Area) -> Iterator[Mark]:
    """Yield the numbers that find room in `whole`, the first ones first; `marks` are all areas."""
    room = _Room(marks, whole)
    left = []
    # Marks of the same number at the same place need it once.
    for number in dict.fromkeys(numbers):
        if spot := room.beside(number):
            yield _words(number, spot)
        else:
            left.append(number)
    for number in left:
        if found := room.further(number):
            spot, leader = found
            yield leader
            yield _words(number, spot)


def _words(number: Number, spot: _Spot) -> Words:
    x, y, align = spot
    return Words(tone="ink", x=x, y=y, text=number.text, align=align)


class _Room:
    """What is taken of a picture: marks, texts, and the lines that lead to texts."""

    def __init__(self, marks: Sequence[Area], whole: Area) -> None:
        self._marks = marks
        self._whole = whole
        self._texts: list[Area] = []

    def beside(self, number: Number) -> _Spot | None:
        """Take the best place next to a mark that is clearly nearer to it than to others."""
        for spot in _spots(number.area):
            area = around(number.text, *spot)
            if self._free(area) and self._clear(area, number.area):
                self._texts.append(area)
                return spot
        return None

    def further(self, number: Number) -> tuple[_Spot, Line] | None:
        """Take the best place further off whose line crosses no text."""
        best: tuple[float, _Spot, Line] | None = None
        others = list(self._others(number.area))
        for distance, spot in _further_spots(number.area):
            if best and best[0] <= distance:
                break  # all that follow cost more
            area = around(number.text, *spot)
            leader = _leader(number.area, area)
            if self._free(area) and not _crossed(leader, self._texts):
                near = _grown(area, _TOUCHED)
                touched = _crossed(leader, others)
                touched |= {o for o in others if near.meets(o) and area.gap(o) < _TOUCHED}
                cost = distance + len(touched) * _CROSSING
                if best is None or cost < best[0]:
                    best = cost, spot, leader
        if best is None:
            return None
        _, spot, leader = best
        self._texts.extend((around(number.text, *spot), *_along(leader)))
        return spot, leader

    def _free(self, area: Area) -> bool:
        taken = (*self._marks, *self._texts)
        return area.inside(self._whole) and not any(area.meets(other) for other in taken)

    def _clear(self, area: Area, own: Area) -> bool:
        near = area.gap(own) + _CLEARLY
        return all(area.gap(other) >= near for other in self._others(own))

    def _others(self, own: Area) -> Iterator[Area]:
        return (mark for mark in self._marks if mark != own)


def _spots(area: Area) -> Iterator[_Spot]:
    """Where the text of a mark may stand, the best place first."""
    middle, level = (area.x + area.x2) / 2, (area.y + area.y2) / 2
    above, below = area.y - 6.5, area.y2 + 6.5
    for further in (0, 2.5):
        yield middle, above - further, "center"
    for further in (0, 2.5):
        yield middle, below + further, "center"
    yield area.x2 + 4, level, "left"
    yield area.x - 4, level, "right"
    for y in (above, below):
        yield area.x2, y, "right"
        yield area.x, y, "left"


def _further_spots(area: Area) -> Iterator[tuple[float, _Spot]]:
    middle = (area.x + area.x2) / 2
    for distance in _DISTANCES:
        for way, rise in _WAYS:
            y = (area.y if rise < 0 else area.y2) + rise * (distance + 6)
            if way:
                edge = area.x2 if way > 0 else area.x
                yield distance, (edge + way * distance, y, "left" if way > 0 else "right")
            else:
                yield distance, (middle, y, "center")


def _crossed(line: Line, areas: Sequence[Area]) -> set[Area]:
    """Return which areas a line touches."""
    ends = (line.x, line.x2), (line.y, line.y2)
    (left, right), (top, bottom) = map(sorted, ends)
    hull = _grown(Area(left, top, right, bottom), _HALF)
    near = [area for area in areas if hull.meets(area)]
    steps = list(_along(line)) if near else []
    return {area for area in near if any(step.meets(area) for step in steps)}


def _grown(area: Area, by: float) -> Area:
    return Area(area.x - by, area.y - by, area.x2 + by, area.y2 + by)


def _leader(own: Area, text: Area) -> Line:
    """Draw a line from the edge of a mark to the nearest point of its text."""
    to_x = min(max((own.x + own.x2) / 2, text.x), text.x2)
    to_y = min(max((own.y + own.y2) / 2, text.y), text.y2)
    x = min(max(to_x, own.x + _EDGE), own.x2 - _EDGE)
    y = min(max(to_y, own.y + _EDGE), own.y2 - _EDGE)
    return Line(tone="soft", x=x, y=y, x2=to_x, y2=to_y, width=0.75)


def _along(line: Line) -> Iterator[Area]:
    """Yield small areas along a line, which stand for it; its ends touch what it joins."""
    for step in range(1, _STEPS):
        share = step / _STEPS
        x = line.x + (line.x2 - line.x) * share
        y = line.y + (line.y2 - line.y) * share
        yield _grown(Area(x, y, x, y), _HALF)
