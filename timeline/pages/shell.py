"""One rendered page of a theme, cut into a shell that many pages are spliced into.

Called by the hosts (`mkdocs_plugin`); knows HTML, but no theme and no site generator. Escaping is
bound to each slot by the place where its token stands, and values are never scanned again.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final, Literal

from markupsafe import Markup, escape

Escape = Literal["text", "attribute", "url", "json", "markup"]

_URL_ATTRIBUTES: Final = frozenset(
    ["action", "cite", "data", "formaction", "href", "manifest", "poster", "src"]
)
# Attributes whose value is read as code, styles or a document of its own.
_REFUSED_ATTRIBUTES: Final = frozenset(["style", "srcdoc", "srcset"])
_ATTRIBUTE: Final = re.compile(
    r"""(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+)))?"""
)
_SCHEME: Final = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.\-]*):")
_ALLOWED_SCHEMES: Final = frozenset(["http", "https", "mailto"])


# What stands in these is as it is written; elsewhere a line break says no more than one blank.
_KEPT_OR_BREAK: Final = re.compile(
    r"(<(pre|script|style|textarea)\b.*?</\2\s*>|<[^>]*>)|\s*\n\s*", re.DOTALL | re.IGNORECASE
)


class ShellError(ValueError):
    """The page cannot serve as a shell; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A gap of the shell: which value fills it, and how that is escaped."""

    name: str
    escape: Escape


@dataclass(frozen=True, slots=True)
class Shell:
    """Literals around slots: one literal more than slots."""

    literals: tuple[str, ...]
    slots: tuple[Slot, ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the page with its slots filled; KeyError where a value is missing."""
        pieces = [self.literals[0]]
        for slot, literal in zip(self.slots, self.literals[1:], strict=True):
            pieces.append(_escaped(values[slot.name], slot))
            pieces.append(literal)
        return "".join(pieces)


def _escaped(value: str, slot: Slot) -> str:
    if slot.escape == "markup":
        if not isinstance(value, Markup):
            raise ShellError(f"found plain text for {slot.name}, expected safe markup")
        return value
    if slot.escape == "json":
        text = json.dumps(value)[1:-1]
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    if slot.escape == "url":
        scheme = _SCHEME.match(value)
        if scheme and scheme[1].lower() not in _ALLOWED_SCHEMES:
            raise ShellError(f"found scheme {scheme[1]} for {slot.name}, expected http or https")
    # A plain `str` is escaped even if it is Markup: what is safe as text may not be in quotes.
    return str(escape(str(value)))


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    slot: Slot


def compile_shell(html: str, tokens: Mapping[str, str], markup: frozenset[str]) -> Shell:
    """Cut a rendered page at its tokens.

    `tokens` maps a name to the string that stands for it; names in `markup` are filled with
    Markup and may stand in running text only. ShellError where a token stands in a place that no
    escaping makes safe, or nowhere.
    """
    scanner = _Scanner(html, tokens, markup)
    places = sorted(scanner.scan(), key=lambda place: place.start)
    for name, token in tokens.items():
        found = sum(place.slot.name == name for place in places)
        if html.count(token) != found:
            raise ShellError(f"found {name} in a place that the page does not show")
        if not found:
            raise ShellError(f"found no place for {name}: the theme does not print it")
    ends = [0, *(place.end for place in places)]
    starts = [*(place.start for place in places), len(html)]
    return Shell(
        tuple(html[end:start] for end, start in zip(ends, starts, strict=True)),
        tuple(place.slot for place in places),
    )


def trim(html: str) -> str:
    """Take indentation and empty lines out of a rendered page; no browser shows them.

    One line break is left of each, so that words and inline elements stay apart.
    """
    return _KEPT_OR_BREAK.sub(lambda found: found[1] or "\n", html).lstrip()


class _Scanner(HTMLParser):
    """Finds each token and the context in which it stands."""

    def __init__(self, html: str, tokens: Mapping[str, str], markup: frozenset[str]) -> None:
        super().__init__(convert_charrefs=False)
        self._html = html
        self._names = {token: name for name, token in tokens.items()}
        self._pattern = re.compile("|".join(re.escape(token) for token in self._names) or r"(?!)")
        self._markup = markup
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]
        self._element = ""
        self._json = False
        self._places: list[_Place] = []

    def scan(self) -> list[_Place]:
        self.feed(self._html)
        self.close()
        return self._places

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _tokens(self, text: str) -> Iterator[tuple[int, int, str]]:
        for found in self._pattern.finditer(text):
            yield found.start(), found.end(), self._names[found[0]]

    def _add(self, start: int, end: int, name: str, context: Escape) -> None:
        if name in self._markup:
            if context != "text" or self._element:
                raise ShellError(f"found {name} inside <{self._element or 'a tag'}>")
            context = "markup"
        self._places.append(_Place(start, end, Slot(name, context)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._scan_tag(self.get_starttag_text() or "", self._here())
        if tag in {"script", "style", "title", "textarea"}:
            self._element = tag
            self._json = "json" in (dict(attrs).get("type") or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._element:
            self._element = ""

    def handle_data(self, data: str) -> None:
        for start, end, name in self._tokens(data):
            context: Escape = "text"
            if self._element in {"script", "style"}:
                if not self._json:
                    raise ShellError(f"found {name} inside <{self._element}>")
                context = "json"
            self._add(self._here() + start, self._here() + end, name, context)

    def handle_comment(self, data: str) -> None:
        for _, _, name in self._tokens(data):
            raise ShellError(f"found {name} inside a comment")

    def _scan_tag(self, tag: str, offset: int) -> None:
        """Classify the tokens of a start tag by the attribute value that they stand in."""
        inside: list[tuple[int, int]] = []
        name_end = re.match(r"<[^\s/>]*", tag)
        for attribute in _ATTRIBUTE.finditer(tag, name_end.end() if name_end else 0):
            group = next((g for g in ("double", "single", "bare") if attribute[g]), "")
            if not group:
                continue
            for start, end, name in self._tokens(attribute[group]):
                at = attribute.start(group)
                context = _attribute_context(attribute["name"].lower(), group, start, name)
                self._add(offset + at + start, offset + at + end, name, context)
                inside.append((at + start, at + end))
        for start, end, name in self._tokens(tag):
            if (start, end) not in inside:
                raise ShellError(f"found {name} as part of a tag or attribute name")


def _attribute_context(attribute: str, group: str, start: int, name: str) -> Escape:
    if group == "bare":
        raise ShellError(f"found {name} in {attribute}= without quotes")
    if attribute.startswith("on") or attribute in _REFUSED_ATTRIBUTES:
        raise ShellError(f"found {name} in {attribute}=, which is read as code")
    return "url" if attribute in _URL_ATTRIBUTES and start == 0 else "attribute"
