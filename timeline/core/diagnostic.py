"""What is wrong, where, as a value. Words, severity and help come from `core.codes`."""

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from timeline.core.codes import CATALOG, Severity

SHOWN: Final = 80  # characters of a quoted value
MOST: Final = 100  # findings of one sort of look at one file
FEW: Final = 20  # words that are all listed
NEAREST: Final = 5  # of more words


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding.

    `file` is relative to the repository, with forward slashes; empty for the whole corpus.
    `pointer` is a JSON Pointer (RFC 6901); `line` and `column` start at 1, columns in code points.
    `at_key` says that the place is the member's name rather than its value.
    """

    code: str
    file: str = ""
    pointer: str = ""
    args: tuple[tuple[str, str], ...] = ()
    line: int | None = None
    column: int | None = None
    at_key: bool = False

    @property
    def severity(self) -> Severity:
        """`error` or `warning`."""
        return CATALOG[self.code].severity

    @property
    def message(self) -> str:
        """What was found and what is expected, in plain words."""
        return CATALOG[self.code].message.format_map(dict(self.args))

    @property
    def hint(self) -> str:
        """What to do."""
        return CATALOG[self.code].hint.format_map(dict(self.args))


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts for the last line of a report."""

    files: int
    errors: int
    warnings: int


def finding(  # noqa: PLR0913 - the parts of a place
    code: str,
    file: str = "",
    pointer: str = "",
    *,
    line: int | None = None,
    column: int | None = None,
    at_key: bool = False,
    **args: object,
) -> Diagnostic:
    """Make a Diagnostic; values are quoted and shortened by the caller with `quoted`."""
    return Diagnostic(
        code=code,
        file=_whole(file),
        pointer=_whole(pointer),
        args=tuple(sorted((name, str(value)) for name, value in args.items())),
        line=line,
        column=column,
        at_key=at_key,
    )


def _whole(text: str) -> str:
    """Write halves of characters as escapes: file names and pointers must go into every report."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def at_most(findings: Iterable[Diagnostic], file: str) -> list[Diagnostic]:
    """Take the first hundred findings of a file; a last one says that there are more."""
    some = list(islice(findings, MOST + 1))
    if len(some) > MOST:
        some[MOST:] = [finding("T019", file, line=1, column=1, limit=MOST)]
    return some


def quoted(value: object) -> str:
    r"""Quote a value from a file for a message: shortened, control characters made visible.

    >>> quoted("a\nb")
    "'a\\nb'"
    """
    text = value if isinstance(value, str) else str(value)
    shown = visible(text[: SHOWN + 1])
    if len(shown) > SHOWN:
        shown = shown[: SHOWN - 1] + "…"
    return f"'{shown}'"


def visible(text: str) -> str:
    r"""Write characters that cannot be seen, or that would steer a terminal, as escapes.

    >>> visible("a\x1b[2J")
    'a\\x1b[2J'
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by file, line, column, code, pointer; drop repeats."""
    return sorted(
        dict.fromkeys(diagnostics),
        key=lambda d: (d.file, d.line or 0, d.column or 0, d.code, d.pointer, d.args),
    )


def summarise(diagnostics: Iterable[Diagnostic], files: int) -> Summary:
    """Count findings by severity."""
    severities = [d.severity for d in diagnostics]
    return Summary(
        files=files,
        errors=severities.count("error"),
        warnings=severities.count("warning"),
    )


def pointer(*parts: str | int) -> str:
    """Build a JSON Pointer (RFC 6901 section 3).

    >>> pointer("figures", 0, "a/b")
    '/figures/0/a~1b'
    """
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in parts)


def closest(word: str, words: Collection[str], cutoff: float = 0.6) -> str:
    """Return `; did you mean 'x'?` for the likeliest of the words, or nothing.

    `cutoff` says how alike they must be, from 0 to 1.

    >>> closest("sumary", ["summary", "sources"])
    "; did you mean 'summary'?"
    """
    near = difflib.get_close_matches(word[:200], list(words), n=1, cutoff=cutoff)
    return f"; did you mean {quoted(near[0])}?" if near else ""


def offered(word: str, words: Collection[str], *, guessed: bool = False) -> str:
    """Return `; the terms are a, b` where they are few, else those nearest to a word, or nothing.

    `guessed` says that one of them was suggested: then the nearest of many say no more.

    >>> offered("tram", ["bus", "train"])
    '; the terms are bus, train'
    """
    if len(words) <= FEW:
        return f"; the terms are {', '.join(words)}" if words else ""
    if guessed:
        return ""
    parts = set(word.split("-"))
    near = [term for term in words if not parts.isdisjoint(term.split("-"))]
    near += difflib.get_close_matches(word[:200], list(words), n=NEAREST, cutoff=0.4)
    some = list(dict.fromkeys(near))[:NEAREST]
    return f"; the nearest of {len(words):,} terms are {', '.join(some)}" if some else ""


def placed(item: Diagnostic, place: tuple[int, int]) -> Diagnostic:
    """Return the finding with its line and column."""
    return replace(item, line=place[0], column=place[1])
