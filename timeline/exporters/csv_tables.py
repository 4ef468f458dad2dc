"""data/*.csv, five tidy tables (RFC 4180), and data/datapackage.json, which describes them.

How lists and free texts are written says `derive.cells`, and each column's description says it too.
"""

import hashlib
from collections.abc import Iterator
from typing import Final

from timeline.core.artifact import CSV, JSON, Artifact, json_artifact
from timeline.core.offer import Offer
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive import cells
from timeline.derive.data_package import data_package, tabular
from timeline.derive.tables import Table, tables

_LINE: Final = "\r\n"

OFFERS: Final = (
    Offer(
        path="data/events.csv", media_type=CSV, holds="A row for every event", client="spreadsheet"
    ),
    Offer(
        path="data/figures.csv",
        media_type=CSV,
        holds="A row for every figure, with unit, claimant and sources",
        client="spreadsheet",
    ),
    Offer(
        path="data/sources.csv",
        media_type=CSV,
        holds="A row for every source of every event",
        client="spreadsheet",
    ),
    Offer(
        path="data/readings.csv",
        media_type=CSV,
        holds="A row for every source that says otherwise",
        client="spreadsheet",
    ),
    Offer(
        path="data/relations.csv",
        media_type=CSV,
        holds="A row for every relation between events",
        client="spreadsheet",
    ),
    Offer(
        path="data/datapackage.json",
        media_type=JSON,
        holds="The tables described (Frictionless Data Package)",
        client="database",
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the tables, then the package."""
    resources = []
    for table in tables(timeline, site):
        content = _csv(table)
        yield Artifact(f"data/{table.name}.csv", CSV, content)
        resources.append(tabular(table, len(content), hashlib.sha256(content).hexdigest()))
    yield json_artifact("data/datapackage.json", data_package(resources, timeline, site))


def _csv(table: Table) -> bytes:
    """Write a table column by column: in half the time that `csv` takes."""
    by_column = [
        cells.quoted(cells.write(column_cells, column), column)
        for column_cells, column in zip(table.cells, table.columns, strict=True)
    ]
    header = ",".join(column.name for column in table.columns)
    return _LINE.join((header, *map(",".join, zip(*by_column, strict=True)), "")).encode()
