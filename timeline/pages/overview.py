"""The whole timeline as one drawing: a row for each kind of event, a column for each year.

Called by `home`. Years without events are left out and the gap is drawn as a break. Words come
from the view and are escaped; everything else is numbers and our own class names.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from markupsafe import Markup, escape

from timeline.core.days import from_day, to_day
from timeline.core.model import Event
from timeline.derive.computed import page_path
from timeline.derive.footprint import Footprint
from timeline.pages.drawing import marks
from timeline.pages.view import View

_MOST_COLUMNS: Final = 40
MOST_MARKS: Final = 400
_NARROW: Final = 600
_NARROW_COLUMNS: Final = 11
_MOST_ROWS: Final = 12
_MOST_TRACKS: Final = 4  # in a row
_BREAK: Final = 12.0  # pixels of a gap
_HEAD: Final = 24.0  # pixels for the years above the rows
_SPACE: Final = 6.0  # pixels between two marks of a row


_Members = Sequence[tuple[Event, Footprint]]


@dataclass(frozen=True, slots=True)
class Columns:
    """An axis of equally wide columns, each `unit` years, with the empty ones left out."""

    units: tuple[int, ...]  # the columns, as year // unit
    unit: int
    left: float
    width: float

    def starts(self) -> Iterator[tuple[int, float, bool]]:
        """Yield each column's first year, where it begins, and whether a gap lies before it."""
        step, x = self.step, self.left
        before = self.units[0] - 1
        for unit in self.units:
            gap = unit - before > 1
            x += _BREAK if gap else 0
            yield unit * self.unit, x, gap
            x, before = x + step, unit

    def counts(self, members: _Members) -> list[int]:
        """Return how many of some events begin in each column."""
        found = Counter(from_day(shape.first or 0)[0] // self.unit for _, shape in members)
        return [found[unit] for unit in self.units]

    @property
    def step(self) -> float:
        """Width of a column in pixels."""
        gaps = sum(after - before > 1 for before, after in pairwise(self.units))
        return (self.width - gaps * _BREAK) / len(self.units)


class _Axis:
    """Where a day lies on the columns; days in a gap lie at the column that follows."""

    def __init__(self, columns: Columns) -> None:
        self._step = columns.step
        self._columns = [
            (to_day(year, 1, 1), to_day(year + columns.unit, 1, 1), x)
            for year, x, _ in columns.starts()
        ]

    def __call__(self, day: float) -> float:
        for start, end, x in self._columns:
            if day < end:
                return x + max(0.0, (day - start) / (end - start)) * self._step
        return self._columns[-1][2] + self._step


def _columns(shapes: Sequence[Footprint], left: float, width: float) -> Columns | None:
    """Choose the smallest unit of years that gives few enough columns."""
    years = sorted({from_day(s.first)[0] for s in shapes if s.first is not None})
    if not years:
        return None
    unit = 1
    while len(units := sorted({year // unit for year in years})) > _MOST_COLUMNS:
        unit *= 10
    return Columns(tuple(units), unit, left, width)


def overview(events: Sequence[Event], view: View, *, width: int, name: str) -> Markup:
    """Draw events as rows of marks; `width` is that of the drawing, `name` its class.

    More events than can be told apart are drawn as a bar for each column.
    """
    narrow = width < _NARROW
    gutter = 0 if narrow else 130
    shown: _Members = [(event, view.shape(event)) for event in events]
    earlier = 0
    if narrow:
        shown, earlier = _latest(shown)
    columns = _columns([shape for _, shape in shown], gutter, width - gutter - 8)
    if columns is None:
        return Markup()
    rows = _rows(shown, view)
    drawn: list[str] = []
    y = top = 0.0
    if earlier:
        words = f"{view.counted(earlier, 'earlier event', 'earlier events')} not drawn"
        drawn.append(f'<text class="tl-over__row" x="0" y="12">{escape(words)}</text>')
        y = top = 18.0
    y += _HEAD
    most = max(max(columns.counts(members)) for _, members in rows)
    for label, members in rows:
        if len(shown) > MOST_MARKS:
            height, marked = 30.0, list(_bars(columns, members, most))
        else:
            height, marked = _marks(columns, members, view)
        head = 15 if narrow else 0
        at = y + 11 if narrow else y + height / 2 + 4
        drawn.append(f'<text class="tl-over__row" x="0" y="{at:g}">{escape(label)}</text>')
        y += head
        drawn.append(f'<g transform="translate(0 {y:g})">{"".join(marked)}</g>')
        y += height
        drawn.append(f'<path class="tl-over__line" d="M{gutter} {y:g}H{width}"/>')
    back = _background(columns, top, y, narrow=narrow)
    inside = "".join([*back, *drawn])
    return Markup(  # noqa: S704 - numbers, fixed words and what is escaped
        f'<svg class="tl-over {name}" viewBox="0 0 {width} {y + 26:g}" aria-hidden="true">'
        f"{inside}</svg>"
    )


def left_out(events: Sequence[Event], view: View) -> int:
    """Return how many events a narrow drawing has no room for."""
    return _latest([(event, view.shape(event)) for event in events])[1]


def _latest(shown: _Members) -> tuple[_Members, int]:
    """Return what a narrow drawing has room for, the latest years, and how many events it lacks."""
    years = sorted({from_day(shape.first)[0] for _, shape in shown if shape.first is not None})
    if len(years) <= _NARROW_COLUMNS or len(years) > _MOST_COLUMNS:
        return shown, 0
    first = years[-_NARROW_COLUMNS]
    kept = [
        pair for pair in shown if pair[1].first is not None and from_day(pair[1].first)[0] >= first
    ]
    return kept, len(shown) - len(kept)


def _marks(columns: Columns, members: _Members, view: View) -> tuple[float, list[str]]:
    """Draw each event of a row; return the height of the row as well."""
    axis = _Axis(columns)
    tracks = _tracks(members, axis)
    height = max(22.0, 11.0 * len(tracks) + 11)
    top = (height - 11 * (len(tracks) - 1)) / 2
    return height, [
        _mark(event, shape, axis, top + 11 * number, view)
        for number, track in enumerate(tracks)
        for event, shape in track
    ]


def _bars(columns: Columns, members: _Members, most: int) -> Iterator[str]:
    """Draw how many events of a row begin in each column."""
    step = columns.step
    for (_, x, _), count in zip(columns.starts(), columns.counts(members), strict=True):
        if count:
            height = max(count / most * 26, 1.5)
            yield (
                f'<rect class="tl-sure" x="{x + 1.5:.1f}" y="{29 - height:.1f}"'
                f' width="{step - 3:.1f}" height="{height:.1f}"/>'
            )


def _rows(shown: _Members, view: View) -> list[tuple[str, list[tuple[Event, Footprint]]]]:
    """Group events by kind, the most frequent first; what is left over shares the last row."""
    groups: dict[str, list[tuple[Event, Footprint]]] = {}
    for event, shape in shown:
        if shape.first is not None:
            groups.setdefault(event.kind, []).append((event, shape))
    order = sorted(groups, key=lambda kind: (-len(groups[kind]), kind))
    rows = [(view.label("kinds", kind), groups[kind]) for kind in order[:_MOST_ROWS]]
    rest = [pair for kind in order[_MOST_ROWS:] for pair in groups[kind]]
    return [*rows, ("Other", rest)] if rest else rows


def _tracks(members: _Members, axis: _Axis) -> list[list[tuple[Event, Footprint]]]:
    """Lay marks that would touch one another on tracks of their own, four at most."""
    tracks: list[list[tuple[Event, Footprint]]] = []
    ends: list[float] = []
    for event, shape in members:
        left = axis(shape.first or 0)
        right = max(axis((shape.last or 0) + 1), left + 8) + _SPACE
        place = next((n for n, end in enumerate(ends) if end <= left), len(ends))
        if place == len(ends) and len(ends) < _MOST_TRACKS:
            tracks.append([])
            ends.append(right)
        place = min(place, len(ends) - 1)
        ends[place] = max(ends[place], right)
        tracks[place].append((event, shape))
    return tracks


def _mark(event: Event, shape: Footprint, axis: _Axis, y: float, view: View) -> str:
    words = f"{view.when(event)}: {event.title}"
    # xlink, because the theme's script takes every `a[href]` for a link of HTML.
    drawn = "".join(marks(shape, axis, y, 8))
    return (
        f'<a role="link" xlink:href="{escape(view.href(page_path(event.id)))}" tabindex="-1">'
        f"<title>{escape(words)}</title>{drawn}</a>"
    )


def _background(columns: Columns, top: float, end: float, *, narrow: bool) -> Iterator[str]:
    """Draw the columns with their years on both sides, and a break where years are left out."""
    step = columns.step
    every = max(1, round((34 if narrow else 40) / step + 0.49))
    for number, (year, x, gap) in enumerate(columns.starts()):
        yield f'<path class="tl-over__column" d="M{x:.1f} {top + _HEAD - 4:g}V{end:g}"/>'
        if gap:
            zig = f"M{x - _BREAK + 4:.1f} {end - 5:g}l4 10m0 -10l4 10"
            yield f'<path class="tl-over__break" d="{zig}"/>'
        if number % every == 0:
            label = f"{year}s" if columns.unit > 1 else str(year)
            middle = max(x + step / 2, 15)
            for y in (top + 12, end + 18):
                yield f'<text class="tl-over__year" x="{middle:.1f}" y="{y:g}">{label}</text>'
