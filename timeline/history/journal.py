"""What each commit of the first-parent line changed in the folder of events: one `git log`.

Called by `reading`. Knows paths and blobs, no records. A folder that was renamed as a whole is
followed to the name that it had before; that is all that is made of names.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Final

from timeline.core.history import Commit
from timeline.history.blobs import FILES
from timeline.history.git import Git

Changes = dict[bytes, str | None]

BEFORE: Final = Commit("", 0, -1)  # what stands before the root
_LATEST: Final = 253_402_300_799  # the last second of the year 9999
_FOLDERS: Final = 8  # renames of the folder that are followed
_PIECE: Final = 1 << 16
_REASON: Final = 500  # characters of a reason that are kept
_RAW: Final = ("-r", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative")
_LOG: Final = (
    "log",
    "--first-parent",
    "--diff-merges=first-parent",
    "--sparse",  # commits that change other files too: their clock counts
    "--reverse",
    "--root",
    "--no-show-signature",
    "--no-ext-diff",
    "--encoding=UTF-8",
    "--format=%H %ct %(trailers:key=Reason,valueonly,unfold,separator=%x20)",
    *_RAW,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A commit and the event files that it changed: path -> blob, None for a file that went."""

    commit: Commit
    changes: Changes


@dataclass(slots=True)
class _Folders:
    """The folder of events under each of its names, with the last commit that it had it in."""

    until: dict[bytes, int | None] = field(default_factory=dict)

    def of(self, path: bytes, number: int) -> bytes | None:
        """Return the name of the folder that a path lay in at a commit, or None."""
        if len(self.until) == 1:  # all that was asked for lies in it
            return next(iter(self.until))
        inside = [name for name in self.until if path.startswith(name + b"/")]
        name = max(inside, key=len, default=None)
        if name is None:
            return None
        last = self.until[name]
        return name if last is None or number <= last else None


def journal(git: Git, folder: str, tip: str = "HEAD") -> list[Entry]:
    """Return the commits up to `tip` that changed event files, oldest first; raises GitError."""
    folders = _Folders({posixpath.normpath(folder).encode("utf-8", "surrogateescape"): None})
    asked: set[str] = set()
    while True:
        entries = _log(git, folders, tip)
        found = _before(git, entries, folders, asked)
        if not found or len(folders.until) == _FOLDERS:
            return entries
        folders.until.update(found)


def _log(git: Git, folders: _Folders, tip: str) -> list[Entry]:
    entries: list[Entry] = []
    with git.stream(*_LOG, tip, "--", *folders.until) as output:
        tokens = _tokens(output)
        commit = BEFORE
        for item in tokens:
            token = item.strip()
            if token.startswith(b":"):
                path = next(tokens)
                if path.endswith(b".json") and folders.of(path, commit.number) is not None:
                    _note(entries, commit, path, token)
            else:
                commit = read_commit(token, commit)
    return entries


def _tokens(output: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while piece := output.read(_PIECE):
        *whole, rest = (rest + piece).split(b"\0")
        yield from whole
    if rest.strip():
        yield rest


def read_commit(token: bytes, before: Commit) -> Commit:
    """Read `<id> <seconds> <reason>`, the next commit; its clock may be wrong or missing."""
    name, _, rest = token.partition(b" ")
    seconds, _, reason = rest.partition(b" ")
    at = int(seconds) if seconds.isdigit() else before.at
    return Commit(
        id=name.decode("ascii"),
        at=min(max(at, before.at), _LATEST),
        number=before.number + 1,
        reason=_line(reason.decode("utf-8", "replace")),
    )


def _line(text: str) -> str:
    """Return what a stranger wrote as one line that can be printed."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(plain.split())[:_REASON].rstrip()


def _note(entries: list[Entry], commit: Commit, path: bytes, token: bytes) -> None:
    if not entries or entries[-1].commit.number != commit.number:
        entries.append(Entry(commit, {}))
    entries[-1].changes[path] = _blob(token)


def _blob(token: bytes) -> str | None:
    """Return the blob that a path has after `:<mode> <mode> <blob> <blob> <letter>`, or None."""
    _, mode, _, blob, _ = token.split(b" ")
    return blob.decode("ascii") if mode in FILES else None


def _before(
    git: Git, entries: list[Entry], folders: _Folders, asked: set[str]
) -> Mapping[bytes, int]:
    """Return former names of the folder, each with the commit that gave it its next name."""
    found: dict[bytes, int] = {}
    live: dict[bytes, set[bytes]] = {name: set() for name in folders.until}
    for entry in entries:
        grown: dict[bytes, list[bytes]] = {}
        for path, blob in entry.changes.items():
            name = folders.of(path, entry.commit.number)
            if name is None:
                continue
            if blob is None:
                live[name].discard(path)
            elif path not in live[name]:
                grown.setdefault(name, []).append(path[len(name) :])
        for name, paths in grown.items():
            if not live[name] and entry.commit.number and entry.commit.id not in asked:
                asked.add(entry.commit.id)
                former = _left(git, entry.commit.id, paths)
                if former and former not in folders.until:
                    found[former] = entry.commit.number
            live[name].update(name + path for path in paths)
    return found


def _left(git: Git, commit: str, paths: list[bytes]) -> bytes | None:
    """Return the folder that most of these paths, each from a slash on, went away from.

    None where events stayed behind in it: then it was another folder, of drafts perhaps.
    """
    tokens = iter(git.run("diff-tree", *_RAW, f"{commit}^1", commit, "--").split(b"\0"))
    wanted = set(paths)
    counts: dict[bytes, int] = {}
    for token in tokens:
        path = next(tokens, b"")
        if token and _blob(token) is None:
            for place, char in enumerate(path):
                if char == ord("/") and path[place:] in wanted:
                    counts[path[:place]] = counts.get(path[:place], 0) + 1
    former = max(sorted(counts), key=lambda name: counts[name], default=None)
    if not former or counts[former] * 2 < len(wanted):
        return None
    return None if _inhabited(git, commit, former) else former


def _inhabited(git: Git, commit: str, folder: bytes) -> bool:
    """Tell whether a commit has files where event files lie: in a folder of the folder."""
    paths = git.run("ls-tree", "-r", "-z", "--name-only", commit, "--", folder).split(b"\0")
    inside = (path[len(folder) + 1 :] for path in paths if path.endswith(b".json"))
    return any(path.count(b"/") == 1 for path in inside)
