"""What every command shares: options, failures, reports, progress."""

import contextlib
import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from timeline.reporters import REPORTERS

if TYPE_CHECKING:
    from timeline.config import Config
    from timeline.core.diagnostic import Diagnostic, Summary

Command = TypeVar("Command", bound=Callable[..., Any])
FINDINGS, USAGE, ENVIRONMENT = 1, 2, 3


class Failure(click.ClickException):
    """Ends the command with a message and an exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """The exit code of the process."""
        return self.code

    def show(self, file: Any = None) -> None:
        """Print the message, control characters made visible."""
        lines = self.message.split("\n")
        safe = ["".join(c if c.isprintable() else ascii(c)[1:-1] for c in line) for line in lines]
        click.echo("timeline: " + "\n".join(safe), file=file, err=True)


def in_repository(command: Command) -> Command:
    """Add -C and -f, which every command takes."""
    command = click.option(
        "-f",
        "--config-file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="MkDocs configuration, if not mkdocs.yml.",
    )(command)
    return click.option(
        "-C",
        "--directory",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=".",
        metavar="DIR",
        help="Work in this repository.",
    )(command)


def within(directory: Path, path: Path) -> Path:
    """Return a path as meant: below the repository of -C, else where the command was started."""
    for candidate in (directory / path, path):
        if candidate.exists() or candidate.is_symlink():
            return candidate
    raise click.BadParameter(f"there is no {str(path)!r}", param_hint="PATH")


def format_option(command: Command) -> Command:
    """Add --format for reports."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(tuple(REPORTERS)),
        default="plain",
        show_default=True,
        help="How to report.",
    )(command)


def configured(directory: Path, config_file: Path | None) -> "Config":
    """Read the configuration, or end the command."""
    from timeline import config

    try:
        return config.read(directory, config_file)
    except config.ConfigError as error:
        raise Failure(
            "\n  ".join(["the configuration has errors:", *error.problems]), USAGE
        ) from None


def report(
    form: str,
    diagnostics: "Sequence[Diagnostic]",
    summary: "Summary",
    *,
    err: bool = False,
) -> None:
    """Print findings in the chosen form."""
    click.echo(REPORTERS[form](diagnostics, summary), nl=False, err=err)
    if form == "github" and diagnostics:
        click.echo(REPORTERS["plain"](diagnostics, summary), nl=False, err=True)


@contextlib.contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on a terminal while files are read; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    # Drawn when something is told, by no thread: nothing could be forked beside one.
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bars:
        task = bars.add_task(label, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total, refresh=True)


@contextlib.contextmanager
def without_collection() -> Iterator[None]:
    """Load modules and events without the cyclic collector, which finds no garbage among them."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def failed(summary: "Summary", *, strict: bool) -> bool:
    """Tell whether the findings fail the command."""
    return bool(summary.errors or (strict and summary.warnings))


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """Turn trouble with disk and permissions into a message."""
    from timeline.config import ConfigError

    try:
        yield
    except ConfigError as error:
        raise Failure(str(error), USAGE) from None
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise Failure(f"{where}{error.strerror or error}", ENVIRONMENT) from None
