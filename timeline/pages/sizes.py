"""How large the files for programs are, on a page that is rendered before they are written.

The page marks the places with empty `data` elements, and its links to the files with their paths;
a call of `fill` puts sizes into the places and leaves no link to what was not written.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from markupsafe import Markup, escape

_PLACE: Final = re.compile('<data class="tl-size" value="([^"]*)"></data>')
_LINK: Final = re.compile('<a data-file="([^"]*)" href="([^"]*)">(.*?)</a>')
_UNITS: Final = ("bytes", "kB", "MB", "GB")
_STEP: Final = 1000


def place(path: str) -> Markup:
    """Return where the size of a file, or of a family of files, will stand."""
    return Markup('<data class="tl-size" value="{}"></data>').format(path)


def link(path: str, href: str, text: str) -> Markup:
    """Return a link to a file that may turn out not to be in this build."""
    return Markup('<a data-file="{}" href="{}"><code>{}</code></a>').format(path, href, text)


def fill(page: str, links: Iterable[Mapping[str, Any]]) -> str:
    """Return a page with the sizes that the entrance of the API tells in its `links`."""
    told = {str(escape(link["path"])): size(link) for link in links}
    page = _LINK.sub(
        lambda found: f'<a href="{found[2]}">{found[3]}</a>' if found[1] in told else found[3], page
    )
    return _PLACE.sub(lambda found: told.get(found[1], "not in this build"), page)


def size(link: Mapping[str, Any]) -> str:
    """Return in words how large the files of a link are."""
    if "max_bytes" not in link:
        return "–"
    text, count = _amount(link["max_bytes"]), link["files"]
    if "{" not in link["path"]:
        return text
    return f"{count:,} files, each at most {text}" if count > 1 else f"1 file, {text}"


def _amount(count: float) -> str:
    for unit in _UNITS[:-1]:
        if count < _STEP:
            return (
                f"{count:.0f} {unit}" if count >= 10 or unit == "bytes" else f"{count:.1f} {unit}"
            )
        count /= _STEP
    return f"{count:.1f} {_UNITS[-1]}"
