"""Charts as they stand on a page: what is drawn, what it says, and what it must not contain."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
from chart_fixtures import timeline, view

from timeline.core.timeline import Timeline
from timeline.derive.claims import by_measure
from timeline.pages.charts import charts, labels, numbers
from timeline.pages.charts.marks import Line, Words
from timeline.pages.charts.scales import heights, times

ROOT: Final = Path(__file__).parents[1]
ALLOWED: Final = {"svg", "title", "desc", "path", "line", "text"}
SERIES: Final = re.compile(r"tl-c-[1-5]")


def drawn(shown: Timeline, language: str = "en") -> list[ET.Element]:
    """Return the figure elements of a timeline, read by an XML parser."""
    found = charts(view(shown, language), by_measure(shown))
    figures = [figure for figures in found.values() for figure in figures]
    return [ET.fromstring(figure) for figure in figures]


def pictures(figure: ET.Element) -> Mapping[str, ET.Element]:
    found = {svg.get("class", "").rpartition("--")[2]: svg for svg in figure.findall("svg")}
    assert list(found) == ["wide", "narrow"]
    return found


def says(svg: ET.Element) -> list[str]:
    """Return what the marks of a picture say of themselves."""
    return [e[0].text or "" for e in svg.iterfind("*[title]") if e.tag != "text"]


def texts(svg: ET.Element) -> list[str]:
    return [element.text or "" for element in svg.iter("text")]


def caption(figure: ET.Element) -> str:
    return "".join(figure.find("figcaption").itertext())  # type: ignore[union-attr]


def marks(svg: ET.Element, *names: str) -> Iterator[ET.Element]:
    """Return the elements that have all the classes."""
    return (e for e in svg.iter() if set(names) <= set(e.get("class", "").split()))


FLOWS: Final[list[dict[str, Any]]] = [
    {"value": 1200, "period": "2021", "attributed_to": "ministry"},
    {"value": 44, "period": "2022-01/2022-06", "attributed_to": "ministry"},
    {"value": 153, "period": "2023-01/2023-03", "attributed_to": "ministry"},
    {"value": 370, "period": "2023-01/2023-06", "attributed_to": "ministry"},
]
STOCKS: Final[list[dict[str, Any]]] = [
    {"measure": "workers", "value": 900, "period": "2020-06", "attributed_to": "spies"},
    {"measure": "workers", "low": 700, "high": 800, "period": "2020", "attributed_to": "ministry"},
]


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_every_figure_has_a_mark_that_says_it(width: str) -> None:
    [figure] = drawn(timeline(*FLOWS))
    svg = pictures(figure)[width]

    said = says(svg)
    assert [text.partition(" · ")[0] for text in said] == [
        "1,200 entries",
        "44 entries",
        "153 entries",
        "370 entries",
    ]
    assert all("Ministry" in text for text in said)
    assert {"1,200", "44", "370", "2021", "2022", "2023", "entries"} <= set(texts(svg))


def test_a_bar_is_as_long_as_its_period() -> None:
    [figure] = drawn(timeline(*FLOWS))
    bars = [
        float(line.get("x2", "0"))
        for line in marks(pictures(figure)["wide"], "tl-c-1")
        if line.tag == "line"
    ]

    year, first_half, quarter, half = bars
    assert year == pytest.approx(2 * half, rel=0.03)
    assert half == pytest.approx(first_half)
    assert quarter == pytest.approx(half / 2, rel=0.03)


def test_a_picture_names_and_describes_itself() -> None:
    figures = drawn(timeline(*FLOWS, *STOCKS))
    svgs = [svg for figure in figures for svg in figure.findall("svg")]
    ids = [e.get("id") for figure in figures for e in figure.iter() if e.get("id")]

    assert len(svgs) == 4
    assert len(ids) == len(set(ids))
    for svg in svgs:
        title, desc = svg[0], svg[1]
        assert (title.tag, desc.tag, svg.get("role")) == ("title", "desc", "img")
        assert (svg.get("aria-labelledby"), svg.get("aria-describedby")) == (
            title.get("id"),
            desc.get("id"),
        )
        assert title.text in {"Entries", "Workers present"}
    assert svgs[0][1].text == (
        "4 figures, 2021–2023, claimed by Ministry. The lowest is 44 (first half of 2022), "
        "the highest 1,200 (2021)."
    )


def test_a_strict_content_security_policy_has_nothing_to_refuse() -> None:
    for figure in drawn(timeline(*FLOWS, *STOCKS)):
        for svg in pictures(figure).values():
            assert {element.tag for element in svg.iter()} <= ALLOWED
            for element in svg.iter():
                assert not {"style", "href", "font-family"} & element.attrib.keys()
                assert not any(name.startswith("on") or ":" in name for name in element.attrib)
                assert element.get("fill", "none") in {"none", "currentColor"}
                assert element.get("stroke", "none") in {"none", "currentColor"}
            x, y, width, _ = (int(part) for part in svg.get("viewBox", "").split())
            assert (x, y) == (0, 0)
            assert width in {680, 320}


def test_text_is_large_enough_on_a_small_telephone() -> None:
    for figure in drawn(timeline(*FLOWS, *STOCKS)):
        svg = pictures(figure)["narrow"]
        shown = 288  # pixels that a screen of 320 leaves between its margins
        sizes = {float(text.get("font-size", "0")) for text in svg.iter("text")}
        assert min(sizes) * shown / 320 >= 10.5


def test_texts_keep_within_the_picture_and_apart() -> None:
    """By the estimate of widths that the layout goes by."""
    aligned = {"start": "left", "middle": "center", "end": "right"}
    for figure in drawn(timeline(*FLOWS, *STOCKS)):
        for svg in pictures(figure).values():
            width = float(svg.get("viewBox", "").split()[2])
            areas = []
            for text in svg.iter("text"):
                x, y = (float(n) for n in re.findall(r"-?[\d.]+", text.get("transform", "")))
                align: Any = aligned[text.get("text-anchor", "")]
                areas.append(labels.around(text.text or "", x, y - 4, align))
            assert all(area.x >= -2 and area.x2 <= width + 3 for area in areas)
            pairs = [(a, b) for n, a in enumerate(areas) for b in areas[n + 1 :]]
            assert not any(a.meets(b) for a, b in pairs)


def rival(category: str, **fields: Any) -> dict[str, Any]:
    return {"dimension": "purpose", "category": category, "attributed_to": "ministry", **fields}


QUARTERS: Final[list[dict[str, Any]]] = [
    rival("study", value=4000, period="2024"),
    rival("study", value=370, period="2024-01/2024-06"),
    rival("study", value=38, period="2024-01/2024-03"),
    rival("study", value=332, period="2024-04/2024-06"),
    rival("work", value=900, period="2023"),
    rival("work", value=400, period="2024-01/2024-06"),
    rival("work", value=330, period="2024-04/2024-06"),
]


def test_a_sum_between_its_parts_and_a_greater_one_is_left_to_the_table() -> None:
    [figure] = drawn(timeline(*QUARTERS))

    for svg in pictures(figure).values():
        assert "370" not in texts(svg)
        assert {"4,000", "38", "332", "330"} <= set(texts(svg))
    assert "Only in the table: 1 sum of shorter periods." in caption(figure)


def test_signs_at_the_same_place_stand_side_by_side() -> None:
    figures = [rival(name, value=13, period="2023-07/2023-09") for name in ("crew", "trade")]
    earlier = [rival(name, value=9, period="2021") for name in ("crew", "trade")]
    [figure] = drawn(timeline(*earlier[:1], *figures, rival("trade", value=40, period="2021")))

    for svg in pictures(figure).values():
        places = [
            float(re.findall(r"-?[\d.]+", sign.get("transform", ""))[0])
            for sign in svg.iterfind("path[title]")
            if (sign[0].text or "").startswith("13 ")
        ]
        assert abs(places[0] - places[1]) == pytest.approx(10, abs=0.1)
    assert "stand side by side" in caption(figure)


def test_a_number_without_room_beside_its_mark_is_led_to_it() -> None:
    own, other = labels.Area(100, 100, 120, 110), labels.Area(96, 92, 124, 118)
    whole = labels.Area(0, 0, 300, 300)

    [near] = numbers.placed([numbers.Number("332", own)], [own], whole)
    leader, far = numbers.placed([numbers.Number("332", own)], [own, other], whole)

    assert isinstance(near, Words)
    assert near.y == pytest.approx(93.5)
    assert isinstance(leader, Line)
    assert isinstance(far, Words)
    assert own.x <= leader.x <= own.x2
    assert own.y <= leader.y <= own.y2
    text = labels.around(far.text, far.x, far.y, far.align)
    assert text.gap(other) > 0
    assert text.gap(labels.Area(leader.x2, leader.y2, leader.x2, leader.y2)) == 0


def test_a_number_is_given_once_and_never_outside_the_picture() -> None:
    area = labels.Area(10, 10, 20, 20)
    twice = [numbers.Number("13", area)] * 2

    assert len(list(numbers.placed(twice, [area, area], labels.Area(0, 0, 100, 100)))) == 1
    assert list(numbers.placed(twice, [area], labels.Area(5, 5, 25, 25))) == []


def test_a_long_name_runs_over_two_lines_before_it_is_cut() -> None:
    assert labels.wrapped("one two three", 60) == ("one two", "three")
    assert labels.wrapped("one", 60) == ("one",)
    first, second = labels.wrapped("one two three four five six", 60)
    assert (first, second[-1]) == ("one two", "…")
    assert labels.wrapped("unbreakable-" * 9, 60) == (labels.cut("unbreakable-" * 9, 60),)


def test_rivals_differ_by_more_than_colour() -> None:
    [figure] = drawn(timeline(*STOCKS))
    svg = pictures(figure)["wide"]

    shapes = {}
    for name in ("tl-c-1", "tl-c-2"):
        signs = [e for e in marks(svg, name) if e.tag == "path" and e.get("fill") != "none"]
        shapes[name] = re.sub(r"[\d.,-]", "", signs[-1].get("d", ""))
    assert shapes["tl-c-1"] != shapes["tl-c-2"]
    assert {"Ministry", "Spy Service"} <= set(texts(svg))
    assert {"Ministry", "Spy Service"} <= set(texts(pictures(figure)["narrow"]))


def test_hedges_vintages_and_derived_numbers_are_told_apart() -> None:
    figures = [
        {"value": 100, "period": "2019", "qualifier": "about"},
        {"value": 110, "period": "2020", "qualifier": "more-than"},
        {"low": 120, "high": 150, "period": "2021"},
        {"value": 130, "period": "2022", "basis": "derived", "derivation": "100 + 30"},
        {"value": 140, "period": "2023", "as_of": "2024-01"},
        {"value": 145, "period": "2023", "as_of": "2024-06"},
    ]
    [figure] = drawn(timeline(*figures))
    svg = pictures(figure)["wide"]

    [hollow] = marks(svg, "tl-c-hollow")
    assert (hollow[0].text or "").endswith("derived by the editors")
    [faint] = marks(svg, "tl-c-faint")
    assert (faint[0].text or "").startswith("140 entries")
    assert len(list(marks(svg, "tl-c-wash"))) == 2  # about, and the field of the range
    assert "140" not in texts(svg)
    for word in ("Hollow", "Faint", "range", "Arrow", "Soft band"):
        assert word in caption(figure)


def test_a_caption_explains_only_what_occurs() -> None:
    [figure] = drawn(timeline(*({"value": n, "period": str(2000 + n)} for n in (5, 6, 7))))

    assert caption(figure) == (
        "Entries. In entries, 2005–2007, attributed to nobody. "
        "A bar runs from the first to the last day of the period that it counts."
    )


def test_a_caption_warns_of_periods_of_different_length_and_says_what_is_left_out() -> None:
    [figure] = drawn(timeline(*FLOWS, {"period": "2020/.."}))

    assert "Bars of different length must not be compared by their height." in caption(figure)
    assert "Only in the table: 1 figure of an open period." in caption(figure)


HOSTILE: Final = [
    '</svg><script>alert(1)</script><a href="javascript:alert(1)">',
    '"quotes" & \'quotes\' <b onclick="x">',
    "datum.x + {signal: 'width'} {{ 7*7 }} \\u003cscript",
    "\u202eمرحبا \u2066بالعالم\u0007",
    "👩‍👩‍👧‍👦 国家情報院 한국 " * 8,
]


def test_labels_are_shown_as_they_are_and_cut_when_long() -> None:
    actors = {f"actor-{number}": label for number, label in enumerate(HOSTILE)}
    figures = [
        {"value": number, "period": str(2015 + number), "attributed_to": actor}
        for number, actor in enumerate(actors)
    ]
    [figure] = drawn(timeline(*figures, **actors))

    for width, svg in pictures(figure).items():
        assert {element.tag for element in svg.iter()} <= ALLOWED
        names = [text for text in texts(svg) if not text.isdecimal()]
        joined = "\n".join(texts(svg))
        assert "</svg><script>alert" in joined
        assert "datum.x + {" in joined
        assert "49" not in joined
        assert "مرحبا" in joined
        assert not set("\u202e\u2066\u0007") & set(joined)
        limit = 200 if width == "wide" else 296
        assert all(labels.width(name) <= limit for name in names)
        assert any(name.endswith("…") for name in names)
        whole = [e[0].text or "" for e in svg.iterfind("text[title]")]
        assert labels.cleaned(HOSTILE[-1]) in whole
    assert not list(figure.iter("script"))
    assert not list(figure.iter("a"))


def test_a_long_label_of_a_figure_and_a_hostile_unit_do_no_harm() -> None:
    figures = [{"value": 1, "period": str(2015 + n), "label": HOSTILE[n % 2] * 5} for n in range(6)]
    [figure] = drawn(timeline(*figures))

    assert len(says(pictures(figure)["wide"])) >= 6
    assert not list(figure.iter("script"))


def test_numbers_and_years_are_written_in_the_language_of_the_site() -> None:
    [figure] = drawn(timeline(*FLOWS), "de")

    assert "1.200" in texts(pictures(figure)["wide"])


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([0, 0, 0], id="zeros"),
        pytest.param([-5, 3, 0.25], id="below zero"),
        pytest.param([0, 1, 100_000], id="zero on a logarithmic scale"),
        pytest.param([1e-6, 999_999_999_999, 2], id="far apart"),
        pytest.param([5, 5, 5], id="all the same"),
        pytest.param([-(10**15), 10**15, 0], id="as large as may be"),
        pytest.param([5e-324, 0, 0], id="as small as may be"),
        pytest.param([5e-324, 10**15, 0], id="as far apart as may be"),
    ],
)
def test_any_numbers_find_their_place(values: list[float]) -> None:
    figures = [{"value": v, "period": str(2015 + n)} for n, v in enumerate(values)]
    [figure] = drawn(timeline(*figures))

    for svg in pictures(figure).values():
        text = ET.tostring(svg, "unicode")
        assert "NaN" not in text
        assert "Infinity" not in text
        assert len(says(svg)) == 3


@pytest.mark.parametrize("periods", [("-0044", "0001", "2020"), ("2020-01-01",) * 2 + ("2021",)])
def test_any_years_find_their_place(periods: tuple[str, ...]) -> None:
    [figure] = drawn(timeline(*({"value": 5, "period": period} for period in periods)))

    assert len(says(pictures(figure)["narrow"])) == 3


def test_a_scale_from_zero_unless_numbers_differ_by_powers() -> None:
    plain = heights([10, 37], 0, 100)
    wide = heights([0, 44, 13_221], 0, 100)

    assert plain.ticks == (0, 10, 20, 30, 40)
    assert (plain(0), plain(40)) == (100, 0)
    assert heights([0.25], 0, 100).ticks == (0, 0.1, 0.2, 0.3)
    assert wide.logarithmic
    assert wide.ticks == (0, 10, 100, 1000, 10_000)
    places = [wide(value) for value in (0, 44, 440, 4400)]
    assert places[0] == 100
    assert places[1] - places[2] == pytest.approx(places[2] - places[3])


def test_years_are_as_many_as_fit() -> None:
    scale = times(-719528, 18262, 0, 300)  # year 0 to 2020

    years = scale.years(40)
    assert all(b[1] - a[1] >= 40 for a, b in pairwise(years))
    assert [year for year, _ in years] == [0, 500, 1000, 1500, 2000]


def test_bytes_are_the_same_in_every_process() -> None:
    code = "import sys, hashlib; sys.path[:0] = ['tests'];from test_charts import *;print(digest())"
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("0", "77")
    }

    assert made == {digest()}


def digest() -> str:
    """Return a digest of a set of charts."""
    shown = timeline(*FLOWS, *STOCKS)
    found = charts(view(shown), by_measure(shown))
    return hashlib.sha256(repr(sorted(found.items())).encode()).hexdigest()


def test_nothing_to_draw_imports_no_drawing_library() -> None:
    """A site without charts must not pay for them."""
    code = (
        "import sys; sys.path[:0] = ['tests'];"
        "from chart_fixtures import timeline, view;"
        "from timeline.derive.claims import by_measure;"
        "from timeline.pages.charts import charts;"
        "shown = timeline({'value': 1});"
        "assert charts(view(shown), by_measure(shown)) == {};"
        "loaded = {'altair', 'vl_convert', 'narwhals'} & set(sys.modules);"
        "assert not loaded, loaded"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stderr


def test_many_figures_make_no_large_picture() -> None:
    """Twenty thousand figures of one measure, by more claimants than a chart bears."""
    months = [f"{1500 + n // 12 % 500}-{1 + n % 12:02d}" for n in range(2000)]
    shown = timeline(
        *({"value": n, "period": month} for n, month in enumerate(months)),
    )
    claims = by_measure(shown)["entries"] * 10
    [figure] = charts(view(shown), {"entries": claims})["entries"]

    assert len(figure) < 100_000
    assert "Only in the table: 19,960 earlier figures." in figure


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_series_stands_out_from_every_ground() -> None:
    css = (ROOT / "timeline/pages/assets/charts.css").read_text("utf-8")
    colours = re.findall(r"--tl-series-\d: (#[0-9a-f]{6})", css)
    light, dark, paper = colours[:5], colours[5:10], colours[10:]

    assert len(colours) == 15
    for ground, shades in (("#fdfcfa", light), ("#12171c", dark), ("#ffffff", paper)):
        assert all(contrast(ground, shade) >= 4.5 for shade in shades)
