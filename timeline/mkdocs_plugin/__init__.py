"""The MkDocs plugin: hooks that call `project` and put its pages into the theme.

The only code that knows MkDocs. It holds no rules: what a page says comes from `pages`, what is
wrong from `project.check`. Pages that the navigation does not show never pass through MkDocs:
each family of them shares one rendered page as its shell (`shells`, `pages.splice`).
"""

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Literal

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils.templates import TemplateContext

from timeline import config as settings
from timeline import output, project
from timeline.core.edtf import parse
from timeline.core.timeline import Timeline
from timeline.core.wording import display
from timeline.derive.omissions import omissions
from timeline.derive.syndication import latest
from timeline.mkdocs_plugin import assets, host
from timeline.mkdocs_plugin.data import Data
from timeline.mkdocs_plugin.findings import report
from timeline.mkdocs_plugin.gathered import Gathered
from timeline.mkdocs_plugin.guard import Guard
from timeline.mkdocs_plugin.outside import Outside
from timeline.mkdocs_plugin.shells import Shells
from timeline.mkdocs_plugin.start import lighten
from timeline.pages.shell import trim
from timeline.pages.splice import Splicer

log = get_plugin_logger(__name__)

_BODY: Final = host.body("TimelineBodyQ")


class _Unread(Config):  # type: ignore[no-untyped-call]
    """MkDocs wants a scheme of options; ours are read by `config`."""


class TimelinePlugin(BasePlugin[_Unread]):  # type: ignore[no-untyped-call]
    """Publishes the repository's events with the site that MkDocs builds.

    `checked` spares a caller that has loaded and reported the events a second time, for one build.
    """

    checked: project.Checked | None = None
    _data: Data | None = None
    _serving: bool = False

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Validate the options with `config`, the only place that defines them."""
        super().load_config({}, config_file_path)
        try:
            self._options = settings.read_options(options)
        except settings.ConfigError as error:
            return [("options", ValidationError(problem)) for problem in error.problems], []
        return [], []

    def on_startup(
        self,
        *,
        command: Literal["build", "gh-deploy", "serve"],
        dirty: bool,  # noqa: ARG002 - a hook of MkDocs
    ) -> None:
        """Keep this object across the rebuilds of `mkdocs serve`, as defining the hook does."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check before MkDocs empties the site folder; give the theme our parts."""
        if config.theme.name != "material":
            problem = f"timeline: the theme is {config.theme.name!r}; expected 'material'"
            raise ConfigurationError(problem)
        self._root = Path(config.config_file_path).parent
        try:
            self._site = settings.site(
                self._options,
                name=config.site_name,
                url=config.site_url or "",
                description=config.site_description or "",
                language=str(config.theme.get("language") or "en"),
                directory_urls=config.use_directory_urls,
            )
        except settings.ConfigError as error:
            raise ConfigurationError(f"timeline: {error}") from None
        checked, self.checked = self.checked, None
        if checked is None:
            checked = project.check(project.Project(self._root, self._options), past=True)
            report(log, checked.diagnostics)
            for warning in omissions(checked.timeline, self._site):
                log.log(logging.INFO if config.strict else logging.WARNING, warning)
        self._timeline: Timeline = checked.timeline
        config.extra["timeline_log"] = self._timeline.history.complete
        config.extra["timeline_atom"] = latest(self._timeline, self._site) is not None
        self._site = replace(self._site, as_of=checked.as_of)
        config.extra["timeline_as_of"] = checked.as_of and display(parse(checked.as_of))
        self._written: dict[str, output.Written] = {}
        # Behind the user's own templates, before the theme's.
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, assets.OVERRIDES)
        config.extra_css.insert(0, assets.STYLE)
        self._guard = Guard(config, serving=self._serving)
        if self._site.edit_url and not config.edit_uri:
            docs = Path(config.docs_dir).relative_to(self._root).as_posix()
            config.edit_uri = f"{self._site.edit_url}{docs}/"
        return config

    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add assets and the pages of the navigation; all others become link targets only.

        The data is written apart meanwhile: MkDocs has emptied the folder, and needs none of it.
        """
        self._data = Data(self._timeline, self._site, Path(config.site_dir))
        for file in assets.assets(config):
            files.append(file)
        self._files = files
        self._pages = Gathered(self._timeline, self._site)
        self._pages.gather(files, config)
        return files

    @event_priority(-100)
    def on_nav(self, nav: Navigation, **_: Any) -> Navigation:
        """Keep the navigation that pages outside of it are shown with."""
        self._nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: Any) -> Environment:
        """Let our overrides include the theme's own parts under `theme/`."""
        theme = FileSystemLoader(config.theme.dirs[config.theme.dirs.index(assets.OVERRIDES) + 1 :])
        env.loader = ChoiceLoader([env.loader or theme, PrefixLoader({"theme": theme})])
        self._env = env
        return env

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: HostPage, **_: Any) -> str:
        """Put a token for the content of our pages: other plugins need not read megabytes."""
        found = self._pages.shown.get(page.file.src_uri)
        if found is None:
            return html
        host.describe(page, found)
        return _BODY

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig, **_: Any) -> str:
        """Put our pages' content in, which nobody needs afterwards."""
        self._guard.see(output)
        output = lighten(output, config)
        found = self._pages.shown.pop(page.file.src_uri, None)
        return output if found is None else trim(output).replace(_BODY, found.body)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, config: MkDocsConfig, **_: Any) -> str:
        """See the pages that the theme brings along."""
        self._guard.see(output_content)
        return lighten(output_content, config)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, **_: Any
    ) -> TemplateContext:
        """List every page in the sitemap, without the day of the build."""
        if template_name == "sitemap.xml":
            stubs: list[Any] = [host.stub(url) for url in host.listed(self._files)]
            context["pages"] = stubs
        return context

    @event_priority(100)
    def _on_post_build_pages(self, *, config: MkDocsConfig) -> None:
        """Write spliced pages, and index ours before the search plugin writes its index."""
        search = config.plugins.get("material/search")
        entries = getattr(getattr(search, "search_index", None), "entries", [])
        folder = Path(config.site_dir)
        self._guard.fill_files(sorted(folder.rglob("*.html")))
        shells = Shells(self._env, self._nav, self._files, config, self._guard.fill)
        splicer = Splicer(self._site, shells, host.toc_renderer(self._env, config))
        outside = Outside(folder, self._site, splicer, self._guard)
        self._written |= outside.write(self._pages, entries)
        if not self._guard.complete:
            log.warning("a script that only some pages hold is not allowed by their policy")

    @event_priority(-100)
    def _on_post_build_data(self, *, config: MkDocsConfig) -> None:
        """Write what describes the data after every other plugin, the manifest last."""
        folder = Path(config.site_dir)
        # Its bytes carry the day of the build and depend on the compressor.
        (folder / "sitemap.xml.gz").unlink(missing_ok=True)
        if self._data:
            self._written |= self._data.finish({file.dest_uri for file in self._files})
        output.write_manifest(folder, self._written)

    on_post_build = CombinedEvent(_on_post_build_pages, _on_post_build_data)

    def on_build_error(self, **_: Any) -> None:
        """Write no data any more."""
        self.on_shutdown()

    def on_shutdown(self) -> None:
        """Leave no process behind, whatever ended the build."""
        if self._data:
            self._data.stop()

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Rebuild when an event or a term changes."""
        for folder in (self._options.events, self._options.vocabulary):
            if (self._root / folder).is_dir():
                server.watch(str(self._root / folder))
        return server
