"""Gives every page of a build the same Content-Security-Policy (`pages.policy`).

Only the plugin calls it. The policy is known when MkDocs has written its own pages, so a place is
held in them and filled at the end; pages that are spliced get it at once.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from timeline.pages.policy import inline_scripts, policy

_PLACE: Final = "TimelinePolicyQ"


class Guard:
    """The policy of one build."""

    def __init__(self, config: MkDocsConfig, *, serving: bool) -> None:
        # The script that reloads a served page is put in by the server, after everybody.
        config.extra["timeline_policy"] = "" if serving else _PLACE
        # The theme writes the way to the root into a script: as an address it is one for all.
        config.extra.setdefault("scope", urlsplit(config.site_url or "").path or "/")
        self._scripts: set[str] = set()
        self._said = ""

    def see(self, html: str) -> None:
        """Take in the scripts of a page."""
        self._scripts |= inline_scripts(html)

    @property
    def scripts(self) -> frozenset[str]:
        """All scripts that were seen."""
        return frozenset(self._scripts)

    def take(self, scripts: Iterable[str]) -> None:
        """Take in what another process has seen."""
        self._scripts.update(scripts)

    def fill(self, html: str) -> str:
        """Return a page with the policy in it."""
        self._said = self._said or policy(self._scripts)
        return html.replace(_PLACE, self._said)

    def fill_files(self, files: Iterable[Path]) -> None:
        """Put the policy into pages that are written."""
        for file in files:
            html = file.read_text("utf-8")
            if _PLACE in html:
                file.write_text(self.fill(html), "utf-8", newline="\n")

    @property
    def complete(self) -> bool:
        """Whether the policy allows every script that was seen."""
        return not self._said or self._said == policy(self._scripts)
