"""Says why a text is no EDTF date: where, what was found, what is expected, how to mend it.

Called by the parser after its patterns have failed; it never decides whether a text is valid, so
its guesses can be generous. Every reason is one lower-case sentence for a person.
"""

import re
import unicodedata
from typing import Final, NoReturn


class EdtfError(ValueError):
    """A string that is not valid EDTF.

    `position` counts code points from 1 and may be one past the end; `reason` is a sentence.
    """

    def __init__(self, text: str, position: int, reason: str) -> None:
        super().__init__(text, position, reason)
        self.text = text
        self.position = position
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.reason} (position {self.position})"


def refuse(whole: str, index: int, reason: str) -> NoReturn:
    """Refuse a string for what stands at `index`, counted from 0."""
    raise EdtfError(whole, index + 1, reason)


class Passage:
    """The text of one date and where it stands in the whole string, for refusals inside it."""

    __slots__ = ("offset", "text", "whole")

    def __init__(self, text: str, offset: int, whole: str) -> None:
        self.text = text
        self.offset = offset
        self.whole = whole

    def refuse(self, index: int, reason: str) -> NoReturn:
        """Refuse it for what stands at `index` of its own text, counted from 0."""
        refuse(self.whole, self.offset + index, reason)


# Well-known mistakes, for the whole text of one date; the first that fits speaks. The group
# `here` marks the position, the others may be used in the reason. Compiled by `re` when one is
# needed: valid dates never are.
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
        r"(?P<here>)(?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})[-/.](?P<y>[0-9]{4})",
        "found the year at the end, expected it first: write year-month-day, as in {y}-04-12",
    ),
    (
        r"(?P<y>[0-9]{4})(?P<here>\.)(?P<m>[0-9]{2})(\.[0-9]{2})?",
        "found dots between year, month and day, expected hyphens: write {y}-{m} or {y}-{m}-12",
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

# Everything that may stand in a date; lower-case letters of older drafts are told apart.
_FOREIGN: Final = re.compile(r"[^0-9XYESTZ:+?~%.-]")
_CAPITALS: Final = {
    **{letter: letter.upper() for letter in "xyestz"},
    "u": "X",
}
_STRUCTURE: Final = {
    "/": "found an interval inside [ ] or { }: write .. between its dates",
    ",": "found a comma, which separates dates only inside [ ] or { }",
    "[": "found [ inside a date: a set is written alone, as in [1985,1987]",
    "]": "found ] without [ at the beginning: write [1985,1987]",
    "{": "found { inside a date: a list is written alone, as in {1985,1987}",
    "}": "found } without { at the beginning: write {1985,1987}",
}
# The longest beginning of a text that could still become a date.
_BEGINNING: Final = re.compile(
    r"[?~%]?(?:Y-?(?:[1-9][0-9]*(?:E(?:[1-9][0-9]*)?)?(?:S(?:[1-9][0-9]*)?)?[?~%]?)?"
    r"|-?(?:[0-9X]{4}[?~%]?(?:-[?~%]?(?:[0-9X]{2}[?~%]?(?:-[?~%]?(?:[0-9X]{2}[?~%]?)?)?"
    r"|[0-9X]?))?|[0-9X]{0,3}))"
)
_CAPITAL_SHAPE: Final = re.compile(rf"{_BEGINNING.pattern}(?:T[0-9:]{{,8}}[0-9:Z+-]*)?")
_TWO_DIGITS: Final = re.compile(r"[0-9]{2}")
_SHOWN: Final = 42  # characters of a text that a reason repeats
_CLOCK: Final = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}")
_DATED: Final = re.compile(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}")


def character(found: str) -> str:
    """A character named for a person: `'–' (U+2013 EN DASH)`; ASCII is shown as it is."""
    if "!" <= found <= "~":
        return f"'{found}'"
    name = unicodedata.name(found, "")
    point = f"U+{ord(found):04X} {name}".rstrip()
    return f"'{found}' ({point})" if found.isprintable() and found != " " else point


def _foreign(text: str) -> tuple[int, str] | None:
    """The first character that no date has."""
    found = _FOREIGN.search(text)
    if found is None:
        return None
    sign, index = found[0], found.start()
    if sign in _STRUCTURE:
        return index, _STRUCTURE[sign]
    if sign in "\r\n" and not text[index:].strip():
        return index, "found a line break at the end: remove it"
    if sign.isspace():
        return index, f"found a {'space' if sign == ' ' else character(sign)}: remove it"
    capital = "".join(_CAPITALS.get(letter, letter) for letter in text)
    if sign in _CAPITALS and _CAPITAL_SHAPE.fullmatch(capital):
        return index, f"found '{sign}', expected a capital letter: write {capital}"
    shown = character(sign)
    if unicodedata.category(sign) == "Pd" or sign == "\u2212":
        return index, f"found the dash {shown}, expected the hyphen: write -"
    if sign.isdigit():
        return (
            index,
            f"found the digit {shown}, expected 0 to 9: write {unicodedata.digit(sign, 0)}",
        )
    return index, f"found {shown}, expected a date as in 1985-04-12, 1985-04 or 1985"


def _mistake(text: str) -> tuple[int, str] | None:
    """The first of the well-known mistakes."""
    for pattern, reason in _MISTAKES:
        found = re.fullmatch(pattern, text)
        if found is not None:
            return found.start("here"), reason.format(**found.groupdict(""))
    return None


def _time(text: str, *, alone: bool) -> tuple[int, str] | None:
    """What is wrong about a time of day."""
    before, mark, time = text.partition("T")
    if not mark or not before[-1:].isdecimal():
        return None
    index = len(before)
    if not alone:
        return index, "found a time of day, which only a date of its own has: leave the time out"
    if _DATED.fullmatch(before) is None:
        return (
            index,
            "found a time of day, expected a full date before it: write 1985-04-12T23:20:30",
        )
    if _CLOCK.match(time) is None:
        return index + 1, "expected a time as hh:mm:ss: write hours, minutes and seconds"
    for at, limit, last, name in (
        (0, 24, 23, "hour"),
        (3, 59, 59, "minute"),
        (6, 59, 59, "second"),
    ):
        if int(time[at : at + 2]) > limit:
            reason = f"found {name} {time[at : at + 2]}, expected 00 to {last}"
            return index + 1 + at, reason
    if time.startswith("24") and not time.startswith("24:00:00"):
        return index + 1, "found hour 24, which is only the end of a day: write 24:00:00"
    if time[8:9] in (".", ","):
        return index + 9, "found a fraction of a second, which EDTF does not have: leave it out"
    if time[8:] in ("-00", "-00:00"):
        return index + 9, "found a time zone of minus zero: write Z"
    return index + 9, (
        "expected nothing, Z or a time zone from -14:00 to +14:00: write as in 23:20:30+01:00"
    )


def _limit(text: str) -> tuple[int, str] | None:
    """What to write for a date with two dots that is no end and no member of anything."""
    before, dots, after = text.partition("..")
    if not dots or len(text) > _SHOWN:
        return None
    if not (before or after):
        return 0, "found .. alone, expected a date: write 1985/.. for no end, ../1985 for no start"
    if not _BEGINNING.fullmatch(before) or not _BEGINNING.fullmatch(after):
        return None
    if not before:
        return 0, f"found .. before a date on its own: write [{text}] for on or before it"
    if not after:
        return len(before), f"found .. after a date on its own: write [{text}] for on or after it"
    return len(before), (
        f"found .. between two dates on their own: write {before}/{after} for from one to the "
        f"other, [{text}] for some time between them"
    )


def _furthest(text: str) -> tuple[int, str]:
    """Where the text stops to look like a date."""
    found = _BEGINNING.match(text)
    index = found.end() if found else 0
    if index == len(text):
        return index, "found the end too early, expected a full date: write it as in 1985-04-12"
    return (
        index,
        f"found {character(text[index])}, expected a date as in 1985-04-12, 1985-04 or 1985",
    )


def refuse_date(text: str, offset: int, whole: str) -> EdtfError:
    """The error for a text without the shape of a date, which stands at `offset` in the whole."""
    if not text:
        return EdtfError(whole, offset + 1, "found no date, expected one such as 1985-04-12")
    alone = text == whole
    found = _mistake(text) or _foreign(text) or _time(text, alone=alone)
    if offset and whole[offset - 1] == "/" and _TWO_DIGITS.fullmatch(text):
        found = 0, "found two digits after the /, expected a date in full: write as in 1985/1987"
    if found is None and alone:
        found = _limit(text)
    index, reason = found or _furthest(text)
    return EdtfError(whole, offset + index + 1, reason)
