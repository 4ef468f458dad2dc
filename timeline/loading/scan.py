"""Which files there are: the folders of events and vocabularies, walked in a fixed order.

Follows no link, opens nothing. Everything that does not belong is a finding, so that no event is
lost by lying in the wrong place.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from timeline.core.diagnostic import Diagnostic, closest, finding, quoted
from timeline.core.fields import ID_LENGTH, ID_PATTERN
from timeline.core.record import UNDATED
from timeline.core.vocabulary import FACETS

_YEAR: Final = re.compile(r"-?[0-9]{4,13}|" + UNDATED)
_ID: Final = re.compile(ID_PATTERN.removeprefix("^").removesuffix("$"))
_LOOK_ALIKES: Final = str.maketrans("аеорсухіјѕһ", "aeopcyxijsh")  # Cyrillic
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


def slugged(text: str) -> str:
    """Turn any text into words of a slug; letters lose their accents. May be empty or long.

    >>> slugged("Élan vital_2")
    'elan-vital-2'
    """
    alike = text.lower().translate(_LOOK_ALIKES)
    plain = unicodedata.normalize("NFKD", alike).encode("ascii", "ignore").decode("ascii")
    return _NOT_SLUG.sub("-", plain).strip("-")


def suggested(stem: str) -> str:
    """Turn any name into an id that would be accepted."""
    return slugged(stem)[:ID_LENGTH].strip("-") or "name-of-the-event"


def odd(text: str) -> str:
    """Name the first letter that only looks like one of a to z, or that none can see.

    >>> odd("аn-event")
    ' (it holds U+0430, cyrillic small letter a)'
    """
    char = next((char for char in text if not char.isascii()), "")
    if not char:
        return ""
    return f" (it holds U+{ord(char):04X}, {unicodedata.name(char, 'no name').lower()})"


def events(root: Path, folder: str) -> Found:
    """List the event files `<folder>/<year>/<id>.json`."""
    found = Found()
    top = root / folder
    if link := _link(root, folder):
        found.diagnostics.append(finding("T012", link))
        return found
    if not top.is_dir():
        found.diagnostics.append(finding("T018", folder, name=quoted(folder)))
        return found
    for entry in _entries(top):
        path = f"{folder}/{entry.name}"
        if entry.is_symlink():
            found.diagnostics.append(finding("T012", path))
        elif not entry.is_dir(follow_symlinks=False):
            fix = "move it elsewhere or delete it"
            if entry.name.endswith(".json"):
                fix = f"move it into {folder}/<year of the earliest possible day>/"
            found.diagnostics.extend(_stray(entry, path, "folders named by year", fix))
        elif _YEAR.fullmatch(entry.name):
            _year(found, entry, path)
        else:
            found.diagnostics.append(
                finding(
                    "T016",
                    path,
                    problem=f"the folder is called {quoted(entry.name)}",
                    expected="a folder named by year, such as 2017, or 'undated'",
                    fix=f"move its events into {folder}/<year of the earliest possible day>/",
                ),
            )
    return found


def vocabularies(root: Path, folder: str) -> Found:
    """List the vocabulary files `<folder>/<facet>.json`; each facet has to be there."""
    found = Found()
    if link := _link(root, folder):
        found.diagnostics.append(finding("T012", link))
        return found
    names = [f"{facet}.json" for facet in FACETS]
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
        path = f"{folder}/{entry.name}"
        if entry.name not in names:
            expected = "one file a facet: " + ", ".join(names) + closest(entry.name, names)
            fix = "rename it, move it elsewhere or delete it"
            found.diagnostics.extend(_stray(entry, path, expected, fix))
    return found


def _link(root: Path, folder: str) -> str:
    """Return the first part of a folder's path that is a link, or nothing."""
    parts = folder.split("/")
    paths = ("/".join(parts[: length + 1]) for length in range(len(parts)))
    return next((path for path in paths if (root / path).is_symlink()), "")


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: os.fsencode(entry.name))


def _year(found: Found, folder: os.DirEntry[str], folder_path: str) -> None:
    for entry in _entries(Path(folder.path)):
        path = f"{folder_path}/{entry.name}"
        stem, dot, suffix = entry.name.rpartition(".")
        if entry.is_symlink():
            found.diagnostics.append(finding("T012", path))
        elif not entry.is_file(follow_symlinks=False):
            mode = entry.stat(follow_symlinks=False).st_mode
            found.diagnostics.append(finding("T013", path, found=kind_of(mode)))
        elif not dot or suffix.lower() != "json" or not stem:
            expected = "event files named <id>.json"
            fix = "rename it to <id>.json if it is an event; else move it elsewhere or delete it"
            found.diagnostics.extend(_stray(entry, path, expected, fix))
        elif suffix != "json" or not _ID.fullmatch(stem) or len(stem) > 80:
            found.diagnostics.append(
                finding(
                    "T015",
                    path,
                    name=quoted(entry.name),
                    odd=odd(stem),
                    suggestion=quoted(f"{suggested(stem.removesuffix('.json'))}.json"),
                ),
            )
        else:
            found.files.append(path)


def _stray(
    entry: os.DirEntry[str],
    path: str,
    expected: str,
    fix: str,
) -> Iterator[Diagnostic]:
    if entry.name != ".gitkeep":
        yield finding("T014", path, name=quoted(entry.name), expected=expected, fix=fix)
