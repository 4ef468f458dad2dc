"""Land and borders within a frame as SVG path data; called by `drawing`.

Outlines are cut twice: in degrees at a window that surely holds the frame, so that nothing from
the other side of the globe is projected; and in pixels at the frame.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from timeline.pages.maps.atlas import Box, Outline, box_of, read_atlas
from timeline.pages.maps.clipping import clip_line, clip_ring
from timeline.pages.maps.projection import Projection
from timeline.pages.maps.simplification import Point, simplify

_STEP: Final = 3.0  # degrees: a longer edge is bent by the projection
_MARGIN: Final = 3.0  # px: the sides of what is cut are not seen
_SPECK: Final = 2.5  # times as much: land that is smaller is no land on this map


class Frame(NamedTuple):
    """A picture of `width` by `height` px and what part of the globe it shows.

    `window` holds the picture in degrees; its longitudes are without end where a pole lies in it.
    """

    width: float
    height: float
    project: Projection
    scale: float  # px per earth radius
    origin: Point  # px, where the projection has its middle
    window: Box
    fine: float = 0.4  # px: what the eye does not miss

    def at(self, longitude: float, latitude: float) -> Point:
        """Return where in the picture a place lies."""
        x, y = self.project(longitude + self._turn(longitude), latitude)
        return self.origin[0] + x * self.scale, self.origin[1] - y * self.scale

    def shows(self, longitude: float, latitude: float) -> bool:
        """Whether a place is near enough that `at` can be trusted."""
        window = self.window
        inside = longitude + self._turn(longitude) <= window.right
        return inside and window.bottom <= latitude <= window.top

    def _turn(self, longitude: float) -> float:
        """Return by how many degrees a longitude is turned to lie east of the window's left."""
        left = self.window.left
        return 0.0 if math.isinf(left) else 360.0 * math.ceil((left - longitude) / 360)


class Traced(NamedTuple):
    """Path data; empty where there is nothing to draw."""

    land: str
    borders: str
    contested: str


def window_around(longitude: float, latitude: float, radius: float) -> Box:
    """Return a window in degrees around all that lies within an angle of a place."""
    bottom, top = latitude - radius, latitude + radius
    if bottom <= -89.5 or top >= 89.5:
        return Box(-math.inf, max(bottom, -90.0), math.inf, min(top, 90.0))
    ratio = math.sin(math.radians(radius)) / math.cos(math.radians(latitude))
    half = math.degrees(math.asin(min(ratio, 1.0)))
    return Box(longitude - half, bottom, longitude + half, top)


def trace(frame: Frame) -> Traced:
    """Return what of the atlas lies in a frame."""
    atlas = read_atlas()
    edge = Box(-_MARGIN, -_MARGIN, frame.width + _MARGIN, frame.height + _MARGIN)
    # Steps in degrees that no eye sees in the picture; most of a coast on a map of the world.
    step = math.degrees(frame.fine / frame.scale)
    rings = (_placed(ring, frame) for ring in _window_rings(atlas.land, frame.window, step))
    parts = [
        [
            part
            for line in _window_lines(outlines, frame.window, step)
            for part in clip_line(_placed(line, frame), edge)
        ]
        for outlines in (atlas.borders, atlas.contested)
    ]
    land = (part for ring in rings if len(part := clip_ring(ring, edge)) > 2)
    return Traced(
        _data(land, frame.fine, closed=True),
        *(_data(lines, frame.fine, closed=False) for lines in parts),
    )


def _copies(
    outlines: Iterable[Outline], window: Box, step: float
) -> Iterator[tuple[list[Point], Box, float]]:
    """Yield what lies near a window, the window as it sees it, and by how much that moved."""
    around = math.isinf(window.left)
    least = step * _SPECK
    for east in (0.0,) if around else (-360.0, 0.0, 360.0):
        seen = window.moved(-east)
        for outline in outlines:
            (left, bottom, right, top) = outline.box
            if right - left < least and top - bottom < least:
                continue
            if (
                left <= seen.right
                and seen.left <= right
                and bottom <= seen.top
                and (seen.bottom <= top)
            ):
                yield _thinned(outline.near(seen), step), seen, east


def _thinned(points: Sequence[Point], step: float) -> list[Point]:
    """Leave out points that lie less than a step from the one before; the ends stay."""
    out = [points[0]]
    lastx, lasty = points[0]
    for point in points[1:-1]:
        x, y = point
        if not (-step < x - lastx < step and -step < y - lasty < step):
            out.append(point)
            lastx, lasty = point
    out.append(points[-1])
    return out


def _window_rings(outlines: Iterable[Outline], window: Box, step: float) -> Iterator[list[Point]]:
    for near, seen, east in _copies(outlines, window, step):
        points = near
        around = math.isinf(seen.left)
        if around:
            # A ring around the pole needs no way by the pole when the pole is in the picture.
            points = [point for point in points if abs(point[1]) < 90]
        ring = clip_ring(points, seen)
        if len(ring) > 2:
            yield _bent([(x + east, y) for x, y in (*ring, ring[0])], around=around)


def _window_lines(outlines: Iterable[Outline], window: Box, step: float) -> Iterator[list[Point]]:
    for near, seen, east in _copies(outlines, window, step):
        for part in clip_line(near, seen):
            yield _bent([(x + east, y) for x, y in part])


def _bent(points: Sequence[Point], *, around: bool = False) -> list[Point]:
    """Put points into long edges: straight in degrees, they are curves in the picture.

    Where a ring goes around the pole, its end is its beginning one turn farther on.
    """
    out = [points[0]]
    for (ax, ay), (bx, by) in pairwise(points):
        dx, dy = bx - ax, by - ay
        if around and abs(abs(dx) - 360) < 1e-6 and dy == 0:
            dx = 0.0
        length = max(abs(dx), abs(dy))
        if length > _STEP:
            parts = math.ceil(length / _STEP)
            out += [(ax + dx * i / parts, ay + dy * i / parts) for i in range(1, parts)]
        out.append((bx, by))
    return out


def _placed(points: Iterable[Point], frame: Frame) -> list[Point]:
    project, scale, (x0, y0) = frame.project, frame.scale, frame.origin
    return [(x0 + x * scale, y0 - y * scale) for x, y in (project(*point) for point in points)]


def _data(lines: Iterable[Sequence[Point]], fine: float, *, closed: bool) -> str:
    return "".join(_commands(line, fine, closed=closed) for line in lines)


def _commands(points: Sequence[Point], fine: float, *, closed: bool) -> str:
    """Return a line in steps of tenths of a pixel; nothing for a speck."""
    box = box_of(points)
    if max(box.right - box.left, box.top - box.bottom) < fine * _SPECK:
        return ""
    kept = simplify([*points, points[0]] if closed else points, fine)
    x, y = round(kept[0][0] * 10), round(kept[0][1] * 10)
    out = [f"M{_tenths(x)} {_tenths(y)}"]
    for px, py in kept[1:-1] if closed else kept[1:]:
        dx, dy = round(px * 10) - x, round(py * 10) - y
        if dx or dy:
            x, y = x + dx, y + dy
            out.append(f"l{_tenths(dx)} {_tenths(dy)}")
    if len(out) < (3 if closed else 2):
        return ""
    return "".join(out).replace(" -", "-") + ("z" if closed else "")


def _tenths(value: int) -> str:
    """Write tenths as briefly as SVG reads them: `-.5`, `12`."""
    whole, rest = divmod(abs(value), 10)
    digits = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"-{digits}" if value < 0 else digits
