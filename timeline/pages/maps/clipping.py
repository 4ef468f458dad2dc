"""Rings and lines cut at the sides of a box (Sutherland and Hodgman; Liang and Barsky).

Called by `tracing`, in degrees and in pixels alike.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from timeline.pages.maps.atlas import Box, box_of
from timeline.pages.maps.simplification import Point


def clip_ring(ring: Sequence[Point], box: Box) -> list[Point]:
    """Return what of a ring lies in a box; where it is cut it runs along the sides of the box.

    The ring may or may not repeat its first point; what comes out does not.
    """
    points = list(ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring)
    if not points or box.holds(box_of(points)):
        return points
    for axis, limit, sign in (
        (0, box.left, 1),
        (0, box.right, -1),
        (1, box.bottom, 1),
        (1, box.top, -1),
    ):
        points = list(_one_side(points, axis, limit, sign))
    return points


def _one_side(points: Sequence[Point], axis: int, limit: float, sign: int) -> Iterator[Point]:
    if not points:
        return
    before = points[-1]
    was_in = (before[axis] - limit) * sign >= 0
    for point in points:
        is_in = (point[axis] - limit) * sign >= 0
        if is_in is not was_in:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            yield (limit, other) if axis == 0 else (other, limit)
        if is_in:
            yield point
        before, was_in = point, is_in


def clip_line(line: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """Yield the parts of a line that lie in a box, each of two points or more."""
    if not line or box.holds(box_of(line)):
        if len(line) > 1:
            yield list(line)
        return
    part: list[Point] = []
    for start, end in pairwise(line):
        found = _segment(start, end, box)
        if found is None:
            continue
        if part and part[-1] == found[0]:
            part.append(found[1])
            continue
        if len(part) > 1:
            yield part
        part = list(found)
    if len(part) > 1:
        yield part


def _segment(start: Point, end: Point, box: Box) -> tuple[Point, Point] | None:
    enter, leave = 0.0, 1.0
    dx, dy = end[0] - start[0], end[1] - start[1]
    for step, room in (
        (-dx, start[0] - box.left),
        (dx, box.right - start[0]),
        (-dy, start[1] - box.bottom),
        (dy, box.top - start[1]),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    if enter >= leave:
        return None
    first = start if enter == 0 else (start[0] + enter * dx, start[1] + enter * dy)
    last = end if leave == 1 else (start[0] + leave * dx, start[1] + leave * dy)
    return first, last
