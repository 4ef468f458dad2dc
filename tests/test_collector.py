"""What becomes of the cyclic collector when a process ends."""

import subprocess
import sys

import pytest

ENDING = """
from timeline.core.collector import leave_at_exit

class Told:
    def __del__(self):
        print("looked at")

{leave}
one = Told()
one.itself = one
del one
"""


@pytest.mark.parametrize(("leave", "said"), [("", "looked at\n"), ("leave_at_exit()", "")])
def test_values_are_not_looked_at_when_a_build_ends(leave: str, said: str) -> None:
    code = ENDING.format(leave=leave)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout == said
