"""`timeline check`, `verify`, `explain`, `schema`: what finds and explains."""

import sys
from pathlib import Path

import click

from timeline.cli.shared import (
    ENVIRONMENT,
    FINDINGS,
    Failure,
    configured,
    failed,
    format_option,
    guarded,
    in_repository,
    progress,
    report,
    within,
    without_collection,
)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--base",
    metavar="REV",
    help="Compare with where HEAD left this git revision: no event, id or source may get lost.",
)
@format_option
@in_repository
def check(
    *,
    paths: tuple[Path, ...],
    strict: bool,
    base: str | None,
    form: str,
    directory: Path,
    config_file: Path | None,
) -> None:
    """Check all events, or report on the given files and folders only."""
    with without_collection():
        from timeline import project

        settings = configured(directory, config_file)
        wanted = [within(directory, path) for path in paths]
        with progress("reading events") as shown, guarded():
            place = project.Project(settings.root, settings.options)
            checked = project.check(place, wanted, shown, base=base)
        report(form, checked.diagnostics, checked.summary)
    sys.exit(FINDINGS if failed(checked.summary, strict=strict) else 0)


@click.command()
@click.argument("site", metavar="DIR|URL")
@format_option
@in_repository
def verify(site: str, form: str, directory: Path, config_file: Path | None) -> None:
    """Recompute sums and counts of a site, in a folder or published, and validate its JSON."""
    from timeline.core.diagnostic import in_order, summarise
    from timeline.verify import verify as differences
    from timeline.verify.places import Folder, UnreachableError
    from timeline.verify.remote import Remote

    del config_file
    with guarded():
        if site.startswith(("http://", "https://")):
            try:
                with Remote(site) as place:
                    found = in_order(differences(place))
                    count = len(place.files())
            except UnreachableError as error:
                raise Failure(f"{site} cannot be reached: {error}", ENVIRONMENT) from None
        else:
            folder = Folder(within(directory, Path(site)))
            found = in_order(differences(folder))
            count = len(folder.files()) + 1
        summary = summarise(found, count)
    report(form, found, summary)
    sys.exit(FINDINGS if found else 0)


@click.command()
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


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Compare only; fail if stale.")
@in_repository
def schema(only_check: bool, directory: Path, config_file: Path | None) -> None:
    """Write the JSON Schemas from the models."""
    from timeline import schema as schemas
    from timeline.core.diagnostic import summarise
    from timeline.loading.records import load

    settings = configured(directory, config_file)
    with guarded():
        loaded = load(settings.root, settings.options.events, settings.options.vocabulary)
        vocabulary = loaded.timeline.vocabulary
        if not only_check:
            for path in schemas.write(settings.root, vocabulary):
                click.echo(f"wrote {path}")
            return
        found = list(schemas.stale(settings.root, vocabulary))
    report("plain", found, summarise(found, len(list(schemas.files(vocabulary)))))
    sys.exit(FINDINGS if found else 0)
