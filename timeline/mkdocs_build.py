"""Runs MkDocs for `timeline build` and `timeline serve`, with our plugin in it.

A shell like `cli`; what MkDocs raises is turned into exit codes there.
"""

import logging
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from timeline.core.collector import seldom
from timeline.mkdocs_plugin import TimelinePlugin
from timeline.project import Checked


def build_site(config_file: Path, folder: Path, checked: Checked, *, strict: bool) -> None:
    """Build the whole site into `folder`, from events that were checked already."""
    _log()
    try:
        config = load_config(str(config_file), site_dir=str(folder), strict=strict)
    except Abort as error:  # its log has said what is wrong
        raise ConfigurationError(str(error)) from None
    plugin = config.plugins["timeline"]
    if isinstance(plugin, TimelinePlugin):
        plugin.checked = checked
    config.plugins.on_startup(command="build", dirty=False)
    try:
        with seldom():
            build(config)
    finally:
        config.plugins.on_shutdown()


def serve_site(config_file: Path, address: str) -> None:
    """Serve the site from memory of its own, rebuilding when a file changes."""
    _log(logging.INFO)
    serve(str(config_file), livereload=True, dev_addr=address)


def _log(level: int = logging.WARNING) -> None:
    """Print what MkDocs and its plugins have to say."""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(level)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
        logger.addHandler(handler)
