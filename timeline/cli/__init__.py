"""The command line: arguments -> project -> reporter -> exit code.

Exit codes: 0 no errors (with --strict no warnings either), 1 findings, 2 usage or configuration,
3 environment (disk, permissions). Commands import what they need when they run, so that each
starts quickly.
"""

import os

import click

from timeline import __version__
from timeline.cli.building import build, serve
from timeline.cli.checking import check, explain, schema, verify
from timeline.cli.dates import date
from timeline.cli.writing import new


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="timeline")
def main() -> None:
    """Publish dated, sourced events: validated JSON files to feeds and a timeline site."""
    # Every start would look through all that is installed for plugins, of which we want none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


for command in (check, build, serve, verify, date, explain, schema, new):
    main.add_command(command)
