"""The calendar agrees with Python's own where that reaches, and with itself beyond."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.core.days import YEAR_LIMIT, from_day, is_leap, month_length, to_day, to_iso

FARTHEST = to_day(YEAR_LIMIT, 12, 31)


@given(st.dates())
def test_agrees_with_datetime(date: Any) -> None:
    number = to_day(date.year, date.month, date.day)
    assert number == (date - dt.date(1970, 1, 1)).days
    assert from_day(number) == (date.year, date.month, date.day)
    assert to_iso(number) == date.isoformat()


@given(st.integers(-FARTHEST, FARTHEST))
def test_every_day_has_one_date_and_one_text(number: Any) -> None:
    year, month, day = from_day(number)
    assert 1 <= day <= month_length(year, month)
    assert to_day(year, month, day) == number


@given(st.integers(-FARTHEST, FARTHEST))
def test_days_follow_one_another(number: Any) -> None:
    assert from_day(number) < from_day(number + 1)


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ((170000002, 1, 1), "170000002-01-01"),
        ((-44, 3, 15), "-0044-03-15"),
        ((0, 2, 29), "0000-02-29"),
        ((-1, 12, 31), "-0001-12-31"),
        ((-4, 2, 29), "-0004-02-29"),
        ((1970, 1, 1), "1970-01-01"),
        ((-(10**12), 1, 1), "-1000000000000-01-01"),
    ],
)
def test_text(date: Any, text: Any) -> None:
    assert to_iso(to_day(*date)) == text


@pytest.mark.parametrize(
    ("year", "leap"), [(0, True), (4, True), (100, False), (400, True), (-4, True), (-100, False)]
)
def test_leap_years(year: Any, leap: Any) -> None:
    assert is_leap(year) is leap
    assert month_length(year, 2) == 28 + leap
