"""What a chart is drawn of: marks in pixels, each with its tone and the words it stands for.

Made by `chart_layout`, drawn by `chart_svg`; pure values that know neither figures nor SVG.
"""

from dataclasses import dataclass
from typing import Literal

# Names of colours, given by charts.css for each scheme; `1` to `5` are the series.
Tone = Literal["ink", "soft", "grid", "1", "2", "3", "4", "5"]
Shape = Literal["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]
Align = Literal["left", "center", "right"]
Strength = Literal["full", "faint", "wash"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What all marks have: a tone, how strong it is, and `says`, shown when pointed at."""

    tone: Tone
    strength: Strength = "full"
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Mark):
    """A straight line; `dash` in pixels on and off."""

    x: float
    y: float
    x2: float
    y2: float
    width: float = 1
    dash: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Box(Mark):
    """A rectangle: filled with its tone, or hollow with an outline."""

    x: float
    y: float
    x2: float
    y2: float
    hollow: bool = False
    dash: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign(Mark):
    """A small shape around a point; `size` is its area."""

    x: float
    y: float
    shape: Shape
    size: float = 60
    hollow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Mark):
    """A short text beside a point."""

    x: float
    y: float
    text: str
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture: what comes later lies on top; `moved`: signs stand beside their place."""

    width: int
    height: int
    marks: tuple[Mark, ...]
    logarithmic: bool = False
    moved: bool = False
