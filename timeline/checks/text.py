"""Texts: plain, visible, trimmed. What a page, a feed or a calendar could misread is refused.

Most texts are clean, so one quick search for suspect characters decides whether to look closer,
and where a text stands is spelt out only for a finding.
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
from timeline.core.model import Event, Figure
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
_SUSPECT: Final = re.compile("[" + _ODD_ONES.replace("\x00-\x1f", "\x00-\t\v-\x1f") + r"<&\[*_`~{]")
_OPENERS: Final = frozenset("#>+-")
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
        file = timeline.files[event.id]
        yield from _texts(event, file, ())
        if event.x is not None:
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
    """Which fields of a sort of record hold texts (and whether prose), which hold records."""

    texts: tuple[tuple[str, bool], ...]
    records: tuple[str, ...]
    read: Callable[[Any], tuple[Any, ...]]


@cache
def _plan(kind: Any) -> _Plan:
    names = [field.name for field in fields(kind) if (kind, field.name) not in _KEYS]
    texts = tuple((name, name in _PARAGRAPHS) for name in names if name in _LINES | _PARAGRAPHS)
    records = tuple(name for name in names if name in _NESTED)
    # `__class__` makes the getter return a tuple however few the fields are
    return _Plan(texts, records, attrgetter(*dict(texts), *records, "__class__"))


def _texts(record: Any, file: str, place: Place) -> Iterator[Diagnostic]:
    """Check every text of a record and of the records in it."""
    plan = _plan(record.__class__)
    values = plan.read(record)
    for (name, prose), value in zip(plan.texts, values, strict=False):
        several = value if value.__class__ is tuple else ()
        if several:
            for index, item in enumerate(several):
                yield from _text(item, file, (*place, name, index), prose=prose)
        elif value and not _clean(value, prose=prose):
            yield from _text(value, file, (*place, name), prose=prose)
    for name, value in zip(plan.records, values[len(plan.texts) :], strict=False):
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
