"""Dates drawn as small static pictures: a line of whole years, and on it what is known.

For sections and templates. Filled is certain, pale is possible, an arrow goes on, a broken end is
not known. Only numbers and our own class names go into the markup; the style is in `dates.css`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from babel.dates import get_month_names
from markupsafe import Markup, escape

from timeline.core.days import from_day, to_day
from timeline.derive.footprint import Ending, Footprint, Piece, footprint

Side = Literal[-1, 1]
Axis = Callable[[float], float]

_WIDTH: Final = 132
_HEIGHT: Final = 14
_MARGIN: Final = 9  # room for arrows, and for what feathers an approximate date
_MOST_TICKS: Final = 12
_LARGE: Final = (300, 42)
_MOST_YEARS: Final = 6  # that can be written side by side


@dataclass(frozen=True, slots=True)
class Scale:
    """Days on a line of whole years, `first` to `last`, laid over `width` pixels from `left` on."""

    first: int
    last: int
    left: float
    width: float

    def __call__(self, day: float) -> float:
        """Return where a day begins."""
        start, end = to_day(self.first, 1, 1), to_day(self.last + 1, 1, 1)
        return self.left + (day - start) / (end - start) * self.width

    def ticks(self) -> Iterator[tuple[float, bool]]:
        """Yield where months, years, decades ... begin, and whether something larger does."""
        if self.first == self.last:
            for month in range(1, 13):
                yield self(to_day(self.first, month, 1)), month % 3 == 1
        else:
            step = 1
            while (self.last - self.first) / step > _MOST_TICKS:
                step *= 10
            for year in range(-(-self.first // step) * step, self.last + 1, step):
                yield self(to_day(year, 1, 1)), step > 1 or self.last - self.first < 5
        yield self.left + self.width, True


def scale_of(shape: Footprint, left: float, width: float) -> Scale | None:
    """Return the line of whole years that shows a date; an open side gets a quarter more."""
    if shape.first is None or shape.last is None:
        return None
    first, last = from_day(shape.first)[0], from_day(shape.last)[0]
    more = 1 + (last - first) // 4
    return Scale(
        first - (0 if shape.before == "closed" else more),
        last + (0 if shape.after == "closed" else more),
        left,
        width,
    )


@lru_cache(maxsize=16384)
def picture(text: str, *, coverage: bool = False) -> Markup:
    """Draw an EDTF string for a list; empty for a date that names no day at all."""
    shape = footprint(text, coverage=coverage)
    scale = scale_of(shape, _MARGIN, _WIDTH - 2 * _MARGIN)
    if scale is None:
        return Markup()
    middle = _HEIGHT / 2
    drawn = [axis(scale, middle), *marks(shape, scale, middle)]
    inside = "".join(drawn)
    return Markup(  # noqa: S704 - numbers and fixed words only
        f'<svg class="tl-when" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}"'
        f' height="{_HEIGHT}" aria-hidden="true">{inside}</svg>'
    )


@lru_cache(maxsize=4096)
def large_picture(text: str, language: str, *, coverage: bool = False) -> Markup:
    """Draw an EDTF string for its own page, with months or years written below the line."""
    shape = footprint(text, coverage=coverage)
    scale = scale_of(shape, _MARGIN, _LARGE[0] - 2 * _MARGIN)
    if scale is None:
        return Markup()
    return Markup(  # noqa: S704 - numbers, fixed words and what is escaped
        f'<svg class="tl-when tl-when--large" viewBox="0 0 {_LARGE[0]} {_LARGE[1]}"'
        f' aria-hidden="true">{_labelled(scale, language)}'
        f"{''.join(marks(shape, scale, 12, 10))}</svg>"
    )


@lru_cache(maxsize=4096)
def _labelled(scale: Scale, language: str) -> str:
    """Draw the line of the large picture and what stands below it."""
    labels = "".join(
        f'<text x="{_n(x)}" y="36">{escape(words)}</text>' for x, words in _labels(scale, language)
    )
    return f'{axis(scale, 12)}<g class="tl-when__label">{labels}</g>'


def _labels(scale: Scale, language: str) -> Iterator[tuple[float, str]]:
    """Yield what stands below the line and where: initials of months, or years."""
    if scale.first == scale.last:
        names = get_month_names("narrow", "stand-alone", language)
        for month in range(1, 13):
            yield scale(to_day(scale.first, month, 15)), names[month]
        return
    years = range(scale.first, scale.last + 1)
    if len(years) <= _MOST_YEARS:
        for year in years:
            yield scale(to_day(year, 7, 1)), str(year)
    else:
        yield scale(to_day(scale.first + len(years) // 16, 7, 1)), str(scale.first)
        yield scale(to_day(scale.last - len(years) // 16, 7, 1)), str(scale.last)


@lru_cache(maxsize=4096)
def axis(scale: Scale, y: float) -> str:
    """Draw the line with its ticks."""
    ticks = "".join(
        f"M{_n(x)} {_n(y - (3.5 if large else 1.5))}v{7 if large else 3}"
        for x, large in scale.ticks()
    )
    return f'<path class="tl-when__axis" d="M{_n(scale.left)} {_n(y)}h{_n(scale.width)}{ticks}"/>'


def marks(shape: Footprint, x: Axis, y: float, size: float = 7) -> Iterator[str]:
    """Draw what is known of a date on an axis, at height `y`."""
    if not shape.pieces:
        return
    ends = (x(shape.pieces[0].first), x(shape.pieces[-1].last + 1))
    if shape.before != "closed":
        yield _beyond(shape.before, ends[0], -1, y, shape.pieces[0])
    if shape.after != "closed":
        yield _beyond(shape.after, ends[1], 1, y, shape.pieces[-1])
    doubt = " tl-doubt" if shape.uncertain else ""
    for piece in shape.pieces:
        yield _piece(piece, x, y, size, doubt)
    if shape.approximate:
        left, right = min(ends[0], ends[1] - size), max(ends[1], ends[0] + size)
        yield _feather(left, right, y)


def _piece(piece: Piece, x: Axis, y: float, size: float, doubt: str) -> str:
    left, right = x(piece.first), x(piece.last + 1)
    name = ("tl-sure" if piece.certain else "tl-may") + doubt
    if piece.first == piece.last:
        return f'<circle class="{name}" cx="{_n((left + right) / 2)}" cy="{_n(y)}" r="{size / 2}"/>'
    width = max(right - left, size * 0.7)
    left -= (width - right + left) / 2
    # What is possible has round ends, what is certain has square ones.
    bend = "" if piece.certain else f' rx="{size / 2}"'
    return (
        f'<rect class="{name}" x="{_n(left)}" y="{_n(y - size / 2)}" width="{_n(width)}"'
        f' height="{size}"{bend}/>'
    )


def _beyond(ending: Ending, x: float, side: Side, y: float, piece: Piece) -> str:
    """An arrow where a date goes on, a broken line where its end is not known."""
    name = "tl-sure" if piece.certain else "tl-may"
    if ending == "unknown":
        return f'<path class="{name}-gap" d="M{_n(x)} {_n(y)}h{18 * side}"/>'
    tip = 26 * side
    return (
        f'<path class="{name}-on" d="M{_n(x)} {_n(y)}h{tip}m{-5 * side} -4l{5 * side} 4'
        f'l{-5 * side} 4"/>'
    )


def _feather(left: float, right: float, y: float) -> str:
    """Three strokes that grow fainter outwards: "about"."""
    strokes = (
        f"M{_n(end + side * away)} {_n(y - half)}v{half * 2}"
        for end, side in ((left, -1), (right, 1))
        for away, half in ((2, 3), (4.5, 2), (7, 1))
    )
    return f'<path class="tl-about" d="{"".join(strokes)}"/>'


def bars(weights: Sequence[float], most: float, width: int = 48, height: int = 18) -> Markup:
    """Draw how events are spread over the equal parts of a period; `most` fills the height."""
    step = width / len(weights)
    drawn = "".join(
        f"M{_n(place * step + 0.5)} {height}v{_n(-max(weight / most * height, 1.5))}"
        f"h{_n(step - 1)}V{height}z"
        for place, weight in enumerate(weights)
        if weight
    )
    return Markup(  # noqa: S704 - numbers only
        f'<svg class="tl-bars" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' aria-hidden="true"><path d="{drawn}"/></svg>'
    )


def share(part: float, width: int = 120, height: int = 8) -> Markup:
    """Draw a share of a whole, from 0 to 1."""
    return Markup(  # noqa: S704 - numbers only
        f'<svg class="tl-bars" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' aria-hidden="true"><path d="M0 0h{_n(max(part * width, 1))}v{height}H0z"/></svg>'
    )


def _n(number: float) -> str:
    """Write a coordinate with at most one digit after the point."""
    return f"{number:.1f}".removesuffix(".0")
