"""Reads intervals, sets and lists of EDTF: each member, and the bounds of the whole.

Called by `edtf` for strings of more than one date; `edtf_dates` reads the dates in them. Sections
named are those of the specification of 2019-02-04.
"""

from typing import Final

from timeline.core.edtf_dates import read_date
from timeline.core.edtf_elsewhere import elsewhere
from timeline.core.edtf_refusals import refuse
from timeline.core.edtf_values import OPEN, Bound, Date, Form, Member, Precision

MAX_PARTS: Final = 100

# All of a value but its text: level, form, precision, members, lower and upper bound.
Whole = tuple[int, Form, Precision, tuple[Member, ...], Bound, Bound]

_COARSENESS: Final = {precision: place for place, precision in enumerate(Precision)}


def _whole(
    level: int, form: Form, members: tuple[Member, ...], lower: Bound, upper: Bound
) -> Whole:
    """With the highest level and the coarsest precision among the dates."""
    coarsest, precision = -1, Precision.OTHER
    for member in members:
        first, last = member.first, member.last
        for date in (first,) if first is last else (first, last):
            if isinstance(date, Date):
                level = max(level, date.level)
                place = _COARSENESS[date.precision]
                if place > coarsest:
                    coarsest, precision = place, date.precision
    return level, form, precision, members, lower, upper


def _end(text: str, offset: int, whole: str) -> Member:
    """One end of an interval: level 1 "Extended Interval", and before/after of ISO 8601-2."""
    if not text:
        return Member(None, None)
    if text == "..":
        return Member(OPEN, OPEN)
    if text.startswith(".."):
        return Member(OPEN, read_date(text[2:], offset + 2, whole))
    if text.endswith(".."):
        return Member(read_date(text[:-2], offset, whole), OPEN)
    date = read_date(text, offset, whole)
    return Member(date, date)


def read_interval(text: str) -> Whole:
    """Level 0 "Time Interval" and its extensions."""
    first, _, last = text.partition("/")
    if not (first or last):
        refuse(text, 0, "found / alone, expected a date on one side at least: write 1985/1987")
    if "/" in last:
        refuse(
            text,
            len(first) + 1 + last.index("/"),
            elsewhere(text)
            or "found a second /, expected one between start and end: "
            "join year, month and day by hyphens, as in 1985-04-12",
        )
    begin = _end(first, 0, text)
    finish = _end(last, len(first) + 1, text)
    lower, upper = begin.lower, finish.upper
    if isinstance(lower, int) and isinstance(upper, int) and lower > upper:
        refuse(
            text,
            len(first) + 1,
            f"found {last} after {first}, expected the earlier date first: write {last}/{first}",
        )
    level = 0
    if "X" in text or begin.first is not begin.last or finish.first is not finish.last:
        level = 2
    elif first in {"", ".."} or last in {"", ".."}:
        level = 1
    return _whole(level, "interval", (begin, finish), lower, upper)


def _member(text: str, offset: int, whole: str, *, first: bool, last: bool) -> Member:
    """One member of a set or list: a date, `a..b`, `..b` in front or `a..` at the end."""
    if not text:
        refuse(whole, offset, "found nothing where a date is expected: remove the extra comma")
    before, dots, after = text.partition("..")
    if not dots:
        date = read_date(text, offset, whole)
        return Member(date, date)
    if not (before or after):
        refuse(whole, offset, "found .. alone, expected a date before or after it: write 1985..")
    begin = read_date(before, offset, whole) if before else OPEN
    finish = read_date(after, offset + len(before) + 2, whole) if after else OPEN
    if not before and not first:
        refuse(whole, offset, f"found {text}, which may only stand first: move it to the front")
    if not after and not last:
        refuse(whole, offset, f"found {text}, which may only stand last: move it to the end")
    if isinstance(begin, Date) and isinstance(finish, Date) and begin.lower > finish.upper:
        refuse(
            whole,
            offset + len(before) + 2,
            f"found {after} after {before}, expected the earlier date first: "
            f"write {after}..{before}",
        )
    return Member(begin, finish)


def _pieces(text: str, closing: str) -> list[str]:
    """The texts between the brackets."""
    if text[-1] != closing:
        place = text.find(closing)
        if place >= 0:
            refuse(text, place + 1, f"found text after {closing}: remove it")
        if text[-1] in "]}":
            reason = f"found {text[-1]} at the end, expected {closing}: write {closing}"
            refuse(text, len(text) - 1, reason)
        refuse(text, len(text), f"found the end of the text, expected {closing}: add it")
    pieces = text[1:-1].split(",")
    if len(pieces) > MAX_PARTS:
        index = sum(len(piece) + 1 for piece in pieces[:MAX_PARTS]) + 1
        refuse(text, index, f"found {len(pieces)} dates, expected {MAX_PARTS} at most")
    if pieces == [""]:
        reason = f"found {text} without a date, expected one at least: write {text[0]}1985{closing}"
        refuse(text, 1, reason)
    return pieces


def read_collection(text: str) -> Whole:
    """Level 2 "Set representation": `[one of them]` or `{all of them}`."""
    form: Form
    form, closing = ("set", "]") if text[0] == "[" else ("list", "}")
    pieces = _pieces(text, closing)
    offset, members, final = 1, [], len(pieces) - 1
    for number, piece in enumerate(pieces):
        members.append(_member(piece, offset, text, first=number == 0, last=number == final))
        offset += len(piece) + 1
    lower = members[0].lower
    upper = members[-1].upper
    if lower is not OPEN:
        lower = min(member.lower for member in members)  # type: ignore[type-var]
    if upper is not OPEN:
        upper = max(member.upper for member in members)  # type: ignore[type-var]
    return _whole(2, form, tuple(members), lower, upper)
