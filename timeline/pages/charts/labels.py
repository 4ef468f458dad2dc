"""Room for the texts of a chart: how wide they run, and places where none lies on another.

Used by `chart_layout`. Widths are estimates by sort of character, the same on every machine.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
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

    def inside(self, other: "Area") -> bool:
        """Whether this lies wholly in another."""
        wide = other.x <= self.x and self.x2 <= other.x2
        return wide and other.y <= self.y and self.y2 <= other.y2


@dataclass(slots=True)
class Room:
    """What is taken of a picture, and what is left for texts."""

    whole: Area
    taken: list[Area] = field(default_factory=list)

    def place(
        self, text: str, spots: Iterable[tuple[float, float, Align]]
    ) -> tuple[float, float, Align] | None:
        """Take the first spot where a text meets nothing; None where there is none."""
        for x, y, align in spots:
            area = around(text, x, y, align)
            if area.inside(self.whole) and not any(area.meets(other) for other in self.taken):
                self.taken.append(area)
                return x, y, align
        return None


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
