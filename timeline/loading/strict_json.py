"""Bytes to one JSON value, strictly: RFC 8259 in UTF-8 and nothing beside it.

Pure, for files and for old versions alike. What is refused is looked at again, to say why.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from timeline.core.diagnostic import Diagnostic, at_most, finding, quoted
from timeline.core.fields import LARGEST_FILE
from timeline.loading.locate import Map, line_column, locate
from timeline.loading.syntax import refusal

_DEEPEST: Final = 32
_LONGEST_NUMBER: Final = 40
_LARGEST_INTEGER: Final = 2**53  # beyond, programs that read numbers as doubles lose digits

_BRACKETS: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?|([\[{])|([\]}])', re.DOTALL)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Document:
    """A file that was read: its JSON value, or the findings why there is none."""

    file: str
    text: str = ""
    data: Any = None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def readable(self) -> bool:
        """Tell whether there is a JSON value to go on with."""
        return not self.diagnostics


class _RefusedError(Exception):
    """Raised inside json's hooks; the place is searched for afterwards."""


def decode(raw: bytes, file: str) -> Document:
    """Decode the bytes of a file; `file` is its name in findings."""
    if len(raw) > LARGEST_FILE:
        return _refused(file, too_large(file, len(raw)))
    if raw.startswith(b"\xef\xbb\xbf"):
        return _refused(file, finding("T003", file, line=1, column=1))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = line_column(before, len(before))
        found = f"the byte 0x{raw[error.start]:02x} at offset {error.start:,} is not UTF-8"
        return _refused(file, finding("T004", file, line=line, column=column, found=found))
    if "\0" in text[:4]:
        found = "the file begins as files in UTF-16 or UTF-32 do"
        return _refused(file, finding("T004", file, line=1, column=1, found=found))
    if not text.strip(" \t\r\n"):
        return _refused(file, finding("T017", file, line=1, column=1))
    too_deep = _depth(text, file)
    return _refused(file, too_deep) if too_deep else _parse(text, file)


def too_large(file: str, size: int) -> Diagnostic:
    """Make the finding for a file of more bytes than are read."""
    return finding("T002", file, bytes=f"{size:,}", limit=f"{LARGEST_FILE:,}")


def _refused(file: str, *diagnostics: Diagnostic) -> Document:
    return Document(file, diagnostics=diagnostics)


def _depth(text: str, file: str) -> Diagnostic | None:
    """Find the bracket that opens one level too many, before any recursion happens."""
    if text.count("[") + text.count("{") <= _DEEPEST:
        return None
    depth = 0
    for match in _BRACKETS.finditer(text):
        if match[1]:
            depth += 1
            if depth > _DEEPEST:
                line, column = line_column(text, match.start())
                return finding("T010", file, line=line, column=column, limit=_DEEPEST)
        elif match[2]:
            depth -= 1
    return None


def _parse(text: str, file: str) -> Document:
    try:
        data = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        return _refused(file, _broken(text, file, error))
    except _RefusedError:
        found = at_most(_hooked(locate(text), file), file)
        return _refused(file, *(found or _broken_behind(text, file)))
    if "\\u" in text and (halves := at_most(_halves(locate(text), file), file)):
        return _refused(file, *halves)
    if not isinstance(data, dict):
        return _refused(file, finding("T011", file, line=1, column=1, found=type_name(data)))
    return Document(file, text, data)


def _broken(text: str, file: str, error: json.JSONDecodeError) -> Diagnostic:
    offset, reason, fix = refusal(text, error)
    line, column = line_column(text, offset)
    return finding("T005", file, line=line, column=column, reason=reason, fix=fix)


def _broken_behind(text: str, file: str) -> list[Diagnostic]:
    """Name the mistake that stands right behind what a hook refused, as in `NaNs` or `1e999s`."""
    try:
        _LENIENT.decode(text)
    except json.JSONDecodeError as error:
        return [_broken(text, file, error)]
    raise AssertionError(f"{file}: refused without a reason")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _RefusedError
    return made


def _no_constant(_: str) -> Any:
    raise _RefusedError


def _short_int(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise _RefusedError
    value = int(digits)
    if abs(value) > _LARGEST_INTEGER:
        raise _RefusedError
    return value


def _short_float(digits: str) -> float:
    value = float(digits) if len(digits) <= _LONGEST_NUMBER else float("inf")
    if value in (float("inf"), float("-inf")):
        raise _RefusedError
    return value


# One decoder for all files: `json.loads` would make one a file.
_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_unique,
    parse_constant=_no_constant,
    parse_int=_short_int,
    parse_float=_short_float,
)

_LENIENT: Final = json.JSONDecoder(parse_constant=str, parse_int=str, parse_float=str)


def _hooked(places: Map, file: str) -> Iterator[Diagnostic]:
    """Name everything that the hooks refuse, not only the first."""
    for pointer, key, first, second in places.repeated:
        line, column = places.line_column(second)
        on = places.line_column(first)[0]
        yield finding(
            "T006", file, pointer, line=line, column=column, at_key=True, key=quoted(key), first=on
        )
    for pointer, word, start in places.words:
        line, column = places.line_column(start)
        if word in ("NaN", "Infinity", "-Infinity"):
            yield finding("T007", file, pointer, line=line, column=column, found=word)
        elif word[0] in "-0123456789" and (problem := _unsafe(word)):
            yield finding("T008", file, pointer, line=line, column=column, found=problem)


def _unsafe(number: str) -> str:
    """Say why a number is not taken, or nothing."""
    try:
        (_short_float if set(number) & set(".eE") else _short_int)(number)
    except _RefusedError:
        long = len(number) > _LONGEST_NUMBER
        return f"a number of {len(number):,} characters" if long else f"the number {number}"
    except ValueError:
        pass
    return ""


def _halves(places: Map, file: str) -> Iterator[Diagnostic]:
    for pointer, word, start in places.words:
        if word[0] == '"' and "\\u" in word and _SURROGATE.search(json.loads(word)):
            line, column = places.line_column(start)
            found = quoted(json.loads(word))
            yield finding("T009", file, pointer, line=line, column=column, found=found)
    for pointer, start in places.keys.items():
        name = pointer.rpartition("/")[2]
        if _SURROGATE.search(name):
            line, column = places.line_column(start)
            found = f"the field name {quoted(name)}"
            yield finding("T009", file, pointer, line=line, column=column, at_key=True, found=found)


def type_name(value: Any) -> str:
    """Name a JSON value's type for a message."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    names: dict[type, str] = {dict: "an object", list: "a list", str: "a text"}
    return names.get(type(value), "a number")
