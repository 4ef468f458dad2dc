"""`timeline new`: what writes source files."""

from pathlib import Path
from typing import Any

import click

from timeline.cli.shared import (
    FINDINGS,
    USAGE,
    Failure,
    configured,
    guarded,
    in_repository,
    report,
)


@click.command()
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

    settings = configured(directory, config_file)
    answers = {n: list(v) if isinstance(v, tuple) else v for n, v in given.items()}
    event = submit.draft(answers | {"id": given["event_id"], "date": given["when"]})
    try:
        file = submit.place(event, settings.options.events)
    except EdtfError as error:
        raise click.BadParameter(
            f"{error.reason} (character {error.position})", param_hint="--date"
        ) from None
    except KeyError:
        raise click.BadParameter("give --id, the title makes none", param_hint="--id") from None
    text = submit.template(event)
    with guarded():
        repository = project.Project(settings.root, settings.options)
        present = project.present(repository)
        found = project.try_event(repository, text, file, present)
        if any(item.severity == "error" for item in found):
            report("plain", found, summarise(found, 1), err=True)
            raise Failure("nothing was written: the event has errors", FINDINGS)
        target = settings.root / file
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with target.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        except FileExistsError:
            raise Failure(f"{file} exists already; choose another --id", USAGE) from None
    for other in submit.alike(present, event):
        click.echo(
            f"warning: {other} has the same date and a source with the same address; "
            "if it is the same event, keep one of the two",
            err=True,
        )
    click.echo(f"wrote {file}")
