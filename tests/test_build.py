"""`timeline build`: the same bytes whatever the surroundings, true addresses, verified outputs."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from conftest import Repository

from timeline import output

ROOT: Final = Path(__file__).parents[1]


def timeline(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "timeline", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def sums(site: Path) -> dict[str, str]:
    """Return path -> SHA-256 of every file of a site."""
    return {path: output.describe(site, path)["sha256"] for path in output.files_below(site)}


@pytest.mark.slow
def test_the_same_events_give_the_same_bytes(tmp_path: Path) -> None:
    """Neither hash seed, time zone, locale, clock of the build, folder nor file order matter."""
    one, two = tmp_path / "one", tmp_path / "a place" / "two"
    for copy in (one, two):
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".*", "site", "tests", "benchmarks")
        )
    for file in sorted((two / "events").rglob("*.json"), reverse=True):
        content = file.read_bytes()  # written anew, in another order, with other times
        file.unlink()
        file.write_bytes(content)
        os.utime(file, (1, 1))

    # The copies have no history, so this is the time of all their events.
    places: tuple[dict[str, str], ...] = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Pyongyang", "LC_ALL": "de_DE.UTF-8"},
    )
    built = [
        timeline("build", "--strict", "-C", str(copy), SOURCE_DATE_EPOCH="1893456000", **place)
        for copy, place in zip((one, two), places, strict=True)
    ]

    assert [process.returncode for process in built] == [0, 0], built
    assert sums(one / "site") == sums(two / "site")
    verified = timeline("verify", str(one / "site"))
    assert (verified.returncode, verified.stderr) == (0, "")


@pytest.mark.slow
def test_an_error_in_one_event_builds_nothing(repository: Repository) -> None:
    repository.event("broken", date="2020-02-30")

    built = timeline("build", "-C", str(repository.root))

    assert built.returncode == 1
    assert "events/2020/broken.json:3:11: error T201 at /date" in built.stderr
    assert "nothing was built: the events have findings" in built.stderr
    assert not (repository.root / "site").exists()


def test_a_build_with_errors_brings_a_lost_site_back(repository: Repository) -> None:
    site = repository.root / "site"
    with output.staged(site) as staging:
        (staging / "index.html").write_text("the old site")
        output.write_manifest(staging)
    before = sums(site)
    site.rename(repository.root / ".site.old")
    repository.event("broken", date="2020-02-30")

    built = timeline("build", "-C", str(repository.root))

    assert built.returncode == 1
    assert before == sums(site)
    assert not list(repository.root.glob(".site.*"))


@pytest.mark.slow
def test_every_address_follows_site_url(repository: Repository) -> None:
    repository.write(
        "mkdocs.yml",
        (repository.root / "mkdocs.yml")
        .read_text()
        .replace("http://127.0.0.1:8000/", "https://example.org/sub/path"),
    )
    repository.event("third-event", "2020", date="2020-03", aliases=["old-name"])

    assert timeline("build", "-C", str(repository.root)).returncode == 0

    site = repository.root / "site"
    feed = json.loads((site / "feed.json").read_bytes())
    index = json.loads((site / "api/v1/index.json").read_bytes())
    assert feed["feed_url"] == "https://example.org/sub/path/feed.json"
    assert feed["items"][0]["url"] == "https://example.org/sub/path/events/third-event/"
    for link in index["links"]:
        assert link["href"] == "https://example.org/sub/path/" + link["path"]
        assert "{" in link["path"] or (site / link["path"]).is_file()
    same = (site / "api/v1/events/third-event.json").read_bytes()
    assert same == (site / "api/v1/events/old-name.json").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "change", "code"),
    [
        ("feed.json", lambda v: v["items"].pop(), {"T914", "T916"}),
        ("api/v1/events.json", lambda v: v.update(total=99), {"T914", "T916"}),
        ("api/v1/events/first-event.json", lambda v: v.pop("title"), {"T914", "T915", "T916"}),
        ("api/v1/timeline.json", lambda v: v.pop("result"), {"T914", "T915"}),
    ],
)
def test_verify_finds_what_was_changed(
    repository: Repository, path: str, change: Any, code: set[str]
) -> None:
    assert timeline("build", "-C", str(repository.root)).returncode == 0
    file = repository.root / "site" / path
    value = json.loads(file.read_bytes())
    change(value)
    file.write_text(json.dumps(value))

    verified = timeline("verify", "--format", "json", str(repository.root / "site"))

    found = {item["code"] for item in json.loads(verified.stdout)["diagnostics"]}
    assert (1, code) == (verified.returncode, found)


@pytest.mark.slow
def test_verify_finds_missing_and_foreign_files(repository: Repository) -> None:
    assert timeline("build", "-C", str(repository.root)).returncode == 0
    site = repository.root / "site"
    (site / "feed.json").unlink()
    (site / "foreign.txt").write_text("hello")

    verified = timeline("verify", "--format", "json", str(site))

    found = [(d["code"], d["file"]) for d in json.loads(verified.stdout)["diagnostics"]]
    assert ("T912", "feed.json") in found
    assert ("T913", "foreign.txt") in found


def test_verify_of_a_folder_without_a_manifest_says_so(tmp_path: Path) -> None:
    verified = timeline("verify", str(tmp_path))
    assert verified.returncode == 1
    assert "T911" in verified.stdout
