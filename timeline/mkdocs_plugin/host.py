"""What MkDocs' own pages and files are given; nothing in here knows events or checks.

Only the plugin calls it. The theme prints titles and descriptions without escaping them, so they
are escaped here, once.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any, Final

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from timeline.core.page import Heading, Page
from timeline.core.site import Site
from timeline.pages import splice

# Material adds a heading of its own to pages whose content holds no "<h1".
NO_HEADING: Final = "<!--<h1-->"


class Target(File):
    """A page that MkDocs neither renders nor copies; links in Markdown may lead to it."""

    def __init__(self, path: str, site: Site, config: MkDocsConfig, *, listed: bool = True) -> None:
        folder, directories = config.site_dir, config.use_directory_urls
        target = splice.page_file(site, path)
        super().__init__(f"{path}.md", None, folder, directories, dest_uri=target)
        self.canonical_url = site.absolute(path) if listed else None

    def is_documentation_page(self) -> bool:
        """Keep MkDocs from rendering it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - MkDocs' signature
        """Keep MkDocs from copying it: there is nothing at its source."""


def named(nav: Any) -> Iterator[str]:
    """Yield the files that the navigation of a configuration names."""
    if isinstance(nav, str):
        yield PurePosixPath(nav).as_posix()
    elif nav:
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from named(item)


def listed(files: Files) -> Iterator[str]:
    """Yield the address of every page that the sitemap lists."""
    rendered = set(files.documentation_pages())
    for file in files:
        if isinstance(file, Target):
            address = file.canonical_url
        else:
            address = file.page.canonical_url if file.page and file in rendered else None
        if address:
            yield address


class Held:
    """A page that waits for its shell; lists repeat themselves, so it takes a tenth of the room."""

    __slots__ = ("_body", "_page")

    def __init__(self, page: Page) -> None:
        self._page = replace(page, body=Markup())
        self._body = zlib.compress(page.body.encode(), 1)

    def page(self) -> Page:
        """Return the page as it was."""
        return replace(self._page, body=Markup(zlib.decompress(self._body).decode()))  # noqa: S704


def body(token: str) -> str:
    """Return what stands for the body of a page while the theme is put around it."""
    return NO_HEADING + token


def describe(page: HostPage, found: Page) -> None:
    """Give MkDocs' page what our page knows; the theme prints it without escaping."""
    title = escape(found.title)
    if "title" not in vars(page):  # the navigation may name it otherwise
        page.title = title
    page.toc = toc(found.title, found.headings)
    page.present_anchor_ids = {"top", *(heading.id for heading in found.headings)}
    page.meta = {
        "description": escape(found.description),
        "search": {"exclude": True},  # its entries are our own
        "timeline_data": found.data_path,
        "timeline_linked": found.linked,
        "timeline_feed": found.feed_path,
        "hide": hidden_parts(page, toc=bool(found.headings), wide=found.wide),
    }
    if not page.is_homepage:
        page.meta["title"] = title


def hidden_parts(page: HostPage, *, toc: bool, wide: bool) -> list[str]:
    """Return the sidebars that would be empty, or in the way: they give their room to the page."""
    if wide:
        return ["navigation", "toc"]
    parts = [] if toc else ["toc"]
    return parts if page.parent else [*parts, "navigation"]


def stub(url: str) -> Any:
    """Return what the sitemap's template needs of a file: its page's address and no date."""
    return SimpleNamespace(
        page=SimpleNamespace(is_link=False, canonical_url=url, abs_url=None, update_date="")
    )


def toc_renderer(env: Environment, config: MkDocsConfig) -> splice.RenderToc:
    """Return a function that renders headings with the theme's own table of contents."""
    template = env.get_template("partials/toc.html")
    words = env.get_template("partials/language.html").make_module({"config": config})

    def render(headings: tuple[Heading, ...]) -> Markup:
        page = SimpleNamespace(meta={}, toc=toc("", headings))
        return Markup(template.render(page=page, config=config, lang=words))  # noqa: S704

    return render


def toc(title: str, headings: Iterable[Heading]) -> TableOfContents:
    """Nest headings of level 2 and 3 below the page's own, which is `#top`."""
    top = AnchorLink(str(escape(title)), "top", 1)
    for heading in headings:
        link = AnchorLink(str(escape(heading.text)), heading.id, heading.level)
        parent = top.children[-1] if heading.level > 2 and top.children else top
        parent.children.append(link)
    return TableOfContents([top])
