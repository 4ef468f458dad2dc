"""The well-known mistakes in writing an EDTF date, each with what to write instead.

Asked by `edtf_refusals` first, for a text that has not the shape of a date.
"""

import re
from typing import Final

# For the whole text of one date. The group `here` marks the position, the others may be used in the
# reason. Compiled by `re` when one is needed: valid dates never are.
_MISTAKES: Final = (
    (
        r"(?P<here>P)[0-9YMWDTHS.,]+",
        "found a duration, which EDTF does not have: write start and end, as in 1985/1987",
    ),
    (
        r"(?P<here>R)[0-9]*",
        "found a repetition, which EDTF does not have: list the dates, as in {{1985,1986}}",
    ),
    (
        r"-?[0-9]{4}-?(?P<here>W)[0-9]{2}(-?[0-9])?",
        "found a week date, expected month and day: write the date as in 1985-04-12",
    ),
    (
        r"(?P<here>)(?P<y>[0-9]{4})(?P<m>0[1-9]|1[0-2])(?P<d>[0-2][0-9]|3[01])(T.*)?",
        "found a date without hyphens, expected the extended format: write {y}-{m}-{d}",
    ),
    (
        r"(?P<here>)(?P<y>[0-9]{4})(?P<m>0[1-9]|1[0-2])",
        "found six digits without a hyphen: write {y}-{m} for a month, Y{y}{m} for a year",
    ),
    (
        r"(?P<here>)(?P<minus>-?)0[0-9]{4,}",
        "found a year of more than four digits that begins with 0: write four digits",
    ),
    (
        r"(?P<here>)(?P<minus>-?)(?P<y>[1-9][0-9]{4,12})",
        "found a year of more than four digits, which needs a Y: write Y{minus}{y}",
    ),
    (
        r"(?P<here>)-?[0-9X]{5,}.*",
        "found a year of more than four digits, expected four, or a Y before a longer year",
    ),
    (
        r"(?P<y>-?[0-9]{4})-(?P<here>)(?P<d>[0-9]{3})",
        "found {d}, a day counted in the year, expected month and day: write as in {y}-04-12",
    ),
    (
        r"(?P<y>-?[0-9]{4})-(?P<here>)(?P<m>0[1-9]|1[0-2])(?P<d>[0-9]{2})",
        "found {m}{d} after the year: write {y}-{m}-{d}, or {y}/{m}{d} for two years",
    ),
    (
        r"(?P<y>-?[0-9]{4})-(?P<here>)(?P<z>[0-9]{4})",
        "found {z} after the year: write {y}/{z} for two years",
    ),
    (
        r"(?P<y>-?[0-9X]{4})-(?P<here>)(?P<m>[1-9])(?P<q>[?~%]?)",
        "found a month of one digit, expected two: write {y}-0{m}{q}",
    ),
    (
        r"(?P<y>-?[0-9X]{4})-(?P<here>)(?P<m>[1-9])-(?P<d>[0-9]{1,2})(?P<q>[?~%]?)",
        "found a month of one digit, expected two: write {y}-0{m}-{d:0>2}{q}",
    ),
    (
        r"(?P<y>-?[0-9X]{4})-(?P<m>[0-9X]{2})-(?P<here>)(?P<d>[1-9])(?P<q>[?~%]?)",
        "found a day of one digit, expected two: write {y}-{m}-0{d}{q}",
    ),
    (
        r"(?P<y>[0-9]{4})(?P<here>\.)(?P<m>[0-9]{2})(\.[0-9]{2})?",
        "found dots between year, month and day, expected hyphens: write as in {y}-04-12",
    ),
    (
        r"(?P<here>)[0-9]{2}-[0-9]{2}",
        "found a date without its year: write both ends in full, as in 1985-04-12/1985-05-20",
    ),
    (
        r"(?P<here>)(?P<minus>-?)(?P<y>[0-9X]{3})(?P<q>[?~%]?)",
        "found a year of three digits: write {minus}0{y}{q}, or {minus}{y}X{q} for ten years",
    ),
    (
        r"(?P<here>)(?P<minus>-?)(?P<y>[0-9]{1,3})(?P<rest>([?~%]|-[0-9]{2}){0,3})",
        "found a year of fewer than four digits, expected four: write {minus}{y:0>4}{rest}",
    ),
    (
        r"(?P<here>-)Y(?P<y>[0-9]+)",
        "found the minus sign before the Y, expected it after: write Y-{y}",
    ),
    (r"Y-?(?P<here>0).*", "found a year that begins with 0: leave leading zeros out"),
    (
        r"Y-?[0-9]+(E[0-9]+)?[?~%]?(?P<here>-).*",
        "found a month after a year with Y, which has none: write the year alone",
    ),
    (r"Y-?[0-9]+E(?P<here>[0-]).*", "found a bad exponent, expected a number from 1"),
    (
        r"[Y-]{0,2}[0-9X]+(E[0-9]+)?S[1-9][0-9]*[?~%]?(?P<here>-).*",
        "found a month after significant digits: leave the month out",
    ),
    (
        r"[Y-]{0,2}[0-9X]+(E[0-9]+)?S(?P<here>).*",
        "found S, expected a number of digits from 1 after it: write as in 1950S2",
    ),
    (
        r".*[?~%](?P<here>(?P<q>[?~%])).*",
        "found two signs together, expected one of ? ~ %: write % for ? and ~ together",
    ),
    (r".*(?P<here>--).*", "found two hyphens, expected one; a year before 0 has its own"),
    (
        r"(?P<here>open)",
        "found the word of an old draft: write .. for an open end",
    ),
    (
        r"(?P<here>unknown)",
        "found the word of an old draft: leave the end empty where it is unknown",
    ),
)


def known_mistake(text: str) -> tuple[int, str] | None:
    """The place of the first mistake that fits, from 0, and the reason for a person."""
    for pattern, reason in _MISTAKES:
        found = re.fullmatch(pattern, text)
        if found is not None:
            return found.start("here"), reason.format(**found.groupdict(""))
    return None
