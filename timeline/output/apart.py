"""Files that other processes write while the one that began it goes on with something else.

Called by the shells with the parts of the data. The processes are forks, which have the timeline
without a copy; where a fork is not safe, the parts are written when they are asked for.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from timeline.core.artifact import Artifact
from timeline.core.forked import Shared
from timeline.output.writing import Written, together, write_artifacts

Part = Callable[[], Iterable[Artifact]]


class Apart:
    """The writing of parts below a folder, begun at once on every processor but the caller's.

    Who asks for the result writes what nobody has begun yet.
    """

    def __init__(self, folder: Path, parts: Sequence[Part]) -> None:
        self._folder = folder
        self._shared = Shared([partial(self._write, part) for part in parts])

    def _write(self, part: Part) -> dict[str, Written]:
        return write_artifacts(self._folder, part())

    def written(self) -> dict[str, Written]:
        """Wait until all parts are written; return what was written where, in their order.

        Raises what a part raised, ValueError if two parts claim a path.
        """
        return together(self._shared.results())

    def stop(self) -> None:
        """End what still runs; nobody wants its files any more."""
        self._shared.stop()
