"""The bytes of one file, and with `strict_json` its JSON value.

Never follows a link, never blocks on a pipe, reads at most a mebibyte.
"""

import errno
import os
import stat
from pathlib import Path
from typing import Final

from timeline.core.diagnostic import Diagnostic, finding
from timeline.core.fields import LARGEST_FILE
from timeline.loading.scan import kind_of
from timeline.loading.strict_json import Document, decode, too_large

_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0)  # not everywhere
_FLAGS: Final = os.O_RDONLY | _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0)


def document(root: Path, file: str) -> Document:
    """Read and decode a file below the repository (or an absolute path)."""
    raw = contents(root, file)
    return decode(raw, file) if isinstance(raw, bytes) else Document(file, diagnostics=(raw,))


def contents(root: Path, file: str) -> bytes | Diagnostic:
    """Return the bytes of a file, or the finding why it is not read."""
    path = os.path.join(root, file)  # noqa: PTH118 - half the time of a Path
    try:
        if not _NO_FOLLOW and Path(path).is_symlink():
            return finding("T012", file)
        handle = os.open(path, _FLAGS)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                return finding("T013", file, found=kind_of(status.st_mode))
            if status.st_size > LARGEST_FILE:
                return too_large(file, status.st_size)
            return _all(handle, status.st_size)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.ELOOP:
            return finding("T012", file)
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return finding("T001", file, reason=str(reason).lower())


def _all(handle: int, size: int) -> bytes:
    parts = [os.read(handle, size + 1)]
    if len(parts[0]) == size:
        return parts[0]
    while parts[-1]:  # it grew while it was read, or came in pieces
        parts.append(os.read(handle, LARGEST_FILE + 1))
        if len(parts[-1]) > LARGEST_FILE:
            break
    return b"".join(parts)
