"""Files written by processes beside the one that goes on with something else.

Called by the shells with the parts of the data. The processes are forks, which have the timeline
without a copy; where a fork is not safe, the parts are written when they are asked for.
"""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

from timeline.core.artifact import Artifact
from timeline.output.writing import Written, write_artifacts

Part = Callable[[], Iterable[Artifact]]

_PR_SET_PDEATHSIG: Final = 1
_MOST: Final = 4  # each has caches of its own, so more of them would only take memory


@dataclass(slots=True)
class Answer:
    """What a process has written, by the number of the part; what ended it, if something did."""

    written: dict[int, dict[str, Written]] = field(default_factory=dict)
    error: Exception | None = None


class Apart:
    """The writing of parts below a folder, begun at once in as many processes as are to spare.

    `busy` is the number of processors that the caller will keep busy himself meanwhile.
    """

    def __init__(self, folder: Path, parts: Sequence[Part], *, busy: int = 0) -> None:
        self._folder = folder
        self._parts = parts
        self._running: list[tuple[BaseProcess, Connection]] = []
        count = min(_processors() - busy, len(parts), _MOST)
        if count + busy > 1:
            self._start(count)

    def _start(self, count: int) -> None:
        context = multiprocessing.get_context("fork")
        tasks, numbers = os.pipe()
        os.write(numbers, bytes(range(len(self._parts))))
        os.close(numbers)
        gc.freeze()  # looking for garbage writes to every object, which would copy it
        try:
            for _ in range(count):
                receiver, sender = context.Pipe(duplex=False)
                process = context.Process(target=self._work, args=(tasks, sender, os.getpid()))
                process.start()
                sender.close()
                self._running.append((process, receiver))
        finally:
            os.close(tasks)
            gc.unfreeze()

    def _work(self, tasks: int, sender: Connection, caller: int) -> None:
        """Write one part after another; runs in a process of its own."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller hears it too, and stops us
        _die_with(caller)
        answer = Answer()
        try:
            while number := os.read(tasks, 1):
                part = self._parts[number[0]]
                answer.written[number[0]] = write_artifacts(self._folder, part())
        except Exception as error:  # noqa: BLE001 - raised again by the caller
            error.add_note(traceback.format_exc())
            answer.error = error
        sender.send(answer)

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

    def _answers(self) -> dict[int, dict[str, Written]]:
        answers = []
        try:
            for process, receiver in self._running:
                try:
                    answers.append(receiver.recv())
                except EOFError:
                    process.join()
                    how = f"signal {-(process.exitcode or 0)}; is there enough memory?"
                    raise ChildProcessError(
                        f"a process that wrote files was ended by {how}"
                    ) from None
        finally:
            self.stop()
        for answer in answers:
            if answer.error:
                raise answer.error
        return {number: made for answer in answers for number, made in answer.written.items()}

    def stop(self) -> None:
        """End what still runs; nobody wants its files any more."""
        while self._running:
            process, receiver = self._running.pop()
            receiver.close()
            process.terminate()
            process.join()


def _die_with(caller: int) -> None:
    """Let the system kill this process when its caller is killed (Linux' prctl)."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != caller:
        os.kill(os.getpid(), signal.SIGKILL)


def _processors() -> int:
    """Return how many processors there are to share among forks; one where no fork is safe."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))
