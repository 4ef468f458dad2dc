"""Renders one page of each family through the theme and compiles it to a shell.

Only the plugin calls it, at the end of a build, when theme and navigation are complete. The page
never joins MkDocs' own: no other plugin indexes, lists or writes it.
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as HostPage

from timeline.mkdocs_plugin import host
from timeline.pages import splice
from timeline.pages.shell import Shell, ShellError, compile_shell, trim


class Shells:
    """The theme of one build, ready to be asked for shells."""

    def __init__(
        self,
        env: Environment,
        nav: Navigation,
        files: Files,
        config: MkDocsConfig,
        finish: Callable[[str], str],
    ) -> None:
        self._finish = finish
        self._env = env
        self._nav = nav
        self._files = files
        self._config = config
        self._sections = {page.file.src_uri: page.parent for page in nav.pages}

    def __call__(self, kin: splice.Family) -> Shell:
        """Return the shell of a family; PluginError where the theme's page cannot hold it."""
        tokens = splice.tokens(kin)
        page = self._page(kin, tokens)
        html = self._finish(self._rendered(page)).replace(host.NO_HEADING, "")
        try:
            return compile_shell(trim(html), splice.needed(tokens, html), splice.MARKUP)
        except ShellError as error:
            problem = f"the theme's page cannot hold pages of {kin.folder}: {error}"
            raise PluginError(f"timeline: {problem}") from None

    def _page(self, kin: splice.Family, tokens: dict[str, str]) -> HostPage:
        file = File.generated(
            self._config, f"{kin.path}.md", content="", inclusion=InclusionLevel.NOT_IN_NAV
        )
        page = HostPage(tokens["title"], file, self._config)
        page.parent = self._section(kin)
        page.toc = host.toc("", ())
        page.canonical_url = tokens["canonical"]
        page.edit_url = tokens.get("edit")
        page.previous_page = _neighbour(tokens, "previous")
        page.next_page = _neighbour(tokens, "next")
        page.content = host.body(tokens["body"])
        page.meta = {
            "title": tokens["title"],
            "description": tokens.get("description", ""),
            "search": {"exclude": True},
            "timeline_data": tokens.get("data", ""),
            "timeline_linked": tokens.get("linked", ""),
            "timeline_feed": tokens.get("feed", ""),
            "timeline_toc": tokens.get("toc", ""),
            "hide": host.hidden_parts(page, toc="toc" in tokens, wide="wide" in kin.parts),
        }
        return page

    def _section(self, kin: splice.Family) -> Section | None:
        """Return the section of the navigation that is open on a page of the family."""
        names = [f"{path}.md" for path in kin.overviews]
        return next((self._sections[name] for name in names if name in self._sections), None)

    def _rendered(self, page: HostPage) -> str:
        """Do with a page what MkDocs does with its own, up to writing it."""
        config = self._config
        page.active = True
        try:
            context = get_context(self._nav, self._files, config, page)
            context = config.plugins.on_page_context(
                context, page=page, config=config, nav=self._nav
            )
            html = self._env.get_template("main.html").render(context)
            return str(config.plugins.on_post_page(html, page=page, config=config))
        finally:
            page.active = False


def _neighbour(tokens: dict[str, str], name: str) -> Any:
    """Return what the theme asks of a page before or after another."""
    if name not in tokens:
        return None
    return SimpleNamespace(url=tokens[name], title=tokens[f"{name}_title"])
