"""The refusal of a text that is no EDTF: where, what was found, what is expected, how to mend it.

Raised by all that read EDTF. `refuse_date` is called after their patterns have failed; it never
decides whether a text is valid, so its guesses can be generous. Every reason is one lower-case
sentence for a person.
"""

import re
import unicodedata
from typing import Final, NoReturn

from timeline.core.edtf_elsewhere import elsewhere
from timeline.core.edtf_mistakes import known_mistake


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


def _character(found: str) -> str:
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
        return index, f"found a {'space' if sign == ' ' else _character(sign)}: remove it"
    capital = "".join(_CAPITALS.get(letter, letter) for letter in text)
    if sign in _CAPITALS and _CAPITAL_SHAPE.fullmatch(capital):
        return index, f"found '{sign}', expected a capital letter: write {capital}"
    shown = _character(sign)
    if unicodedata.category(sign) == "Pd" or sign == "\u2212":
        return index, f"found the dash {shown}, expected the hyphen: write -"
    if sign.isdigit():
        return (
            index,
            f"found the digit {shown}, expected 0 to 9: write {unicodedata.digit(sign, 0)}",
        )
    return index, f"found {shown}, expected a date as in 1985-04-12, 1985-04 or 1985"


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
        f"found {_character(text[index])}, expected a date as in 1985-04-12, 1985-04 or 1985",
    )


def refuse_date(text: str, offset: int, whole: str) -> EdtfError:
    """The error for a text without the shape of a date, which stands at `offset` in the whole."""
    if not text:
        return EdtfError(whole, offset + 1, "found no date, expected one such as 1985-04-12")
    alone = text == whole
    found = known_mistake(text) or _foreign(text) or _time(text, alone=alone)
    if offset and whole[offset - 1] == "/" and _TWO_DIGITS.fullmatch(text):
        found = 0, "found two digits after the /, expected a date in full: write as in 1985/1987"
    if found is None and alone:
        found = _limit(text)
    index, reason = found or _furthest(text)
    reason = elsewhere(whole) or elsewhere(text) or reason
    return EdtfError(whole, offset + index + 1, reason)
