"""Git to every version of every record, as values: `read` is the way in, called by `project`.

`tree` reads the events of one commit. The journal is the first-parent line of HEAD. Nothing here
writes, knows outputs or asks a clock.
"""

from timeline.history.git import GitError
from timeline.history.reading import read
from timeline.history.tree import RevisionError, Tree, tree
from timeline.history.values import Commit, History, Op, Skipped, Version

__all__ = [
    "Commit",
    "GitError",
    "History",
    "Op",
    "RevisionError",
    "Skipped",
    "Tree",
    "Version",
    "read",
    "tree",
]
