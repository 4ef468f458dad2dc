"""Where a published site lies: what `verify` asks of a folder, or of an address."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from timeline.core.diagnostic import Diagnostic
from timeline.output import MANIFEST, files_below


class UnreachableError(OSError):
    """The site, or a file of it, cannot be fetched; the message says why."""


class Place(Protocol):
    """A site: its files by path, without the manifest."""

    @property
    def name(self) -> str:
        """The folder or the address, for messages."""

    def fetch(self, entries: list[dict[str, Any]]) -> Iterator[Diagnostic]:
        """Get what the manifest lists; yield what cannot be had for want of the host."""

    def files(self) -> set[str]:
        """Return the paths that are there."""

    def strange(self) -> set[str]:
        """Return paths that are there and no files."""

    def lost(self) -> set[str]:
        """Return paths of which nobody can tell whether they are there."""

    def read(self, path: str) -> bytes:
        """Return the content of a file; raises OSError."""


class Folder:
    """A site on the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = str(folder)

    def fetch(self, entries: list[dict[str, Any]]) -> Iterator[Diagnostic]:  # noqa: ARG002
        """Nothing is to be got."""
        yield from ()

    def files(self) -> set[str]:
        """Return every file but the manifest."""
        return {path for path in files_below(self._folder) if path != MANIFEST} - self.strange()

    def strange(self) -> set[str]:
        """Return what is neither file nor folder: above all links, which may lead anywhere."""
        found: set[str] = set()
        for place, folders, names in os.walk(self._folder):
            for path in (Path(place, name) for name in (*folders, *names)):
                mode = path.lstat().st_mode
                if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                    found.add(path.relative_to(self._folder).as_posix())
        return found

    def lost(self) -> set[str]:
        """Return nothing: the disk tells."""
        return set()

    def read(self, path: str) -> bytes:
        """Return the content of a file."""
        return (self._folder / path).read_bytes()
