"""Results made by forks of this process while the caller goes on with something else.

Used by `project`, `history`, `output`, `publication` and the plugin. A fork has all values without
a copy, and dies with its caller.
"""

import gc
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from operator import itemgetter
from typing import TYPE_CHECKING, Final, Generic, TypeVar, cast

from timeline.core.collector import seldom

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")

_PR_SET_PDEATHSIG: Final = 1
_BEHIND: Final = 10  # everybody waits for the caller, so it goes first
_MOST: Final = 4  # each has caches of its own, so more of them would only take memory
_NUMBER: Final = 2  # bytes for the number of a task; a pipe gives them whole
MOST_TASKS: Final = 4096  # their numbers fit into every system's pipe


class Forked(Generic[T]):
    """What `make` returns: values that can be pickled. Made at once, or asked for, then made.

    The latter where there is one processor only or a fork is not safe (see `processors`).
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._running = processors() > 1
        if self._running:
            self._start()

    def _start(self) -> None:
        import multiprocessing  # noqa: PLC0415 - most checks start without a process

        context = multiprocessing.get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)
        # A daemon is ended when its caller ends, whatever became of the result.
        about = (sender, os.getpid())
        self._process = context.Process(target=self._work, args=about, daemon=True)
        gc.freeze()  # looking for garbage writes to every object, which would copy it
        try:
            self._process.start()
        finally:
            gc.unfreeze()
        sender.close()

    def _work(self, sender: "Connection", caller: int) -> None:
        """Make the result and send it; runs in a process of its own."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller hears it too, and stops us
        _die_with(caller)
        os.nice(_BEHIND)
        answer: tuple[T | None, Exception | None]
        try:
            answer = self._make(), None
        except Exception as error:  # noqa: BLE001 - raised again by the caller
            error.add_note(traceback.format_exc())
            answer = None, error
        with suppress(BrokenPipeError):  # nobody wants it any more
            sender.send(answer)

    def result(self) -> T:
        """Wait for the result, once. Raises what `make` raised, ChildProcessError if it died."""
        if not self._running:
            return self._make()
        try:
            made, error = self._receiver.recv()
        except EOFError:
            self._process.join()
            how = f"signal {-(self._process.exitcode or 0)}; is there enough memory?"
            raise ChildProcessError(f"a process that helped was ended by {how}") from None
        finally:
            self.stop()
        if error:
            raise error
        return cast("T", made)

    def stop(self) -> None:
        """End it, if it still runs: nobody wants the result any more."""
        if self._running:
            self._running = False
            self._receiver.close()
            self._process.terminate()
            self._process.join()


class Shared(Generic[T]):
    """The results of tasks that several processes share: each does the next that nobody has begun.

    Forks on every processor but the caller's begin at once, `most` of them at most; the caller
    helps when it asks for the results. ValueError for more tasks than MOST_TASKS.
    """

    def __init__(self, tasks: Sequence[Callable[[], T]], most: int = _MOST) -> None:
        if len(tasks) > MOST_TASKS:
            raise ValueError(f"found {len(tasks)} tasks, expected {MOST_TASKS} at most")
        self._tasks = tasks
        numbers, given = os.pipe()
        self._numbers = os.fdopen(numbers, "rb", buffering=0)
        os.write(given, b"".join(number.to_bytes(_NUMBER) for number in range(len(tasks))))
        os.close(given)
        count = min(processors() - 1, len(tasks), most)
        self._running = [Forked(self._work) for _ in range(count)]

    def _work(self) -> dict[int, T]:
        """Do one task after another, as long as there is one that nobody else does."""
        done: dict[int, T] = {}
        with seldom():
            while number := self._numbers.read(_NUMBER):
                place = int.from_bytes(number)
                done[place] = self._tasks[place]()
        return done

    def results(self) -> list[T]:
        """Wait until all tasks are done; return their results in the order of the tasks.

        Raises what a task raised, ChildProcessError if a process died.
        """
        try:
            done = self._work()
            for one in self._running:
                done |= one.result()
        finally:
            self.stop()
        return [result for _, result in sorted(done.items(), key=itemgetter(0))]

    def stop(self) -> None:
        """End what still runs; nobody wants the results any more."""
        self._numbers.close()
        while self._running:
            self._running.pop().stop()


def _die_with(caller: int) -> None:
    """Let the system kill this process when its caller is killed (Linux' prctl)."""
    import ctypes  # noqa: PLC0415 - only in a process of its own

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != caller:
        os.kill(os.getpid(), signal.SIGKILL)


def processors() -> int:
    """Return how many processors there are to share among forks; one where no fork is safe."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))
