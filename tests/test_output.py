"""The one writer: atomic, locked, never outside its folder, never over foreign files."""

import fcntl
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Repository

from timeline import output
from timeline.core.artifact import Artifact
from timeline.core.outputs import FileOut
from timeline.output import OutputError, staged, write_artifacts, write_manifest, writing


def _tree(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in output.files_below(folder)}


def _publish(target: Path, **files: str) -> None:
    made = (Artifact(name, "text/plain", text.encode()) for name, text in files.items())
    with staged(target) as staging:
        write_artifacts(staging, made)
        write_manifest(staging)


def test_a_build_that_fails_leaves_the_old_site_and_no_rubbish(tmp_path: Path) -> None:
    target = tmp_path / "site"
    _publish(target, a="old")
    before = _tree(target)

    def broken() -> Iterator[Artifact]:
        yield Artifact("a", "text/plain", b"new")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), staged(target) as staging:
        write_artifacts(staging, broken())

    assert before == _tree(target)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_swap_cut_in_half_brings_the_old_site_back(tmp_path: Path) -> None:
    target = tmp_path / "site"
    _publish(target, a="old")
    before = _tree(target)
    target.rename(tmp_path / ".site.old")

    with staged(target):
        returned = _tree(target)

    assert before == returned


def test_a_swap_cut_after_the_new_site_came_in_is_finished(tmp_path: Path) -> None:
    target = tmp_path / "site"
    _publish(target, a="old")
    target.rename(tmp_path / ".site.old")
    _publish(tmp_path / "other", a="new")
    (tmp_path / "other").rename(target)

    _publish(target, a="newest")

    assert (target / "a").read_bytes() == b"newest"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_was_not_published_here_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work")

    with pytest.raises(OutputError, match="holds files that this program did not publish"):
        _publish(target, a="new")

    assert _tree(target) == {"thesis.txt": b"years of work"}


@pytest.mark.parametrize("path", ["../out", "/etc/out", "a/../../out", "a\\..\\out"])
def test_no_path_leads_out_of_the_site(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="leads out of the site"):
        write_artifacts(tmp_path / "site", [Artifact(path, "text/plain", b"")])


def test_two_artifacts_may_not_claim_one_path(tmp_path: Path) -> None:
    twice = [Artifact("a", "text/plain", b"1"), Artifact("a", "text/plain", b"2")]
    with pytest.raises(ValueError, match="two artifacts claim a"):
        write_artifacts(tmp_path, twice)


def test_a_second_build_is_kept_out(tmp_path: Path) -> None:
    with (
        staged(tmp_path / "site"),
        pytest.raises(OutputError, match="another build is writing"),
        staged(tmp_path / "site"),
    ):
        pass


def test_builds_of_two_targets_do_not_meet(tmp_path: Path) -> None:
    with staged(tmp_path / "one") as one, staged(tmp_path / "two") as two:
        assert one != two

    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_the_lock_ends_with_its_process(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from timeline.output import staged\n"
        "with staged(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path / "site")], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (tmp_path / ".site.lock").exists()

    _publish(tmp_path / "site", a="new")

    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_lock_that_was_removed_in_between_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked: list[int] = []
    take = fcntl.flock

    def late(handle: int, how: int) -> None:
        take(handle, how)
        locked.append(handle)
        if len(locked) == 1:  # as if its last holder ended between our open and our lock
            (tmp_path / ".site.lock").unlink()

    monkeypatch.setattr(fcntl, "flock", late)

    with staged(tmp_path / "site"):
        assert len(locked) == 2
        with pytest.raises(OutputError, match="another build is writing"):
            _publish(tmp_path / "site", a="new")


def test_recover_needs_no_build(tmp_path: Path) -> None:
    target = tmp_path / "site"
    _publish(target, a="old")
    before = _tree(target)
    target.rename(tmp_path / ".site.old")
    target.mkdir()  # as a script may do before it builds

    output.recover(target)
    output.recover(target)
    output.recover(tmp_path / "no" / "such" / "place")

    assert before == _tree(target)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_recover_keeps_the_old_site_beside_a_foreign_folder(tmp_path: Path) -> None:
    target = tmp_path / "site"
    _publish(target, a="old")
    target.rename(tmp_path / ".site.old")
    target.mkdir()
    (target / "thesis.txt").write_text("years of work")

    output.recover(target)

    assert _tree(target) == {"thesis.txt": b"years of work"}
    assert (tmp_path / ".site.old/a").read_bytes() == b"old"


def test_recover_stays_out_of_a_build(tmp_path: Path) -> None:
    with staged(tmp_path / "site"):
        (tmp_path / ".site.old").mkdir()
        with pytest.raises(OutputError, match="another build is writing"):
            output.recover(tmp_path / "site")
        (tmp_path / ".site.old").rmdir()


def test_a_swap_that_the_disk_refuses_is_undone(tmp_path: Path) -> None:
    target = tmp_path / "site"
    _publish(target, a="old")
    before = _tree(target)

    with pytest.raises(OutputError), staged(target) as staging:
        staging.rmdir()  # the second rename finds nothing

    assert before == _tree(target)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_manifest_lists_every_other_file_with_its_sum(tmp_path: Path) -> None:
    _publish(tmp_path / "site", b="two", a="one")
    manifest: Any = json.loads((tmp_path / "site/manifest.json").read_bytes())

    assert manifest["files"] == [
        {
            "path": "a",
            "bytes": 3,
            "sha256": "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed",
            "media_type": "application/octet-stream",
        },
        {
            "path": "b",
            "bytes": 3,
            "sha256": "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3",
            "media_type": "application/octet-stream",
        },
    ]


def test_what_was_written_is_not_read_again_unless_it_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"a/b/kept": b"one", "a/changed": b"two", "a/gone": b"three"}
    made = [Artifact(path, "text/special", content) for path, content in texts.items()]
    written = write_artifacts(tmp_path, made)
    (tmp_path / "a/changed").write_bytes(b"changed by another plugin")
    (tmp_path / "a/gone").unlink()
    (tmp_path / "foreign.txt").write_bytes(b"four")
    read: list[str] = []

    def describe(folder: Path, path: str) -> FileOut:
        read.append(path)
        return output.describe(folder, path)

    monkeypatch.setattr(writing, "describe", describe)

    write_manifest(tmp_path, written)

    entries = json.loads((tmp_path / "manifest.json").read_bytes())["files"]
    assert read == ["a/changed", "foreign.txt"]
    assert {entry["path"]: entry["sha256"] for entry in entries} == {
        path: hashlib.sha256(content).hexdigest()
        for path, content in _tree(tmp_path).items()
        if path != "manifest.json"
    }
    assert [entry["media_type"] for entry in entries] == ["text/special"] * 2 + ["text/plain"]


def test_a_longer_file_of_before_leaves_nothing_behind(tmp_path: Path) -> None:
    for content in (b"a long text", b"short"):
        write_artifacts(tmp_path, [Artifact("x/y.txt", "text/plain", content)])

    assert _tree(tmp_path) == {"x/y.txt": b"short"}


@pytest.mark.slow
@pytest.mark.parametrize("kill_after", [0.02, 0.4])
def test_a_killed_build_leaves_the_old_site(repository: Repository, kill_after: float) -> None:
    command = [sys.executable, "-m", "timeline", "build", "-C", str(repository.root)]
    subprocess.run(command, check=True, capture_output=True)
    site = repository.root / "site"
    before = _tree(site)
    repository.event("third-event", "2020")

    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    staging = repository.root / ".site.staging"
    while not staging.exists() and running.poll() is None:
        time.sleep(0.005)
    time.sleep(kill_after)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()

    assert before == _tree(site)
    subprocess.run(command, check=True, capture_output=True)
    assert not staging.exists()
    assert (site / "events/third-event/index.html").exists()
