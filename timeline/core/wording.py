"""An EDTF value in words, for people: `about August 2023`, `from 22 December 2019 on`.

Called by pages, feeds and the command line; the sentences are made in `phrasing`.
"""

from functools import lru_cache
from typing import Any

from timeline.core.edtf import Edtf, parse, parse_cached
from timeline.core.edtf_refusals import EdtfError
from timeline.core.edtf_values import Window, bound_text
from timeline.core.phrasing import Phrasing
from timeline.core.speech import LOCALES, speech

__all__ = ["LOCALES", "describe", "display", "in_words"]


def display(edtf: Edtf, locale: str = "en", *, coverage: bool = False) -> str:
    """The date in words of a language of LOCALES; `de-AT` is read as `de`.

    ValueError lists the languages there are. With `coverage` the date is what something is about
    the whole of, so `20XX` is "2000 to 2099" and not some time between these years.
    """
    language = locale.replace("_", "-").partition("-")[0].lower()
    if language not in LOCALES:
        raise ValueError(f"found locale {locale!r}, expected one of {', '.join(LOCALES)}")
    return Phrasing(speech(language), coverage=coverage).say(edtf)


def in_words(text: str, locale: str = "en", *, coverage: bool = False) -> str:
    """Return what `display` says of a date as it is written; all outputs ask for the same ones."""
    return _in_words(text, locale, coverage)


@lru_cache(maxsize=65_536)
def _in_words(text: str, locale: str, coverage: bool) -> str:  # noqa: FBT001 - a cache key
    return display(parse_cached(text), locale, coverage=coverage)


def _window(window: Window) -> dict[str, str | None]:
    return {"earliest": bound_text(window.earliest), "latest": bound_text(window.latest)}


def describe(text: str, locale: str = "en") -> dict[str, Any]:
    """What is known of a string, valid or not, as a JSON object; read as an occurrence.

    Bounds are `YYYY-MM-DD` with as many digits of the year as needed, `..` where open and null
    where unknown. A string that is refused has `position` (from 1) and `message` instead.
    """
    try:
        edtf = parse(text)
    except EdtfError as error:
        return {"edtf": text, "valid": False, "position": error.position, "message": error.reason}
    windows = edtf.windows()
    return {
        "edtf": text,
        "valid": True,
        "level": edtf.level,
        "earliest": bound_text(edtf.lower),
        "latest": bound_text(edtf.upper),
        "start": _window(windows.start),
        "end": _window(windows.end),
        "extent": windows.extent.value,
        "precision": edtf.precision.value,
        "qualifiers": [
            {"part": sign.part, "component": sign.component, "sign": sign.sign}
            for sign in edtf.qualifiers
        ],
        "display": display(edtf, locale),
    }
