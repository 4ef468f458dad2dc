"""Plain words and signs for what the records code; numbers as a reader writes them.

Used by `templating`. Dates are put into words by `core.wording`.
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

import orjson
from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol
from markupsafe import Markup, escape

from timeline.core.figure import Figure
from timeline.core.source import Source
from timeline.core.vocabulary import Measure


class Mark(NamedTuple):
    """A coded value for the eye: a sign that is never alone, a word, what it means."""

    sign: str
    word: str
    meaning: str


STATUS: Final[Mapping[str, Mark]] = {
    "confirmed": Mark("✓", "Confirmed", "no serious doubt is left that it is so"),
    "reported": Mark("◐", "Reported", "sources say so, none of them settles it"),
    "disputed": Mark("≠", "Disputed", "sources contradict one another"),
    "denied": Mark("✕", "Denied", "those concerned say that it is not so"),
    "planned": Mark("→", "Planned", "announced, not known to have happened"),
}
CLAIM: Final[Mapping[str, Mark]] = {
    "unverified": Mark("?", "Claim unverified", "nobody has checked what is said"),
    "supported": Mark("✓", "Claim supported", "other evidence bears out what is said"),
    "disputed": Mark("≠", "Claim disputed", "others contradict what is said"),
    "refuted": Mark("✕", "Claim refuted", "evidence shows that what is said is not so"),
    "forecast": Mark("→", "Forecast", "what is said is about the future"),
}
VERDICT: Final[Mapping[str, Mark]] = {
    "followed": Mark("✓", "Followed", "this timeline says so too"),
    "rejected": Mark("✕", "Not followed", "this timeline says otherwise"),
    "open": Mark("?", "Left open", "the editors do not decide"),
}
# What a reading is about; what is said of the event in general needs no words.
ABOUT: Final[Mapping[str, str]] = {
    "": "",
    "title": "",
    "summary": "",
    "date": "the date",
    "places": "the place",
    "actors": "who took part",
    "topics": "what it is about",
    "status": "how well it is confirmed",
    "claim_status": "whether the claim is true",
}
# Of an event whose claim is judged apart, the status says only that it was said.
SAID: Final[Mapping[str, Mark]] = {
    code: Mark(mark.sign, f"Statement {mark.word.lower()}", mark.meaning)
    for code, mark in STATUS.items()
}
MARKS: Final = {"status": STATUS, "said": SAID, "claim": CLAIM, "verdict": VERDICT}
SEEN: Final[Mapping[str, str]] = {
    "original": "Seen in the original",
    "copy": "Seen in a copy",
    "excerpt": "Seen in excerpts",
    "not-seen": "Not seen, known through others",
}
NATURE: Final[Mapping[str, str]] = {
    "flow": "adds up over a period",
    "stock": "holds at a moment",
    "attribute": "as stated, not a count",
}
# Dates whose pictures explain the pictures: EDTF, whether the whole of it is meant, in words.
KEY: Final = (
    ("2019-12-22", False, "a single day"),
    ("2023-09", False, "once, on some day of the pale stretch"),
    ("[2022-07-18,2022-07-19]", False, "on one of these days"),
    ("2020-02-01/2020-04-20", False, "from one day to another, all the time"),
    ("2018-03/2018-10", False, "began and ended in a pale stretch, certain in between"),
    ("2023-04~", False, "about then; the strokes say that it may lie outside"),
    ("2023-04?", False, "broken outline: the sources leave the date in doubt"),
    ("2025-02-09/..", False, "goes on, or the end is open"),
    ("/2020-10", False, "broken line: nobody knows when it began"),
)
_INITIALS: Final = ("un", "ngo")  # codes that are read letter by letter
_QUALIFIER: Final[Mapping[str, str]] = {
    "about": "about",
    "at-least": "at least",
    "at-most": "at most",
    "more-than": "more than",
    "less-than": "fewer than",
}


def words_of(code: str) -> str:
    """Return a code as words: `press-release` becomes `press release`."""
    return code.replace("-", " ").replace("_", " ")


def spelled(code: str) -> str:
    """Return a code as words for a reader, initials as capitals: `un` becomes `UN`."""
    text = words_of(code)
    return text.upper() if text in _INITIALS else text


def heading_of(code: str) -> str:
    """Return a code as a heading: `think-tank` becomes `Think tank`, `un` becomes `UN`."""
    return sentence(spelled(code))


@lru_cache(maxsize=32)
def locale_of(language: str) -> Locale:
    """Return the locale of a BCP 47 tag; English where it is unknown."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@lru_cache(maxsize=4096)
def language_name(tag: str, language: str) -> str:
    """Return the name of a language in another, or the tag itself."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(locale_of(language)) or tag
    except (UnknownLocaleError, ValueError):
        return tag


@cache
def _symbols(language: str) -> dict[int, str]:
    """Return what stands in a language for Python's comma and point between digits."""
    locale = locale_of(language)
    return {ord(","): get_group_symbol(locale), ord("."): get_decimal_symbol(locale)}


def number(value: float, language: str) -> str:
    """Return a number with grouped digits.

    >>> number(13221, "en")
    '13,221'
    """
    digits = f"{value:,}" if value != int(value) else f"{int(value):,}"
    return digits.translate(_symbols(language))


def amount(figure: Figure, language: str) -> str:
    """Return a figure as words and digits, without its unit: `about 10,000–12,000`."""
    low, high = (
        None if end is None else number(end, language) for end in (figure.low, figure.high)
    )
    if low is not None and high is not None:
        ends = f"{low}–{high}"
    elif low is not None:
        ends = f"{low} or more"
    else:
        ends = f"up to {high}" if high is not None else ""
    text = ends
    if figure.value is not None:
        text = number(figure.value, language)
        text += f" ({ends})" if ends else ""
    return f"{_QUALIFIER[figure.qualifier]} {text}" if figure.qualifier else text


def unit(measure: Measure | None, figure: Figure) -> str:
    """Return what a figure counts, in the singular after a one."""
    if measure is None:
        return ""
    one = figure.value == 1 and figure.low is None and figure.high is None
    return measure.unit_one if one and measure.unit_one else measure.unit


def described(source: Source, language: str, *, supports: bool = True) -> str:
    """Return in short sentences what is known of a source beside its title."""
    said = []
    if source.title and source.type:
        said.append(heading_of(source.type))
    if source.language:
        said.append(f"In {language_name(source.language, language)}")
    if source.seen:
        said.append(SEEN[source.seen])
    if supports and source.supports:
        said.append(f"Supports {words_of(', '.join(source.supports))}")
    return ". ".join(said) + "." if said else ""


def counted(count: int, one: str, many: str, language: str) -> str:
    """Return a count with its noun: `1 source`, `12 sources`."""
    return f"{number(count, language)} {one if count == 1 else many}"


def first_sentence(text: str, limit: int = 260) -> str:
    """Return the first sentence of a text, cut at a word where it is longer than `limit`."""
    line = " ".join(text.split("\n\n", 1)[0].split())
    end = 0
    while 0 <= (end := line.find(". ", end + 1)) < limit:
        # A capital in front of the stop is an initial, "U.S." or "No." of a name: read on.
        if end > 2 and not line[end - 1].isupper() and line[end - 2 : end] != "No":
            return line[: end + 1]
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def sentence(text: str) -> str:
    """Return words as a sentence begins: with a capital."""
    return text[:1].upper() + text[1:]


def paragraphs(text: str) -> Sequence[str]:
    """Split a text at its blank lines."""
    return [part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


def code(text: str) -> Markup:
    """Turn `words in backticks` of our own documentation into code."""
    parts = enumerate(text.split("`"))
    return Markup("").join(Markup("<code>{}</code>").format(p) if i % 2 else p for i, p in parts)


def breakable(text: str, signs: str = "/") -> Markup:
    """Let a line end after these signs of an address or a media type, rather than in a word."""
    parts = re.split(f"(?<=[{re.escape(signs)}])", text)
    return Markup("<wbr>").join(part for part in parts if part)


def json_text(value: Any) -> str:
    """Write a value as JSON."""
    return json.dumps(value, ensure_ascii=False)


def json_block(value: Any, media_type: str) -> Markup:
    """Write a value as a block of data in a page: nothing in it can end the block."""
    text = orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    pieces = ('<script type="', str(escape(media_type)), '">', text, "</script>")
    return Markup("".join(pieces))  # noqa: S704 - see above
