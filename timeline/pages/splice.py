"""Which pages share a shell, what a host fills into it, and where it writes them.

Free of any site generator: a host renders one page of each `Family` with `tokens`, compiles it
with `shell` and calls a `Splicer`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from markupsafe import Markup, escape

from timeline.core.artifact import Artifact
from timeline.core.page import Heading, Page
from timeline.core.site import Site
from timeline.pages.shell import Shell

HTML: Final = "text/html"
MARKUP: Final = frozenset(["body", "linked", "toc"])

_EVENTS: Final = "events/"
_BOOST: Final = 3  # an event goes before a page that only lists it
_SHELL: Final = "_shell"  # neither events nor terms nor years have an underscore in their address
_ALWAYS: Final = ("title", "canonical", "body")
_NEIGHBOURS: Final = {"previous": "previous_title", "next": "next_title"}
# What no theme may leave out; the rest depends on what the theme is told to show.
_REQUIRED: Final = frozenset([*_ALWAYS, "description", "data", "linked"])
# Folders without a page of their own belong to another one.
_OVERVIEW: Final = {"events": "timeline"}


class Family(NamedTuple):
    """Pages of one shell: in one folder, as deep below the site, and with the same `parts`.

    Parts are what a page may lack: description, edit, data, linked data, feed, previous, next, and
    a table of contents, which `wide` pages have no room for.
    """

    folder: str
    depth: int
    parts: frozenset[str]

    @property
    def path(self) -> str:
        """An address of no page as deep as the pages of the family: relative links hold there."""
        return "/".join([self.folder, *[_SHELL] * self.depth])

    @property
    def overviews(self) -> tuple[str, str]:
        """Pages beside which the family belongs; the first that a site shows counts."""
        name = _OVERVIEW.get(self.folder, self.folder)
        return f"{name}/index", name


def family(page: Page, site: Site) -> Family:
    """Return which pages a page shares its shell with."""
    parts = {
        "description": page.description,
        "edit": site.edit_url and page.edit_path,
        "data": page.data_path,
        "linked": page.linked,
        "feed": page.feed_path,
        "previous": page.previous,
        "next": page.next,
        "toc": page.headings and not page.wide,
        "wide": page.wide,
    }
    given = frozenset(part for part, value in parts.items() if value)
    return Family(page.path.partition("/")[0], page.path.count("/"), given)


def tokens(kin: Family) -> dict[str, str]:
    """Return what stands for each value in the page that becomes the shell."""
    titles = [title for name, title in _NEIGHBOURS.items() if name in kin.parts]
    # Letters only: they survive every filter of a theme (striptags, urlencode).
    return {
        name: f"TimelineSlot{name.title().replace('_', '')}Q"
        for name in (*_ALWAYS, *sorted(kin.parts - {"wide"}), *titles)
    }


def needed(names: Mapping[str, str], html: str) -> dict[str, str]:
    """Return the tokens that a rendered page must hold: the required and those that it shows."""
    return {k: token for k, token in names.items() if k in _REQUIRED or token in html}


def outside(path: str) -> bool:
    """Tell whether a page is one of many in a folder: no navigation is asked to name it."""
    folder, _, name = path.rpartition("/")
    return bool(folder) and name != "index"


def search_entries(page: Page, site: Site) -> Iterator[dict[str, str | int]]:
    """Yield a page's entries for a search index whose results are shown as HTML."""
    for entry in page.search:
        address = site.address(page.path)
        yield {
            "location": f"{address}#{entry.anchor}" if entry.anchor else address,
            "title": str(escape(entry.title)),
            "text": str(escape(entry.text)),
            "boost": _BOOST if page.path.startswith(_EVENTS) else 1,
        }


RenderToc = Callable[[tuple[Heading, ...]], Markup]
RenderShell = Callable[[Family], Shell]


def page_file(site: Site, path: str) -> str:
    """Return the file below the site folder that holds a page."""
    address = site.address(path)
    return address if address.endswith(".html") else address + "index.html"


class Splicer:
    """Puts pages into shells; each family and each table of contents is rendered once."""

    def __init__(self, site: Site, shell: RenderShell, toc: RenderToc) -> None:
        self._site = site
        self._shell = cache(shell)
        self._toc = cache(toc)

    def __call__(self, pages: Iterable[Page]) -> Iterator[Artifact]:
        """Yield the finished HTML of each page."""
        for page in pages:
            shell = self._shell(family(page, self._site))
            values = _values(page, self._site) | {"toc": self._toc(page.headings)}
            html = shell.fill(values)
            yield Artifact(page_file(self._site, page.path), HTML, html.encode())


def _values(page: Page, site: Site) -> dict[str, str]:
    values = {
        "title": page.title,
        "description": page.description,
        "canonical": site.absolute(page.path),
        "edit": site.edit_url + page.edit_path,
        "data": page.data_path,
        "linked": page.linked or "",
        "feed": page.feed_path,
        "body": page.body,
    }
    for name, link in (("previous", page.previous), ("next", page.next)):
        if link:
            values[name] = site.address(link.path)
            values[_NEIGHBOURS[name]] = link.text
    return values
