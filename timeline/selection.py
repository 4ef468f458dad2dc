"""Which files a person named on the command line: paths, drafts elsewhere, what lies below them.

Called by `project` for `timeline check PATH`. Reads no event.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from timeline.config import ConfigError, Options


def relative(root: Path, path: Path) -> str:
    """Return a path below the repository, with forward slashes; absolute where it lies outside."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolves '..', follows no link
    try:
        return absolute.relative_to(root.absolute()).as_posix()
    except ValueError:
        return absolute.as_posix()


def drafts(root: Path, options: Options, wanted: Sequence[str]) -> list[str]:
    """Return event files that lie outside of the folders that are read anyway, each once.

    Raises ConfigError for a file that is no event file.
    """
    named = (file for path in wanted for file in _drafts(root, options, path))
    return list(dict.fromkeys(named))


def _drafts(root: Path, options: Options, path: str) -> Iterator[str]:
    folders = (options.events, options.vocabulary)
    inside = path == "." or any(within(path, [folder]) for folder in folders)
    full = root / path
    if inside or (not Path(path).is_absolute() and full.is_dir()):
        return
    if full.is_dir():
        yield from sorted(relative(root, file) for file in full.rglob("*.json"))
    elif path.endswith(".json"):
        yield path
    else:
        raise ConfigError([f"{path} is no event file; expected the name of a .json file"])


def within(file: str, wanted: Sequence[str]) -> bool:
    """Tell whether a file is one of the paths or lies below one; `.` is the whole repository."""
    # findings write the bytes of a name that are no UTF-8 as escapes
    shown = [path.encode("utf-8", "backslashreplace").decode("utf-8") for path in wanted]
    return any(path in (file, ".") or file.startswith(path + "/") for path in shown)


def nothing_missed(options: Options, wanted: Sequence[str], files: Sequence[str]) -> None:
    """Refuse a path below which nothing was read: no finding there would mean nothing."""
    for path in wanted:
        if path != options.events and not any(within(file, [path]) for file in files):
            raise ConfigError([f"there is no event file below {path}"])
