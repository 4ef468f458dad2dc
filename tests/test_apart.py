"""Files written by processes of their own: all of them, in order of their parts, or an error."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from timeline.core import forked
from timeline.core.artifact import Artifact
from timeline.output import Apart, OutputError, files_below, staged


def numbered(number: int, count: int = 3) -> Iterator[Artifact]:
    for index in range(count):
        who = str(os.getpid()).encode()
        yield Artifact(f"part-{number}/{index}.txt", "text/plain", who)


def failing(error: Callable[[], Exception]) -> Iterator[Artifact]:
    yield Artifact("half.txt", "text/plain", b"half")
    raise error()


def processors_are(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(forked, "processors", lambda: count)


def after(begun: Path, go_on: Callable[[], object]) -> None:
    while not begun.exists():
        time.sleep(0.01)
    go_on()


@pytest.fixture(params=["processes", "here"])
def processors(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Try everything with processes and without."""
    count = 3 if request.param == "processes" else 1
    processors_are(monkeypatch, count)
    return count


def test_every_part_is_written_in_the_order_of_the_parts(tmp_path: Path, processors: int) -> None:
    writing = Apart(tmp_path, [partial(numbered, number) for number in range(9)])

    written = writing.written()

    assert list(written) == [f"part-{n}/{i}.txt" for n in range(9) for i in range(3)]
    assert files_below(tmp_path) == sorted(written)
    writers = {(tmp_path / path).read_bytes() for path in written}
    assert processors > 1 or writers == {str(os.getpid()).encode()}


def test_the_caller_writes_what_nobody_has_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processors_are(monkeypatch, 2)
    go_on = tmp_path / "go on"

    def held() -> Iterator[Artifact]:
        yield Artifact("held.txt", "text/plain", str(os.getpid()).encode())
        while not go_on.exists():
            time.sleep(0.01)

    def last() -> Iterator[Artifact]:
        go_on.touch()
        yield from numbered(2)

    site = tmp_path / "site"
    writing = Apart(site, [held, partial(numbered, 1), last])
    while not (site / "held.txt").exists():
        time.sleep(0.01)

    written = writing.written()

    here = str(os.getpid()).encode()
    writers = {path: (site / path).read_bytes() for path in written}
    assert {path for path, who in writers.items() if who != here} == {"held.txt"}


@pytest.mark.usefixtures("processors")
def test_an_error_of_a_part_is_raised(tmp_path: Path) -> None:
    parts = [partial(numbered, 0), partial(failing, lambda: KeyError("by design"))]
    writing = Apart(tmp_path, parts)

    with pytest.raises(KeyError, match="by design"):
        writing.written()


@pytest.mark.usefixtures("processors")
def test_two_parts_cannot_claim_a_place(tmp_path: Path) -> None:
    writing = Apart(tmp_path, [partial(numbered, 0), partial(numbered, 0)])

    with pytest.raises(ValueError, match=r"two artifacts claim part-0/0\.txt"):
        writing.written()


def test_a_process_that_is_killed_fails_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processors_are(monkeypatch, 2)
    begun = tmp_path / "begun"

    def killed() -> Iterator[Artifact]:
        begun.touch()
        os.kill(os.getpid(), signal.SIGKILL)
        yield from ()

    with (
        pytest.raises(OutputError, match="ended by signal 9"),
        staged(tmp_path / "site") as staging,
    ):
        after(begun, Apart(staging, [killed]).written)
    assert list(tmp_path.iterdir()) == [begun]


def test_nothing_runs_any_more_after_a_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processors_are(monkeypatch, 2)

    def slow() -> Iterator[Artifact]:
        for number in range(1000):
            yield from numbered(number, 1)
            time.sleep(0.05)

    writing = Apart(tmp_path, [slow])
    while not files_below(tmp_path):
        time.sleep(0.01)
    writing.stop()
    before = files_below(tmp_path)
    time.sleep(0.2)

    assert files_below(tmp_path) == before


def test_processes_die_with_a_caller_that_is_killed(tmp_path: Path) -> None:
    code = f"""if True:
        import os, sys, time
        from pathlib import Path
        from timeline.core.artifact import Artifact
        from timeline.core import forked
        from timeline.output import Apart
        forked.processors = lambda: 2
        def endless():
            for number in range(10_000):
                yield Artifact(str(number), "text/plain", b"")
                time.sleep(0.01)
        writing = Apart(Path({str(tmp_path)!r}), [endless])
        time.sleep(60)
        """
    running = subprocess.Popen([sys.executable, "-c", code])
    while not files_below(tmp_path):
        time.sleep(0.01)
    running.kill()
    running.wait()
    time.sleep(0.1)
    before = files_below(tmp_path)
    time.sleep(0.2)

    assert files_below(tmp_path) == before


def test_no_fork_beside_other_threads() -> None:
    ended = threading.Event()
    other = threading.Thread(target=ended.wait)
    other.start()
    try:
        assert forked.processors() == 1
    finally:
        ended.set()
        other.join()
    if sys.platform == "linux":
        assert forked.processors() == len(os.sched_getaffinity(0))
