"""Writes a repository of realistic events for benchmarks: about 2 KB each, figures, relations.

Run `python benchmarks/generate.py FOLDER TOTAL [--commits N]`. The same numbers always give the
same files and, with `--commits`, the same git history (see `history`).
"""

import argparse
import shutil
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from history import edits, write_history
from samples import event, path_of, terms_of, written

_HERE = Path(__file__).parent.parent
_CONFIG = Path(__file__).parent / "generated.yml"


def generate(folder: Path, total: int, commits: int = 0) -> None:
    """Write a repository of `total` events into a new folder; with `commits` it has a history."""
    shutil.copytree(_HERE / "schema" / "vocabulary", folder / "schema" / "vocabulary")
    (folder / "docs").mkdir()
    (folder / "docs" / "about.md").write_text("# About\n\nGenerated for a benchmark.\n", "utf-8")
    shutil.copy(_CONFIG, folder / "mkdocs.yml")
    files = _files(folder, total, commits)
    if commits:
        write_history(folder, files, total, commits)
    else:
        deque(files, maxlen=0)


def _files(folder: Path, total: int, commits: int) -> Iterator[tuple[str, bytes]]:
    """Write each event as its last commit has it; yield path and content of its first."""
    terms = terms_of(folder / "schema" / "vocabulary")
    changes = edits(total, commits)
    made: set[Path] = set()
    for number in range(total):
        fields = event(number, total, terms)
        path = path_of(fields)
        first = content = written(fields)
        if number in changes:
            for change in changes[number]:
                change(fields)
            content = written(fields)
        target = folder / path
        if target.parent not in made:
            target.parent.mkdir(parents=True)
            made.add(target.parent)
        target.write_bytes(content)
        yield path, first


def main() -> None:
    """Generate what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where to; must not exist")
    parser.add_argument("total", type=int, help="how many events, from 1 to 200,000")
    parser.add_argument("--commits", type=int, default=0, help="commits of a git history")
    given = parser.parse_args()
    generate(given.folder, given.total, given.commits)


if __name__ == "__main__":
    main()
