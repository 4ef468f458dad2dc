"""The only writer: a staging folder beside the target, the manifest last, then a swap.

A build that fails or is killed leaves the previous site untouched; a swap that was cut in half is
recovered at the next start, before the events are checked.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from timeline.core.artifact import Artifact, json_bytes
from timeline.core.outputs import SCHEMA_VERSION

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


class OutputError(Exception):
    """The disk refused; the message says what and where."""


def write_artifacts(folder: Path, artifacts: Iterable[Artifact]) -> dict[str, str]:
    """Write finished files below a folder; return path -> media type."""
    made: set[Path] = set()
    types: dict[str, str] = {}
    for artifact in artifacts:
        target = _below(folder, artifact.path)
        if artifact.path in types:
            raise ValueError(f"two artifacts claim {artifact.path}")
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_bytes(artifact.content)
        types[artifact.path] = artifact.media_type
    return types


def leads_out(path: str) -> bool:
    """Tell whether a path may lead out of the folder that it is relative to."""
    return path.startswith("/") or "\\" in path or ".." in path.split("/")


def _below(folder: Path, path: str) -> Path:
    if leads_out(path):
        raise ValueError(f"{path!r} leads out of the site")
    return folder / path


def files_below(folder: Path) -> Iterator[str]:
    """Yield every file below a folder, relative, with forward slashes, in order of path."""
    found: list[str] = []
    for place, folders, names in os.walk(folder):
        folders.sort()
        relative = Path(place).relative_to(folder)
        found.extend((relative / name).as_posix() for name in names)
    yield from sorted(found)


def media_type(path: str, known: dict[str, str] | None = None) -> str:
    """Return the media type of a file of the site, the same on every machine."""
    if known and path in known:
        return known[path]
    return _TYPES.get(Path(path).suffix, "application/octet-stream")


def describe(folder: Path, path: str, types: dict[str, str] | None = None) -> dict[str, Any]:
    """Return a file's entry in the manifest."""
    content = (folder / path).read_bytes()
    return {
        "path": path,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "media_type": media_type(path, types),
    }


def write_manifest(folder: Path, types: dict[str, str] | None = None) -> None:
    """Write manifest.json over every other file of the site; called last."""
    files = [describe(folder, path, types) for path in files_below(folder) if path != MANIFEST]
    content = json_bytes({"schema_version": SCHEMA_VERSION, "files": files})
    (folder / MANIFEST).write_bytes(content)


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target`; swap it in when the block ends without an error."""
    target = target.absolute()
    with _disk(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(target):
            yield from _staged(target)


def recover(target: Path) -> None:
    """Finish or undo a swap that was cut in half, without waiting for a build that succeeds."""
    target = target.absolute()
    with _disk(target):
        if _beside(target, "old").exists():
            with _alone(target):
                _recover(target)


@contextmanager
def _disk(target: Path) -> Iterator[None]:
    """Turn trouble with the disk into the one exception of this module."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{error.filename or target}: {error.strerror or error}") from error


def _staged(target: Path) -> Iterator[Path]:
    _recover(target)
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise OutputError(f"{target} is not a folder")
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).exists():
        raise OutputError(
            f"{target} holds files that this program did not publish; "
            "choose another folder or empty it",
        )
    staging = _beside(target, "staging")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    try:
        yield staging
        _swap(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Keep a second build of the same target out; the lock ends with the process, however."""
    if sys.platform == "win32":  # no advisory locks there
        yield
        return
    path = _beside(target, "lock")
    handle = _locked(path)
    while handle is None:
        handle = _locked(path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)  # while it is held: whoever waits for it looks again
        os.close(handle)


def _locked(path: Path) -> int | None:
    """Open and lock a file; nothing if its last holder removed it in between."""
    import fcntl  # noqa: PLC0415 - POSIX only

    handle = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    held = False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        held = os.fstat(handle).st_ino == path.stat().st_ino
    except BlockingIOError:
        raise OutputError(f"another build is writing; wait for it to end ({path})") from None
    except FileNotFoundError:
        pass
    finally:
        if not held:
            os.close(handle)
    return handle if held else None


def _beside(target: Path, role: str) -> Path:
    return target.parent / f".{target.name}.{role}"


def _swap(staging: Path, target: Path) -> None:
    old = _beside(target, "old")
    try:
        if target.exists():
            target.rename(old)
        staging.rename(target)
    finally:
        if old.exists() and not target.exists():
            old.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _recover(target: Path) -> None:
    """Finish or undo a swap that was cut in half: the old site comes back if there is no new."""
    old = _beside(target, "old")
    if not old.exists():
        return
    if (target / MANIFEST).exists():
        shutil.rmtree(old)
    elif not target.exists() or not any(target.iterdir()):
        old.rename(target)
