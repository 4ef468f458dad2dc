"""A result made by a fork: the same as here, errors and ends included."""

import os
import signal
import time
from pathlib import Path

import pytest

from timeline.core import forked
from timeline.core.forked import Forked


@pytest.fixture(params=[2, 1], ids=["fork", "here"])
def processors(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Try everything with a fork and without."""
    count: int = request.param
    monkeypatch.setattr(forked, "processors", lambda: count)
    return count


def test_a_result_is_made_elsewhere_where_it_can_be(processors: int) -> None:
    made = Forked(os.getpid).result()

    assert (made == os.getpid()) is (processors == 1)


@pytest.mark.usefixtures("processors")
def test_a_large_result_arrives_whole() -> None:
    whole = {number: str(number) * 10 for number in range(20_000)}

    assert Forked(lambda: whole).result() == whole


def test_an_error_is_raised_where_the_result_is_asked_for(processors: int) -> None:
    making = Forked(lambda: int("none"))

    with pytest.raises(ValueError, match="invalid literal") as raised:
        making.result()

    notes = getattr(raised.value, "__notes__", [])
    assert any("Traceback" in note for note in notes) is (processors > 1)


def test_a_fork_that_is_killed_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forked, "processors", lambda: 2)
    here = os.getpid()

    def killed() -> None:
        assert os.getpid() != here
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ChildProcessError, match="ended by signal 9; is there enough memory"):
        Forked(killed).result()


def test_a_fork_that_nobody_asks_ends_when_it_is_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forked, "processors", lambda: 2)
    place = tmp_path / "beats"

    def endless() -> None:
        while True:
            place.write_text(str(time.monotonic_ns()))
            time.sleep(0.01)

    running = Forked(endless)
    while not place.exists():
        time.sleep(0.01)
    running.stop()
    last = place.read_text()
    time.sleep(0.2)

    assert place.read_text() == last
