"""Why a text has not the form that its field asks for: dates, addresses, ids, language tags.

Called by `explain` only.
"""

import re
from typing import Final

from timeline.core import edtf, fields
from timeline.core.diagnostic import Diagnostic, finding, quoted
from timeline.loading.scan import odd, suggested

_EXPECTED: Final = {
    fields.ID_PATTERN: (
        "letters a to z and digits, joined by single hyphens",
        "for example: {slug}",
    ),
    fields.FIELD_OR_KEY_PATTERN: (
        "the name of a field or the key of a figure",
        "for example: date, or entries-total",
    ),
    fields.LANGUAGE_PATTERN: ("a language tag (BCP 47)", "for example: en, ru or zh-Hans"),
    fields.WIKIDATA_PATTERN: ("a Wikidata item", "for example: Q64"),
}


def misformed(file: str, at: str, found: str, pattern: str) -> Diagnostic:
    """Say what is wrong with a text that does not match the pattern of its field."""
    plain = pattern.removesuffix("(?!\\n)")
    if plain == fields.URL_PATTERN:
        return _bad_address(file, at, found)
    if plain == edtf.PATTERN:
        return _bad_date(file, at, found)
    if not found:
        return finding("T105", file, at, expected="some text")
    expected, fix = _EXPECTED.get(plain, (f"the pattern {plain}", "correct it"))
    fix = fix.format(slug=suggested(found))
    return finding(
        "T107", file, at, found=quoted(found), odd=odd(found), expected=expected, fix=fix
    )


def _bad_date(file: str, at: str, found: str) -> Diagnostic:
    try:
        value = edtf.parse(found)
    except edtf.EdtfError as error:
        return finding(
            "T201",
            file,
            at,
            found=quoted(found),
            reason=error.reason,
            position=error.position,
        )
    if value.has_time:
        return finding("T202", file, at, found=quoted(found))
    return finding("T111", file, at, reason="the models read this date, the schema does not")


def _bad_address(file: str, at: str, found: str) -> Diagnostic:
    """Say what is wrong with an address."""
    scheme, colon, rest = found.partition("://")
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if not colon or scheme not in ("http", "https"):
        reason, fix = "it does not begin with http:// or https://", "copy the address in full"
    elif not host:
        reason, fix = "it has no host", "copy the address in full"
    elif "@" in host:
        reason, fix = "it holds a user name or password", "delete what stands between :// and @"
    elif not found.isascii():
        reason, fix = "it holds letters beyond ASCII", "copy it from the browser, which encodes it"
    else:
        reason = "it holds a character that addresses cannot hold"
        fix = "copy it from the browser, which encodes it (a blank is %20)"
    masked = re.sub(r"(?<=//)[^/?#]*@", "***@", found)  # reports end up in public logs
    return finding("T404", file, at, found=quoted(masked), reason=reason, fix=fix)
