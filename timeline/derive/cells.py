"""How a cell of a table is written as text, for CSV: lists, and texts a spreadsheet must not run.

Members of a list are joined by `|`; a `|` or a backslash inside a member has a backslash before it.
A free text that begins with one of = + - @, a tab, a line break or an apostrophe gets one
apostrophe in front, so that a spreadsheet shows it and runs nothing; a reader takes a first
apostrophe away. Ids, dates, addresses and numbers are never touched.
"""

import re
from collections.abc import Sequence
from typing import Final, cast

from timeline.derive.columns import Column
from timeline.derive.rows import Cell

_List = tuple[str, ...] | None

SEPARATOR: Final = "|"
_STARTS: Final = frozenset("=+-@\t\r\n'")
_QUOTED: Final = ',"\r\n'
_QUOTING: Final = re.compile(f"[{_QUOTED}]")
_SPECIAL: Final = re.compile(r"[\\|]")
_MEMBER: Final = re.compile(r"((?:[^\\|]|\\.)*)(?:\||\Z)", re.DOTALL)


def joined(members: tuple[str, ...]) -> str:
    """Write a list as one text."""
    if not members:
        return ""
    text = SEPARATOR.join(members)
    if "\\" in text or text.count(SEPARATOR) >= len(members):
        return SEPARATOR.join(_SPECIAL.sub(r"\\\g<0>", member) for member in members)
    return text


def split(text: str) -> tuple[str, ...]:
    """Return the members of a list as `joined` writes them; an empty text has none."""
    if not text:
        return ()
    found: list[str] = []
    at = 0
    while True:
        match = _MEMBER.match(text, at)
        if match is None:
            raise ValueError(f"a backslash ends the list {text!r}")
        found.append(re.sub(r"\\(.)", r"\1", match[1], flags=re.DOTALL))
        at = match.end()
        if not match[0].endswith(SEPARATOR) or match.end(1) == match.end():
            return tuple(found)


def harmless(text: str) -> str:
    """Return a text as a spreadsheet may have it."""
    return "'" + text if text[:1] in _STARTS else text


def original(text: str) -> str:
    """Return the text that `harmless` was given."""
    return text.removeprefix("'")


def write(cells: Sequence[Cell], column: Column) -> Sequence[Cell]:
    """Return the cells of a column as CSV has them; None stands for an empty cell."""
    if column.type == "list":
        cells = [joined(cell) if cell else None for cell in cast("Sequence[_List]", cells)]
    if column.free:
        texts = cast("Sequence[str | None]", cells)
        cells = ["'" + text if text and text[0] in _STARTS else text for text in texts]
    return cells


def quoted(cells: Sequence[Cell], column: Column) -> Sequence[str]:
    """Return what `write` made of a column as RFC 4180 has it: in quotes where it needs them.

    Most columns hold nothing that does; looking at the whole is quicker than at every cell.
    """
    if column.type in ("integer", "number"):
        return ["" if cell is None else str(cell) for cell in cells]
    texts = [text or "" for text in cast("Sequence[str | None]", cells)]
    whole = "".join(texts)
    if any(sign in whole for sign in _QUOTED):
        return ['"' + t.replace('"', '""') + '"' if _QUOTING.search(t) else t for t in texts]
    return texts
