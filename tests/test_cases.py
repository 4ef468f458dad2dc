"""Cases as data: a folder holds what is laid into a valid repository and every finding of it.

`event.json` goes to events/2020/an-event.json; `case.json` names other places:
{"files": {"event.json": "events/2021/an-event.json"}}. What no file can hold is made in code below.
"""

import json
import os
import socket
from pathlib import Path
from typing import Any, Final

import pytest
from conftest import Repository, event, unprivileged

from timeline import project
from timeline.core import forked
from timeline.core.diagnostic import Diagnostic
from timeline.core.fields import LARGEST_FILE
from timeline.core.forked import Forked
from timeline.loading.read import document

CASES: Final = Path(__file__).with_name("cases")
NAMES: Final = sorted(folder.name for folder in CASES.iterdir())
LINK: Final = "this is a symbolic link; expected a regular file or folder"


def told(item: Diagnostic) -> dict[str, Any]:
    """Return a finding as `--format json` writes it."""
    names = ("code", "severity", "file", "pointer", "line", "column", "message", "hint")
    return {name: getattr(item, name) for name in names}


def brief(items: list[Diagnostic]) -> list[tuple[str, str, str]]:
    """Return code, file and message of findings."""
    return [(item.code, item.file, item.message) for item in items]


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, repository: Repository, *, update_golden: bool) -> None:
    """A case gives exactly the expected findings: place, words and fix."""
    folder = CASES / name
    listed = folder / "case.json"
    places: dict[str, str] = (
        json.loads(listed.read_text("utf-8"))["files"] if listed.exists() else {}
    )
    if (folder / "event.json").exists():
        places.setdefault("event.json", "events/2020/an-event.json")
    for file, place in places.items():
        repository.write(place, (folder / file).read_bytes())

    found = [told(item) for item in repository.check()]

    expected = folder / "expected.json"
    if update_golden:
        text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
        expected.write_text(text, "utf-8", newline="\n")
    assert json.loads(expected.read_text("utf-8")) == found
    family, _, _ = name.partition("-")
    assert family in {"ok", *(item["code"] for item in found)}
    assert family != "ok" or not found


def test_case_lists_no_file_that_is_not_there() -> None:
    """Every file of a case is used, and nothing else lies in its folder."""
    for folder in CASES.iterdir():
        names = {path.name for path in folder.iterdir()}
        listed = folder / "case.json"
        placed = json.loads(listed.read_text("utf-8"))["files"] if listed.exists() else {}

        assert names == {"expected.json", "event.json", "case.json", *placed} & names
        assert placed.keys() <= names


def test_file_that_vanishes_is_a_finding(tmp_path: Path) -> None:
    [found] = document(tmp_path, "gone.json").diagnostics

    assert (
        found.code,
        found.message,
    ) == ("T001", "the file cannot be read: no such file or directory")


def test_file_without_permission_is_a_finding(repository: Repository) -> None:
    path = repository.write("events/2020/an-event.json", event())
    path.chmod(0)

    with unprivileged(repository.root):
        assert repository.found() == [("T001", "events/2020/an-event.json", "")]


@pytest.mark.parametrize(
    ("size", "codes"),
    [(LARGEST_FILE, []), (LARGEST_FILE + 1, ["T002"])],
    ids=["at the limit", "beyond"],
)
def test_size_of_a_file_is_limited(repository: Repository, size: int, codes: list[str]) -> None:
    text = json.dumps(event()).encode()
    repository.write("events/2020/an-event.json", text + b" " * (size - len(text)))

    assert codes == [item.code for item in repository.check()]


@pytest.mark.parametrize("target", ["/etc/passwd", "nowhere", "an-event.json", "../2019"])
def test_link_in_place_of_a_file_is_not_followed(repository: Repository, target: str) -> None:
    (repository.root / "events/2020").mkdir()
    (repository.root / "events/2020/an-event.json").symlink_to(target)

    assert brief(repository.check()) == [("T012", "events/2020/an-event.json", LINK)]


@pytest.mark.parametrize(
    "path",
    ["events", "events/2019", "schema", "schema/vocabulary", "schema/vocabulary/actors.json"],
)
def test_link_in_place_of_a_folder_is_one_finding(repository: Repository, path: str) -> None:
    real = repository.root / "elsewhere"
    (repository.root / path).rename(real)
    (repository.root / path).symlink_to(real)

    assert [("T012", path, LINK)] == brief(repository.check())


def test_pipe_socket_and_folder_do_not_block(repository: Repository) -> None:
    folder = repository.root / "events/2020"
    (folder / "a-folder.json").mkdir(parents=True)
    os.mkfifo(folder / "a-pipe.json")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(folder)  # the path of a socket has to be short
        listener.bind("a-socket.json")
        os.chdir(here)

        found = brief(repository.check())

    expected = "expected a regular file"
    assert [
        ("T013", "events/2020/a-folder.json", f"this is a folder; {expected}"),
        ("T013", "events/2020/a-pipe.json", f"this is a named pipe; {expected}"),
        ("T013", "events/2020/a-socket.json", f"this is a socket; {expected}"),
    ] == found


@pytest.mark.parametrize(
    "name", [b"a\nb.json", b"a\x1b[31mb.json", b"a\xff\xfe.json", b"::error::"]
)
def test_hostile_file_name_is_a_finding_in_visible_letters(
    repository: Repository,
    name: bytes,
) -> None:
    (repository.root / "events/2020").mkdir()
    folder = os.fsencode(repository.root / "events/2020")
    Path(os.fsdecode(folder + b"/" + name)).write_bytes(b"{}")

    [found] = repository.check()

    assert found.code in ("T014", "T015")
    assert found.message.isprintable()
    assert found.hint.isprintable()
    assert found.file.encode("utf-8")


def test_missing_folder_of_events_is_one_finding(repository: Repository) -> None:
    (repository.root / "events").rename(repository.root / "elsewhere")

    assert brief(repository.check()) == [("T018", "events", "there is no folder 'events'")]


def test_missing_vocabulary_is_one_finding_and_not_one_a_term(repository: Repository) -> None:
    (repository.root / "schema/vocabulary/kinds.json").unlink()

    assert repository.found() == [("T501", "schema/vocabulary/kinds.json", "")]


def test_many_events_are_checked_by_several_processes_with_the_same_findings(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, name in enumerate(NAMES):
        if (CASES / name / "event.json").exists():
            content = (CASES / name / "event.json").read_bytes()
            repository.write(f"events/2020/case-{number}.json", content)
    begun: list[Forked[Any]] = []
    start = Forked[Any]._start

    def begin(self: Forked[Any]) -> None:
        begun.append(self)
        start(self)

    monkeypatch.setattr(forked, "processors", lambda: 2)
    monkeypatch.setattr(Forked, "_start", begin)
    alone = repository.check()
    assert begun == []  # so few are looked at in less time

    monkeypatch.setattr(project, "_MANY", 0)
    together = repository.check()

    assert len(begun) == 1
    assert together == alone
    families = {item.code[:2] for item in together}
    assert families >= {"T0", "T1", "T2", "T3", "T4"}, families
