"""The Content-Security-Policy of the site: the hashes of its inline scripts, nothing inline else.

Called by the hosts. One policy for all pages, because navigation without reloading keeps the
policy of the page that was opened first. CSP Level 3, section 8 (hashes).
"""

import base64
import hashlib
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Final

# What is no script by its type is data, and no policy looks at it.
_SCRIPT_TYPES: Final = frozenset(["", "module", "text/javascript", "application/javascript"])


class _Scripts(HTMLParser):
    """Collects the text of inline scripts, byte for byte."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: set[str] = set()
        self._inside = False
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            given = dict(attrs)
            kind = (given.get("type") or "").lower()
            self._inside = "src" not in given and kind in _SCRIPT_TYPES
            self._text = []

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._inside:
            self.found.add("".join(self._text))
            self._inside = False


def inline_scripts(html: str) -> set[str]:
    """Return the inline scripts of a page."""
    scanner = _Scripts()
    scanner.feed(html)
    scanner.close()
    return scanner.found


def policy(scripts: Iterable[str]) -> str:
    """Return the policy that lets these inline scripts run, and files of the site itself."""
    sums = sorted(hashlib.sha256(script.encode()).digest() for script in scripts)
    hashes = "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in sums)
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self'{hashes}",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
        ]
    )
