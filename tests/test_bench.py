"""The benchmarks stay alive: a short run gives every row, generated data has no findings."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
ROWS = {
    "check / check-jsonschema",
    "check of a hundred events",
    "check / check of a tenth",
    "peak of check",
    "event pages / hugo",
    "site without data / hugo",
    "build / hugo",
    "history adds to build",
    "peak of build",
    "python-edtf / parse",
}


@pytest.mark.slow
def test_a_short_run_gives_every_row(tmp_path: Path) -> None:
    result = tmp_path / "figures.json"
    command = [sys.executable, str(BENCHMARKS / "bench.py"), "--events", "120", "--commits", "12"]

    run = subprocess.run(
        [*command, "--json", str(result)], check=True, capture_output=True, text=True
    )

    figures = json.loads(result.read_text("utf-8"))
    has_ajv = bool(os.environ.get("AJV") or shutil.which("ajv"))
    assert {row["name"] for row in figures["rows"]} == ROWS | (
        {"check / ajv"} if has_ajv else set()
    )
    assert all(row["name"] in run.stdout for row in figures["rows"])
    # what a history of a few commits adds is less than what the machine wavers
    assert all(r["value"] > 0 for r in figures["rows"] if r["name"] != "history adds to build")
    assert all(took["peak_mb"] > 5 for took in figures["processes"].values())
    assert ("ajv: not there" in run.stdout) is not has_ajv
    edtf = next(row for row in figures["rows"] if row["name"] == "python-edtf / parse")
    assert edtf["met"] is True


def generated(folder: Path) -> str:
    """Generate a repository with a history; return the id of its last commit."""
    command = [
        sys.executable,
        str(BENCHMARKS / "generate.py"),
        str(folder),
        "40",
        "--commits",
        "25",
    ]
    subprocess.run(command, check=True)
    return git(folder, "rev-parse", "HEAD")


def git(folder: Path, *args: str) -> str:
    ended = subprocess.run(["git", *args], cwd=folder, check=True, capture_output=True, text=True)
    return ended.stdout.strip()


def test_a_generated_history_is_the_same_every_time(tmp_path: Path) -> None:
    first, second = generated(tmp_path / "first"), generated(tmp_path / "second")

    assert first == second
    assert git(tmp_path / "first", "status", "--porcelain") == ""
    assert git(tmp_path / "first", "rev-list", "--count", "HEAD") == "25"
    changed = git(tmp_path / "first", "log", "--format=%s", "--diff-filter=M", "--", "events")
    assert set(changed.splitlines()) == {
        "Correct a date",
        "Correct a figure",
        "Add a source",
        "Review the status",
        "Complete a summary",
    }


def test_generated_events_have_no_findings(tmp_path: Path) -> None:
    generated(tmp_path / "repository")
    folder = str(tmp_path / "repository")
    command = [sys.executable, "-m", "timeline", "check", "--strict", "-C", folder]

    ended = subprocess.run(command, check=False, capture_output=True, text=True)

    assert ended.stdout.endswith("no errors, no warnings\n"), ended.stdout
