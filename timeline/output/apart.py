"""Files that other processes write while the one that began it goes on with something else.

Called by the shells with the parts of the data. The processes are forks, which have the timeline
without a copy; where a fork is not safe, the parts are written when they are asked for.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from timeline.core import forked
from timeline.core.artifact import Artifact
from timeline.core.collector import seldom
from timeline.core.forked import Forked
from timeline.output.writing import Written, write_artifacts

Part = Callable[[], Iterable[Artifact]]
_ByNumber = dict[int, dict[str, Written]]

_MOST: Final = 4  # each has caches of its own, so more of them would only take memory


class Apart:
    """The writing of parts below a folder, begun at once on every processor but the caller's.

    Who asks for the result writes what nobody has begun yet.
    """

    def __init__(self, folder: Path, parts: Sequence[Part]) -> None:
        self._folder = folder
        self._parts = parts
        tasks, numbers = os.pipe()
        self._tasks = os.fdopen(tasks, "rb", buffering=0)
        os.write(numbers, bytes(range(len(parts))))
        os.close(numbers)
        count = min(forked.processors() - 1, len(parts), _MOST)
        self._running = [Forked(self._work) for _ in range(count)]

    def _work(self) -> _ByNumber:
        """Write one part after another, as long as there is one that nobody else writes."""
        written: _ByNumber = {}
        with seldom():
            while number := self._tasks.read(1):
                part = self._parts[number[0]]
                written[number[0]] = write_artifacts(self._folder, part())
        return written

    def written(self) -> dict[str, Written]:
        """Wait until all parts are written; return what was written where, in their order.

        Raises what a part raised, ValueError if two parts claim a path.
        """
        try:
            by_number = self._work()
            for one in self._running:
                by_number |= one.result()
        finally:
            self.stop()
        written: dict[str, Written] = {}
        for _, made in sorted(by_number.items()):
            if twice := written.keys() & made.keys():
                raise ValueError(f"two artifacts claim {min(twice)}")
            written |= made
        return written

    def stop(self) -> None:
        """End what still runs; nobody wants its files any more."""
        self._tasks.close()
        while self._running:
            self._running.pop().stop()
