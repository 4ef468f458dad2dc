"""Which files there are: the folders of events and vocabularies, walked in a fixed order.

Follows no link, opens nothing. Everything that does not belong is a finding, so that no event is
lost by lying in the wrong place.
"""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from timeline.core.diagnostic import Diagnostic, finding, quoted
from timeline.core.fields import ID_PATTERN
from timeline.core.record import UNDATED
from timeline.core.vocabulary import FACETS

_YEAR: Final = re.compile(r"-?[0-9]{4,13}|" + UNDATED)
_ID: Final = re.compile(ID_PATTERN.removeprefix("^").removesuffix("$"))
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Found:
    """Files to read, by path below the repository, and what does not belong."""

    files: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def kind_of(mode: int) -> str:
    """Name the sort of directory entry for a message."""
    for test, name in (
        (stat.S_ISDIR, "folder"),
        (stat.S_ISFIFO, "named pipe"),
        (stat.S_ISSOCK, "socket"),
        (stat.S_ISCHR, "character device"),
        (stat.S_ISBLK, "block device"),
    ):
        if test(mode):
            return name
    return "special file"


def suggested(stem: str) -> str:
    """Turn any name into a slug that would be accepted."""
    return _NOT_SLUG.sub("-", stem.lower()).strip("-")[:80].strip("-") or "name-of-the-event"


def printable(path: str) -> str:
    """Return a path as text even where its bytes are no UTF-8."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def events(root: Path, folder: str) -> Found:
    """List the event files `<folder>/<year>/<id>.json`."""
    found = Found()
    top = root / folder
    if top.is_symlink():
        found.diagnostics.append(finding("T012", folder))
        return found
    if not top.is_dir():
        found.diagnostics.append(finding("T018", folder, name=quoted(folder)))
        return found
    for entry in _entries(top):
        path = f"{folder}/{printable(entry.name)}"
        if entry.is_symlink():
            found.diagnostics.append(finding("T012", path))
        elif not entry.is_dir(follow_symlinks=False):
            found.diagnostics.extend(_stray(entry, path, "folders named by year", folder))
        elif _YEAR.fullmatch(entry.name):
            _year(found, entry, path)
        else:
            found.diagnostics.append(
                finding(
                    "T016",
                    path,
                    found=f"the folder {quoted(entry.name)}",
                    expected="a folder named by year, such as 2017, or 'undated'",
                    fix=f"into {folder}/<year of the earliest possible day>/",
                ),
            )
    return found


def vocabularies(root: Path, folder: str) -> Found:
    """List the vocabulary files `<folder>/<facet>.json`; each facet has to be there."""
    found = Found()
    for facet in FACETS:
        path = f"{folder}/{facet}.json"
        full = root / path
        if full.is_symlink():
            found.diagnostics.append(finding("T012", path))
        elif not full.exists():
            found.diagnostics.append(finding("T501", path, name=quoted(path)))
        else:
            found.files.append(path)
    for entry in _entries(root / folder) if (root / folder).is_dir() else ():
        path = f"{folder}/{printable(entry.name)}"
        if entry.name.removesuffix(".json") not in FACETS:
            expected = "one file a facet: " + ", ".join(f"{facet}.json" for facet in FACETS)
            found.diagnostics.extend(_stray(entry, path, expected, folder))
    return found


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: os.fsencode(entry.name))


def _year(found: Found, folder: os.DirEntry[str], folder_path: str) -> None:
    for entry in _entries(Path(folder.path)):
        path = f"{folder_path}/{printable(entry.name)}"
        stem, dot, suffix = entry.name.rpartition(".")
        if entry.is_symlink():
            found.diagnostics.append(finding("T012", path))
        elif not entry.is_file(follow_symlinks=False):
            mode = entry.stat(follow_symlinks=False).st_mode
            found.diagnostics.append(finding("T013", path, found=kind_of(mode)))
        elif not dot or suffix.lower() != "json" or not stem:
            expected = "event files named <id>.json"
            found.diagnostics.extend(_stray(entry, path, expected, folder_path))
        elif suffix != "json" or not _ID.fullmatch(stem) or len(stem) > 80:
            found.diagnostics.append(
                finding(
                    "T015",
                    path,
                    name=quoted(entry.name),
                    suggestion=quoted(f"{suggested(stem)}.json"),
                ),
            )
        else:
            found.files.append(path)


def _stray(
    entry: os.DirEntry[str],
    path: str,
    expected: str,
    folder: str,
) -> Iterator[Diagnostic]:
    if entry.name == ".gitkeep":
        return
    fix = "move it elsewhere or delete it"
    if entry.name.endswith(".json"):
        fix = f"move it into {folder}/<year of the earliest possible day>/"
    yield finding("T014", path, name=quoted(entry.name), expected=expected, fix=fix)
