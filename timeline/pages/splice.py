"""What a host fills into the shell of event pages, and where it writes them.

Free of any site generator: a host renders one page that carries `TOKENS`, compiles it with
`shell` and calls `spliced` for each page.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from markupsafe import Markup, escape

from timeline.core.artifact import Artifact
from timeline.core.page import Heading, Link, Page
from timeline.core.site import Site
from timeline.pages.shell import Shell

EVENTS: Final = "events/"
SHELL_PATH: Final = "events/_shell"  # no event id has an underscore
HTML: Final = "text/html"

_NAMES: Final = (
    "title",
    "description",
    "canonical",
    "edit",
    "data",
    "previous",
    "previous_title",
    "next",
    "next_title",
    "body",
    "toc",
)
# Letters only: they survive every filter of a theme (striptags, urlencode, lower-case is not used).
TOKENS: Final = {name: f"TimelineSlot{name.title().replace('_', '')}Q" for name in _NAMES}
MARKUP: Final = frozenset(["body", "toc"])
# The rest depends on what the theme is told to show.
REQUIRED: Final = frozenset(["title", "description", "canonical", "data", "body"])
_ENDS: Final = Link("timeline", "The whole timeline")


def search_entries(page: Page, site: Site) -> Iterator[dict[str, str]]:
    """Yield a page's entries for a search index whose results are shown as HTML."""
    for entry in page.search:
        address = site.address(page.path)
        yield {
            "location": f"{address}#{entry.anchor}" if entry.anchor else address,
            "title": str(escape(entry.title)),
            "text": str(escape(entry.text)),
        }


RenderToc = Callable[[tuple[Heading, ...]], Markup]


def is_spliced(page: Page) -> bool:
    """Tell whether a page is one of many that share a shell."""
    return page.path.startswith(EVENTS)


def page_file(site: Site, path: str) -> str:
    """Return the file below the site folder that holds a page."""
    address = site.address(path)
    return address if address.endswith(".html") else address + "index.html"


def spliced(
    shell: Shell, pages: Iterable[Page], site: Site, render_toc: RenderToc
) -> Iterator[Artifact]:
    """Yield the finished HTML of each page."""
    tables: dict[tuple[Heading, ...], Markup] = {}
    for page in pages:
        toc = tables.get(page.headings)
        if toc is None:
            toc = tables[page.headings] = render_toc(page.headings)
        before, after = page.previous or _ENDS, page.next or _ENDS
        html = shell.fill(
            {
                "title": page.title,
                "description": page.description,
                "canonical": site.absolute(page.path),
                "edit": site.edit_url + page.edit_path,
                "data": page.data_path,
                "previous": site.address(before.path),
                "previous_title": before.text,
                "next": site.address(after.path),
                "next_title": after.text,
                "body": page.body,
                "toc": toc,
            },
        )
        yield Artifact(page_file(site, page.path), HTML, html.encode())
