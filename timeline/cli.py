"""The command line: arguments -> project -> reporter -> exit code.

Exit codes: 0 no errors (with --strict no warnings either), 1 findings, 2 usage or configuration,
3 environment (disk, permissions).
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

import click

from timeline import __version__

Command = TypeVar("Command", bound=Callable[..., Any])
FORMATS: Final = ("plain", "github", "sarif", "json")
FINDINGS, USAGE, ENVIRONMENT = 1, 2, 3


class Failure(click.ClickException):
    """Ends the command with a message and an exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.exit_code = code

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


def format_option(command: Command) -> Command:
    """Add --format for reports."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="plain",
        show_default=True,
        help="How to report.",
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="timeline")
def cli() -> None:
    """Publish dated, sourced events: validated JSON files to feeds and a timeline site."""


def _configured(directory: Path, config_file: Path | None) -> Any:
    from timeline import config

    try:
        return config.read(directory, config_file)
    except config.ConfigError as error:
        raise Failure("\n  ".join(["the configuration has errors:", *error.problems]), USAGE) from None


def _report(form: str, diagnostics: Sequence[Any], summary: Any, *, err: bool = False) -> None:
    from timeline.reporters import REPORTERS

    click.echo(REPORTERS[form](diagnostics, summary), nl=False, err=err)
    if form == "github" and diagnostics:
        click.echo(REPORTERS["plain"](diagnostics, summary), nl=False, err=True)


@contextlib.contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on a terminal while files are read; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(label, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


def _failed(summary: Any, strict: bool) -> bool:
    return bool(summary.errors or (strict and summary.warnings))


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@format_option
@in_repository
def check(
    paths: tuple[Path, ...],
    strict: bool,
    form: str,
    directory: Path,
    config_file: Path | None,
) -> None:
    """Check all events, or report on the given files and folders only."""
    from timeline import project

    settings = _configured(directory, config_file)
    with _progress("reading events") as progress, _guarded():
        checked = project.check(project.Project(settings.root, settings.options), paths, progress)
    _report(form, checked.diagnostics, checked.summary)
    sys.exit(FINDINGS if _failed(checked.summary, strict) else 0)


@cli.command()
@click.option("--site-dir", type=click.Path(path_type=Path), metavar="DIR", help="Where to.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@in_repository
def build(
    site_dir: Path | None,
    strict: bool,
    directory: Path,
    config_file: Path | None,
) -> None:
    """Check the events and build feeds and site; the old site stays until the new one is whole."""
    from timeline import output, project

    settings = _configured(directory, config_file)
    with _progress("reading events") as progress, _guarded():
        checked = project.check(project.Project(settings.root, settings.options), (), progress)
    if checked.diagnostics:
        _report("plain", checked.diagnostics, checked.summary, err=True)
    if _failed(checked.summary, strict):
        raise Failure("nothing was built: the events have findings", FINDINGS)
    target = site_dir or settings.site_dir
    click.echo(f"building {len(checked.timeline):,} events into {target}", err=True)
    try:
        with _guarded(), output.staged(target) as staging:
            _mkdocs("build_site")(settings.file, staging, checked, strict=strict)
    except output.OutputError as error:
        raise Failure(str(error), ENVIRONMENT) from None
    click.echo(f"built {target}", err=True)


@cli.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
@in_repository
def serve(address: str, directory: Path, config_file: Path | None) -> None:
    """Preview the site in a browser; pages follow changes to the files."""
    settings = _configured(directory, config_file)
    with _guarded():
        _mkdocs("serve_site")(settings.file, address)


def _mkdocs(name: str) -> Callable[..., None]:
    """Return a use of MkDocs, with its errors turned into ours."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

    from timeline import mkdocs_build

    def run(*args: Any, **options: Any) -> None:
        try:
            getattr(mkdocs_build, name)(*args, **options)
        except ConfigurationError as error:
            raise Failure(f"MkDocs cannot use the configuration: {error}", USAGE) from None
        except (Abort, MkDocsException) as error:
            raise Failure(f"the site was not built: {error}", FINDINGS) from None

    return run


@contextlib.contextmanager
def _guarded() -> Iterator[None]:
    """Turn trouble with disk and permissions into a message."""
    from timeline.config import ConfigError

    try:
        yield
    except ConfigError as error:
        raise Failure(str(error), USAGE) from None
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise Failure(f"{where}{error.strerror or error}", ENVIRONMENT) from None


@cli.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@format_option
@in_repository
def verify(folder: Path, form: str, directory: Path, config_file: Path | None) -> None:
    """Recompute the sums of a built site and validate every JSON output."""
    from timeline.core.diagnostic import in_order, summarise
    from timeline.output import files_below
    from timeline.verify import verify as differences

    del config_file
    place = directory / folder
    with _guarded():
        found = in_order(differences(place))
        summary = summarise(found, sum(1 for _ in files_below(place)))
    _report(form, found, summary)
    sys.exit(FINDINGS if found else 0)


@cli.command()
@click.argument("strings", nargs=-1, metavar="[STRING]...")
@click.option("--format", "form", type=click.Choice(("plain", "json")), default="plain")
@click.option("--locale", default="en", show_default=True, help="Language of the words.")
@in_repository
def date(
    strings: tuple[str, ...],
    form: str,
    locale: str,
    directory: Path,
    config_file: Path | None,
) -> None:
    """Say what EDTF strings mean; reads a line each from standard input if none are given."""
    import json

    from timeline.core.wording import LOCALES, describe

    del directory, config_file
    if locale not in LOCALES:
        raise click.UsageError(f"no words for {locale!r}; expected one of {', '.join(LOCALES)}")
    refused = False
    for text in strings or _lines():
        told = describe(text, locale)
        refused = refused or not told["valid"]
        line = json.dumps(told, ensure_ascii=False) if form == "json" else _spoken(told)
        click.echo(line.encode("utf-8", "backslashreplace"))
    sys.exit(FINDINGS if refused else 0)


def _lines() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").removesuffix("\n").removesuffix("\r")


def _spoken(told: dict[str, Any]) -> str:
    from timeline.core.diagnostic import quoted

    if not told["valid"]:
        return f"{quoted(told['edtf'])} is no EDTF date: {told['message']} (character {told['position']})"
    earliest, latest = (told[end] or "unknown" for end in ("earliest", "latest"))
    return (
        f"{told['edtf']}: {told['display']} "
        f"[{earliest} to {latest}; {told['extent']}, {told['precision']}, level {told['level']}]"
    )


@cli.command()
@click.argument("code", required=False)
@in_repository
def explain(code: str | None, directory: Path, config_file: Path | None) -> None:
    """Explain a code of `timeline check`, or list them all."""
    from timeline.core.codes import CATALOG
    from timeline.core.diagnostic import closest

    del directory, config_file
    if code is None:
        for entry in CATALOG.values():
            click.echo(f"{entry.code}  {entry.severity:<7}  {entry.title}")
        return
    entry_or_none = CATALOG.get(code.upper())
    if entry_or_none is None:
        raise click.UsageError(f"there is no code {code!r}{closest(code.upper(), CATALOG)}")
    entry = entry_or_none
    click.echo(f"{entry.code} {entry.title} ({entry.severity})\n\n{entry.why}\n")
    click.echo(f"message: {entry.message}\nfix: {entry.hint}")


@cli.command()
@click.option("--check", "only_check", is_flag=True, help="Compare only; fail if stale.")
@in_repository
def schema(only_check: bool, directory: Path, config_file: Path | None) -> None:
    """Write the JSON Schemas from the models."""
    from timeline import schema as schemas
    from timeline.core.diagnostic import summarise
    from timeline.loading.records import load

    settings = _configured(directory, config_file)
    with _guarded():
        loaded = load(settings.root, settings.options.events, settings.options.vocabulary)
        vocabulary = loaded.timeline.vocabulary
        if not only_check:
            for path in schemas.write(settings.root, vocabulary):
                click.echo(f"wrote {path}")
            return
        found = list(schemas.stale(settings.root, vocabulary))
    _report("plain", found, summarise(found, len(list(schemas.files(vocabulary)))))
    sys.exit(FINDINGS if found else 0)


@cli.command()
@click.option("--title", required=True, help="What happened, at most 90 characters.")
@click.option("--date", "when", required=True, help="When, in EDTF: 2023-09, 2019-12-22 ...")
@click.option("--summary", required=True, help="What happened, in your own words.")
@click.option("--kind", required=True, help="A term of the vocabulary of kinds.")
@click.option("--status", required=True, help="How sure: confirmed, reported, disputed ...")
@click.option("--publisher", required=True, help="Who published the source.")
@click.option("--url", default="", help="Where the source can be read.")
@click.option("--no-url-reason", default="", help="Why the source has no address.")
@click.option("--published", default="", help="When the source came out, in EDTF.")
@click.option("--source-title", default="", help="Title of the source.")
@click.option("--status-reason", default="", help="Why this status, in a sentence.")
@click.option("--actor", "actors", multiple=True, help="Who took part; may be repeated.")
@click.option("--place", "places", multiple=True, help="Where; may be repeated.")
@click.option("--topic", "topics", multiple=True, help="What about; may be repeated.")
@click.option("--id", "event_id", default="", help="Address; made from the title if left out.")
@in_repository
def new(directory: Path, config_file: Path | None, **given: Any) -> None:
    """Write a new event file, if it is without errors."""
    from timeline import project
    from timeline.core.diagnostic import summarise
    from timeline.core.edtf import EdtfError
    from timeline.submit import new as submit

    settings = _configured(directory, config_file)
    source = {"key": given["publisher"], "publisher": given["publisher"]}
    source |= {
        name: given[option]
        for name, option in (
            ("title", "source_title"),
            ("url", "url"),
            ("no_url_reason", "no_url_reason"),
            ("published", "published"),
        )
        if given[option]
    }
    fields = {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}
    fields |= {"id": given["event_id"] or submit.slug(given["title"]), "date": given["when"]}
    event = submit.draft({**fields, "sources": [source]})
    try:
        file = submit.place(event, settings.options.events)
    except EdtfError as error:
        raise click.BadParameter(
            f"{error.reason} (character {error.position})", param_hint="--date"
        ) from None
    except KeyError:
        raise click.BadParameter("give --id, the title makes none", param_hint="--id") from None
    text = project.template(event)
    with _guarded():
        found = project.try_event(project.Project(settings.root, settings.options), text, file)
        if any(item.severity == "error" for item in found):
            _report("plain", found, summarise(found, 1), err=True)
            raise Failure("nothing was written: the event has errors", FINDINGS)
        target = settings.root / file
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with target.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        except FileExistsError:
            raise Failure(f"{file} exists already; choose another --id", USAGE) from None
    click.echo(f"wrote {file}")


def main() -> NoReturn:
    """Run the command; an interruption ends it without a traceback."""
    cli()
    raise AssertionError("click exits by itself")
