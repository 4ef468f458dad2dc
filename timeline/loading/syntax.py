"""Why a text is not JSON: the parser's complaint, looked at again, as place, reason and fix.

Called by `strict_json` only. The words of `json` differ between versions of Python and say little
to a person, so the character in question decides.
"""

import json
import re
from typing import Final

_BLANKS: Final = " \t\r\n"
_SYNTAX: Final = {
    "Expecting property name enclosed in double quotes": (
        "expected a field name in double quotes",
        'write "name" with straight double quotes',
    ),
    "Expecting ':' delimiter": ("expected a colon after the field name", "add a colon"),
    "Expecting ',' delimiter": (
        "expected a comma or a closing bracket",
        "add a comma after the value before, or close the bracket",
    ),
    "Unterminated string starting at": (
        "a text begins here and never ends",
        'close it with a straight double quote; write \\" for a quote inside',
    ),
    "Invalid control character at": (
        "a text holds a raw line break or control character",
        "write \\n for a line break inside a text, or close the text with a straight double quote",
    ),
    "Invalid \\escape": (
        "a backslash is followed by something that is no escape",
        "write \\\\ for a backslash",
    ),
    "Invalid \\uXXXX escape": (
        "\\u is not followed by four hexadecimal digits",
        "type the character itself",
    ),
    "Extra data": (
        "something follows after the end of the object",
        "keep one object in the file and delete the rest",
    ),
}
_COMMA: Final = ("a comma stands after the last entry", "delete the comma")
_NUMBER: Final = (
    "this number is not written as JSON has it",
    "write digits only, without separators or leading zeros, and a point before decimals",
)
_VALUES: Final = (
    (
        "['`\u2018-\u201f\u00ab\u00bb]",
        "a text stands in other quotes",
        'write straight ones: "..."',
    ),
    ("//|/[*]|#", "this looks like a comment, which JSON has not", "delete it, or use 'note'"),
    (r"[-+.0-9]", *_NUMBER),
    (
        "(?i:true|false|null|none|yes|no|nan|inf)",
        "this word is no JSON value",
        "write true, false, a number, or a text in double quotes",
    ),
)


def refusal(text: str, error: json.JSONDecodeError) -> tuple[int, str, str]:
    """Return the offset to look at, what is wrong there, and the fix."""
    at, found = error.pos, text[error.pos : error.pos + 1]
    if error.msg.startswith("Illegal trailing comma"):
        return at, *_COMMA
    comma = len(text[:at].rstrip(_BLANKS)) - 1
    if found in ("}", "]") and error.msg.startswith("Expecting") and text[comma : comma + 1] == ",":
        return comma, *_COMMA
    if at >= len(text.rstrip(_BLANKS)) and error.msg.startswith("Expecting"):
        return at, "the file ends too early", "close every bracket that was opened"
    if error.msg == "Expecting value" or (error.msg[:18] == "Expecting property" and found):
        for pattern, reason, fix in _VALUES:
            if re.match(pattern, text[at : at + 10]):
                return at, reason, fix
    after_number = re.fullmatch("[0-9][0-9.xXeE_]", text[max(at - 1, 0) : at + 1])
    if error.msg == "Expecting ',' delimiter" and after_number:
        return at, *_NUMBER
    after_text = text[:at].rstrip(_BLANKS).endswith('"')
    if error.msg == "Expecting ',' delimiter" and after_text and found.isalnum():
        return (
            at,
            "something follows after the end of a text",
            'write \\" for a quote inside a text',
        )
    reason, fix = _SYNTAX.get(error.msg, ("a value is missing here", "write a value"))
    return at, reason, fix
