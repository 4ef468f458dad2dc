"""EDTF is read as specified, refused where it must be, and its windows are right."""

import json
import pickle
import re
from pathlib import Path
from typing import Any

import pytest

from timeline.core.edtf import (
    MAX_LENGTH,
    OPEN,
    PATTERN,
    UNKNOWN,
    EdtfError,
    Extent,
    bound_text,
    parse,
    parse_cached,
)
from timeline.core.edtf_members import MAX_PARTS

DATA = json.loads((Path(__file__).parent / "data" / "edtf_cases.json").read_text("utf-8"))
CASES = DATA["published"] + DATA["decided"]
VALID = [case for case in CASES if case["valid"]]
REFUSED = [case for case in CASES if not case["valid"]]
BOUNDS = {"-inf": "..", "inf": "..", "unknown": None}


def name(case: Any) -> Any:
    return ascii(case["edtf"])


@pytest.mark.parametrize("case", VALID, ids=name)
def test_valid(case: Any) -> None:
    edtf = parse(case["edtf"])
    assert edtf.level == case["level"]
    assert bound_text(edtf.lower) == BOUNDS.get(case["lower"], case["lower"])
    assert bound_text(edtf.upper) == BOUNDS.get(case["upper"], case["upper"])
    assert edtf.precision == case.get("precision", edtf.precision)
    assert edtf.open or not {"inf", "-inf"} & {case["lower"], case["upper"]}
    assert edtf.unknown == ("unknown" in {case["lower"], case["upper"]})
    assert edtf.has_time or re.search(PATTERN, case["edtf"])


@pytest.mark.parametrize("case", REFUSED, ids=name)
def test_refused(case: Any) -> None:
    with pytest.raises(EdtfError) as caught:
        parse(case["edtf"])
    error = caught.value
    assert error.text == case["edtf"]
    assert error.position == case.get("position", error.position)
    assert 1 <= error.position <= len(case["edtf"]) + 1
    assert error.reason.startswith(("found", "expected"))
    assert str(error) == f"{error.reason} (position {error.position})"
    assert pickle.loads(pickle.dumps(error)).args == error.args  # noqa: S301 -- our own bytes


def test_no_case_stands_twice() -> None:
    assert len({case["edtf"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("1985-04-31", "April has 30 days"),
        ("2001-02-29", "not a leap year"),
        ("2004-02-30", "29 days in 2004, which is a leap year"),
        ("1985-1", "write 1985-01"),
        ("1985-4-1", "write 1985-04-01"),
        ("19850412", "write 1985-04-12"),
        ("-Y170000002", "write Y-170000002"),
        ("12345", "write Y12345"),
        ("Y1234", "write 1234"),
        ("Y-17E0", "exponent"),
        ("-0000", "write 0000"),
        ("2004/2003", "write 2003/2004"),
        ("..2004", "write [..2004]"),
        ("2004..", "write [2004..]"),
        ("2004??", "write %"),
        ("2004..2005", "write 2004/2005 for from one to the other, [2004..2005] for"),
        ("2004/05", "found two digits after the /"),
        ("[1985/1986]", "write .. between its dates"),
        ("[1985}", "found } at the end, expected ]"),
        ("1985–04", "EN DASH"),
        ("1985−04", "MINUS SIGN"),
        ("١٩٨٥", "ARABIC-INDIC DIGIT ONE"),
        ("199u", "write 199X"),
        ("1985/open", "write .."),
        ("1985-W15-5", "week date"),
        ("P1Y2M", "duration"),
        ("1985-102", "day counted in the year"),
        ("1985 ", "found a space"),
        ("1985\n", "line break"),
        ("Y1E13", "10^12"),
        ("198", "198X"),
        ("[..]", "alone"),
        ("1985-04-12T23:20", "hh:mm:ss"),
        ("1985-04-12T23:20:60", "found second 60, expected 00 to 59"),
        ("1985-04-12T25:00:00", "found hour 25, expected 00 to 23"),
    ],
)  # fmt: skip
def test_reason_helps(text: Any, part: Any) -> None:
    with pytest.raises(EdtfError) as caught:
        parse(text)
    assert part in caught.value.reason


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("5 March 2024", "2024-03-05"),
        ("5th of March 2024", "2024-03-05"),
        ("March 5, 2024", "2024-03-05"),
        ("5-mar-2024", "2024-03-05"),
        ("2024 March 5", "2024-03-05"),
        ("March 2024", "2024-03"),
        ("Sept. 2024", "2024-09"),
        ("March 2024/May 2024", "2024-03"),
        ("[March 2024,2025]", "2024-03"),
        ("31 April 2024", "a day that exists, as in 2024-04-12"),
        ("2024/03/05", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("2024.03.05", "2024-03-05"),
        ("2024 03 05", "2024-03-05"),
        ("03/2024", "2024-03"),
        ("2024/03", "2024-03"),
        ("2004/05", "2004-05 for the month, 2004/2005 for the years from one to the other"),
        ("25.03.2024", "2024-03-25"),
        ("3/25/2024", "2024-03-25"),
        ("05.03.2024", "2024-03-05 for 5 March, 2024-05-03 for 3 May"),
        ("3/5/2024", "2024-05-03 for 3 May, 2024-03-05 for 5 March"),
        ("5-5-2024", "2024-05-05"),
        ("31/02/2024", "year-month-day, as in 2024-04-12"),
    ],
)
def test_dates_of_other_customs_are_told_as_edtf(text: str, advice: str) -> None:
    with pytest.raises(EdtfError) as caught:
        parse(text)
    assert caught.value.reason.endswith(f": write {advice}")
    for written in re.findall(r"[0-9]{4}-[0-9-]+", advice):
        assert parse(written).level == 0


W = Extent.WITHIN
S = Extent.SPAN
C = Extent.COVERAGE


@pytest.mark.parametrize(
    ("text", "coverage", "start", "end", "extent"),
    [
        ("2018", False, "2018-01-01 2018-12-31", "2018-01-01 2018-12-31", W),
        ("2018", True, "2018-01-01 2018-01-01", "2018-12-31 2018-12-31", C),
        ("201X?", False, "2010-01-01 2019-12-31", "2010-01-01 2019-12-31", W),
        ("2004-06/2006-08", False, "2004-06-01 2004-06-30", "2006-08-01 2006-08-31", S),
        ("2004-06/2006-08", True, "2004-06-01 2004-06-01", "2006-08-31 2006-08-31", C),
        ("2004-06/2004", False, "2004-06-01 2004-06-30", "2004-06-01 2004-12-31", S),
        ("2004/2004-06", False, "2004-01-01 2004-06-30", "2004-06-01 2004-06-30", S),
        ("1985/..", False, "1985-01-01 1985-12-31", ".. ..", S),
        ("1985/..", True, "1985-01-01 1985-01-01", ".. ..", C),
        ("../1985", False, ".. ..", "1985-01-01 1985-12-31", S),
        ("1985/", False, "1985-01-01 1985-12-31", "? ?", S),
        ("1985/", True, "1985-01-01 1985-01-01", "? ?", C),
        ("/..", False, "? ?", ".. ..", S),
        ("..2004-06-01/2004-06-20..", False, ".. 2004-06-01", "2004-06-20 ..", S),
        ("2004-06-01../2004-06-20", False, "2004-06-01 2004-06-20", "2004-06-20 2004-06-20", S),
        ("2004-06-01/..2004-06-20", False, "2004-06-01 2004-06-01", "2004-06-01 2004-06-20", S),
        ("2004../..", False, "2004-01-01 ..", ".. ..", S),
        ("../..2004", False, ".. ..", ".. 2004-12-31", S),
        ("[1667,1670..1672]", False, "1667-01-01 1672-12-31", "1667-01-01 1672-12-31", W),
        ("[1667,1670..1672]", True, "1667-01-01 1672-12-31", "1667-01-01 1672-12-31", W),
        ("[..1984]", False, ".. 1984-12-31", ".. 1984-12-31", W),
        ("[1984..]", False, "1984-01-01 ..", "1984-01-01 ..", W),
        ("{1960,1961-12}", False, "1960-01-01 1960-12-31", "1961-12-01 1961-12-31", S),
        ("{1961-12,1960}", False, "1960-01-01 1960-12-31", "1961-12-01 1961-12-31", S),
        ("{1961-12,1960}", True, "1960-01-01 1960-01-01", "1961-12-31 1961-12-31", C),
        ("{1960,1960-03}", False, "1960-01-01 1960-03-31", "1960-03-01 1960-12-31", S),
        ("{1667,1670..1672}", False, "1667-01-01 1667-12-31", "1672-01-01 1672-12-31", S),
        ("{1984}", False, "1984-01-01 1984-12-31", "1984-01-01 1984-12-31", W),
        ("{1984..1986}", False, "1984-01-01 1984-12-31", "1986-01-01 1986-12-31", S),
        ("{..1984}", False, ".. ..", "1984-01-01 1984-12-31", S),
        ("{1984..}", False, "1984-01-01 1984-12-31", ".. ..", S),
    ],
)  # fmt: skip
def test_windows(text: Any, coverage: Any, start: Any, end: Any, extent: Any) -> None:
    windows = parse(text).windows(coverage=coverage)
    shown = [
        " ".join(bound_text(bound) or "?" for bound in (window.earliest, window.latest))
        for window in (windows.start, windows.end)
    ]
    assert [*shown, windows.extent] == [start, end, extent]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2004", []),
        ("2004-06-11%", [(0, "year", "%"), (0, "month", "%"), (0, "day", "%")]),
        ("2004-06~-11", [(0, "year", "~"), (0, "month", "~")]),
        ("?2004-06-~11", [(0, "year", "?"), (0, "day", "~")]),
        ("2004?-06-11~", [(0, "year", "%"), (0, "month", "~"), (0, "day", "~")]),
        ("2001-21?", [(0, "year", "?"), (0, "season", "?")]),
        ("1984?/2004~", [(0, "year", "?"), (1, "year", "~")]),
        ("../1985?", [(0, "year", "?")]),
        ("[1984,1985~..1986%]", [(1, "year", "~"), (2, "year", "%")]),
        ("Y170000002~", [(0, "year", "~")]),
    ],
)
def test_qualifiers(text: Any, expected: Any) -> None:
    edtf = parse(text)
    assert [(one.part, one.component, one.sign) for one in edtf.qualifiers] == expected
    assert edtf.uncertain == any(sign in "?%" for *_, sign in expected)
    assert edtf.approximate == any(sign in "~%" for *_, sign in expected)


def test_limits() -> None:
    assert parse("[" + ",".join(["1985"] * MAX_PARTS) + "]").level == 2
    with pytest.raises(EdtfError, match="found 101 dates") as caught:
        parse("[" + ",".join(["1985"] * (MAX_PARTS + 1)) + "]")
    assert caught.value.position == 502
    with pytest.raises(EdtfError, match="1001 characters") as caught:
        parse("1" * (MAX_LENGTH + 1))
    assert caught.value.position == MAX_LENGTH + 1
    with pytest.raises(EdtfError, match="10\\^12"):
        parse("Y1" + "0" * 900)
    with pytest.raises(EdtfError, match="10\\^12"):
        parse("Y1E" + "9" * 900)
    with pytest.raises(EdtfError, match="S999"):
        parse("1985S" + "9" * 900)


def test_open_and_unknown_are_told_apart() -> None:
    assert parse("1985/..").upper is OPEN
    assert parse("1985/").upper is UNKNOWN
    assert repr(OPEN) == "OPEN"
    assert parse_cached("1985") is parse_cached("1985")


def test_sort_keys() -> None:
    texts = ["../1985", "/2004", "1984/..", "1985-04-12", "1985-04", "1985", "1985/", "Y170000002"]
    keys = [parse(text).sort_key for text in texts]
    order = [text for _, text in sorted(zip(keys, texts, strict=True))]
    assert order == [
        "../1985", "/2004", "1984/..", "1985", "1985/", "1985-04", "1985-04-12", "Y170000002",
    ]  # fmt: skip
