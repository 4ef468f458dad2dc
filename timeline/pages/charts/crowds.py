"""Signs that would hide one another, moved so that each is seen. Used by `layout`."""

from collections.abc import Sequence
from typing import Final

from timeline.derive.series import Point
from timeline.pages.charts.points import Painter

# Signs nearer than this in both directions hide one another; side by side, they are so far apart.
_HIDES: Final = 6
_APART: Final = 10


def apart(painters: Sequence[Painter], series: Sequence[Sequence[Point]]) -> bool:
    """Move signs that would hide one another side by side; return whether there were any."""
    signs = [
        (*where, painter, point)
        for painter, points in zip(painters, series, strict=True)
        for point in points
        if (where := painter.sign_of(point))
    ]
    signs.sort(key=lambda sign: sign[:2])
    groups: list[list[tuple[float, float, Painter, Point]]] = []
    for sign in signs:
        near = (g for g in groups if any(_hides(sign[:2], other[:2]) for other in g))
        if (group := next(near, None)) is not None:
            group.append(sign)
        else:
            groups.append([sign])
    crowds = [group for group in groups if len(group) > 1]
    for group in crowds:
        centre = sum(x for x, *_ in group) / len(group)
        for number, (x, _, painter, point) in enumerate(group):
            painter.move(point, centre + (number - (len(group) - 1) / 2) * _APART - x)
    return bool(crowds)


def _hides(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) < _HIDES and abs(one[1] - other[1]) < _HIDES
