"""Whatever string is written: what is accepted can be read back, and the rest has a reason."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.core.days import from_day, month_length, to_day
from timeline.core.edtf import PATTERN, Date, Edtf, EdtfError, parse
from timeline.core.wording import LOCALES, display

filtering = settings(
    deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)

signs = st.sampled_from(["", "", "", "?", "~", "%"])
plain_years = st.one_of(
    st.integers(1900, 2100).map(lambda year: f"{year:04d}"),
    st.integers(0, 9999).map(lambda year: f"{year:04d}"),
    st.integers(1, 9999).map(lambda year: f"-{year:04d}"),
)
months = st.integers(1, 12).map(lambda month: f"{month:02d}")
days = st.one_of(st.integers(1, 28), st.integers(1, 31)).map(lambda day: f"{day:02d}")


@st.composite
def masks(draw: Any, *, years: Any = plain_years) -> Any:
    """A calendar date of which some digits are X; it may match no day."""
    pieces = [draw(years), *draw(st.sampled_from([(), (months,), (months, days)]))]
    text = "-".join(piece if isinstance(piece, str) else draw(piece) for piece in pieces)
    hidden = draw(st.sets(st.integers(0, len(text) - 1), min_size=1, max_size=4))
    return "".join("X" if i in hidden and c != "-" else c for i, c in enumerate(text))


@st.composite
def signed_dates(draw: Any) -> Any:
    """A calendar date or season with a sign on any component."""
    text = draw(signs) + draw(plain_years) + draw(signs)
    shape = draw(st.sampled_from(["year", "season", "month", "day"]))
    if shape == "season":
        return f"{text}-{draw(signs)}{draw(st.integers(21, 41))}{draw(signs)}"
    if shape in {"month", "day"}:
        text += f"-{draw(signs)}{draw(months)}{draw(signs)}"
    if shape == "day":
        text += f"-{draw(signs)}{draw(days)}{draw(signs)}"
    return text


long_years = st.builds(
    "Y{}{}{}{}{}".format,
    st.sampled_from(["", "-"]),
    st.integers(1, 10**13),
    st.sampled_from(["", "", "E3", "E5", "E12"]),
    st.sampled_from(["", "", "S1", "S3", "S9"]),
    signs,
)
significant = st.builds("{}S{}{}".format, plain_years, st.integers(1, 4), signs)
dates = st.one_of(signed_dates(), masks(), long_years, significant)


@st.composite
def intervals(draw: Any) -> Any:
    ends = st.one_of(dates, dates, dates.map("..{}".format), dates.map("{}..".format))
    return f"{draw(st.one_of(ends, st.sampled_from(['', '..'])))}/" + draw(
        st.one_of(ends, st.sampled_from(["", ".."]))
    )


@st.composite
def collections(draw: Any) -> Any:
    member = st.one_of(dates, st.builds("{}..{}".format, dates, dates))
    members = draw(st.lists(member, max_size=4))
    if draw(st.booleans()):
        members.insert(0, ".." + draw(dates))
    if draw(st.booleans()) or not members:
        members.append(draw(dates) + "..")
    opening, closing = draw(st.sampled_from(["[]", "{}"]))
    return opening + ",".join(members) + closing


times = st.builds(
    "{}-{}-{}T{:02d}:{:02d}:{:02d}{}".format,
    plain_years, months, days,
    st.integers(0, 23), st.integers(0, 59), st.integers(0, 59),
    st.sampled_from(["", "Z", "+01:00", "-04", "+14:00"]),
)  # fmt: skip
shaped = st.one_of(dates, dates, intervals(), collections(), times)


def _valid(text: str) -> Edtf | None:
    try:
        return parse(text)
    except EdtfError:
        return None


valid = shaped.map(_valid).filter(lambda edtf: edtf is not None)
# Valid strings of one mistake, and texts of the alphabet of EDTF.
near = st.one_of(shaped, st.text("0123456789X-/.,[]{}?~%YEST:Z+ \n", max_size=30), st.text())


@filtering
@given(valid)
def test_text_is_canonical(edtf: Any) -> None:
    assert parse(str(edtf)) == edtf
    assert hash(parse(str(edtf))) == hash(edtf)
    assert edtf.has_time or re.search(PATTERN, edtf.text)


@filtering
@given(valid)
def test_parts_lie_within_the_whole(edtf: Edtf) -> None:
    low, high = edtf.sort_key
    for member in edtf.members:
        # The inner sides of an interval may overlap: 198X/1985 ends before 198X does.
        if isinstance(member.first, Date) and edtf.form != "interval":
            assert low <= member.first.lower
        if isinstance(member.last, Date) and edtf.form != "interval":
            assert member.last.upper <= high
    if edtf.form == "interval":
        assert (edtf.lower, edtf.upper) == (edtf.members[0].lower, edtf.members[1].upper)
    for part in edtf.parts:
        assert part.lower <= part.upper
        assert part.level <= edtf.level


@filtering
@given(valid, st.booleans())
def test_windows_are_in_order(edtf: Edtf, coverage: Any) -> None:
    windows = edtf.windows(coverage=coverage)
    for window in (windows.start, windows.end):
        if isinstance(window.earliest, int) and isinstance(window.latest, int):
            assert window.earliest <= window.latest
    for before, after in (
        (windows.start.earliest, windows.end.earliest),
        (windows.start.latest, windows.end.latest),
        (edtf.lower, edtf.upper),
    ):
        if isinstance(before, int) and isinstance(after, int):
            assert before <= after
    if edtf.form != "set":
        assert windows.start.earliest == edtf.lower
        assert windows.end.latest == edtf.upper


def _brute_force(mask: Any) -> Any:
    """First and last day that a mask matches, by looking at every day of its years."""
    sign = -1 if mask[0] == "-" else 1
    year, *rest = mask.lstrip("-").split("-")
    pattern = re.compile("-".join([year, *rest]).replace("X", "[0-9]"))
    found = []
    shown = re.compile(year.replace("X", "[0-9]"))
    for number in range(10000):
        if not shown.fullmatch(f"{number:04d}") or (sign < 0 and number == 0):
            continue
        for month in range(1, 13) if rest else (1, 12):
            length = month_length(sign * number, month)
            for day in range(1, length + 1) if len(rest) == 2 else (1, length):
                text = "-".join([f"{number:04d}", f"{month:02d}", f"{day:02d}"][: 1 + len(rest)])
                if pattern.fullmatch(text):
                    found.append(to_day(sign * number, month, day))
    return (min(found), max(found)) if found else None


few_years = st.sampled_from(["2004", "2001", "1900", "-0004", "-0100", "0000", "9999", "1984"])


@filtering
@given(masks(years=few_years).filter(lambda mask: mask[:5].count("X") < 3))
def test_masks_by_brute_force(mask: Any) -> None:
    month = mask.lstrip("-").split("-")[1:2]
    if "X" not in mask or (month and month[0] == "00") or mask.startswith("-0000"):
        return
    expected = _brute_force(mask)
    if expected is None:
        with pytest.raises(EdtfError):
            parse(mask)
    else:
        edtf = parse(mask)
        assert (edtf.lower, edtf.upper) == expected, (from_day(expected[0]), from_day(expected[1]))


def _refusal(text: Any) -> Any:
    try:
        parse(text)
    except EdtfError as error:
        return error
    return None


@settings(max_examples=500, deadline=None)
@given(near)
def test_nothing_but_edtf_errors(text: Any) -> None:
    error = _refusal(text)
    if error is not None:
        assert 1 <= error.position <= len(text) + 1
        assert error.reason
        assert "\n" not in error.reason


@settings(max_examples=300, deadline=None)
@given(shaped, st.data())
def test_one_wrong_character(text: Any, data: Any) -> None:
    place = data.draw(st.integers(0, len(text)))
    wrong = text[:place] + data.draw(st.characters()) + text[place:]
    error = _refusal(wrong)
    if error is not None:
        assert 1 <= error.position <= len(wrong) + 1
    else:
        assert wrong.isascii()
        assert parse(wrong).has_time or re.search(PATTERN, wrong)


@filtering
@given(valid, st.sampled_from(LOCALES), st.booleans())
def test_everything_can_be_said(edtf: Edtf, locale: Any, coverage: Any) -> None:
    words = display(edtf, locale, coverage=coverage)
    assert words == words.strip()
    assert "{" not in words
    assert "None" not in words
