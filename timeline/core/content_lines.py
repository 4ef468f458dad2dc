"""Content lines of iCalendar (RFC 5545): text escaped, lines folded, days and times written.

Pure helpers for the exporter of calendars; nothing here knows events. Text comes out whole or not
at all: no fold stands inside a character or an escape sequence, so that the simplest reader, which
joins lines before it decodes and unescapes, gets what the most careful one gets.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from timeline.core.days import to_day, to_iso

WIDTH: Final = 75  # octets of a line, its end not counted
# The first and the last day that a date of four digits can name.
FIRST_DAY: Final = to_day(1, 1, 1)
LAST_DAY: Final = to_day(9999, 12, 31)

_BREAKS: Final = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_UNUSUAL: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SPECIAL: Final = re.compile(_UNUSUAL.pattern[:-1] + "\n\\\\,;]")
# Up to 74 octets that end neither inside a character (the next octet does not continue one) nor
# behind a backslash, best not beside a blank, which careless readers strip. What has no such
# place is a run of escaped backslashes, cut between pairs.
_PIECE: Final = re.compile(
    rb"[^\n]{1,74}(?![\x80-\xbf ])(?<![\\ ])"
    rb"|[^\n]{1,74}(?![\x80-\xbf])(?<!\\)"
    rb"|(?:\\\\){1,37}"
)


def plain(text: str) -> str:
    """Return text without control characters; every way to break a line becomes a line feed.

    A tab becomes a blank, and half of a character (a lone surrogate) the replacement character.
    """
    if not _UNUSUAL.search(text):
        return text
    text = _CONTROLS.sub("", _BREAKS.sub("\n", text).replace("\t", " "))
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def escape(text: str) -> str:
    r"""Return text as a value of type TEXT.

    >>> escape("a, b; c\\d")
    'a\\, b\\; c\\\\d'
    """
    if not _SPECIAL.search(text):
        return text
    text = plain(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def escape_line(text: str) -> str:
    """Return text of one line as a value of type TEXT: for titles and labels."""
    return escape(plain(text).replace("\n", " ")) if _SPECIAL.search(text) else text


def fold(lines: Iterable[str]) -> bytes:
    """Return lines as octets with their ends, folded where they are longer than 75."""
    short = [
        line if len(line) <= WIDTH and line.isascii() else _folded(line.encode("utf-8"))
        for line in lines
    ]
    return "\r\n".join([*short, ""]).encode("utf-8")


def _folded(line: bytes) -> str:
    if len(line) > WIDTH:
        line = b"\r\n ".join(_PIECE.findall(line))
    return line.decode("utf-8")


@lru_cache(maxsize=32_768)
def day(number: int) -> str:
    """Return a day from FIRST_DAY to LAST_DAY as a value of type DATE."""
    return to_iso(number).replace("-", "")


@lru_cache(maxsize=16_384)
def moment(seconds: int) -> str:
    """Return a time, in seconds since 1970, as a DATE-TIME in UTC."""
    return datetime.fromtimestamp(seconds, tz=UTC).strftime("%Y%m%dT%H%M%SZ")


def geo(latitude: float, longitude: float) -> str:
    """Return a point, in degrees, as a GEO property (3.8.1.6), or nothing where there is none such.

    >>> geo(43.115, -0.0)
    'GEO:43.115;0'
    """
    inside = abs(latitude) <= 90 and abs(longitude) <= 180
    return f"GEO:{_degrees(latitude)};{_degrees(longitude)}" if inside else ""


def _degrees(value: float) -> str:
    # Adding zero makes zero of what would be written as minus zero.
    return f"{round(value, 6) + 0.0:.6f}".rstrip("0").rstrip(".")
