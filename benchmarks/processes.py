"""Runs one process and measures that very one: seconds, and the peak memory of it or its children.

Import nothing heavy here or in `bench`: Linux counts the memory of the parent at the moment of
starting a program to that program's peak, so a large parent would be every child's floor.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of the wall clock, and the largest resident size (MB) of one process of the tree."""

    seconds: float
    peak_mb: float


def run(command: Sequence[str], log: Path, cwd: Path | None = None) -> Took:
    """Run a command to its end; SystemExit with the end of its output if it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    with log.open("wb") as stream:
        child = subprocess.Popen(
            command, stdout=stream, stderr=subprocess.STDOUT, cwd=cwd, env=environment
        )
        # Popen.wait would throw the usage of the child away
        _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        tail = log.read_text("utf-8", "replace")[-2000:]
        raise SystemExit(f"{' '.join(command[:3])} ended with {child.returncode}:\n{tail}")
    return Took(round(seconds, 3), round(usage.ru_maxrss / 1024, 1))
