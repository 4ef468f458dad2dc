"""How long after: two largest units, and nothing where the dates do not bear it."""

import pytest

from timeline.core.edtf import parse
from timeline.derive.distance import apart


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("2017-12-22", "2019-12-22", "2 years"),
        ("2017-12-22", "2023-08-25", "5 years 8 months"),
        ("2020-02-28", "2020-03-09", "1 week 3 days"),
        ("2019-12-31", "2020-01-01", "1 day"),
        ("2019-12-31", "2019-12-31", ""),
        ("2020-01-01", "2019-12-31", ""),
        ("2019-12", "2020-01-01", ""),
        ("2019-12-22/..", "2020-01-01", ""),
        ("-0043-03-15", "2020-01-01", ""),
        ("2019-12-22", "Y12000", ""),
    ],
)
def test_apart(before: str, after: str, words: str) -> None:
    assert words == apart(parse(before), parse(after), "en")
