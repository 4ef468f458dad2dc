"""Texts: plain, visible, trimmed. What a page, a feed or a calendar could misread is refused."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Final

from timeline.core.context import Context
from timeline.core.diagnostic import Diagnostic, finding, pointer, quoted
from timeline.core.timeline import Timeline

# Fields whose text is written for readers; the others have patterns or vocabularies.
_LINES: Final = frozenset(
    ["title", "label", "derivation", "authors", "locator", "no_url_reason", "unit", "aliases"],
)
_PARAGRAPHS: Final = frozenset(
    ["summary", "status_reason", "note", "says", "description", "counts"],
)
_SLUGS: Final = frozenset(["aliases"])  # of events: already held to a pattern

_MARKUP: Final = re.compile(
    r"</?[A-Za-z!?][^>]*>?"  # HTML, even unclosed
    r"|&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]+);"  # character references
    r"|!?\[[^\]]*\]\([^)]*\)|\[[^\]]+\]\[[^\]]*\]"  # Markdown links and images
    r"|\*\*[^*]+\*\*|(?<!\w)\*[^\s*][^*]*\*(?!\w)"  # strong, emphasis
    r"|(?<!\w)__[^_]+__(?!\w)|(?<!\w)_[^\s_][^_]*_(?!\w)"
    r"|`[^`]*`|^ {0,3}(?:#{1,6}|>|[-*+]|```|~~~) |~~[^~]+~~"  # code, headings, quotes, lists
    r"|\{\{|\{%|\{#",  # templates
    re.MULTILINE,
)
# Characters that a plain text of ours never needs; one search finds out that there are none.
_ODD: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\uffff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]",
)
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check(timeline: Timeline, context: Context) -> Iterator[Diagnostic]:
    """Check every text of every event and term."""
    for event in timeline:
        file = timeline.files[event.id]
        for at, name, text in _texts(event, "", ""):
            if name not in _SLUGS:
                yield from _text(file, at, name, text)
        if event.x is not None:
            yield from _free(file, "/x", event.x)
    counts: dict[str, int] = {}
    for facet, term in timeline.vocabulary.terms():
        index = counts[facet] = counts.get(facet, -1) + 1
        for at, name, text in _texts(term, pointer("terms", index), ""):
            yield from _text(f"{context.vocabulary}/{facet}.json", at, name, text)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in ("x", "schema"))


def _texts(value: Any, at: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield (pointer, field, text) for every string in a record."""
    if isinstance(value, str):
        if value:
            yield at, name, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, f"{at}/{index}", name)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, at + pointer(key), "label")
    elif is_dataclass(value) and hasattr(value, "__pydantic_validator__"):
        for field in _names(type(value)):
            member = getattr(value, field)
            if member:
                yield from _texts(member, f"{at}/{field}", field)


def _free(file: str, at: str, value: Any) -> Iterator[Diagnostic]:
    """Check local data for characters only; what it means is not ours."""
    if isinstance(value, str):
        yield from _characters(file, at, value, lines=True)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _free(file, f"{at}/{index}", item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _characters(file, at + pointer(key), key, lines=False)
            yield from _free(file, at + pointer(key), item)


def _text(file: str, at: str, name: str, text: str) -> Iterator[Diagnostic]:
    prose = name in _PARAGRAPHS
    if not prose and name not in _LINES:
        return
    yield from _characters(file, at, text, lines=prose)
    if text != text.strip():
        yield finding("T405", file, at)
    markup = _MARKUP.search(text)
    if markup:
        yield finding("T401", file, at, found=quoted(markup[0]))


def _characters(file: str, at: str, text: str, *, lines: bool) -> Iterator[Diagnostic]:
    if not _ODD.search(text):
        return
    for char in dict.fromkeys(_ODD.findall(text)):
        name = unicodedata.name(char, "") or "no name"
        words = f"U+{ord(char):04X} ({name.lower()})"
        if char == "\n" and lines:
            continue
        if char in _BIDI:
            yield finding("T403", file, at, found=words)
        elif char == "\n":
            yield finding("T402", file, at, found="U+000A (line break) in a one-line text")
        elif unicodedata.category(char) in ("Cc", "Zl", "Zp"):
            yield finding("T402", file, at, found=words)
        else:
            yield finding("T406", file, at, found=words)
