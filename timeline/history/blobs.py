"""The contents of old files: one `git cat-file --batch`, each blob read once.

Called by `reading`. Filters and line endings of the working tree play no part.
"""

import posixpath
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO, Final

from timeline.core.fields import LARGEST_FILE
from timeline.history.git import LACKING, Git, GitError

_PIECE: Final = 1024 * 1024


FILES: Final = (b"100644", b"100755", b"100664")  # no links, no submodules


def listed(git: Git, commit: str, folder: str) -> Iterator[tuple[str, str]]:
    """Yield path below a folder and blob of every file that a commit has there."""
    top = posixpath.normpath(folder)
    for entry in git.run("ls-tree", "-r", "-z", commit, "--", top).split(b"\0"):
        about, _, path = entry.partition(b"\t")
        mode, _, rest = about.partition(b" ")
        if mode in FILES:
            blob = rest.partition(b" ")[2].decode("ascii")
            yield posixpath.relpath(path.decode("utf-8", "surrogateescape"), top), blob


def contents(git: Git, blobs: Iterable[str]) -> Iterator[tuple[str, int, bytes | None]]:
    """Yield id, size and bytes of each blob in the given order; no bytes for those too large."""
    with TemporaryFile() as asked:  # a pipe could fill up while git waits for us
        wanted = list(blobs)
        asked.writelines(f"{blob}\n".encode() for blob in wanted)
        asked.seek(0)
        with git.stream("cat-file", "--batch", "--buffer", given=asked) as output:
            for blob in wanted:
                size = _size(output.readline())
                yield blob, size, _body(output, size)


def _size(header: bytes) -> int:
    """Read `<id> blob <size>`; anything else means that the repository lacks the object."""
    parts = header.split()
    if len(parts) != 3 or parts[1] != b"blob":
        raise GitError(LACKING)
    return int(parts[2])


def _body(output: IO[bytes], size: int) -> bytes | None:
    if size <= LARGEST_FILE:
        return output.read(size + 1)[:-1]  # a line feed follows
    left = size + 1
    while left:
        left -= len(output.read(min(left, _PIECE))) or left
    return None
