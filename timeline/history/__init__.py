"""Git to every version of every record, as values: `read` is the way in, called by `project`.

The journal is the first-parent line of HEAD. Nothing here writes, knows outputs or asks a clock.
"""

from timeline.core.history import Commit, History, Op, Skipped, Version
from timeline.history.git import Git, GitError
from timeline.history.reading import read
from timeline.history.snapshot import snapshot

__all__ = ["Commit", "Git", "GitError", "History", "Op", "Skipped", "Version", "read", "snapshot"]
