"""`timeline build` and `serve`: what makes the site."""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.cli.shared import (
    ENVIRONMENT,
    FINDINGS,
    USAGE,
    Failure,
    configured,
    failed,
    guarded,
    in_repository,
    progress,
    report,
)

if TYPE_CHECKING:
    from timeline.core.diagnostic import Summary


@click.command()
@click.option("--site-dir", type=click.Path(path_type=Path), metavar="DIR", help="Where to.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--as-of", metavar="DAY", help="As the events were recorded at the end of that day.")
@click.option(
    "--only",
    multiple=True,
    metavar="NAME[,NAME]",
    help="Write only these formats, no pages; may be repeated. Unknown names list all.",
)
@in_repository
def build(
    *,
    only: tuple[str, ...],
    site_dir: Path | None,
    strict: bool,
    as_of: str | None,
    directory: Path,
    config_file: Path | None,
) -> None:
    """Check the events and build feeds and site; the old site stays until the new one is whole."""
    from timeline import output, project, publication
    from timeline.core.collector import leave_at_exit
    from timeline.derive.omissions import omissions

    leave_at_exit()
    wanted = _formats(only)
    settings = configured(directory, config_file)
    target = directory / site_dir if site_dir else settings.site_dir
    with _writing():
        output.recover(target)
    with progress("reading events") as shown, guarded():
        site = settings.site
        where = project.Project(settings.root, settings.options)
        if as_of:
            checked = project.as_of(where, as_of)
        else:
            checked = project.check(where, (), shown, past=True)
    if checked.as_of:
        _rules_of_today(checked.summary)
    elif checked.diagnostics:
        report("plain", checked.diagnostics, checked.summary, err=True)
    if not checked.as_of and failed(checked.summary, strict=strict):
        raise Failure("nothing was built: the events have findings", FINDINGS)
    for warning in omissions(checked.timeline, site):
        click.echo(f"warning: {warning}", err=True)
    count = f"{len(checked.timeline):,} events"
    click.echo(f"building {count} into {target} for {site.url}", err=True)
    with _writing(), output.staged(target) as staging:
        if wanted:
            site = replace(site, as_of=checked.as_of)
            data = output.Apart(staging, publication.parts(checked.timeline, site, wanted))
            output.write_manifest(staging, data.written())
        else:
            _mkdocs("build_site")(settings.file, staging, checked, strict=strict)
    click.echo(f"built {target}", err=True)


def _formats(only: tuple[str, ...]) -> list[str]:
    """Return the names of exporters that were asked for; an unknown one ends the command."""
    if not only:
        return []
    from timeline.core.diagnostic import closest
    from timeline.exporters import EXPORTERS

    known = [exporter.name for exporter in EXPORTERS]
    wanted = [name.strip() for given in only for name in given.split(",")]
    for name in wanted:
        if name not in known:
            offered = f"{closest(name, known)}; the formats are {', '.join(known)}"
            raise click.BadParameter(f"there is no {name!r}{offered}", param_hint="--only")
    return wanted


def _rules_of_today(summary: "Summary") -> None:
    """Tell that the checks of today find something in events of the past."""
    if summary.errors or summary.warnings:
        counts = f"{summary.errors} errors and {summary.warnings} warnings"
        click.echo(f"warning: by the rules of today the events of then have {counts}", err=True)


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
@in_repository
def serve(address: str, directory: Path, config_file: Path | None) -> None:
    """Preview the site in a browser; pages follow changes to the files."""
    settings = configured(directory, config_file)
    with guarded():
        _mkdocs("serve_site")(settings.file, address)


@contextlib.contextmanager
def _writing() -> Iterator[None]:
    """Turn trouble with the target folder into a message."""
    from timeline import output

    try:
        with guarded():
            yield
    except output.OutputError as error:
        raise Failure(str(error), ENVIRONMENT) from None


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
