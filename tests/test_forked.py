"""Results made by forks: the same as here, errors and ends included."""

import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from timeline.core import forked
from timeline.core.forked import MOST_TASKS, Forked, Shared


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


def test_shared_tasks_give_their_results_in_order(processors: int) -> None:
    tasks = [partial(lambda number: (number, os.getpid()), number) for number in range(300)]

    made = Shared(tasks).results()

    assert [number for number, _ in made] == list(range(300))
    assert processors > 1 or {who for _, who in made} == {os.getpid()}
    assert Shared[int]([]).results() == []


@pytest.mark.usefixtures("processors")
def test_as_many_tasks_as_a_pipe_holds_and_no_more() -> None:
    assert Shared([lambda: 1] * MOST_TASKS).results() == [1] * MOST_TASKS

    with pytest.raises(ValueError, match="found 4097 tasks, expected 4096 at most"):
        Shared([lambda: 1] * (MOST_TASKS + 1))
