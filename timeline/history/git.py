"""The `git` command, so that neither the user's settings nor a hook's environment change answers.

Called by the modules beside it. Reads only: no shell, no pager, no network, no program of others.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final

from timeline.core.diagnostic import visible

# Settings that a person or a CI job gives on purpose (safe.directory among them). All others, such
# as GIT_DIR in a hook, would lead to another repository than that of the folder.
_KEPT: Final = (
    "GIT_CEILING_DIRECTORIES",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_KEY_",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_VALUE_",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_EXEC_PATH",
)
_SET: Final = {
    "GIT_ALLOW_PROTOCOL": "none",  # a partial clone would fetch what it lacks
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_ALWAYS: Final = (
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    "-c",
    "advice.graftFileDeprecated=false",
    "-c",
    "color.ui=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.commentChar=#",  # this and the next decide what is a trailer
    "-c",
    "trailer.separators=:",
    "-c",
    f"diff.orderFile={os.devnull}",
)
LACKING: Final = "this clone lacks some old versions: clone again in full, without --filter"
_UNTRUSTED: Final = (
    "git does not trust this folder, which belongs to another user: "
    "allow it with git config --global --add safe.directory"
)
_REASONS: Final = (
    ("dubious ownership", _UNTRUSTED),
    ("not a git repository", "the folder is in no git repository: run git init and commit"),
    ("promisor", LACKING),
    ("unable to read", LACKING),
)


class GitError(Exception):
    """Git cannot answer; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Git:
    """The command, bound to a folder."""

    folder: Path

    def run(self, *arguments: str | bytes) -> bytes:
        """Return the whole output of a command; raises GitError."""
        with self.stream(*arguments) as output:
            return output.read()

    @contextmanager
    def stream(
        self, *arguments: str | bytes, given: IO[bytes] | None = None
    ) -> Iterator[IO[bytes]]:
        """Give the output of a command while it runs; raises GitError where it fails."""
        program = shutil.which("git")
        if program is None:
            raise GitError("there is no git command: install git")
        command = [program, *_ALWAYS, *arguments]
        with TemporaryFile() as errors:  # a pipe that nobody empties could block git
            with subprocess.Popen(  # noqa: S603 - a list of arguments, no shell
                command,
                cwd=self.folder,
                env=_environment(),
                stdin=given or subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
            ) as process:
                output = process.stdout
                assert output is not None  # noqa: S101 - a pipe was asked for
                try:
                    yield output
                except BaseException:
                    process.kill()
                    raise
            if process.returncode:
                errors.seek(0)
                raise GitError(_reason(errors.read(10_000).decode("utf-8", "backslashreplace")))


def _environment() -> dict[str, str]:
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    return plain | _SET


def _reason(said: str) -> str:
    for sign, reason in _REASONS:
        if sign in said:
            return reason
    lines = [line.removeprefix("fatal: ") for line in said.splitlines() if line.strip()]
    return f"git says: {visible(lines[-1]) if lines else 'nothing'}"
