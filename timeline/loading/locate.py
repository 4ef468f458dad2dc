"""Where in a JSON text a value stands: JSON Pointer -> offset -> line and column.

Called only for files with findings, never for deep ones. Reads leniently: it is given texts that
`json` may refuse. Every position of a text is read once, so that no text can keep it busy.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from timeline.core.diagnostic import pointer as join

_TOKEN: Final = re.compile(
    r'(?P<string>"(?:[^"\\]++|\\.)*+"?)|(?P<mark>[{}\[\]:,])|(?P<word>[^\s{}\[\]:,"]++)|\s++',
    re.DOTALL,
)


@dataclass(slots=True)
class Map:
    """Offsets of values and of member names by JSON Pointer, and names that stand twice."""

    text: str
    values: dict[str, int] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)
    repeated: list[tuple[str, str, int, int]] = field(default_factory=list)
    words: list[tuple[str, str, int]] = field(default_factory=list)
    _breaks: list[int] = field(default_factory=list)

    def place(self, pointer: str, *, at_key: bool = False) -> tuple[int, int]:
        """Return line and column, from 1, of a value, of its name, or of what is nearest."""
        if at_key and pointer in self.keys:
            return self.line_column(self.keys[pointer])
        while pointer not in self.values and pointer:
            pointer = pointer.rpartition("/")[0]
        return self.line_column(self.values.get(pointer, 0))

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of an offset; quick for many offsets."""
        if not self._breaks:
            self._breaks = [-1, *(match.start() for match in re.finditer("\n", self.text))]
        line = bisect_right(self._breaks, offset - 1)
        return line, offset - self._breaks[line - 1]


def line_column(text: str, offset: int) -> tuple[int, int]:
    r"""Return line and column, from 1, in code points.

    >>> line_column("ab\ncd", 4)
    (2, 2)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


@dataclass(slots=True)
class _Level:
    """An open object or list while reading."""

    pointer: str
    is_object: bool
    key: str = ""
    index: int = 0
    expects_key: bool = True
    seen: dict[str, int] = field(default_factory=dict)

    def child(self) -> str:
        return self.pointer + join(self.key if self.is_object else self.index)


def locate(text: str) -> Map:
    """Read a JSON text once and note where everything stands."""
    result = Map(text)
    levels: list[_Level] = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup is None:
            continue
        level = levels[-1] if levels else _Level("", is_object=False)
        here, start = level.child() if levels else "", match.start()
        mark = match["mark"]
        if mark in ("{", "["):
            result.values.setdefault(here, start)
            levels.append(_Level(here, is_object=mark == "{"))
        elif mark in ("}", "]"):
            del levels[-1:]
        elif mark:
            level.index += mark == ","
            level.expects_key = mark == ","
        elif level.is_object and level.expects_key and match["string"]:
            _note_key(result, level, _decoded(match["string"]), start)
        else:
            result.values.setdefault(here, start)
            result.words.append((here, match["string"] or match["word"], start))
    return result


def _note_key(result: Map, level: _Level, key: str, start: int) -> None:
    level.key = key
    here = level.child()
    if key in level.seen:
        result.repeated.append((here, key, level.seen[key], start))
    else:
        level.seen[key] = start
        result.keys[here] = start


_ESCAPE: Final = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_SIMPLE: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def _decoded(token: str) -> str:
    """Undo the escapes of a JSON string as `json` does, surrogate pairs included."""

    def one(match: re.Match[str]) -> str:
        escape = match[1]
        if len(escape) == 5:
            return chr(int(escape[1:], 16))
        return _SIMPLE.get(escape, escape)

    raw = _ESCAPE.sub(one, token[1:-1])
    return raw.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
