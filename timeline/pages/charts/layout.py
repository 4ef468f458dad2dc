"""A plot laid out at one width: axes, marks, and texts where they fit.

Called by `charts` once for wide and once for narrow screens; makes marks in pixels, no SVG.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from timeline.derive.series import Plot, Point, Series
from timeline.pages.charts import labels
from timeline.pages.charts.labels import Area, Room
from timeline.pages.charts.marks import Align, Drawing, Line, Mark, Sign, Words
from timeline.pages.charts.points import DASHES, SHAPES, TONES, Painter
from timeline.pages.charts.scales import Times, heights, times

WIDE: Final = 680
NARROW: Final = 320
_PLOT: Final = {WIDE: 230, NARROW: 220}
_UNIT_ROW: Final = 22
_NAME_ROW: Final = 18
_YEAR_ROW: Final = 22
_MOST_NAME: Final = 200
_MOST_LABELS: Final = 30
_SAMPLE: Final = 24
_QUARTERS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of a plot: of its unit, its series, its points and its axes."""

    unit: str
    names: tuple[str, ...]
    amount: Callable[[Point], str]
    says: Callable[[Point], str]
    number: Callable[[float], str]
    year: Callable[[int], str]


def lay_out(plot: Plot, wording: Wording, width: int) -> Drawing:
    """Return the picture of a plot."""
    return _Layout(plot, wording, width).drawing()


class _Layout:
    def __init__(self, plot: Plot, wording: Wording, width: int) -> None:
        self._plot = plot
        self._wording = wording
        self._width = width
        self._named = len(plot.series) > 1
        self._names = [labels.cleaned(name) for name in wording.names]
        self._beside = self._named and width == WIDE
        self._limit = _MOST_NAME if self._beside else width - _SAMPLE - 10
        rows = len(self._names) if self._named and not self._beside else 0
        top = _UNIT_ROW + rows * _NAME_ROW + 16
        self._heights = heights(_levels(plot), top, top + _PLOT[width])
        self._times = self._scale_of_days()
        self._height = int(self._heights.bottom) + _YEAR_ROW
        self._painters = [
            Painter(
                number,
                plot.nature,
                (self._times, self._heights),
                wording.says,
                alone=not self._named,
            )
            for number in range(len(plot.series))
        ]

    def _scale_of_days(self) -> Times:
        ticks = [labels.width(self._wording.number(tick)) for tick in self._heights.ticks]
        column = 4.0
        if self._beside:
            longest = max(labels.width(name) for name in self._names)
            column = min(longest, self._limit) + _SAMPLE + 20
        first = min(point.first for point in self._plot.points)
        last = max(point.last for point in self._plot.points)
        return times(first, last, max(ticks) + 10, self._width - column)

    def drawing(self) -> Drawing:
        marks = [
            *self._numbers(),
            *self._years(),
            *(
                mark
                for painter, series in zip(self._painters, self._plot.series, strict=True)
                for mark in painter.series(series)
            ),
            *(self._names_beside() if self._beside else self._names_above()),
            *self._labels(),
        ]
        return Drawing(self._width, self._height, tuple(marks), self._heights.logarithmic)

    def _numbers(self) -> Iterator[Mark]:
        """The unit, and a thin line with its number for each tick."""
        unit = labels.cut(self._wording.unit, self._width - 4)
        yield Words(tone="soft", x=0, y=9, text=unit)
        for tick in self._heights.ticks:
            y = self._heights(tick)
            x, right = self._times.left, self._times.right
            ground = y == self._heights.bottom
            yield Line(tone="soft" if ground else "grid", x=x, y=y, x2=right, y2=y)
            text = self._wording.number(tick)
            yield Words(tone="soft", x=x - 8, y=y, text=text, align="right")

    def _years(self) -> Iterator[Mark]:
        """A tick where a year begins, and its name below: in the middle if each is named."""
        years = self._times.years(40)
        step = years[1][0] - years[0][0] if len(years) > 1 else 1
        y = self._heights.bottom
        for place, (year, x) in enumerate(years):
            yield Line(tone="soft", x=x, y=y, x2=x, y2=y + 6)
            after = years[place + 1][1] if place + 1 < len(years) else self._times.right
            # Where a year is wide enough to be read by its quarters, they are marked.
            for quarter in (1, 2, 3) if step == 1 and after - x > _QUARTERS else ():
                within = x + (after - x) * quarter / 4
                yield Line(tone="soft", x=within, y=y, x2=within, y2=y + 3)
            middle = (x + after) / 2 if step == 1 else x
            text = self._wording.year(year)
            half = labels.width(text) / 2
            if (step > 1 or after > x) and middle + half <= self._width:
                yield Words(tone="soft", x=middle, y=y + 14, text=text, align="center")

    def _names_above(self) -> Iterator[Mark]:
        """The legend of a narrow picture: a row for each series, with its sign."""
        if not self._named:
            return
        for number, name in enumerate(self._names):
            yield from self._name(number, name, 0, _UNIT_ROW + 10 + number * _NAME_ROW)

    def _names_beside(self) -> Iterator[Mark]:
        """The names of a wide picture, as near as can be to where their series end."""
        ends = [self._heights(_last(series).level) for series in self._plot.series]
        places = labels.spread(ends, _NAME_ROW, self._heights.top, self._heights.bottom - 6)
        for number, (name, y) in enumerate(zip(self._names, places, strict=True)):
            yield from self._name(number, name, self._times.right + 12, y)

    def _name(self, number: int, name: str, x: float, y: float) -> Iterator[Mark]:
        """A sample of the marks of a series, and its name; cut, it is whole when pointed at."""
        tone, middle = TONES[number], x + _SAMPLE / 2
        dash = DASHES[number]
        yield Line(tone=tone, x=x, y=y, x2=x + _SAMPLE, y2=y, width=2, dash=dash)
        yield Sign(tone=tone, x=middle, y=y, shape=SHAPES[number], size=64)
        shown = labels.cut(name, self._limit)
        says = "" if shown == name else name
        yield Words(tone="ink", x=x + _SAMPLE + 7, y=y, text=shown, says=says)

    def _labels(self) -> Iterator[Mark]:
        """Numbers beside their marks, the latest of each series first, where there is room."""
        room = Room(Area(self._times.left, _UNIT_ROW, self._times.right + 2, self._heights.bottom))
        if not self._beside:
            room.whole = Area(self._times.left, self._heights.top - 16, self._width, self._height)
        candidates: list[tuple[tuple[bool, bool], Area, Point]] = []
        for painter, series in zip(self._painters, self._plot.series, strict=True):
            room.taken.extend(painter.area(point) for point in series.points)
            current = [point for point in series.points if not point.superseded]
            candidates.extend(
                ((point is not _last(series), point.derived), painter.area(point), point)
                for point in reversed(current)
            )
        candidates.sort(key=lambda candidate: candidate[0])
        for _, area, point in candidates[:_MOST_LABELS]:
            text = labels.cut(self._wording.amount(point), 130)
            if spot := room.place(text, _spots(area)):
                x, y, align = spot
                yield Words(tone="ink", x=x, y=y, text=text, align=align)


def _last(series: Series) -> Point:
    """Return what a series ends with: of the numbers up to the last day, the one of most days."""
    current = [point for point in series.points if not point.superseded]
    return max(current, key=lambda point: (point.last, not point.derived, -point.first))


def _spots(area: Area) -> Iterator[tuple[float, float, Align]]:
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


def _levels(plot: Plot) -> Iterator[float]:
    for point in plot.points:
        yield point.level
        yield from point.span or ()
