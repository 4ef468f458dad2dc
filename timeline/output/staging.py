"""A staging folder beside the target, the manifest last, then a swap.

A build that fails or is killed leaves the previous site untouched; a swap that was cut in half is
recovered at the next start, before the events are checked.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from timeline.output.writing import MANIFEST


class OutputError(Exception):
    """The disk refused; the message says what and where."""


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
