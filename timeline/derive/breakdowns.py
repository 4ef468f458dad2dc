"""Totals and their parts: figures of one measure, claimant, period and vintage, by dimension.

For `quality`. A total that is hedged or a range, or parts that are, cannot be held against one
another and are left out.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from timeline.core.figure import Figure
from timeline.core.model import Event, period_of
from timeline.core.timeline import Timeline


class Breakdown(NamedTuple):
    """A total with the sum of its parts in one dimension."""

    event: str
    measure: str
    dimension: str
    period: str
    total: float
    sum: float

    @property
    def difference(self) -> float:
        """What the parts lack, or have too much where it is negative."""
        return round(self.total - self.sum, 6)


def breakdowns(timeline: Timeline) -> Sequence[Breakdown]:
    """Return every total that two parts or more stand beside, in timeline order."""
    series: defaultdict[tuple[str, str, str, str], list[tuple[Event, Figure]]] = defaultdict(list)
    for event in timeline.standing():
        for figure in event.figures:
            vintage = figure.as_of.text if figure.as_of else ""
            period = period_of(figure, event).text
            key = (figure.measure, figure.attributed_to, period, vintage)
            series[key].append((event, figure))
    return [
        found
        for key, members in series.items()
        if len(members) > 1
        for found in _broken_down(key, members)
    ]


def _broken_down(
    key: tuple[str, str, str, str], members: Sequence[tuple[Event, Figure]]
) -> list[Breakdown]:
    totals = [pair for pair in members if not pair[1].dimension and _exact(pair[1])]
    parts: defaultdict[str, list[Figure]] = defaultdict(list)
    for _, figure in members:
        if figure.dimension:
            parts[figure.dimension].append(figure)
    return [
        Breakdown(
            event.id,
            key[0],
            dimension,
            key[2],
            total.value or 0,
            sum(figure.value or 0 for figure in figures),
        )
        for event, total in totals[:1]
        for dimension, figures in parts.items()
        if len(figures) > 1 and all(map(_exact, figures))
    ]


def _exact(figure: Figure) -> bool:
    return figure.value is not None and figure.qualifier is None and figure.low is figure.high
