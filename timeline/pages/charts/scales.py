"""Where days and numbers stand in a chart, and which of them the axes name.

Used by `chart_layout`; knows pixels and numbers, neither figures nor marks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Final

from timeline.core.days import from_day, to_day

# From this ratio of the highest to the lowest number, the low ones would lie on the ground.
_WIDE_RATIO: Final = 40
# Up to so many powers of ten, the numbers between them are named, too.
_FEW_POWERS: Final = 2.3
# Below it, powers of ten cannot be worked out exactly.
_LEAST_STEP: Final = 1e-290
# How far below the lowest power of ten the line for 0 lies, in powers of ten.
_ZERO_LANE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Heights:
    """The scale of numbers from `bottom` up to `top`, in pixels from the upper edge.

    A logarithmic one has a line of its own for 0 below the lowest power of ten.
    """

    top: float
    bottom: float
    low: float
    high: float
    ticks: tuple[float, ...]
    logarithmic: bool = False

    def __call__(self, value: float) -> float:
        """Return where a number stands."""
        share = (self._way(value) - self.low) / (self.high - self.low)
        return self.bottom - share * (self.bottom - self.top)

    def _way(self, value: float) -> float:
        if not self.logarithmic:
            return value
        return max(log10(value), self.low) if value > 0 else self.low


def heights(values: Iterable[float], top: float, bottom: float) -> Heights:
    """Choose a scale that shows all numbers: from 0, or by powers of ten where they differ."""
    known = sorted(set(values))
    positive = [value for value in known if value > 0]
    if positive and known[0] >= 0 and known[-1] / positive[0] >= _WIDE_RATIO:
        return _logarithmic(positive, top, bottom, zero=known[0] == 0)
    low, high = min(known[0], 0), max(known[-1], 0)
    step = _nice(max((high - low) / 4, _LEAST_STEP) if high > low else 0.25)
    first, last = floor(low / step), ceil(high / step)
    # Whole steps, so that the numbers at the axis are round.
    last = max(last, first + 1)
    digits = 1 - floor(log10(step))
    ticks = tuple(round(number * step, digits) for number in range(first, last + 1))
    return Heights(top, bottom, ticks[0], ticks[-1], ticks)


def _logarithmic(positive: list[float], top: float, bottom: float, *, zero: bool) -> Heights:
    first, last = floor(log10(positive[0])), log10(positive[-1] * 1.3)
    step = ceil((last - first) / 6)
    factors = (1, 2, 5) if last - first < _FEW_POWERS else (1,)
    powers = (10.0**power for power in range(first, floor(last) + 1, step))
    ticks = [factor * power for power in powers for factor in factors]
    ticks = [tick for tick in ticks if tick <= 10.0**last]
    low = first - _ZERO_LANE * step if zero else first
    return Heights(top, bottom, low, last, (*([0.0] if zero else []), *ticks), logarithmic=True)


def _nice(step: float) -> float:
    """Return the least of 1, 2, 5 times a power of ten that is not below a step."""
    power = 10.0 ** floor(log10(step))
    found = next(factor for factor in (1, 2, 5, 10) if factor * power >= step * (1 - 1e-9))
    return found * power


@dataclass(frozen=True, slots=True)
class Times:
    """The scale of days from `left` to `right`, which are the edges of whole years."""

    left: float
    right: float
    first: int
    last: int

    def __call__(self, day: float) -> float:
        """Return where a day begins."""
        share = (day - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)

    def years(self, apart: float) -> tuple[tuple[int, float], ...]:
        """Return years and where they begin, as many as stand at least `apart` from another."""
        first, last = from_day(self.first)[0], from_day(self.last)[0]
        width = (self.right - self.left) / (last - first)
        step = max(1, round(_nice(apart / width))) if width < apart else 1
        start = ceil(first / step) * step
        return tuple((year, self(to_day(year, 1, 1))) for year in range(start, last + 1, step))


def times(first: int, last: int, left: float, right: float) -> Times:
    """Choose the whole years that hold a first and a last day."""
    begin, end = from_day(first)[0], from_day(last)[0]
    return Times(left, right, to_day(begin, 1, 1), to_day(end + 1, 1, 1))
