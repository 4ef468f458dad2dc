"""Figures of one measure as comparable series: what a chart of them may put side by side.

Pure values, called by `pages`. A measure is a flow or a stock, never both, so neither is a plot;
what to draw with, and whether the numbers are right, is no question here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from timeline.core.vocabulary import Measure
from timeline.derive.claims import Claim

# What one chart bears; the tables hold everything.
MAX_SERIES: Final = 5
MAX_POINTS: Final = 40

Opening = Literal["", "up", "down"]
Nature = Literal["flow", "stock"]
_OPENINGS: Final[dict[str, Opening]] = {
    "at-least": "up",
    "more-than": "up",
    "at-most": "down",
    "less-than": "down",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One number with the first and last day it is about.

    `level` is where it stands: the value, or the end of a range that has no other. `opening` says
    that the true number may lie beyond. `superseded`: a later vintage of the same number stands
    in the series, too.
    """

    claim: Claim
    first: int
    last: int
    superseded: bool = False

    @property
    def span(self) -> tuple[float, float] | None:
        """Low and high end of a range."""
        low, high = self.claim.figure.low, self.claim.figure.high
        return None if low is None or high is None else (min(low, high), max(low, high))

    @property
    def level(self) -> float:
        """Where the mark stands: the value, the middle of a range, or its only end."""
        figure = self.claim.figure
        if figure.value is not None:
            return figure.value
        ends = [end for end in (figure.low, figure.high) if end is not None]
        return sum(ends) / len(ends)

    @property
    def opening(self) -> Opening:
        """To which side the number is open."""
        figure = self.claim.figure
        if figure.qualifier in _OPENINGS:
            return _OPENINGS[figure.qualifier]
        if figure.low is None and figure.high is not None and figure.value is None:
            return "down"
        return "up" if figure.high is None and figure.low is not None else ""

    @property
    def about(self) -> bool:
        """Whether the source says "about"."""
        return self.claim.figure.qualifier == "about"

    @property
    def derived(self) -> bool:
        """Whether the editors worked the number out."""
        return self.claim.figure.basis == "derived"


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one claimant for one part of a measure, in the order of their periods."""

    claimant: str
    category: str
    label: str
    points: tuple[Point, ...]

    @property
    def periods(self) -> int:
        """How many different periods the numbers are about."""
        return len({(point.first, point.last) for point in self.points})


@dataclass(frozen=True, slots=True)
class Plot:
    """Series that share a measure and a breakdown; `dimension` is empty for totals.

    `unshown` counts whole series beyond the limit, `untimed` figures whose period has no first or
    no last day, `earlier` figures of the series shown that had to give way to later ones, `between`
    sums that lie between their parts and a greater sum, all of them shown.
    """

    nature: Nature
    dimension: str
    series: tuple[Series, ...]
    unshown: int = 0
    untimed: int = 0
    earlier: int = 0
    between: int = 0

    @property
    def points(self) -> tuple[Point, ...]:
        """All points of all series."""
        return tuple(point for series in self.series for point in series.points)


def plots(measure: Measure, claims: Iterable[Claim]) -> Iterator[Plot]:
    """Yield what is worth a chart among the figures of a measure: totals first, then parts."""
    if measure.nature == "attribute":
        return
    groups: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.figure.dimension].append(claim)
    for dimension, group in sorted(groups.items()):
        timed = [found for claim in group if (found := _timed(claim))]
        ranked = sorted(_series(timed), key=_rank)
        chosen = ranked[:MAX_SERIES]
        rivals = measure.nature == "flow" and len(chosen) > 1
        thinned = [_without_between(series) for series in chosen] if rivals else chosen
        shown = tuple(_latest(series) for series in thinned)
        if _worth(shown):
            yield Plot(
                nature=measure.nature,
                dimension=dimension,
                series=shown,
                unshown=len(ranked) - len(shown),
                untimed=len(group) - len(timed),
                earlier=_count(thinned) - _count(shown),
                between=_count(chosen) - _count(thinned),
            )


def _timed(claim: Claim) -> Point | None:
    """Place a figure in time; an open or unknown end is no place."""
    first, last = claim.period.lower, claim.period.upper
    if not isinstance(first, int) or not isinstance(last, int):
        return None
    return Point(claim, first, last)


def _series(points: Sequence[Point]) -> Iterator[Series]:
    groups: defaultdict[tuple[str, str, str], list[Point]] = defaultdict(list)
    for point in points:
        figure = point.claim.figure
        groups[figure.attributed_to, figure.category, figure.label].append(point)
    for (claimant, category, label), group in groups.items():
        group.sort(key=lambda point: (point.first, point.last))
        yield Series(claimant, category, label, tuple(_with_vintages(group)))


def _with_vintages(points: Iterable[Point]) -> Iterator[Point]:
    """Mark each number that the same claimant has given anew for the same period.

    A sum that the editors worked out is no later vintage of what a claimant says.
    """
    groups: defaultdict[tuple[int, int, bool], list[Point]] = defaultdict(list)
    for point in points:
        groups[point.first, point.last, point.derived].append(point)
    for (first, last, _), group in groups.items():
        newest = max(_given(point) for point in group)
        for point in group:
            earlier = -float("inf") < _given(point) < newest
            yield Point(point.claim, first, last, superseded=earlier)


def _given(point: Point) -> float:
    as_of = point.claim.figure.as_of
    return as_of.sort_key[0] if as_of else -float("inf")


def _rank(series: Series) -> tuple[int, int, float, str, str, str]:
    """The most complete series first, of those the one with the highest number."""
    highest = max(point.level for point in series.points)
    names = (series.claimant, series.category, series.label)
    return (-series.periods, -len(series.points), -highest, *names)


def _count(series: Iterable[Series]) -> int:
    return sum(len(one.points) for one in series)


def _without_between(series: Series) -> Series:
    """Leave out sums within greater ones, of shorter periods: half-years of a year with quarters.

    Among several series, marks of one number thrice over would only hide those of the others.
    """
    points = series.points
    kept = tuple(point for point in points if not _between(point, points))
    return Series(series.claimant, series.category, series.label, kept)


def _between(point: Point, points: Sequence[Point]) -> bool:
    """Whether a period lies in a longer one, and shorter ones fill it without a gap."""
    length = point.last - point.first
    inner, reached = [], {point.first}
    greater = False
    for other in points:
        longer = other.last - other.first > length
        greater |= longer and other.first <= point.first and point.last <= other.last
        if other.last - other.first < length:
            inner.append(other)
    for other in inner:
        if other.first in reached:
            reached.add(other.last + 1)
    return greater and point.last + 1 in reached


def _latest(series: Series) -> Series:
    """Keep what a chart bears: the latest numbers that stand, then what they replaced."""
    points = sorted(series.points, key=lambda point: point.superseded)
    standing = sum(not point.superseded for point in points)
    kept = points[max(0, standing - MAX_POINTS) :][:MAX_POINTS]
    kept.sort(key=lambda point: (point.first, point.last, _given(point)))
    return Series(series.claimant, series.category, series.label, tuple(kept))


def _worth(shown: Sequence[Series]) -> bool:
    """Whether a chart says more than the table: a course over time, or rival claims."""
    if any(len(series.points) >= 3 and series.periods >= 2 for series in shown):
        return True
    if sum(series.periods >= 2 for series in shown) >= 2:
        return True
    claimants: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for series in shown:
        if series.claimant:
            claimants[series.category, series.label].add(series.claimant)
    return any(len(rivals) >= 2 for rivals in claimants.values())
