"""Reads the years of EDTF that four digits do not tell: `Y170000002`, `Y17E7`, `1950S2`.

Used by `edtf_dates` alone. EDTF level 1 "Letter-prefixed calendar year", level 2 "Exponential
year" and "Significant digits".
"""

import re
from typing import Final

from timeline.core.days import YEAR_LIMIT, to_day
from timeline.core.edtf_refusals import Passage
from timeline.core.edtf_values import Date, Precision, Signs, merge_signs

LONG_YEAR: Final = re.compile(
    r"([?~%])?Y(-?)([1-9][0-9]*)(?:E([1-9][0-9]*))?(?:S([1-9][0-9]*))?([?~%])?"
)
_WIDTHS: Final = {
    1: Precision.YEAR,
    10: Precision.DECADE,
    100: Precision.CENTURY,
    1000: Precision.MILLENNIUM,
}


def estimated_year(passage: Passage, year: str, count: int, index: int, signs: Signs) -> Date:
    """The first `count` digits of a year hold, the others may be any; `S` stands before `index`."""
    if "X" in year:
        passage.refuse(index - 1, "found significant digits (S) after X: write one or the other")
    digits = year.lstrip("-")
    if count > len(digits):
        passage.refuse(
            index,
            f"found S{count}, but the year has {len(digits)} digits: "
            f"write S1 to S{len(digits)}, or leave it out",
        )
    width = 10 ** (len(digits) - count)
    low = int(digits) // width * width
    high = low + width - 1
    if year[0] == "-":
        low, high = -high, -max(low, 1)
    first, last = to_day(low, 1, 1), to_day(high, 12, 31)
    precision = _WIDTHS.get(width, Precision.OTHER)
    return Date(passage.text, first, last, precision, 2, year, significant=count, signs=signs)


def long_year(passage: Passage, found: re.Match[str]) -> Date:
    """A year with the letter Y, where `found` is a match of `LONG_YEAR`."""
    left, minus, digits, exponent, count, right = found.groups()
    # The length is judged before the number is made: an exponent may be a thousand digits.
    zeros = 0 if exponent is None else int(exponent[:3])
    if len(digits) + zeros > 13 or int(digits) * 10**zeros > YEAR_LIMIT:
        passage.refuse(found.start(3), "found a year beyond 10^12, expected one up to Y1E12")
    year = minus + digits + "0" * zeros
    if len(digits) + zeros < 5:
        passage.refuse(
            found.start() + (1 if left else 0),
            f"found Y for a year of up to four digits: write {minus}{year.lstrip('-'):0>4}",
        )
    signs: Signs = (merge_signs(left, right), "", "")
    if count is not None:
        return estimated_year(passage, year, int(count[:3]), found.start(5), signs)
    first, last = to_day(int(year), 1, 1), to_day(int(year), 12, 31)
    level = 2 if exponent or left else 1
    return Date(passage.text, first, last, Precision.YEAR, level, year, signs=signs)
