"""Python's cyclic collector, set aside while many values that stay are made.

Used by `loading` and `history`.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
