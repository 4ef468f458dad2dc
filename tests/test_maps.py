"""Maps: projections against known values, clipping, and what comes out as markup."""

import json
import math
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.pages.maps import Spot, draw_overview, draw_place, outlines
from timeline.pages.maps.atlas import Box, read_atlas
from timeline.pages.maps.clipping import clip_line, clip_ring
from timeline.pages.maps.lettering import Lettering, shortened, width_of
from timeline.pages.maps.naming import anchors
from timeline.pages.maps.projection import azimuthal, direction, distance, equal_earth, middle
from timeline.pages.maps.simplification import Point, simplify
from timeline.pages.maps.spot import locate, position

MAPS = Path(outlines.__file__).parent
SQUARE = Box(0, 0, 10, 10)
VLADIVOSTOK = Spot("Vladivostok", 43.12, 131.89, "city", "../vladivostok/", 8)
USSURIYSK = Spot("Ussuriysk", 43.8, 131.95, "city", "../ussuriysk/", 2)
MOSCOW = Spot("Moscow", 55.76, 37.62, "city", "../moscow/", 5)
TAGS = {"maps", "svg", "desc", "title", "a", "g", "path", "circle", "text"}
HOSTILE = "\"><script>alert(1)</script><img src=x onerror='a'>&amp; ]]> \N{RIGHT-TO-LEFT OVERRIDE}"


XLINK = "http://www.w3.org/1999/xlink"  # HTML knows the prefix by itself


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(f'<x xmlns:xlink="{XLINK}">{svg}</x>')[0]


def area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def subpaths(data: str) -> list[list[Point]]:
    """Read the path data that maps are written in: M, l and z only."""
    out: list[list[Point]] = []
    for command, x, y in re.findall(r"([Ml])(-?[\d.]+) ?(-?[\d.]+)", data):
        step = (float(x), float(y))
        if command == "M":
            out.append([step])
        else:
            out[-1].append((out[-1][-1][0] + step[0], out[-1][-1][1] + step[1]))
    return out


def inside(point: Point, rings: Sequence[Sequence[Point]]) -> bool:
    x, y = point
    crossed = 0
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                crossed += 1
    return crossed % 2 == 1


def land(svg: str) -> list[list[Point]]:
    return subpaths(drawn(svg, "tl-map__land"))


def drawn(svg: str, part: str) -> str:
    return "".join(p.get("d", "") for p in parsed(svg).iter("path") if part in p.get("class", ""))


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ((10.0, 50.0), (0.0, 0.0)),
        # A quarter of the globe away: sqrt(2) earth radii.
        ((100.0, 0.0), (math.sqrt(2), 0.0)),
    ],
)
def test_azimuthal_shows_the_middle_at_nothing(place: Point, shown: Point) -> None:
    assert azimuthal(10, 50 if place[1] else 0)(*place) == pytest.approx(shown, abs=1e-9)


def test_azimuthal_agrees_with_snyder() -> None:
    """Map Projections: A Working Manual, page 332, where the radius is 3."""
    x, y = azimuthal(-100, 40)(100, -20)

    assert (3 * x, 3 * y) == pytest.approx((-4.2339303, 4.0257775), abs=1e-6)


def test_equal_earth_has_its_known_bounds() -> None:
    assert equal_earth(0)(180, 0) == pytest.approx((2.7066, 0), abs=1e-4)
    assert equal_earth(0)(0, 90) == pytest.approx((0, 1.3173), abs=1e-4)


@pytest.mark.parametrize("latitude", [0, 37, 62])
def test_projections_keep_areas(latitude: float) -> None:
    """A small square of degrees has the area that it has on the globe."""
    size = 0.5
    true = math.radians(size) ** 2 * math.cos(math.radians(latitude + size / 2))
    corners = [(20, latitude), (20.5, latitude), (20.5, latitude + size), (20, latitude + size)]

    for project in (azimuthal(0, 45), equal_earth(0)):
        assert area([project(*c) for c in corners]) == pytest.approx(true, rel=1e-3)


def test_distance_and_direction() -> None:
    vladivostok, moscow = (131.89, 43.12), (37.62, 55.76)

    assert distance(vladivostok, moscow) == pytest.approx(6420, abs=15)
    assert direction(vladivostok, (131.95, 43.8)) == "north"
    assert direction((179.5, 0), (-179.5, 0)) == "east"


def test_middle_knows_the_antimeridian() -> None:
    assert middle([(170, 10), (-170, -10)])[:2] == pytest.approx((-180, 0))
    assert middle([(12, 5)]) == pytest.approx((12, 5, 0))
    assert middle([(12, 5), (12, 5)])[:2] == pytest.approx((12, 5))


def test_a_ring_that_holds_the_box_is_cut_to_the_box() -> None:
    ring = [(-50, -50), (50, -50), (50, 50), (-50, 50), (-50, -50)]

    assert area(clip_ring(ring, SQUARE)) == 100
    assert clip_ring([(20, 20), (30, 20), (30, 30)], SQUARE) == []


def test_a_line_comes_and_goes() -> None:
    parts = list(clip_line([(-5, 5), (5, 5), (5, 20), (8, 20), (8, 5)], SQUARE))

    assert parts == [[(0, 5), (5, 5), (5, 10)], [(8, 10), (8, 5)]]


coordinates = st.integers(-30, 30).map(float)
lines = st.lists(st.tuples(coordinates, coordinates), min_size=3, max_size=12)


@given(lines)
def test_nothing_that_is_cut_leaves_the_box(points: list[Point]) -> None:
    for part in [clip_ring(points, SQUARE), *clip_line(points, SQUARE)]:
        assert all(-1e-9 <= x <= 10 + 1e-9 and -1e-9 <= y <= 10 + 1e-9 for x, y in part)


@given(lines, st.floats(0, 5))
def test_simplified_lines_keep_their_ends_and_their_course(
    points: list[Point], tolerance: float
) -> None:
    kept = simplify(points, tolerance)

    assert (kept[0], kept[-1]) == (points[0], points[-1])
    rest = iter(points)
    assert all(point in rest for point in kept)  # in their order


def test_simplify_drops_what_lies_on_the_way() -> None:
    assert simplify([(0, 0), (5, 0.1), (10, 0), (10, 10)], 0.2) == [(0, 0), (10, 0), (10, 10)]
    closed: list[Point] = [(0, 0), (5, 0), (10, 0), (10, 10), (0, 0)]
    assert simplify(closed, 0.1) == [(0, 0), (10, 0), (10, 10), (0, 0)]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((100.0, 62.0), True),  # Siberia
        ((131.95, 43.8), True),  # Ussuriysk
        ((178.0, 66.9), True),  # Chukotka, on both sides of the antimeridian
        ((181.0, 66.5), True),
        ((0.0, -89.5), True),  # the South Pole
        ((-150.0, 10.0), False),  # the Pacific
        ((134.5, 40.0), False),  # the Sea of Japan
        ((50.5, 42.0), False),  # the Caspian Sea
        ((0.0, 89.0), False),
    ],
)
def test_the_outlines_know_land_from_sea(place: Point, expected: bool) -> None:
    assert inside(place, [outline.points for outline in read_atlas().land]) is expected


def test_the_outlines_are_what_the_script_writes() -> None:
    data = json.loads((MAPS / "outlines.json").read_text("utf-8"))

    assert (MAPS / "outlines.json").stat().st_size < 350_000
    assert data["scale"] == outlines.SCALE
    assert "Natural Earth" in data["about"]
    for name in ("land", "borders", "contested"):
        for coded, outline in zip(data[name], getattr(read_atlas(), name), strict=True):
            assert outlines.encode(outline.points) == coded
            assert all(-90 <= y <= 90 for _, y in outline.points)


TOPOLOGY = {
    "transform": {"scale": [1, 1], "translate": [-180, -90]},
    # Two squares that share a side, across the antimeridian.
    "arcs": [
        [[358, 95], [0, 4]],
        [[358, 99], [-4, 0], [0, -4], [4, 0]],
        [[358, 95], [-356, 0], [0, 4], [356, 0]],
    ],
    "objects": {
        "land": {"geometries": [{"type": "Polygon", "arcs": [[[1, 2]]]}]},
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "A"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"name": "Kosovo"}},
                {"type": "Polygon", "properties": {"name": "Nowhere"}},
            ]
        },
    },
}


def test_the_script_decodes_joins_and_writes() -> None:
    written = json.loads(outlines.compile_outlines(TOPOLOGY))

    assert written["borders"] == []
    assert written["contested"] == [[17800, 500, 0, 400]]
    assert written["land"] == [[17800, 900, -400, 0, 0, -400, 400, 0, 400, 0, 0, 400, -400, 0]]


def test_check_reads_no_outlines() -> None:
    code = (
        "import contextlib, sys\n"
        "from timeline.cli import main\n"
        "with contextlib.suppress(SystemExit): main(['check'])\n"
        "atlas = sys.modules.get('timeline.pages.maps.atlas')\n"
        "sys.exit(atlas is not None and bool(atlas.read_atlas.cache_info().currsize))"
    )
    root = Path(__file__).parents[1]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_names_stand_in_their_countries() -> None:
    countries = {country.name: country.anchors for country in read_atlas().countries}
    rings = [outline.points for outline in read_atlas().land]

    assert {"Russia", "North Korea", "North Macedonia", "United States"} <= set(countries)
    assert not {"Kosovo", "N. Cyprus", "W. Sahara"} & set(countries)
    for name in ("Russia", "North Korea", "Chile"):
        assert all(inside(anchor[:2], rings) for anchor in countries[name])
    # Crimea bears no country's name.
    assert not any(
        32.3 < x < 36.7 and 44.2 < y < 46.3 for found in countries.values() for x, y, _ in found
    )


def test_a_country_has_one_name_in_each_cell() -> None:
    ring: list[Point] = [(0.1, 0.1), (14.9, 0.1), (14.9, 4.9), (0.1, 4.9), (0.1, 0.1)]
    lake: list[Point] = [(4, 1), (6, 1), (6, 4), (4, 4), (4, 1)]
    found = anchors([ring, lake])

    assert len(found) == 10
    assert all(inside(anchor[:2], [ring, lake]) for anchor in found)
    assert max(anchor.room for anchor in found) == pytest.approx(2.4 * 111.2, rel=0.02)


def test_a_country_is_not_named_twice() -> None:
    root = parsed(draw_place(Spot("Ukraine", 49.0, 32.0, "country")))

    texts = [text.text for text in root.iter("text")]
    assert texts.count("Ukraine") == 1
    assert len(texts) == len(set(texts))


def test_a_place_has_a_map_with_its_neighbours() -> None:
    svg = draw_place(VLADIVOSTOK, [MOSCOW, VLADIVOSTOK, USSURIYSK, Spot("Nowhere", None, None)])
    root = parsed(svg)

    assert root.get("role") == "group"
    assert root.get("aria-label") == "Map: Vladivostok, 43.1° north, 131.9° east"
    assert root.findtext("desc") == "Nearby: Ussuriysk 80 km north."
    links = root.findall("a")
    assert [link.get(f"{{{XLINK}}}href") for link in links] == ["../ussuriysk/"]
    assert links[0].findtext("title") == "Ussuriysk, 80 km north"
    texts = [text.text for text in root.iter("text")]
    assert texts == ["China", "Russia", "Ussuriysk", "Vladivostok", "200 km"]
    assert inside((140, 40), land(svg))  # Manchuria
    assert not inside((300, 230), land(svg))  # the Sea of Japan
    assert len(svg.encode()) < 12_000


def test_the_scale_makes_way_for_a_place() -> None:
    def bar(*others: Spot) -> str:
        path = parsed(draw_place(VLADIVOSTOK, others)).find("g[@class='tl-map__bar']/path")
        return "" if path is None else path.get("d", "")

    assert bar(USSURIYSK).startswith("M12.0 ")
    assert bar(Spot("Dalian", 38.9, 124.0, "city")).startswith("M355.5 ")


def test_a_map_without_links_is_a_picture() -> None:
    root = parsed(draw_place(VLADIVOSTOK))

    assert root.get("role") == "img"
    assert root.find("desc") is None


@pytest.mark.parametrize(
    "spot",
    [
        Spot("Nowhere", None, None),
        Spot("Half", 1.5, None),
        Spot("Too far north", 91.0, 0.0),
        Spot("No number", math.nan, 0.0),
        Spot("Endless", 0.0, math.inf),
    ],
)
def test_without_a_position_there_is_no_map(spot: Spot) -> None:
    assert draw_place(spot, [MOSCOW]) == ""
    assert draw_overview([spot]) == ""
    assert "Half" not in draw_place(MOSCOW, [spot])


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(90.0, 0.0), (-90.0, 0.0), (89.9, 12.3), (66.5, 180.0), (-16.5, -179.9), (0.1, 0.1)],
)
@pytest.mark.parametrize("kind", ["site", "country"])
def test_no_place_is_too_far_away(latitude: float, longitude: float, kind: str) -> None:
    svg = draw_place(Spot("Here", latitude, longitude, kind), [Spot("There", latitude, -longitude)])

    for ring in land(svg):
        assert all(-5 <= x <= 425 and -5 <= y <= 285 for x, y in ring)
    assert len(svg.encode()) < 30_000


def test_the_poles_look_right() -> None:
    """Ice all around the south, and water in the north; no seam runs to the pole."""
    south = land(draw_place(Spot("South Pole", -90.0, 0.0, "city")))

    assert len(south) == 1
    assert all(inside(point, south) for point in [(210, 140), (210, 5), (415, 140), (415, 5)])
    assert land(draw_place(Spot("North Pole", 90.0, 0.0, "site"))) == []
    whole = land(draw_place(Spot("South Pole", -90.0, 0.0, "country")))
    assert not any(math.hypot(x - 210, y - 140) < 20 for ring in whole for x, y in ring)


def test_both_sides_of_the_antimeridian_are_one() -> None:
    """Chukotka as seen from 180°: land to the west and to the east, no line between."""
    rings = land(draw_place(Spot("Here", 67.5, 180.0, "city")))

    assert inside((200, 140), rings)
    assert inside((220, 140), rings)
    assert not any(abs(x - 210) < 0.3 and 60 < y < 130 for ring in rings for x, y in ring)


def test_the_far_side_of_the_globe_stays_there() -> None:
    """The antipode of Spain: no Europe turned inside out over the sea off New Zealand."""
    assert not inside((20, 20), land(draw_place(Spot("Here", -40.1, 176.3, "country"))))


def test_what_is_not_exact_is_no_pin() -> None:
    def marks(spot: Spot) -> list[str | None]:
        circles = parsed(draw_place(spot)).iter("circle")
        return [circle.get("class") for circle in circles]

    assert marks(Spot("Exact", 48.57, 39.31, "city")) == ["tl-map__pin"]
    assert marks(Spot("Round", 48.0, 37.0, "city")) == ["tl-map__area"]
    assert marks(Spot("Wide", 51.73, 36.19, "region")) == ["tl-map__area"]
    assert "somewhere around" in draw_place(Spot("Wide", 51.73, 36.19, "region"))


def test_doubt_follows_the_decimals() -> None:
    def doubt(latitude: float, kind: str = "city") -> float:
        located = locate(Spot("A place", latitude, 10.0, kind))
        assert located
        return located.doubt

    assert doubt(48) == doubt(48.0) == pytest.approx(55.6)
    assert doubt(48.5) == pytest.approx(5.56)
    assert doubt(48.57, "region") == 150
    assert position((-73.97, -40.75)) == "40.8° south, 74° west"


def test_distances_are_no_more_exact_than_positions() -> None:
    svg = draw_place(VLADIVOSTOK, [Spot("Vaguely here", 43.0, 132.0), Spot("Away", 40.0, 132.0)])

    assert parsed(svg).findtext("desc") == "Nearby: Vaguely here close by; Away 300 km south."


def test_the_overview_shows_every_place_by_its_events() -> None:
    spots = [MOSCOW, VLADIVOSTOK, USSURIYSK, Spot("Nowhere", None, None, events=9)]
    wide, narrow = parsed(f"<maps>{draw_overview(spots)}</maps>")

    for svg in (wide, narrow):
        assert svg.get("aria-hidden") == "true"
        assert {link.get("tabindex") for link in svg.iter("a")} == {"-1"}
        titles = [link.findtext("title") for link in svg.iter("a")]
        assert titles == ["Vladivostok, 8 events", "Moscow, 5 events", "Ussuriysk, 2 events"]
        radii = [float(circle.get("r", "")) for circle in svg.iter("circle")]
        assert radii[1] ** 2 / radii[0] ** 2 == pytest.approx(5 / 8, abs=0.03)
    assert not draw_overview([])


@pytest.mark.parametrize(
    "spots",
    [
        [MOSCOW],
        [Spot("Suva", -18.14, 178.44), Spot("Apia", -13.83, -171.77)],
        [Spot("North Pole", 90.0, 0.0), Spot("South Pole", -90.0, 0.0)],
        [Spot(f"Place {i}", (i * 37) % 160 - 80.5, i * 9.1 - 180, events=i) for i in range(40)],
    ],
    ids=["one", "antimeridian", "poles", "everywhere"],
)
def test_the_overview_fits_any_places(spots: list[Spot]) -> None:
    for svg in parsed(f"<maps>{draw_overview(spots)}</maps>"):
        _, _, width, height = map(float, svg.get("viewBox", "").split())
        circles = list(svg.iter("circle"))
        assert len(circles) == len(spots)
        for circle in circles:
            assert 0 < float(circle.get("cx", "")) < width
            assert 0 < float(circle.get("cy", "")) < height


def test_maps_escape_and_hold_no_code() -> None:
    spot = Spot(HOSTILE, 43.12, 131.89, "city", '"><b>', 3)
    other = Spot(HOSTILE, 43.9, 131.95, "city", '"><b>', 3)

    for svg in (draw_place(spot, [other]), f"<maps>{draw_overview([spot, other])}</maps>"):
        root = parsed(svg)
        assert {element.tag for element in root.iter()} <= TAGS
        names = {name for element in root.iter() for name in element.attrib}
        assert not names & {"style", "id"}
        assert not any(name.startswith("on") for name in names)


def test_the_same_places_make_the_same_map() -> None:
    spots = [USSURIYSK, MOSCOW, Spot("Ussuriysk", 43.8, 131.95, "city", "../a/")]

    assert draw_place(VLADIVOSTOK, spots) == draw_place(VLADIVOSTOK, spots[::-1])
    assert draw_overview(spots) == draw_overview(spots[::-1])


def test_names_cover_neither_one_another_nor_the_edge() -> None:
    lettering = Lettering(200, 100)

    first = lettering.place("A name", (100, 50, 3), 12)
    second = lettering.place("A name", (102, 50, 3), 12)
    assert first is not None
    assert second is not None
    assert (first.anchor, second.anchor) == ("start", "end")
    assert lettering.place("Far too long for a map that is so small", (10, 10, 3), 12) is None


def test_long_names_are_shortened() -> None:
    assert shortened("Moscow", 10, 100) == "Moscow"
    assert shortened("M" * 100, 10, 100).endswith("…")
    assert width_of("평양", 10) == 20
