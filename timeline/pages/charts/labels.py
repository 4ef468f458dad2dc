"""The texts of a chart: how wide they run, where they are cut, and what room they take.

Used by `chart_layout`. Widths are estimates by sort of character, the same on every machine.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import Final

from timeline.pages.charts.marks import Align

HEIGHT: Final = 11
_AVERAGE: Final = 6.6
_NARROW: Final = frozenset(" .,:;|!'ijlIft()[]\u00a0\u202f")


def cleaned(text: str) -> str:
    """Return a text on one line, without what XML or the eye cannot bear."""
    seen = (" " if char.isspace() else char for char in text)
    kept = "".join(
        char
        for char in seen
        if unicodedata.category(char) not in _UNSEEN and char not in _OVERRIDES
    )
    return " ".join(kept.split())


# Controls, lone surrogates, unassigned ones; formats of scripts and emoji stay.
_UNSEEN: Final = frozenset(["Cc", "Cs", "Cn", "Co"])
# Marks that turn the direction of what follows.
_OVERRIDES: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def width(text: str) -> float:
    """Estimate how wide a text runs at the size of charts, in pixels."""
    return sum(_advance(char) for char in text)


def _advance(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0
    if char in _NARROW:
        return 3.6
    if unicodedata.east_asian_width(char) in "WF":
        return 13
    return 8.4 if char.isupper() else _AVERAGE


def cut(text: str, limit: float) -> str:
    """Return a text that is no wider than `limit`, with an ellipsis where it was cut."""
    if width(text) <= limit:
        return text
    used, kept = width("…"), 0
    for char in text:
        used += _advance(char)
        if used > limit:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


def wrapped(text: str, limit: float, most: int = 2) -> tuple[str, ...]:
    """Break a text at spaces into lines no wider than `limit`; the last of `most` is cut."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if len(lines) == most or not lines[-1] or width(longer) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(cut(line, limit) for line in lines)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle that something takes up."""

    x: float
    y: float
    x2: float
    y2: float

    def meets(self, other: "Area") -> bool:
        """Whether two rectangles overlap."""
        beside = self.x2 <= other.x or other.x2 <= self.x
        return not (beside or self.y2 <= other.y or other.y2 <= self.y)

    def gap(self, other: "Area") -> float:
        """How far two rectangles lie apart."""
        beside = max(self.x - other.x2, other.x - self.x2, 0)
        return hypot(beside, max(self.y - other.y2, other.y - self.y2, 0))

    def inside(self, other: "Area") -> bool:
        """Whether this lies wholly in another."""
        wide = other.x <= self.x and self.x2 <= other.x2
        return wide and other.y <= self.y and self.y2 <= other.y2


def around(text: str, x: float, y: float, align: Align) -> Area:
    """Return what a text takes up whose middle line is at `y`."""
    wide = width(text) + 2
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
    return Area(left, y - HEIGHT / 2, left + wide, y + HEIGHT / 2)


def spread(wished: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Return heights near the wished ones, in their order, `gap` apart and within the limits."""
    order = sorted(range(len(wished)), key=lambda place: (wished[place], place))
    found = [0.0] * len(wished)
    least = top
    for place in order:
        found[place] = max(wished[place], least)
        least = found[place] + gap
    most = bottom
    for place in reversed(order):
        found[place] = min(found[place], most)
        most = found[place] - gap
    return found
