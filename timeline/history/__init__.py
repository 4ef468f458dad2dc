"""Git to every version of every record, as values: `Reading` is the way in, for `project`.

`tree` reads the events of one commit. The journal is the first-parent line of HEAD. Nothing here
writes, knows outputs or asks a clock.
"""

from timeline.core.history import Commit, History, Op, Skipped, Version
from timeline.history.git import Git, GitError
from timeline.history.reading import Reading, read
from timeline.history.snapshot import snapshot
from timeline.history.tree import RevisionError, Tree, tree

__all__ = [
    "Commit",
    "Git",
    "GitError",
    "History",
    "Op",
    "Reading",
    "RevisionError",
    "Skipped",
    "Tree",
    "Version",
    "read",
    "snapshot",
    "tree",
]
