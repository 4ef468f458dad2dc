"""Dates as pictures: what is certain is filled, what is possible pale, no more is drawn."""

from xml.etree import ElementTree as ET

import pytest

from timeline.core.days import to_day
from timeline.derive.footprint import MOST_PIECES, Footprint, Piece, footprint
from timeline.pages.drawing import Scale, bars, large_picture, picture, scale_of

DAY = to_day(2019, 12, 22)


def drawn(text: str, *, coverage: bool = False) -> list[str]:
    """Return the classes of what a picture holds, the axis left out."""
    root = ET.fromstring(picture(text, coverage=coverage))
    names = [element.attrib["class"] for element in root]
    assert names[0] == "tl-when__axis"
    return names[1:]


@pytest.mark.parametrize(
    ("text", "coverage", "pieces"),
    [
        ("2019-12-22", False, [Piece(DAY, DAY, certain=True)]),
        ("2019-12", False, [Piece(to_day(2019, 12, 1), to_day(2019, 12, 31), certain=False)]),
        ("2019-12", True, [Piece(to_day(2019, 12, 1), to_day(2019, 12, 31), certain=True)]),
        (
            "2019-11/2020-01",
            False,
            [
                Piece(to_day(2019, 11, 1), to_day(2019, 11, 30), certain=False),
                Piece(to_day(2019, 11, 30), to_day(2020, 1, 1), certain=True),
                Piece(to_day(2020, 1, 1), to_day(2020, 1, 31), certain=False),
            ],
        ),
        ("2019-12-22/..", False, [Piece(DAY, DAY, certain=True)]),
        ("[2019-12-22..]", False, [Piece(DAY, DAY, certain=False)]),
        (
            "{2019-12-22,2019-12-24}",
            False,
            [Piece(DAY, DAY, certain=True), Piece(DAY + 2, DAY + 2, certain=True)],
        ),
        (
            "[2019-12-22,2019-12-24]",
            False,
            [Piece(DAY, DAY, certain=False), Piece(DAY + 2, DAY + 2, certain=False)],
        ),
        ("../..", False, []),
    ],
)
def test_a_footprint_tells_certain_days_from_possible_ones(
    text: str,
    coverage: bool,
    pieces: list[Piece],
) -> None:
    assert list(footprint(text, coverage=coverage).pieces) == pieces


def test_a_footprint_says_how_it_ends() -> None:
    open_end, unknown = footprint("2019/.."), footprint("/2019~")

    assert (open_end.before, open_end.after) == ("closed", "open")
    assert (unknown.before, unknown.after) == ("unknown", "closed")
    assert unknown.approximate
    assert footprint("2019?").uncertain


def test_a_picture_shows_only_what_is_known() -> None:
    assert drawn("2019-12-22") == ["tl-sure"]
    assert drawn("2019") == ["tl-may"]
    assert drawn("2019", coverage=True) == ["tl-sure"]
    assert drawn("2019?") == ["tl-may tl-doubt"]
    assert drawn("2019~") == ["tl-may", "tl-about"]
    assert drawn("2019-12-22/..") == ["tl-sure-on", "tl-sure"]
    assert drawn("/2019-12-22") == ["tl-sure-gap", "tl-sure"]
    assert drawn("2019-11/2020-01") == ["tl-may", "tl-sure", "tl-may"]
    assert picture("../..") == ""


def test_a_day_stands_at_its_place_in_the_year() -> None:
    root = ET.fromstring(picture("2019-07-02"))  # the middle of the year
    circle = root.find("circle")

    assert circle is not None
    assert float(circle.attrib["cx"]) == pytest.approx(66, abs=0.3)


def test_the_line_is_of_whole_years_and_has_room_for_an_open_side() -> None:
    assert scale_of(footprint("2019-12-22"), 0, 100) == Scale(2019, 2019, 0, 100)
    assert scale_of(footprint("2019/2022"), 0, 100) == Scale(2019, 2022, 0, 100)
    assert scale_of(footprint("2019/.."), 0, 100) == Scale(2019, 2020, 0, 100)
    assert scale_of(footprint("../2019"), 0, 100) == Scale(2018, 2019, 0, 100)
    assert scale_of(Footprint((), None, None), 0, 100) is None


@pytest.mark.parametrize("text", ["-0043-03-15", "Y12000", "Y-170000", "-9999/9999", "19XX"])
def test_far_years_and_long_spans_are_drawn_with_few_ticks(text: str) -> None:
    small, large = picture(text), large_picture(text, "en")

    assert len(small) < 1500
    assert ET.fromstring(large).tag == "svg"


def test_very_long_sets_are_drawn_in_part() -> None:
    text = "[" + ",".join(f"{year}" for year in range(1900, 1900 + MOST_PIECES + 9)) + "]"

    assert len(footprint(text).pieces) == MOST_PIECES


def test_months_below_the_large_picture_are_of_the_language() -> None:
    texts = [e.text for e in ET.fromstring(large_picture("2019-12-22", "ru")).iter("text")]

    assert texts == list("ЯФМАМИИАСОНД")


def test_bars_are_as_high_as_their_weight() -> None:
    path = ET.fromstring(bars([0, 1, 2], 2, width=30, height=10)).find("path")

    assert path is not None
    assert path.attrib["d"] == "M10.5 10v-5h9V10zM20.5 10v-10h9V10z"
