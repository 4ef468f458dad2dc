"""Writes `outlines.json`: land and borders of Natural Earth, simplified for small maps.

The source is `countries-50m.json` (TopoJSON) of the npm package world-atlas 2, made from Natural
Earth, which is in the public domain. By hand, when the outlines are to change:
`python -m timeline.pages.maps.outlines PATH_TO/countries-50m.json`.
"""

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from timeline.pages.maps.naming import anchors
from timeline.pages.maps.simplification import Point, simplify

TOLERANCE: Final = 0.02  # degrees, about 2 km
SMALLEST: Final = 0.004  # square degrees, about 50 km²; smaller islands are left out
SCALE: Final = 100  # parts of a degree
ABOUT: Final = "Natural Earth 1:50m, public domain, by way of world-atlas 2; degrees times scale"

# Areas that the source shows on their own and whose borders are not agreed, and a border that
# the source draws as it is held and not as the United Nations know it (west, south, east, north).
_CONTESTED: Final = frozenset(
    ["Kosovo", "N. Cyprus", "Palestine", "Siachen Glacier", "Somaliland", "W. Sahara"]
)
_PEREKOP: Final = (33.0, 45.7, 35.3, 46.4)
_CRIMEA: Final = (32.3, 44.2, 36.7, 46.4)
# Names that the source shortens or that have changed since.
_RENAMED: Final = {
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Central African Rep.": "Central African Republic",
    "Dem. Rep. Congo": "DR Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Macedonia": "North Macedonia",
    "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands",
    "United States of America": "United States",
    "eSwatini": "Eswatini",
}


def decode(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs of a topology in degrees; across the antimeridian they run on."""
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for coded in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in coded:
            x, y = x + dx, y + dy
            arc.append((x * kx + x0, y * ky + y0))
        arcs.append(_unrolled(arc))
    return arcs


def _unrolled(points: Iterable[Point]) -> list[Point]:
    out: list[Point] = []
    for x, y in points:
        turns = round((out[-1][0] - x) / 360) if out else 0
        out.append((x + 360 * turns, y))
    return out


def _simplified(arc: list[Point]) -> list[Point]:
    """Simplify with a degree of longitude as short as it is there."""
    width = max(0.1, math.cos(math.radians(sum(y for _, y in arc) / len(arc))))
    kept = simplify([(x * width, y) for x, y in arc], TOLERANCE)
    return [(x / width, y) for x, y in kept]


def _joined(refs: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for ref in refs:
        arc = arcs[ref] if ref >= 0 else arcs[~ref][::-1]
        points += arc[1:] if points else arc
    ring = _unrolled(points)
    turned = ring[-1][0] - ring[0][0]
    if abs(turned) > 180:
        # Around a pole: the ring is closed by way of it.
        pole = math.copysign(90, ring[0][1])
        ring += [(ring[-1][0], pole), (ring[0][0], pole), ring[0]]
    return ring


def rings(topology: dict[str, Any], arcs: Sequence[list[Point]]) -> Iterator[list[Point]]:
    """Yield the outlines of all land and of the seas within it."""
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for refs in polygon:
                ring = _joined(refs, arcs)
                # What surrounds nothing but the pole is a seam of the source.
                if _area(ring) >= SMALLEST and max(y for _, y in ring) > -89:
                    yield ring


def _area(ring: Sequence[Point]) -> float:
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    return abs(twice) / 2 * math.cos(math.radians(sum(y for _, y in ring) / len(ring)))


def borders(
    topology: dict[str, Any], arcs: Sequence[list[Point]]
) -> tuple[list[list[Point]], list[list[Point]]]:
    """Return the lines that two countries share: those agreed on, and those contested."""
    owners: defaultdict[int, list[str]] = defaultdict(list)
    for country in topology["objects"]["countries"]["geometries"]:
        for ref in _references(country.get("arcs", [])):
            owners[ref if ref >= 0 else ~ref].append(country["properties"]["name"])
    agreed: list[list[Point]] = []
    contested: list[list[Point]] = []
    for ref, names in sorted(owners.items()):
        if len(set(names)) > 1:
            doubtful = _CONTESTED.intersection(names) or _lies_within(arcs[ref], _PEREKOP)
            (contested if doubtful else agreed).append(arcs[ref])
    return agreed, contested


def names(topology: dict[str, Any], arcs: Sequence[list[Point]]) -> Iterator[list[Any]]:
    """Yield for each country its name, and where it may stand: longitude, latitude, km of room."""
    for country in topology["objects"]["countries"]["geometries"]:
        name = country["properties"]["name"]
        polygons = country.get("arcs", [])
        if country["type"] == "Polygon":
            polygons = [polygons]
        outlines = [_joined(refs, arcs) for polygon in polygons for refs in polygon]
        outlines = [ring for ring in outlines if len(ring) > 2]
        if name in _CONTESTED or not outlines:
            continue
        found = [a for a in anchors(outlines) if not _lies_within([a[:2]], _CRIMEA)]
        flat = [round(n) for a in found for n in (a[0] * SCALE, a[1] * SCALE, a[2])]
        if flat:
            yield [_RENAMED.get(name, name), *flat]


def _references(nested: Iterable[Any]) -> Iterator[int]:
    for item in nested:
        if isinstance(item, int):
            yield item
        else:
            yield from _references(item)


def _lies_within(points: Iterable[Point], box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return all(west <= x <= east and south <= y <= north for x, y in points)


def encode(points: Iterable[Point]) -> list[int]:
    """Return a line as whole numbers: the first point, then the steps; none of them is empty."""
    out: list[int] = []
    x = y = 0
    for px, py in points:
        step = (round(px * SCALE) - x, round(py * SCALE) - y)
        if not out or any(step):
            out += step
            x, y = x + step[0], y + step[1]
    return out


def compile_outlines(topology: dict[str, Any]) -> str:
    """Return the text of `outlines.json`, one outline a line."""
    arcs = [_simplified(arc) for arc in decode(topology)]
    agreed, contested = borders(topology, arcs)
    parts = {"borders": agreed, "contested": contested, "land": rings(topology, arcs)}
    lines = [f'"about": {json.dumps(ABOUT, ensure_ascii=False)}', f'"scale": {SCALE}']
    for name, outlines in parts.items():
        coded = [encode(points) for points in outlines]
        shown = ",\n".join(json.dumps(one, separators=(",", ":")) for one in coded if len(one) > 2)
        lines.append(f'"{name}": [\n{shown}\n]')
    shown = ",\n".join(
        json.dumps(one, ensure_ascii=False, separators=(",", ":"))
        for one in sorted(names(topology, arcs))
    )
    lines.append(f'"names": [\n{shown}\n]')
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    _source = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    Path(__file__).with_name("outlines.json").write_text(compile_outlines(_source), "utf-8")
