"""The files of a folder as they were committed on a day. Called by `asof`, for the vocabulary.

The commit is the last of the first-parent line whose time, which never runs backwards, has come.
"""

from collections.abc import Iterator

from timeline.history.blobs import contents, listed
from timeline.history.git import Git, GitError
from timeline.history.journal import BEFORE, read_commit


def snapshot(git: Git, folder: str, until: int) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file in a folder at a moment (seconds since 1970).

    Files that are larger than any that is read are left out. Raises GitError.
    """
    commit = _commit(git, until)
    blobs = {path: blob for path, blob in listed(git, commit, folder) if "/" not in path}
    found = {blob: raw for blob, _, raw in contents(git, dict.fromkeys(blobs.values()))}
    for name, blob in blobs.items():
        raw = found[blob]
        if raw is not None:
            yield name, raw


def _commit(git: Git, until: int) -> str:
    last = BEFORE
    log = git.run("log", "--first-parent", "--reverse", "--no-show-signature", "--format=%H %ct")
    for line in log.splitlines():
        commit = read_commit(line, last)
        if commit.at > until:
            break
        last = commit
    if last is BEFORE:
        raise GitError("nothing had been committed by then")
    return last.id
