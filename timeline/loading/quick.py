"""A quick first look at a file: most need no other. Called by `records` before the strict reader.

Finds nothing and explains nothing: what it does not take is read again by `strict_json.decode`.
"""

from typing import Any

import orjson

from timeline.core.fields import LARGEST_FILE


def harmless(raw: bytes) -> dict[str, Any] | None:
    """Read quickly what `decode` would read alike, if the model takes it; None says nothing.

    orjson keeps the last of two equal names and takes numbers that `decode` refuses. But then the
    value written again has other bytes than the file, blanks aside: fewer names, other digits.
    Depth and size of numbers are the model's to limit, except in local data (`x`).
    """
    try:
        data = orjson.loads(raw)
        again = orjson.dumps(data)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return None
    if not isinstance(data, dict) or "x" in data or len(raw) > LARGEST_FILE:
        return None
    return data if raw.translate(None, b" \t\r\n") == again.translate(None, b" ") else None
