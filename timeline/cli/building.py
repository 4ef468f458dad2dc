"""`timeline build` and `serve`: what makes the site."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

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


@click.command()
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

    settings = configured(directory, config_file)
    target = directory / site_dir if site_dir else settings.site_dir
    with _writing():
        output.recover(target)
    with progress("reading events") as shown, guarded():
        site = settings.site
        where = project.Project(settings.root, settings.options)
        checked = project.check(where, (), shown, past=True)
    if checked.diagnostics:
        report("plain", checked.diagnostics, checked.summary, err=True)
    if failed(checked.summary, strict=strict):
        raise Failure("nothing was built: the events have findings", FINDINGS)
    for warning in project.omissions(checked.timeline):
        click.echo(f"warning: {warning}", err=True)
    count = f"{len(checked.timeline):,} events"
    click.echo(f"building {count} into {target} for {site.url}", err=True)
    with _writing(), output.staged(target) as staging:
        _mkdocs("build_site")(settings.file, staging, checked, strict=strict)
    click.echo(f"built {target}", err=True)


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
