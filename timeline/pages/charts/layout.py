"""A plot laid out at one width: axes, marks, and texts where they fit.

Called by `charts` once for wide and once for narrow screens; makes marks in pixels, no SVG.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.derive.series import Plot, Point, Series
from timeline.pages.charts import labels
from timeline.pages.charts.crowds import apart
from timeline.pages.charts.labels import Area
from timeline.pages.charts.marks import Drawing, Line, Mark, Sign, Words
from timeline.pages.charts.numbers import Number, placed
from timeline.pages.charts.points import DASHES, SHAPES, TONES, Painter
from timeline.pages.charts.scales import Times, heights, times

WIDE: Final = 680
NARROW: Final = 320
_PLOT: Final = {WIDE: 230, NARROW: 220}
# Many marks of several series need more room between them.
_CROWDED: Final = 16
_PLOT_CROWDED: Final = {WIDE: 330, NARROW: 320}
_UNIT_ROW: Final = 22
_NAME_ROW: Final = 18
_NAME_LINE: Final = 14
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
        self._lines = [labels.wrapped(name, self._limit) for name in self._names]
        rows = sum(_tall(lines) for lines in self._lines) if self._named and not self._beside else 0
        top = _UNIT_ROW + rows + 16
        crowded = self._named and len(plot.points) > _CROWDED
        tall = (_PLOT_CROWDED if crowded else _PLOT)[width]
        self._heights = heights(_levels(plot), top, top + tall)
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
        self._moved = apart(self._painters, [series.points for series in plot.series])

    def _scale_of_days(self) -> Times:
        ticks = [labels.width(self._wording.number(tick)) for tick in self._heights.ticks]
        column = 4.0
        if self._beside:
            longest = max(labels.width(line) for lines in self._lines for line in lines)
            column = longest + _SAMPLE + 20
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
        return Drawing(
            self._width, self._height, tuple(marks), self._heights.logarithmic, self._moved
        )

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
        y = _UNIT_ROW + 10.0
        for number, lines in enumerate(self._lines):
            yield from self._name(number, 0, y)
            y += _tall(lines)

    def _names_beside(self) -> Iterator[Mark]:
        """The names of a wide picture, as near as can be to where their series end."""
        ends = [self._heights(_last(series).level) for series in self._plot.series]
        gap = max(_tall(lines) for lines in self._lines)
        bottom = self._heights.bottom - 6 - gap + _NAME_ROW
        places = labels.spread(ends, gap, self._heights.top, bottom)
        for number, y in enumerate(places):
            yield from self._name(number, self._times.right + 12, y)

    def _name(self, number: int, x: float, y: float) -> Iterator[Mark]:
        """A sample of the marks of a series, and its name; cut, it is whole when pointed at."""
        tone, middle = TONES[number], x + _SAMPLE / 2
        dash = DASHES[number]
        yield Line(tone=tone, x=x, y=y, x2=x + _SAMPLE, y2=y, width=2, dash=dash)
        yield Sign(tone=tone, x=middle, y=y, shape=SHAPES[number], size=64)
        name, lines = self._names[number], self._lines[number]
        says = "" if " ".join(lines) == name else name
        for row, line in enumerate(lines):
            below = y + row * _NAME_LINE
            yield Words(tone="ink", x=x + _SAMPLE + 7, y=below, text=line, says=says)

    def _labels(self) -> Iterator[Mark]:
        """Numbers beside their marks, the latest of each series first, where there is room."""
        top = self._heights.top - 16 if not self._beside else _UNIT_ROW
        right = self._times.right + 2 if self._beside else self._width
        whole = Area(self._times.left, top, right, self._heights.bottom)
        areas: list[Area] = []
        candidates: list[tuple[tuple[bool, bool], Number]] = []
        for painter, series in zip(self._painters, self._plot.series, strict=True):
            areas.extend(painter.area(point) for point in series.points)
            last = _last(series)
            for point in reversed(series.points):
                text = labels.cut(self._wording.amount(point), 130)
                number = Number(text, painter.area(point))
                if not point.superseded:
                    candidates.append(((point is not last, point.derived), number))
        candidates.sort(key=lambda candidate: candidate[0])
        yield from placed([number for _, number in candidates[:_MOST_LABELS]], areas, whole)


def _tall(lines: Sequence[str]) -> int:
    """How much room a name of one or two lines takes."""
    return _NAME_ROW + (len(lines) - 1) * _NAME_LINE


def _last(series: Series) -> Point:
    """Return what a series ends with: of the numbers up to the last day, the one of most days."""
    current = [point for point in series.points if not point.superseded]
    return max(current, key=lambda point: (point.last, not point.derived, -point.first))


def _levels(plot: Plot) -> Iterator[float]:
    for point in plot.points:
        yield point.level
        yield from point.span or ()
