"""Where the names on a map go so that none covers another, a mark, or the edge.

Called by `drawing`, the most important name first. Widths are estimates: the reader's font is not
known here.
"""

import unicodedata
from typing import Final, NamedTuple

from timeline.pages.maps.atlas import Box

_EDGE: Final = 5.0  # px
_GAP: Final = 4.0  # px between a mark and its name
_WIDTH: Final = 0.56  # of the size, of a letter on average
_HEIGHT: Final = 1.15


class Name(NamedTuple):
    """A name that found its place: the baseline's `anchor` end, in px."""

    text: str
    x: float
    y: float
    anchor: str


class Lettering:
    """The names of one map."""

    def __init__(self, width: float, height: float) -> None:
        self._paper = Box(_EDGE, _EDGE, width - _EDGE, height - _EDGE)
        self._taken: list[Box] = []

    def reserve(self, box: Box) -> None:
        """Keep a part of the map free of names."""
        self._taken.append(box)

    def place(self, text: str, mark: tuple[float, float, float], size: float) -> Name | None:
        """Return a name beside a mark (x, y, radius), or None where it fits nowhere."""
        wide, high = width_of(text, size), size * _HEIGHT
        x, y, radius = mark
        away, aslant = radius + _GAP, radius / 2
        above, below = y - radius - 1 - high / 2, y + radius + 1 + high / 2
        for left, middle, anchor in (
            (x + away, y, "start"),
            (x - away - wide, y, "end"),
            (x - wide / 2, above, "middle"),
            (x - wide / 2, below, "middle"),
            (x + aslant, above, "start"),
            (x + aslant, below, "start"),
            (x - aslant - wide, above, "end"),
            (x - aslant - wide, below, "end"),
        ):
            box = Box(left, middle - high / 2, left + wide, middle + high / 2)
            if self._is_free(box):
                self._taken.append(box)
                at = {"start": left, "middle": left + wide / 2, "end": left + wide}[anchor]
                return Name(text, round(at, 1), round(middle + size * 0.34, 1), anchor)
        return None

    def centre(self, text: str, x: float, y: float, wide: float, size: float) -> Name | None:
        """Return a name of a width around a point, or None where it does not fit."""
        high = size * _HEIGHT
        box = Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        if not self._is_free(box):
            return None
        self._taken.append(box)
        return Name(text, round(x, 1), round(y + size * 0.34, 1), "middle")

    def _is_free(self, box: Box) -> bool:
        return self._paper.holds(box) and not any(box.meets(other) for other in self._taken)


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is in px; letters of East Asia are twice as wide."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return size * (_WIDTH * (len(text) - wide) + wide)


def shortened(text: str, size: float, room: float) -> str:
    """Return a text cut at its end where it is wider than there is room."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"
