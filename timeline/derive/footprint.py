"""What a date is known to cover, as pieces of the time line: what a picture of it draws.

For `pages`. Days are day numbers of `core.days`; nothing here knows pixels.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from timeline.core.edtf import OPEN, Bound, Extent, Member, parse_cached

Ending = Literal["closed", "open", "unknown"]
MOST_PIECES: Final = 40  # members of a set or list that a picture can show


@dataclass(frozen=True, slots=True)
class Piece:
    """Days from `first` to `last`, both of them inside: it certainly or only possibly covers them.

    A single day that is certain is a point.
    """

    first: int
    last: int
    certain: bool


@dataclass(frozen=True, slots=True)
class Footprint:
    """The pieces of a date in order, how it ends on both sides, and the signs that it carries.

    `first` and `last` are the outermost known days, or None for a date without any.
    """

    pieces: tuple[Piece, ...]
    first: int | None
    last: int | None
    before: Ending = "closed"
    after: Ending = "closed"
    approximate: bool = False
    uncertain: bool = False


@lru_cache(maxsize=16384)
def footprint(text: str, *, coverage: bool = False) -> Footprint:
    """Return what an EDTF string covers; with `coverage` it means the whole of itself.

    >>> footprint("2019-12-22").pieces
    (Piece(first=18252, last=18252, certain=True),)
    >>> footprint("2019-12/2020-01").pieces[0]
    Piece(first=18231, last=18261, certain=False)
    """
    date = parse_cached(text)
    if date.form in ("set", "list"):
        found = [
            piece
            for member in date.members[:MOST_PIECES]
            for piece in _member(member, certain=coverage, every=date.form == "list")
        ]
    else:
        windows = date.windows(coverage=coverage)
        if windows.extent is Extent.WITHIN:
            found = _possible(date.lower, date.upper)
        else:
            start, end = windows.start, windows.end
            found = _span(start.earliest, start.latest, end.earliest, end.latest)
    days = [bound for bound in (date.lower, date.upper) if isinstance(bound, int)]
    known = [day for piece in found for day in (piece.first, piece.last)] + days
    return Footprint(
        pieces=tuple(found),
        first=min(known, default=None),
        last=max(known, default=None),
        before=_ending(date.lower),
        after=_ending(date.upper),
        approximate=date.approximate,
        uncertain=date.uncertain,
    )


def _ending(bound: Bound) -> Ending:
    if isinstance(bound, int):
        return "closed"
    return "open" if bound is OPEN else "unknown"


def _possible(lower: Bound, upper: Bound) -> list[Piece]:
    """Something within two bounds: a point where they are one day."""
    if isinstance(lower, int) and isinstance(upper, int):
        return [Piece(lower, upper, certain=lower == upper)]
    # Open on a side: the known end is where it may be at the earliest or latest.
    return [Piece(day, day, certain=False) for day in (lower, upper) if isinstance(day, int)]


def _span(earliest: Bound, begun: Bound, ending: Bound, latest: Bound) -> list[Piece]:
    """From a beginning to an end, each with its window; between the windows it is certain."""
    pieces = []
    if isinstance(earliest, int) and isinstance(begun, int) and earliest < begun:
        pieces.append(Piece(earliest, begun, certain=False))
    middle = [day for day in (begun, ending) if isinstance(day, int)]
    if middle and middle[0] <= middle[-1]:
        pieces.append(Piece(middle[0], middle[-1], certain=True))
    if isinstance(ending, int) and isinstance(latest, int) and ending < latest:
        pieces.append(Piece(ending, latest, certain=False))
    return pieces


def _member(member: Member, *, certain: bool, every: bool) -> list[Piece]:
    """One of a set (only possible) or of a list (it happened in each)."""
    lower, upper = member.lower, member.upper
    if not every:
        both = (day for day in (lower, upper) if isinstance(day, int))
        days = list(both)
        return [Piece(days[0], days[-1], certain=False)] if days else []
    if member.first is member.last and not certain:
        return _possible(lower, upper)
    return _span(lower, lower, upper, upper)
