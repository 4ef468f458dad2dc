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
_FINE: Final = 0.35  # px: what the eye does not miss
_SPECK: Final = 0.7  # px: land that is smaller is no land on this map


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

    def at(self, longitude: float, latitude: float) -> Point:
        """Return where in the picture a place lies."""
        turns = 0.0 if math.isinf(self.window.left) else (self.window.left - longitude) / 360
        x, y = self.project(longitude + 360 * math.ceil(turns), latitude)
        return self.origin[0] + x * self.scale, self.origin[1] - y * self.scale


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
    land = (
        part
        for ring in _window_rings(atlas.land, frame.window)
        if len(part := clip_ring(_placed(ring, frame), edge)) > 2
    )
    lines = (
        _data(
            (
                part
                for line in _window_lines(outlines, frame.window)
                for part in clip_line(_placed(line, frame), edge)
            ),
            closed=False,
        )
        for outlines in (atlas.borders, atlas.contested)
    )
    return Traced(_data(land, closed=True), *lines)


def _copies(outlines: Iterable[Outline], window: Box) -> Iterator[tuple[Outline, Box, float]]:
    """Yield outlines that touch a window, the window as they see it, and by how much it moved."""
    around = math.isinf(window.left)
    for outline in outlines:
        for east in (0.0,) if around else (-360.0, 0.0, 360.0):
            seen = window.moved(-east)
            if outline.box.meets(seen):
                yield outline, seen, east


def _window_rings(outlines: Iterable[Outline], window: Box) -> Iterator[list[Point]]:
    for outline, seen, east in _copies(outlines, window):
        points = outline.near(seen)
        around = math.isinf(seen.left)
        if around:
            # A ring around the pole needs no way by the pole when the pole is in the picture.
            points = [point for point in points if abs(point[1]) < 90]
        ring = clip_ring(points, seen)
        if len(ring) > 2:
            yield _bent([(x + east, y) for x, y in (*ring, ring[0])], around=around)


def _window_lines(outlines: Iterable[Outline], window: Box) -> Iterator[list[Point]]:
    for outline, seen, east in _copies(outlines, window):
        for part in clip_line(outline.near(seen), seen):
            yield _bent([(x + east, y) for x, y in part])


def _bent(points: Sequence[Point], *, around: bool = False) -> list[Point]:
    """Put points into long edges: straight in degrees, they are curves in the picture.

    Where a ring goes around the pole, its end is its beginning one turn farther on.
    """
    out = [points[0]]
    for (ax, ay), (bx, by) in pairwise(points):
        dx, dy = bx - ax, by - ay
        if around:
            dx -= 360 * round(dx / 360)
        parts = math.ceil(max(abs(dx), abs(dy)) / _STEP)
        out += [(ax + dx * i / parts, ay + dy * i / parts) for i in range(1, parts)]
        out.append((bx, by))
    return out


def _placed(points: Iterable[Point], frame: Frame) -> list[Point]:
    project, scale, (x0, y0) = frame.project, frame.scale, frame.origin
    return [(x0 + x * scale, y0 - y * scale) for x, y in (project(*point) for point in points)]


def _data(lines: Iterable[Sequence[Point]], *, closed: bool) -> str:
    return "".join(_commands(line, closed=closed) for line in lines)


def _commands(points: Sequence[Point], *, closed: bool) -> str:
    """Return a line in steps of tenths of a pixel; nothing for a speck."""
    box = box_of(points)
    if max(box.right - box.left, box.top - box.bottom) < _SPECK:
        return ""
    kept = simplify([*points, points[0]] if closed else points, _FINE)
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
