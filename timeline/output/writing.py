"""The only writer of files, which remembers what it wrote for the manifest.

Called by the shells with artifacts as they are made; nothing is read again to be summed.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Final, NamedTuple

from timeline.core.artifact import SCHEMA_VERSION, Artifact, json_bytes
from timeline.core.outputs import FileOut

MANIFEST: Final = "manifest.json"
_TYPES: Final = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/vnd.microsoft.icon",
    ".txt": "text/plain",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".gz": "application/gzip",
}
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class Written(NamedTuple):
    """A file that we wrote: what the manifest says of it, and what shows that nobody changed it."""

    size: int
    sha256: str
    media_type: str
    state: tuple[int, int, int]

    def entry(self, path: str) -> FileOut:
        """Return its entry in the manifest."""
        return _entry(path, self.size, self.sha256, self.media_type)


def write_artifacts(folder: Path, artifacts: Iterable[Artifact]) -> dict[str, Written]:
    """Write finished files below a folder; return what was written where."""
    root = f"{folder}/"
    made: set[str] = set()
    written: dict[str, Written] = {}
    for artifact in artifacts:
        path, content = artifact.path, artifact.content
        if leads_out(path):
            raise ValueError(f"{path!r} leads out of the site")
        if path in written:
            raise ValueError(f"two artifacts claim {path}")
        parent = path.rpartition("/")[0]
        if parent not in made:
            _make_folder(root + parent)
            made.add(parent)
        state = _write(root + path, content)
        written[path] = Written(len(content), _sum(content), artifact.media_type, state)
    return written


def together(parts: Iterable[Mapping[str, Written]]) -> dict[str, Written]:
    """Return what several processes wrote; ValueError if two of them claim a path."""
    written: dict[str, Written] = {}
    for made in parts:
        if twice := written.keys() & made.keys():
            raise ValueError(f"two artifacts claim {min(twice)}")
        written |= made
    return written


def _make_folder(place: str) -> None:
    """Make a folder, mostly new and below one that is there: one call to the system."""
    try:
        os.mkdir(place)  # noqa: PTH102 - ten thousand of them; a Path costs as much as the folder
    except OSError:
        os.makedirs(place, exist_ok=True)  # noqa: PTH103 - see above


def _write(place: str, content: bytes) -> tuple[int, int, int]:
    handle = os.open(place, _CREATE, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        return _state(os.fstat(handle))
    finally:
        os.close(handle)


def _state(stat: os.stat_result) -> tuple[int, int, int]:
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def leads_out(path: str) -> bool:
    """Tell whether a path may lead out of the folder that it is relative to."""
    return path.startswith("/") or "\\" in path or ".." in path.split("/")


def files_below(folder: Path) -> list[str]:
    """Return every file below a folder, relative, with forward slashes, in order of path."""
    found: list[str] = []
    for place, _, names in os.walk(folder):
        prefix = place[len(str(folder)) :].replace(os.sep, "/").lstrip("/")
        found.extend(f"{prefix}/{name}" if prefix else name for name in names)
    return sorted(found)


def media_type(path: str) -> str:
    """Return the media type of a file of the site by its name, the same on every machine."""
    return _TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")


def describe(folder: Path, path: str) -> FileOut:
    """Return a file's entry in the manifest."""
    return entry(path, (folder / path).read_bytes(), media_type(path))


def entry(path: str, content: bytes, media_type: str) -> FileOut:
    """Return the entry of a file with this content."""
    return _entry(path, len(content), _sum(content), media_type)


def _entry(path: str, size: int, digest: str, media_type: str) -> FileOut:
    return {"path": path, "bytes": size, "sha256": digest, "media_type": media_type}


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write_manifest(folder: Path, written: Mapping[str, Written] = MappingProxyType({})) -> None:
    """Write manifest.json over every other file of the site; called last.

    What was `written` and not changed since (by another plugin, say) is not read again.
    """
    files = []
    for path in files_below(folder):
        known = written.get(path)
        if known and known.state == _state(os.stat(f"{folder}/{path}")):  # noqa: PTH116 - as above
            files.append(known.entry(path))
        elif path != MANIFEST:
            entry = describe(folder, path)
            if known:
                entry["media_type"] = known.media_type
            files.append(entry)
    content = json_bytes({"schema_version": SCHEMA_VERSION, "files": files})
    (folder / MANIFEST).write_bytes(content)
