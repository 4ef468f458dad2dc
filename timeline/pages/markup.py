"""Small markup that thousands of pages hold: links, times, marks; remembered by its text."""

import re
from functools import cache, lru_cache
from typing import Final

from markupsafe import Markup

from timeline.core.edtf import parse_cached
from timeline.core.wording import in_words
from timeline.pages import words
from timeline.pages.compiling import quote

# What the HTML `time` element can say: a year of four digits, a month, a day.
_HTML_DATE: Final = re.compile(r"[1-9][0-9]{3}(?:-[0-9]{2}){0,2}")
# The pieces of a link and of a time, made once.
_A, _LANG, _OPEN, _END_A = map(Markup, ('<a href="', '" lang="', '">', "</a>"))
_TIME, _END_TIME = map(Markup, ('<time datetime="', "</time>"))


@lru_cache(maxsize=16384)
def timed(text: str, language: str, coverage: bool) -> Markup:  # noqa: FBT001 - a cache key
    """Return a date in words, as a `time` element where HTML can say the date."""
    spoken = in_words(text, language, coverage=coverage)
    # A level of its own for what looks like a date: 2019-21 is a season.
    if _HTML_DATE.fullmatch(text) and parse_cached(text).level == 0:
        return _joined(_TIME, text, _OPEN, spoken, _END_TIME)
    return Markup.escape(spoken)


@lru_cache(maxsize=16384)
def anchor(href: str, text: str, lang: str = "") -> Markup:
    """Return a link; `lang` is the language of its text where that is not the page's."""
    open_lang = (_LANG, lang) if lang else ()
    return _joined(_A, href, *open_lang, _OPEN, text, _END_A)


def _joined(*pieces: str) -> Markup:
    """Join markup and text; text is escaped. Much quicker than `Markup.format` and `join`."""
    return Markup("".join([quote(piece) for piece in pieces]))  # noqa: S704 - each is quoted


@cache
def mark(kind: str, code: str) -> Markup:
    """Return a coded value as a sign and a word; `kind` is status, claim or verdict."""
    found = words.MARKS[kind][code]
    return Markup(
        '<span class="tl-mark tl-mark--{}-{}">'
        '<span class="tl-mark__sign" aria-hidden="true">{}</span> {}</span>'
    ).format(kind, code, found.sign, found.word)
