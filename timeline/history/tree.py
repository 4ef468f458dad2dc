"""The events of one commit: that from which a revision and HEAD both grew. Called by `base`.

A revision is text that anybody may have written: it reaches git as a name, never as an option.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from timeline.core.collector import paused
from timeline.core.diagnostic import quoted
from timeline.core.model import Event
from timeline.history.blobs import contents, listed
from timeline.history.git import Git, GitError
from timeline.history.reading import Parse

_COMMIT: Final = re.compile("[0-9a-f]{40,64}")


class RevisionError(GitError):
    """The revision that was asked for is none to compare with; the text says why."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The id of a commit, and its events, each with its file relative to the repository."""

    commit: str
    events: tuple[tuple[Event, str], ...]


def tree(root: Path, events: str, revision: str, parse: Parse) -> Tree:
    """Return the events below `<root>/<events>` where HEAD left the line of `revision`.

    Files that `parse` refuses are left out. Raises RevisionError for a revision that cannot be
    used, GitError where git cannot answer.
    """
    git = Git(root)
    shallow = git.run("rev-parse", "--is-shallow-repository").strip() == b"true"
    commit = _fork(git, _commit(git, revision), revision, shallow=shallow)
    files = tuple(_files(git, commit, events))
    found = dict.fromkeys(blob for _, blob in files)
    parsed: dict[str, Event] = {}
    with paused():
        for blob, _, raw in contents(git, found):
            event = None if raw is None else parse(raw)
            if isinstance(event, Event):
                parsed[blob] = event
    return Tree(commit, tuple((parsed[blob], file) for file, blob in files if blob in parsed))


def _commit(git: Git, revision: str) -> str:
    """Return the id of the commit that a revision names."""
    unknown = RevisionError(
        f"there is no commit {quoted(revision)} in this clone; "
        "in CI fetch it first (fetch-depth: 0)"
    )
    if not revision.isprintable():  # nor could the system hand over every such text
        raise unknown
    asked = ("--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    try:
        commit = git.run("rev-parse", *asked).decode().strip()
    except GitError:
        raise unknown from None
    if not _COMMIT.fullmatch(commit):  # `^main` leaves one commit out instead of naming one
        raise unknown
    return commit


def _fork(git: Git, commit: str, revision: str, *, shallow: bool) -> str:
    """Return the commit that a commit and HEAD have in common: later ones are not our changes."""
    try:
        return git.run("merge-base", commit, "HEAD").decode().strip()
    except GitError:
        if shallow:
            raise GitError(
                f"this shallow clone does not reach back to where HEAD left {quoted(revision)}: "
                "fetch-depth: 0 or git fetch --unshallow brings the old commits"
            ) from None
        raise RevisionError(f"{quoted(revision)} and HEAD have no commit in common") from None


def _files(git: Git, commit: str, events: str) -> Iterator[tuple[str, str]]:
    """Yield path and blob of what lies where event files do: in a folder of the folder."""
    for path, blob in listed(git, commit, events):
        if path.count("/") == 1 and path.endswith(".json"):
            yield f"{events}/{path}", blob
