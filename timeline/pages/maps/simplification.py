"""Fewer points for the same look (Douglas and Peucker).

Called by `outlines` in degrees and by `tracing` in pixels; knows neither.
"""

from collections.abc import Sequence

Point = tuple[float, float]


def simplify(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Return the points without which a line would leave its course by more than `tolerance`.

    The ends stay. A line that ends where it begins is cut in two at its farthest point.
    """
    last = len(points) - 1
    if last < 2:
        return list(points)
    kept = {0, last}
    if points[0] == points[last]:
        turn = max(range(last), key=lambda i: _square(points[0], points[i]))
        parts = [(0, turn), (turn, last)]
        kept.add(turn)
    else:
        parts = [(0, last)]
    limit = tolerance * tolerance
    while parts:
        first, end = parts.pop()
        found, distance = _farthest(points, first, end)
        if distance > limit:
            kept.add(found)
            parts += [(first, found), (found, end)]
    return [points[i] for i in sorted(kept)]


def _square(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def _farthest(points: Sequence[Point], first: int, end: int) -> tuple[int, float]:
    """Return which point between two others is farthest from their chord, and its square."""
    ax, ay = points[first]
    dx, dy = points[end][0] - ax, points[end][1] - ay
    length = dx * dx + dy * dy
    found, farthest = first, 0.0
    for i in range(first + 1, end):
        px, py = points[i][0] - ax, points[i][1] - ay
        if length:
            along = (px * dx + py * dy) / length
            along = 0.0 if along < 0 else min(along, 1.0)
            px -= along * dx
            py -= along * dy
        distance = px * px + py * py
        if distance > farthest:
            found, farthest = i, distance
    return found, farthest
