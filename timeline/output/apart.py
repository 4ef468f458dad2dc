"""Files written by processes beside the one that goes on with something else.

Called by the shells with the parts of the data. The processes are forks, which have the timeline
without a copy; where a fork is not safe, the parts are written when they are asked for.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from timeline.core import forked
from timeline.core.artifact import Artifact
from timeline.core.forked import Forked
from timeline.output.writing import Written, write_artifacts

Part = Callable[[], Iterable[Artifact]]
_ByNumber = dict[int, dict[str, Written]]

_MOST: Final = 4  # each has caches of its own, so more of them would only take memory


class Apart:
    """The writing of parts below a folder, begun at once in as many processes as are to spare.

    `busy` is the number of processors that the caller will keep busy himself meanwhile.
    """

    def __init__(self, folder: Path, parts: Sequence[Part], *, busy: int = 0) -> None:
        self._folder = folder
        self._parts = parts
        self._running: list[Forked[_ByNumber]] = []
        count = min(forked.processors() - busy, len(parts), _MOST)
        if count + busy > 1:
            self._start(count)

    def _start(self, count: int) -> None:
        tasks, numbers = os.pipe()
        os.write(numbers, bytes(range(len(self._parts))))
        os.close(numbers)
        try:
            for _ in range(count):
                self._running.append(Forked(partial(self._work, tasks)))
        finally:
            os.close(tasks)

    def _work(self, tasks: int) -> _ByNumber:
        """Write one part after another, as long as there is one that nobody else writes."""
        written: _ByNumber = {}
        while number := os.read(tasks, 1):
            part = self._parts[number[0]]
            written[number[0]] = write_artifacts(self._folder, part())
        return written

    def written(self) -> dict[str, Written]:
        """Wait until all parts are written; return what was written where, in their order.

        Raises what a part raised, ValueError if two parts claim a path.
        """
        if self._running:
            by_number = self._answers()
        else:
            by_number = {n: write_artifacts(self._folder, p()) for n, p in enumerate(self._parts)}
        written: dict[str, Written] = {}
        for _, made in sorted(by_number.items()):
            if twice := written.keys() & made.keys():
                raise ValueError(f"two artifacts claim {min(twice)}")
            written |= made
        return written

    def _answers(self) -> _ByNumber:
        try:
            return {n: made for one in self._running for n, made in one.result().items()}
        finally:
            self.stop()

    def stop(self) -> None:
        """End what still runs; nobody wants its files any more."""
        while self._running:
            self._running.pop().stop()
