"""A git history for generated events: batches of new files, then edits such as editors make.

Called by `generate`. One stream for `git fast-import`, so that thousands of commits take seconds.
Author and days are fixed: the same numbers give the same commit ids.
"""

import json
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from samples import Fields, path_of, written

Change = Callable[[Fields], None]

_FIRST = 1_577_880_000  # 2020-01-01T12:00:00Z; a commit every three hours from there
_STEP = 3 * 3600
_TOUCHED = 3  # events that a later commit edits


def _date(fields: Fields) -> None:
    """Say the date less precisely, within the year of its folder."""
    year = 1950 + int(fields["id"].rpartition("-")[2]) % 75
    fields["date"] = f"{year}?" if "~" in fields["date"] else f"{year}~"


def _value(fields: Fields) -> None:
    fields["figures"][0]["value"] += 1


def _source(fields: Fields) -> None:
    added = f"added-{len(fields['sources'])}"
    url = f"https://archive.example.org/{fields['id']}/{added}"
    fields["sources"].append({**fields["sources"][0], "key": added, "url": url})


def _status(fields: Fields) -> None:
    fields["status"] = "confirmed" if fields["status"] == "reported" else "reported"


def _summary(fields: Fields) -> None:
    fields["summary"] += " A sentence was added."


_CHANGES: tuple[tuple[str, Change], ...] = (
    ("Correct a date", _date),
    ("Correct a figure", _value),
    ("Add a source", _source),
    ("Review the status", _status),
    ("Complete a summary", _summary),
)


def _plan(total: int, commits: int) -> tuple[int, list[tuple[str, Change, list[int]]]]:
    """Return how many commits add events, and subject, change and events of each later one."""
    batches = min((commits + 1) // 2, total)
    later = []
    for index in range(commits - batches):
        subject, change = _CHANGES[index % len(_CHANGES)]
        numbers = sorted({(index * 7919 + place * 104_729) % total for place in range(_TOUCHED)})
        later.append((subject, change, numbers))
    return batches, later


def edits(total: int, commits: int) -> dict[int, list[Change]]:
    """Return by event what a history of so many commits did to it, in order."""
    found: defaultdict[int, list[Change]] = defaultdict(list)
    for _, change, numbers in _plan(total, commits)[1] if commits else ():
        for number in numbers:
            found[number].append(change)
    return found


def write_history(
    folder: Path, files: Iterator[tuple[str, bytes]], total: int, commits: int
) -> None:
    """Make `folder` a git repository whose last commit holds its files, after `commits` commits.

    `files` are path and content of the events as they first were, in order of their numbers.
    """
    git = ["git", "-C", str(folder), "-c", "core.autocrlf=false"]
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True)
    importer = subprocess.Popen([*git, "fast-import", "--quiet"], stdin=subprocess.PIPE)
    if importer.stdin is None:
        raise SystemExit("git fast-import takes no input")
    with importer.stdin as stream:
        _stream(stream, folder, files, total, commits)
    if importer.wait():
        raise SystemExit(f"git fast-import ended with {importer.returncode}")
    subprocess.run([*git, "reset", "--quiet", "--mixed", "main"], check=True)


def _stream(
    stream: IO[bytes], folder: Path, files: Iterator[tuple[str, bytes]], total: int, commits: int
) -> None:
    batches, later = _plan(total, commits)
    touched = {number for _, _, numbers in later for number in numbers}
    kept: dict[int, bytes] = {}
    number = 0
    for batch in range(batches):
        _commit(stream, batch, "Add events")
        if batch == 0:
            _others(stream, folder)
        size = (total * (batch + 1)) // batches - number
        for path, content in islice(files, size):
            _file(stream, path, content)
            if number in touched:
                kept[number] = content
            number += 1
    for index, (subject, change, numbers) in enumerate(later):
        _commit(stream, batches + index, subject)
        for edited in numbers:
            fields = json.loads(kept[edited])
            change(fields)
            kept[edited] = written(fields)
            _file(stream, path_of(fields), kept[edited])


def _others(stream: IO[bytes], folder: Path) -> None:
    """Put in what is no event."""
    for part in ("mkdocs.yml", "docs", "schema"):
        place = folder / part
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file():
                _file(stream, file.relative_to(folder).as_posix(), file.read_bytes())


def _commit(stream: IO[bytes], index: int, subject: str) -> None:
    """Open a commit; fast-import hangs it on the one before."""
    who = f"Editor <editor@example.org> {_FIRST + index * _STEP} +0000"
    message = f"{subject}\n".encode()
    stream.write(f"commit refs/heads/main\nauthor {who}\ncommitter {who}\n".encode())
    stream.write(b"data %d\n%s" % (len(message), message))


def _file(stream: IO[bytes], path: str, content: bytes) -> None:
    stream.write(f"M 100644 inline {path}\ndata {len(content)}\n".encode())
    stream.write(content + b"\n")
