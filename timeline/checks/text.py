"""Texts: plain, visible, trimmed. What a page, a feed or a calendar could misread is refused.

Most texts are clean, so all texts of an event are searched for suspect characters at once; only
what is suspect is looked at one by one, and where a text stands is spelt out only for a finding.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from operator import attrgetter
from typing import Any, Final

from timeline.core.context import Context
from timeline.core.diagnostic import Diagnostic, at_most, finding, pointer, quoted
from timeline.core.figure import Figure
from timeline.core.model import Event
from timeline.core.timeline import Timeline

Place = tuple[str | int, ...]

# Fields whose text is written for readers; the others have patterns or vocabularies.
_LINES: Final = frozenset(
    ["title", "label", "derivation", "authors", "locator", "no_url_reason", "unit", "aliases"],
)
_PARAGRAPHS: Final = frozenset(
    ["summary", "status_reason", "note", "says", "description", "counts"],
)
_NESTED: Final = frozenset(
    ["figures", "sources", "relays", "readings", "relations", "withdrawn", "categories"],
)
_KEYS: Final = ((Event, "aliases"), (Figure, "sources"))  # held to a pattern

# Characters that a plain text of ours never needs.
_ODD_ONES: Final = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u2800\u3164\uffa0\ufeff\ufff9-\uffff"
    "\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
_ODD: Final = re.compile(f"[{_ODD_ONES}]")
# One set without the line break, so that one search finds out that a text is clean.
_MARKS: Final = "<&[*_`~{"
_SUSPECT: Final = re.compile(
    "[" + _ODD_ONES.replace("\x00-\x1f", "\x00-\t\v-\x1f") + re.escape(_MARKS) + "]"
)
# The same in two steps for many texts at once: bytes of ASCII, then what lies beyond.
_SUSPECT_BYTES: Final = bytes({*range(0x20), 0x7F} - {0x0A}) + _MARKS.encode()
_SUSPECT_BEYOND: Final = re.compile(
    "[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"  # blanks, of which some may stand at an end
    + _ODD_ONES.replace("\x00-\x1f\x7f-\x9f", "\x80-\x9f")
    + "]"
)
_OPENERS: Final = frozenset("#>+-")
_BLANKS: Final = frozenset(" \n")
_BORDERS: Final = _OPENERS | _BLANKS
_INDENTED: Final = re.compile(r"\n[ #>+-]")
_INLINE: Final = re.compile(
    r"</?[A-Za-z!?][^>]*>?"  # HTML, even unclosed
    r"|&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]+);"  # character references
    r"|!?\[[^\[\]]*\](?:\([^)]{0,80}\)?|\[[^\[\]]*\])"  # Markdown links and images
    r"|\*\*[^*]+\*\*|(?<!\w)\*[^\s*][^*]*\*(?!\w)"  # strong, emphasis
    r"|(?<!\w)__[^_]+__(?!\w)|(?<!\w)_[^\s_][^_]*_(?!\w)"
    r"|`[^`]*`|```|~~~|~~[^~]+~~"  # code, struck
    r"|\{\{|\{%|\{#",  # templates
)
_BLOCK: Final = re.compile(r" {0,3}(?:#{1,6}|>|[-*+]) ")  # headings, quotes, lists
_CONTROLS: Final = {
    "\0": "null",
    "\t": "tab",
    "\n": "line break",
    "\r": "carriage return",
    "\x1b": "escape",
}
_LINE_BREAKS: Final = {
    True: "delete it; paragraphs are split by a blank line (\\n\\n)",
    False: "delete it; this text is one line",
}
_INVISIBLE: Final = ("which cannot be seen", "delete it; a usual blank may stand instead")
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check(timeline: Timeline, context: Context) -> Iterator[Diagnostic]:
    """Check every text of every event and term."""
    for event in timeline:
        if _suspect(event):
            yield from _texts(event, timeline.files[event.id], ())
        if event.x is not None:
            file = timeline.files[event.id]
            yield from at_most(_free(file, ("x",), event.x), file)
    counts: dict[str, int] = {}
    for facet, term in timeline.vocabulary.terms():
        index = counts[facet] = counts.get(facet, -1) + 1
        file, place = f"{context.vocabulary}/{facet}.json", ("terms", index)
        yield from _texts(term, file, place)
        for tag, label in term.labels.items():
            yield from _text(label, file, (*place, "labels", tag), prose=False)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which fields of a sort of record hold lines, prose, lists of lines, and records."""

    lines: tuple[str, ...]
    prose: tuple[str, ...]
    lists: tuple[str, ...]
    records: tuple[str, ...]
    read: Callable[[Any], tuple[Any, ...]]


@cache
def _plan(kind: Any) -> _Plan:
    held = [field for field in fields(kind) if (kind, field.name) not in _KEYS]
    names = [field.name for field in held]
    lists = tuple(field.name for field in held if field.name in _LINES and field.default == ())
    lines = tuple(name for name in names if name in _LINES and name not in lists)
    prose = tuple(name for name in names if name in _PARAGRAPHS)
    records = tuple(name for name in names if name in _NESTED)
    # `__class__` makes the getter return a tuple however few the fields are
    read = attrgetter(*lines, *prose, *lists, *records, "__class__", "__class__")
    return _Plan(lines, prose, lists, records, read)


def _suspect(event: Event) -> bool:
    """Tell whether some text of an event needs a closer look; never misses one that does."""
    lines: list[str] = []
    prose: list[str] = []
    _gather(event, lines, prose)
    texts = [*lines, *prose]
    whole = "".join(texts)
    raw = whole.encode("utf-8", "surrogatepass")
    return (
        len(raw) != len(raw.translate(None, _SUSPECT_BYTES))
        or not _BORDERS.isdisjoint([text[:1] for text in texts])
        or not _BLANKS.isdisjoint([text[-1:] for text in texts])
        or (len(raw) != len(whole) and any(map(_beyond, texts)))
        or ("\n" in whole and not _broken_well(lines, prose))
    )


def _beyond(text: str) -> bool:
    return not text.isascii() and _SUSPECT_BEYOND.search(text) is not None


def _broken_well(lines: list[str], prose: list[str]) -> bool:
    """Tell whether line breaks stand in prose only, and nothing of Markdown behind them."""
    return "\n" not in "".join(lines) and not any(
        "\n" in text and _INDENTED.search(text) for text in prose
    )


def _gather(record: Any, lines: list[str], prose: list[str]) -> None:
    """Collect the texts of a record and of the records in it."""
    plan = _plan(record.__class__)
    values = plan.read(record)
    first = len(plan.lines)
    second = first + len(plan.prose)
    third = second + len(plan.lists)
    lines += values[:first]
    prose += values[first:second]
    for several in values[second:third]:
        lines += several
    for held in values[third:-2]:
        if held.__class__ is tuple:
            for item in held:
                _gather(item, lines, prose)
        elif held is not None:
            _gather(held, lines, prose)


def _texts(record: Any, file: str, place: Place) -> Iterator[Diagnostic]:
    """Check every text of a record and of the records in it."""
    plan = _plan(record.__class__)
    for name in (*plan.lines, *plan.prose):
        value = getattr(record, name)
        if value:
            yield from _text(value, file, (*place, name), prose=name in _PARAGRAPHS)
    for name in plan.lists:
        for index, item in enumerate(getattr(record, name)):
            yield from _text(item, file, (*place, name, index), prose=False)
    for name in plan.records:
        value = getattr(record, name)
        if value.__class__ is tuple:
            for index, item in enumerate(value):
                yield from _texts(item, file, (*place, name, index))
        elif value is not None:
            yield from _texts(value, file, (*place, name))


def _clean(text: str, *, prose: bool) -> bool:
    """Tell at one look that there is nothing to find; most texts are so."""
    return not (
        _SUSPECT.search(text)
        or text[0] in _OPENERS
        or text[0].isspace()
        or text[-1].isspace()
        or ("\n" in text and (not prose or _INDENTED.search(text)))
    )


def _free(file: str, place: Place, value: Any) -> Iterator[Diagnostic]:
    """Check local data for characters only; what it means is not ours."""
    if isinstance(value, str):
        yield from _characters(value, file, place, lines=True)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _free(file, (*place, index), item)
    elif isinstance(value, dict):
        for key, item in value.items():
            for item_found in _characters(key, file, (*place, key), lines=False):
                yield replace(item_found, at_key=True)
            yield from _free(file, (*place, key), item)


def _text(text: str, file: str, place: Place, *, prose: bool) -> Iterator[Diagnostic]:
    if _clean(text, prose=prose):
        return
    yield from _characters(text, file, place, lines=prose)
    if text != text.strip():
        yield finding("T405", file, pointer(*place))
    blocks = (_BLOCK.match(line) for line in text.split("\n"))
    markup = _INLINE.search(text) or next(filter(None, blocks), None)
    if markup:
        yield finding("T401", file, pointer(*place), found=quoted(markup[0]))


def _characters(text: str, file: str, place: Place, *, lines: bool) -> Iterator[Diagnostic]:
    for char in dict.fromkeys(_ODD.findall(text)):
        if char == "\n" and lines:
            continue
        at = pointer(*place)
        name = unicodedata.name(char, _CONTROLS.get(char, "")).lower()
        words = f"U+{ord(char):04X}" + (f" ({name})" if name else "")
        category = unicodedata.category(char)
        if char in _BIDI:
            yield finding("T403", file, at, found=words)
        elif category in ("Cc", "Zl", "Zp"):
            yield finding("T402", file, at, found=words, fix=_LINE_BREAKS[lines])
        else:
            problem, fix = _INVISIBLE
            if char == "\ufffd":
                problem, fix = "which stands where a letter was lost", "type the letter"
            elif category in ("Co", "Cn"):
                problem, fix = "which no font has to know", "type another character"
            yield finding("T406", file, at, found=words, problem=problem, fix=fix)
