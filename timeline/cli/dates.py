"""`timeline date`: what an EDTF string says."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from timeline.cli.shared import FINDINGS, in_repository


@click.command(context_settings={"ignore_unknown_options": True})  # years before 0 begin with "-"
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
    from timeline.core.wording import describe

    del directory, config_file
    try:
        describe("2000", locale)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--locale") from None
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
        where = f"(character {told['position']})"
        return f"{quoted(told['edtf'])} is no EDTF date: {told['message']} {where}"
    earliest, latest = (told[end] or "unknown" for end in ("earliest", "latest"))
    return (
        f"{told['edtf']}: {told['display']} "
        f"[{earliest} to {latest}; {told['extent']}, {told['precision']}, level {told['level']}]"
    )
