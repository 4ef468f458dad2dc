"""What MkDocs' own pages and files are given; nothing in here knows events or checks.

Only the plugin calls it. The theme prints titles and descriptions without escaping them, so they
are escaped here, once.
"""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from timeline.core.page import Heading, Page
from timeline.core.site import Site
from timeline.pages import splice


class EventFile(File):
    """A target for links in Markdown; MkDocs neither renders nor copies it."""

    def __init__(self, path: str, site: Site, config: MkDocsConfig) -> None:
        folder, directories = config.site_dir, config.use_directory_urls
        target = splice.page_file(site, path)
        super().__init__(f"{path}.md", None, folder, directories, dest_uri=target)

    def is_documentation_page(self) -> bool:
        """Keep MkDocs from rendering it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - MkDocs' signature
        """Keep MkDocs from copying it: there is nothing at its source."""


def inclusion(page: Page) -> InclusionLevel:
    """Pages whose number grows with the data are not asked for in the navigation."""
    folder, _, name = page.path.rpartition("/")
    inside = bool(folder) and name != "index"
    return InclusionLevel.NOT_IN_NAV if inside else InclusionLevel.INCLUDED


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
        "hide": _hidden_parts(page, found),
    }
    if not page.is_homepage:
        page.meta["title"] = title


def _hidden_parts(page: HostPage, found: Page) -> list[str]:
    """Sidebars that would be empty, or in the way, give their room to the page."""
    if found.wide:
        return ["navigation", "toc"]
    parts = [] if found.headings else ["toc"]
    return parts if page.parent else [*parts, "navigation"]


def carry_tokens(page: HostPage, *, edit: bool) -> None:
    """Give MkDocs' page a token wherever event pages differ from one another."""
    tokens = splice.TOKENS
    page.title = tokens["title"]
    page.toc = toc("", ())
    page.canonical_url = tokens["canonical"]
    page.edit_url = tokens["edit"] if edit else None
    page.previous_page = _neighbour("previous")
    page.next_page = _neighbour("next")
    page.meta = {
        "title": tokens["title"],
        "description": tokens["description"],
        "search": {"exclude": True},
        "timeline_data": tokens["data"],
        "hide": ["navigation", "toc"],
    }


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


def _neighbour(name: str) -> Any:
    return SimpleNamespace(url=splice.TOKENS[name], title=splice.TOKENS[f"{name}_title"])


def toc(title: str, headings: Iterable[Heading]) -> TableOfContents:
    """Nest headings of level 2 and 3 below the page's own, which is `#top`."""
    top = AnchorLink(str(escape(title)), "top", 1)
    for heading in headings:
        link = AnchorLink(str(escape(heading.text)), heading.id, heading.level)
        parent = top.children[-1] if heading.level > 2 and top.children else top
        parent.children.append(link)
    return TableOfContents([top])
