"""The Data Package (Frictionless, version 1) that describes the bulk downloads.

Called by the exporter of the CSV tables, whose sizes and sums it states.
"""

import re
from collections.abc import Iterable
from typing import Final

from timeline.core.bulk_outputs import DataPackage, FieldOut, ResourceOut, TableSchema
from timeline.core.history import instant
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.columns import Column
from timeline.derive.tables import Table

_LIST: Final = (
    " Several are joined by `|`; a `|` or a backslash inside one has a backslash before it."
)
_FREE: Final = (
    " Where it begins with = + - @, a tab, a line break or an apostrophe, an apostrophe stands "
    "in front, for spreadsheets: take a first apostrophe away."
)
# What is no table of text, by path below `data/`: format and title. The formats are named so that
# programs for packages, which would ask for more libraries to open them, let them be.
_OTHERS: Final = {
    "events.ndjson": ("json-lines", "An event of the API a line"),
    "events.sqlite": ("sqlite", "SQLite database with full-text search"),
    "events.parquet": ("apache-parquet", "An event a row, with lists"),
    "events.geojson": ("geojson", "A feature for every event"),
    "events.jsonld": ("json-ld", "Events in the words of schema.org"),
    "timelinejs.json": ("json", "Events for TimelineJS"),
}


def tabular(table: Table, size: int, sum_: str) -> ResourceOut:
    """Describe a CSV table of so many bytes with this SHA-256 sum."""
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{sum_}",
        "dialect": {
            "delimiter": ",",
            "doubleQuote": True,
            "header": True,
            "lineTerminator": "\r\n",
            "quoteChar": '"',
        },
        "schema": _schema(table),
    }


def _schema(table: Table) -> TableSchema:
    made: TableSchema = {
        "fields": [_field(column, table) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    keys = [
        {
            "fields": list(reference.fields),
            "reference": {"resource": reference.table, "fields": list(reference.targets)},
        }
        for reference in table.references
    ]
    if keys:
        made["foreignKeys"] = keys
    return made


def _field(column: Column, table: Table) -> FieldOut:
    said = column.description + (_LIST if column.type == "list" else "")
    made: FieldOut = {
        "name": column.name,
        "type": "string" if column.type == "list" else column.type,
        "description": said + (_FREE if column.free else ""),
    }
    if column.name in table.key:
        made["constraints"] = {"required": True}
    return made


def data_package(resources: Iterable[ResourceOut], timeline: Timeline, site: Site) -> DataPackage:
    """Return the package of these tables and of the other downloads."""
    made: DataPackage = {
        "profile": "data-package",
        "name": re.sub(r"[^a-z0-9]+", "-", site.name.lower()).strip("-") or "timeline",
        "id": site.tag("data"),
        "title": site.name,
        "description": site.description,
        "homepage": site.url,
        "keywords": sorted(topic.label for topic in timeline.vocabulary.topics.values()),
        "sources": [{"title": site.name, "path": site.url}],
        "resources": [*resources, *_others(site)],
    }
    if site.license:
        made["licenses"] = [{"name": site.license, "path": site.license_url}]
    if site.attribution:
        made["contributors"] = [{"title": site.attribution, "role": "publisher"}]
    last = instant(timeline.history.last)
    if last:
        made["created"] = last
        made["version"] = last[:10].replace("-", ".")
    return made


def _others(site: Site) -> list[ResourceOut]:
    """Describe what is no table of text; the manifest of the site has their sizes and sums."""
    offered = {offer.path: offer.media_type for offer in site.offers}
    return [
        {
            "name": path.replace(".", "-").removesuffix("-json"),
            "path": path,
            "title": title,
            "format": form,
            "mediatype": offered[f"data/{path}"],
        }
        for path, (form, title) in _OTHERS.items()
        if f"data/{path}" in offered
    ]
