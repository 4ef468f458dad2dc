"""Drawings -> SVG elements that a page can hold, by way of Altair and vl-convert.

Called by `charts` when there is something to draw; only then are the two imported. No word of a
record goes through Vega: it is given numbers and the place of each mark, and what comes back is
made anew, element by element, with our classes and texts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final
from xml.etree import ElementTree as ET

from timeline.pages.charts.marks import Align, Box, Drawing, Line, Mark, Sign, Words

# Geometry that is taken over as Vega has worked it out; everything else is ours.
_GEOMETRY: Final = (
    "transform",
    "d",
    "x2",
    "y2",
    "stroke-width",
    "stroke-dasharray",
    "text-anchor",
)
_NUMBER: Final = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_FONT_SIZE: Final = 12
_SORTS: Final[Mapping[type[Mark], str]] = {Box: "box", Line: "line", Sign: "sign"}


def draw(drawings: Sequence[Drawing]) -> list[ET.Element]:
    """Return an `svg` element for each drawing, all of them by one run of the converter."""
    if not drawings:
        return []
    marks = [(place, mark) for place, drawing in enumerate(drawings) for mark in drawing.marks]
    size = (max(d.width for d in drawings), max(d.height for d in drawings))
    roots = [_root(drawing) for drawing in drawings]
    found_in_order = sorted(_converted([mark for _, mark in marks], size), key=itemgetter(0))
    for number, found in found_in_order:
        place, mark = marks[number]
        roots[place].append(_element(mark, found))
    return roots


def _root(drawing: Drawing) -> ET.Element:
    return ET.Element("svg", {"viewBox": f"0 0 {drawing.width} {drawing.height}"})


def _element(mark: Mark, found: ET.Element) -> ET.Element:
    """Return a mark anew, with what Vega says of its place and form."""
    names = [f"tl-c-{mark.tone}"]
    if mark.strength != "full":
        names.append(f"tl-c-{mark.strength}")
    kept = {name: _rounded(value) for name in _GEOMETRY if (value := found.get(name))}
    element = ET.Element(found.tag.rpartition("}")[2], {"class": " ".join(names)} | kept)
    stroked = isinstance(mark, Line) or (isinstance(mark, Box | Sign) and mark.hollow)
    element.set("stroke", "currentColor" if stroked else "none")
    element.set("fill", "none" if stroked else "currentColor")
    if stroked and not isinstance(mark, Line):
        element.set("class", " ".join([*names, "tl-c-hollow"]))
    if isinstance(mark, Words):
        element.set("font-size", str(_FONT_SIZE))
        element.text = mark.text
    if mark.says:
        ET.SubElement(element, "title").text = mark.says
    return element


def _rounded(value: str) -> str:
    """Leave a hundredth of a pixel of every number: finer is noise."""
    return _NUMBER.sub(lambda found: f"{round(float(found[0]), 2):g}", value)


def _converted(marks: Sequence[Mark], size: tuple[int, int]) -> Iterator[tuple[int, ET.Element]]:
    """Yield each mark's number and its element, sorted by sort of mark."""
    import vl_convert  # noqa: PLC0415 - slow to import, and only charts need it

    text = vl_convert.vegalite_to_svg(_specification(marks, size))
    # What is parsed here was written by the converter from numbers alone.
    for element in ET.fromstring(text).iter():  # noqa: S314
        label = element.get("aria-label", "")
        if label.isdecimal():
            yield int(label), element


def _specification(marks: Sequence[Mark], size: tuple[int, int]) -> dict[str, Any]:
    """Describe the marks for Vega-Lite: a layer for each sort of them, its numbers by name.

    The numbers are added at the end, since Altair takes longer to check them than to draw them.
    """
    import altair as alt  # noqa: PLC0415 - slow to import, and only charts need it

    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, size[0]], nice=False, zero=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[size[1], 0], nice=False, zero=False))
    dash, width = alt.StrokeDash("dash:N", scale=None), alt.StrokeWidth("width:Q", scale=None)
    shape, area = alt.Shape("shape:N", scale=None), alt.Size("size:Q", scale=None)
    ends = (x, alt.X2("x2:Q"), y, alt.Y2("y2:Q"))
    whose = alt.Description("number:N")
    rows = _rows(marks)

    def chart(name: str) -> alt.Chart:
        return alt.Chart(alt.NamedData(name))

    def words(align: Align) -> alt.Chart:
        text: alt.Chart = chart(align).mark_text(align=align, fontSize=_FONT_SIZE, text="x")
        return text.encode(x, y, whose)

    layers = {
        "box": chart("box").mark_rect().encode(*ends, whose, dash, width),
        "line": chart("line").mark_rule().encode(*ends, whose, dash, width),
        "sign": chart("sign").mark_point(strokeWidth=1.5).encode(x, y, whose, shape, area),
        "left": words("left"),
        "center": words("center"),
        "right": words("right"),
    }
    whole = alt.layer(*(layers[name] for name in rows)).properties(
        width=size[0], height=size[1], padding=0, autosize=alt.AutoSizeParams(type="none")
    )
    return {**whole.configure_view(stroke=None).to_dict(), "datasets": rows}


def _rows(marks: Sequence[Mark]) -> dict[str, list[dict[str, Any]]]:
    """Return the numbers of all marks by sort; no text among them but names of our own."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for number, mark in enumerate(marks):
        row: dict[str, Any] = {"number": str(number), "width": 1.5}
        for name in ("x", "y", "x2", "y2", "width", "dash", "shape", "size"):
            if (value := getattr(mark, name, None)) is not None:
                row[name] = list(value) if isinstance(value, tuple) else value
        sort = mark.align if isinstance(mark, Words) else _SORTS[type(mark)]
        rows.setdefault(sort, []).append(row)
    return rows
