"""The shape of EDTF strings without a time of day, as one regular expression for schemas.

Built from small pieces for ECMA-262 and Rust's regex crate alike: no lookaround, `[0-9]`. It
accepts every string that `edtf.parse` accepts, and some that only the calendar refuses.
"""

from typing import Final

_SIGN: Final = "[?~%]?"
_YEAR: Final = "-?[0-9X]{4}"
_MONTH: Final = "(?:0[1-9X]|1[0-2X]|X[0-9X])"
_SEASON: Final = "(?:2[1-9]|3[0-9]|4[01])"
_DAY: Final = "(?:0[1-9X]|[12][0-9X]|3[01X]|X[0-9X])"
_LONG: Final = "Y-?[1-9][0-9]{0,12}(?:E[1-9][0-9]?)?(?:S[1-9][0-9]?)?"
_SIGNIFICANT: Final = "-?[0-9]{4}S[1-4]"
_DATE: Final = (
    f"{_SIGN}(?:{_YEAR}{_SIGN}(?:-{_SIGN}(?:{_MONTH}{_SIGN}(?:-{_SIGN}{_DAY}{_SIGN})?|{_SEASON}{_SIGN}))?"
    f"|(?:{_SIGNIFICANT}|{_LONG}){_SIGN})"
)
_END: Final = rf"(?:(?:\.\.)?{_DATE}|{_DATE}\.\.|\.\.)"
_MEMBER: Final = rf"{_DATE}(?:\.\.{_DATE})?"
# `..b` only first, `a..` only last; one member may be both only as two members.
_MEMBERS: Final = rf"(?:(?:\.\.{_DATE}|{_MEMBER})(?:,{_MEMBER})*(?:,{_DATE}\.\.)?|{_DATE}\.\.)"

PATTERN: Final = rf"^(?:{_DATE}|{_END}/{_END}?|/{_END}|\[{_MEMBERS}\]|\{{{_MEMBERS}\}})$"
