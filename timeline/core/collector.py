"""Python's cyclic collector, set aside while many values that stay are made.

Used by `loading`, `history`, `output` and those who build.
"""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SELDOM: Final = 70_000  # new objects between two looks; Python's own is 700


@contextmanager
def paused() -> Iterator[None]:
    """Read without the cyclic collector: it would walk every value again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
        gc.freeze()


@contextmanager
def seldom() -> Iterator[None]:
    """Look for garbage in circles a hundred times less often: outputs leave hardly any behind."""
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def leave_at_exit() -> None:
    """Let the process end without a last look at every value: the system takes back the whole."""
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
