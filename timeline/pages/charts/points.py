"""The marks of one number: a bar over its period, a sign at its moment, and how sure it is.

Used by `chart_layout`. Series differ by colour, shape and dash, so that none is told by colour
alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from timeline.derive.series import Nature, Point, Series
from timeline.pages.charts.labels import Area
from timeline.pages.charts.marks import Box, Line, Mark, Shape, Sign, Strength, Tone
from timeline.pages.charts.scales import Heights, Times

TONES: Final[tuple[Tone, ...]] = ("1", "2", "3", "4", "5")
SHAPES: Final[tuple[Shape, ...]] = ("circle", "square", "triangle-up", "diamond", "cross")
DASHES: Final[tuple[tuple[int, ...], ...]] = ((), (10, 3), (3, 3), (10, 3, 3, 3), (6, 6))
_RANGE_DASH: Final = (3, 2)
# A shorter stretch of time than this many pixels is drawn as a moment.
_MOMENT: Final = 9
_SHORT: Final = 30


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a point stands: its ends in time, its middle and its level."""

    left: float
    right: float
    y: float
    strength: Strength

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


class Painter:
    """Draws the points of one series; `alone` is the only one of its chart."""

    def __init__(
        self,
        number: int,
        nature: Nature,
        scales: tuple[Times, Heights],
        says: Callable[[Point], str],
        *,
        alone: bool,
    ) -> None:
        self._tone, self._dash = TONES[number], DASHES[number]
        self._shape = SHAPES[number]
        self._flow = nature == "flow"
        self._times, self._heights = scales
        self._says = says
        self._signed = not (self._flow and alone)
        self._aside: dict[int, float] = {}

    def sign_of(self, point: Point) -> tuple[float, float] | None:
        """Return where the sign of a point stands by itself; None for one that may be hidden."""
        if not self._signed or point.superseded:
            return None
        place = self._place(point)
        return place.middle, place.y

    def move(self, point: Point, aside: float) -> None:
        """Let the sign of a point stand beside its place; its bar and ends stay."""
        self._aside[id(point)] = aside

    def area(self, point: Point) -> Area:
        """Return what the mark of a point takes up."""
        place = self._place(point)
        top = bottom = place.y
        if point.span:
            top, bottom = (self._heights(end) for end in reversed(point.span))
        # A hollow bar is taller: it must be seen around a stated number next to it.
        near = 7 if point.derived and self._flow and not self._signed else 5
        near = 9 if point.about else near
        above = 16 if point.opening == "up" else near
        below = 16 if point.opening == "down" else near
        left, right = place.left - 1, place.right + 1
        if id(point) in self._aside:
            sign = place.middle + self._aside[id(point)]
            # Signs side by side cover a short bar: what belongs to one belongs to its sign.
            if right - left < _SHORT:
                left, right = sign - 5, sign + 5
        return Area(left, top - above, right, bottom + below)

    def _place(self, point: Point) -> _Place:
        """Find where a point stands, a hair apart from its neighbours in time."""
        left, right = self._times(point.first), self._times(point.last + 1)
        trim = 0.75
        if right - left < _MOMENT:
            trim = (right - left) / 2 - (3 if self._flow else 4)
        strength: Strength = "faint" if point.superseded else "full"
        y = self._heights(point.level)
        if _only_range(point) and point.span:
            y = sum(self._heights(end) for end in point.span) / 2
        return _Place(left + trim, right - trim, y, strength)

    def series(self, series: Series) -> Iterator[Mark]:
        """Draw a series: what joins its moments; earlier vintages; what is stated on top."""
        if not self._flow:
            yield from self._joined([point for point in series.points if not point.superseded])
        for point in sorted(series.points, key=lambda p: (not p.superseded, not p.derived)):
            yield from self._point(point)

    def _joined(self, points: list[Point]) -> Iterator[Line]:
        """Join moments of one series; what lies between is not known, so the line is thin."""
        for one, other in pairwise(points):
            before, after = self._place(one), self._place(other)
            if before.right < after.left and one.derived == other.derived:
                yield Line(
                    tone=self._tone,
                    strength="faint",
                    x=before.right,
                    y=before.y,
                    x2=after.left,
                    y2=after.y,
                    dash=self._dash,
                )

    def _point(self, point: Point) -> Iterator[Mark]:
        """Draw a number: how sure it is behind, the number itself on top."""
        place = self._place(point)
        if point.about:
            yield self._wash(place, place.y - 8, place.y + 8)
        if point.span:
            low, high = (self._heights(end) for end in point.span)
            yield from self._range(point, place, low, high)
        if self._flow:
            yield from self._bar(point, place)
        else:
            yield from self._moment(point, place)
        if point.opening:
            yield from self._arrow(point, place)

    def _wash(self, place: _Place, top: float, bottom: float) -> Box:
        x, x2 = place.left, place.right
        return Box(tone=self._tone, strength="wash", x=x, y=top, x2=x2, y2=bottom)

    def _line(
        self,
        place: _Place,
        ends: tuple[float, float, float, float],
        *,
        width: float = 1.5,
        dash: tuple[int, ...] = (),
        says: str = "",
    ) -> Line:
        x, y, x2, y2 = ends
        return Line(
            tone=self._tone,
            strength=place.strength,
            says=says,
            x=x,
            y=y,
            x2=x2,
            y2=y2,
            width=width,
            dash=dash,
        )

    def _range(self, point: Point, place: _Place, low: float, high: float) -> Iterator[Mark]:
        """Draw from the low to the high end: a field for a flow, a stroke for a stock."""
        says = self._says(point)
        dash = _RANGE_DASH if point.derived else ()
        left, right = place.left, place.right
        if self._flow:
            yield self._wash(place, high, low)
        else:
            left, right = place.middle - 5, place.middle + 5
            stroke = (place.middle, low, place.middle, high)
            yield self._line(place, stroke, width=2, dash=dash, says=says)
        for y in (low, high):
            yield self._line(place, (left, y, right, y), width=2, dash=dash, says=says)

    def _bar(self, point: Point, place: _Place) -> Iterator[Mark]:
        says, thick = self._says(point), 3 if self._signed else 5
        if not _only_range(point) and point.derived:
            yield Box(
                tone=self._tone,
                strength=place.strength,
                says=says,
                x=place.left,
                y=place.y - thick,
                x2=place.right,
                y2=place.y + thick,
                hollow=True,
            )
        elif not _only_range(point):
            ends = (place.left, place.y, place.right, place.y)
            width = thick - 1.5 if point.superseded else thick
            yield self._line(place, ends, width=width, dash=self._dash, says=says)
        if self._signed:
            yield self._sign(point, place)

    def _moment(self, point: Point, place: _Place) -> Iterator[Mark]:
        left, right, y = place.left, place.right, place.y
        if right - left > _MOMENT:
            yield self._line(place, (left, y, right, y), dash=self._dash)
            for x in (left, right):
                yield self._line(place, (x, y - 4, x, y + 4))
        yield self._sign(point, place)

    def _sign(self, point: Point, place: _Place) -> Sign:
        return Sign(
            tone=self._tone,
            strength=place.strength,
            says=self._says(point),
            x=place.middle + self._aside.get(id(point), 0),
            y=place.y,
            shape=self._shape,
            # The middle of a range is no number that anybody gave: a small sign says whose it is.
            size=36 if point.superseded or _only_range(point) else 64,
            hollow=point.derived,
        )

    def _arrow(self, point: Point, place: _Place) -> Iterator[Mark]:
        """Draw a short arrow to the side where the true number may lie."""
        up = point.opening == "up"
        way = -1 if up else 1
        x, y = place.middle, place.y + way * (5 if self._signed else 2)
        yield self._line(place, (x, y, x, y + way * 8))
        yield Sign(
            tone=self._tone,
            strength=place.strength,
            x=x,
            y=y + way * 9,
            shape="triangle-up" if up else "triangle-down",
            size=24,
        )


def _only_range(point: Point) -> bool:
    """Whether a range is given and no number within it."""
    return point.span is not None and point.claim.figure.value is None
