"""`timeline check`: exit codes, which files are reported, and never a traceback."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from conftest import CONFIGURATION, Repository, event, unprivileged

from timeline.cli import main


def run(*arguments: str | Path) -> Result:
    """Run the command in this process; anything but an exit is a bug and fails the test."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def findings(*arguments: str | Path) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(run("check", "--format", "json", *arguments).stdout)[
        "diagnostics"
    ]
    return listed


def test_clean_repository_exits_0(repository: Repository) -> None:
    result = run("check", "-C", repository.root)

    assert (result.exit_code, result.stdout) == (0, "9 files checked: no errors, no warnings\n")


def test_errors_exit_1_and_are_reported(repository: Repository) -> None:
    repository.event(title="")

    result = run("check", "-C", repository.root)

    assert result.exit_code == 1
    assert "events/2020/an-event.json:4:12: error T105 at /title: this is empty" in result.stdout
    assert result.stdout.endswith("10 files checked: 1 error, no warnings\n")


def test_warnings_exit_0_and_1_with_strict(repository: Repository) -> None:
    repository.event("2020-event")

    assert run("check", "-C", repository.root).exit_code == 0
    assert run("check", "-C", repository.root, "--strict").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--format", "yaml"],
        ["check", "-C", "/nonexistent"],
        ["check", "--unknown"],
        ["check", "nowhere.json"],
        ["chekc"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_2(repository: Repository, arguments: list[str]) -> None:
    where = [] if "-C" in arguments else ["-C", str(repository.root)]
    result = run(*arguments, *(where if arguments[0] == "check" else []))

    assert result.exit_code == 2
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "mkdocs.yml holds no settings"),
        ("- a\n", "mkdocs.yml holds no settings"),
        ("a: [\n", "mkdocs.yml cannot be read"),
        ("site_name: a\n", "does not list our plugin"),
        (CONFIGURATION.replace("authority", "autority"), "'autority' is not an option"),
        (CONFIGURATION.replace("authority:", "events: ../x, authority:"), "events"),
        (CONFIGURATION.replace("authority:", "events: 5, authority:"), "events"),
    ],
)
def test_unusable_configuration_exits_2(repository: Repository, content: str, problem: str) -> None:
    repository.write("mkdocs.yml", content)

    result = run("check", "-C", repository.root)

    assert result.exit_code == 2
    assert problem in result.stderr


@pytest.mark.parametrize("site_url", ["gopher://127.0.0.1/", "", "http://[::1"])
def test_a_site_without_a_usable_address_is_checked_but_not_built(
    repository: Repository, site_url: str
) -> None:
    """Only outputs need the address of the site."""
    content = CONFIGURATION.replace("http://127.0.0.1:8000/", f"'{site_url}'")
    repository.write("mkdocs.yml", content)

    built = run("build", "-C", repository.root)

    assert run("check", "-C", repository.root).exit_code == 0
    assert built.exit_code == 2
    assert "site_url" in built.stderr
    assert not (repository.root / "site").exists()


def test_missing_configuration_exits_2(repository: Repository) -> None:
    (repository.root / "mkdocs.yml").unlink()

    result = run("check", "-C", repository.root)

    assert result.exit_code == 2
    assert f"there is no mkdocs.yml in {repository.root}" in result.stderr


def test_another_configuration_can_be_named(repository: Repository) -> None:
    (repository.root / "mkdocs.yml").rename(repository.root / "other.yml")

    assert run("check", "-C", repository.root, "-f", "other.yml").exit_code == 0


def test_unreadable_folder_exits_3(repository: Repository) -> None:
    (repository.root / "events/2019").chmod(0)

    with unprivileged(repository.root):
        result = run("check", "-C", repository.root)

    (repository.root / "events/2019").chmod(0o755)
    assert result.exit_code == 3
    assert "events/2019: Permission denied" in result.stderr


def test_paths_narrow_the_report_and_not_the_check(repository: Repository) -> None:
    """All files are read, so that relations are known; findings elsewhere are not shown."""
    repository.event("broken", title="")
    repository.event(
        "whole", "2021", date="2021", relations=[{"type": "enables", "event": "broken"}]
    )

    whole = run("check", "-C", repository.root, repository.root / "events/2021")
    broken = run("check", "-C", repository.root, repository.root / "events/2020/broken.json")

    assert (whole.exit_code, whole.stdout) == (0, "1 file checked: no errors, no warnings\n")
    assert broken.exit_code == 1
    assert "1 file checked: 1 error, no warnings" in broken.stdout


def test_draft_outside_of_the_events_is_checked_against_them(repository: Repository) -> None:
    draft = event("draft", relations=[{"type": "enables", "event": "frist-event"}])
    path = repository.write("drafts/draft.json", draft)

    found = findings("-C", repository.root, path)

    assert [(d["code"], d["file"], d["line"]) for d in found] == [("T303", "drafts/draft.json", 18)]
    assert findings("-C", repository.root) == []


def test_draft_outside_of_the_repository_is_checked_too(
    repository: Repository, tmp_path: Path
) -> None:
    path = tmp_path / "draft.json"
    path.write_text(json.dumps(event("draft", kind="rumour")), "utf-8")

    found = findings("-C", repository.root, path)

    assert [("T304", path.as_posix())] == [(d["code"], d["file"]) for d in found]


@pytest.mark.parametrize("form", ["plain", "github", "sarif", "json"])
def test_every_format_survives_hostile_files(repository: Repository, form: str) -> None:
    repository.write("events/2020/a.json", b'{"\\ud800": {"a": 1, "a": 2}, "\\ud800": NaN}')
    repository.write("events/2020/b.json", b"\xff")
    repository.write("events/2020/c\n::error::.json", b"")
    repository.write("events/2020/d.json", event("d", title="::error::%\u202e<script>"))

    result = run("check", "-C", repository.root, "--format", form)

    assert result.exit_code == 1
    assert result.stdout_bytes.decode("utf-8")
    assert form in ("sarif", "json") or "\u202e" not in result.stdout


def test_every_command_explains_itself() -> None:
    for name, command in main.commands.items():
        result = run(name, "--help")

        assert result.exit_code == 0
        assert isinstance(command, click.Command)
        assert command.help


def test_process_ends_without_a_traceback_where_the_reader_stops(repository: Repository) -> None:
    """`timeline check | head -0`: the pipe is closed before anything is written."""
    for number in range(50):
        repository.event(f"event-{number}", title="")
    command = [sys.executable, "-m", "timeline", "check", "-C", str(repository.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        complaint = process.stderr.read()

    assert b"Traceback" not in complaint


@pytest.mark.parametrize("path", ["docs", "events/2030"])
def test_a_path_that_holds_nothing_to_check_is_no_success(
    repository: Repository, path: str
) -> None:
    """Where nothing was read, 'no errors' would be a lie."""
    (repository.root / "events/2030").mkdir()

    result = run("check", "-C", repository.root, path)

    assert (result.exit_code, result.stdout) == (2, "")
    assert f"there is no event file below {path}" in result.stderr


def test_a_check_loads_nothing_that_it_does_not_need(repository: Repository) -> None:
    code = (
        "import atexit, os, sys\n"
        "from timeline.cli import main\n"
        "needless = {'multiprocessing', 'ctypes', 'timeline.history', 'mkdocs', 'jinja2'}\n"
        "needless |= {'altair', 'vl_convert', 'narwhals', 'pyarrow'}\n"
        "plugins = 'PYDANTIC_DISABLE_PLUGINS'\n"
        "atexit.register(lambda: print(needless & set(sys.modules), os.environ[plugins]))\n"
        f"main(['check', '-C', {str(repository.root)!r}])\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert ran.stdout.splitlines()[1:] == ["set() __all__"], ran.stderr
