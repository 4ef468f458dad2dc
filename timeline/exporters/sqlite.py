"""data/events.sqlite: normalised tables with keys, views with labels, full-text search.

Made in memory. `events_fts` is declared `content=[events]`, exactly so: Datasette finds no other.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Final

from timeline.core.artifact import SQLITE, Artifact
from timeline.core.offer import Offer
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.vocabulary import FACETS
from timeline.derive.columns import Column
from timeline.derive.database import relational
from timeline.derive.rows import Cell
from timeline.derive.tables import Table, tables

_TYPES: Final = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "list": "TEXT"}
_VERSION: Final = 1  # of the tables: PRAGMA user_version
_INDEXES: Final = (
    ("event_actors", "actor"),
    ("event_places", "place"),
    ("event_topics", "topic"),
    ("figures", "measure"),
    ("sources", "publisher"),
    ("relations", "target_id"),
)
_EVENT_TERMS: Final = """
CREATE VIEW event_terms AS
SELECT event_id, 'actors' AS facet, position, actor AS term FROM event_actors
UNION ALL SELECT event_id, 'places', position, place FROM event_places
UNION ALL SELECT event_id, 'topics', position, topic FROM event_topics
UNION ALL SELECT id, 'kinds', 1, kind FROM events WHERE kind IS NOT NULL
"""
_SEARCH: Final = """
CREATE VIRTUAL TABLE events_fts USING fts5(title, summary, status_reason, note, content=[events]);
INSERT INTO events_fts (events_fts) VALUES ('rebuild');
INSERT INTO events_fts (events_fts) VALUES ('optimize');
"""

OFFERS: Final = (
    Offer(
        path="data/events.sqlite",
        media_type=SQLITE,
        holds="Database with full-text search",
        client="database",
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the one file."""
    made = tables(timeline, site)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("PRAGMA page_size = 4096")
        database.execute("PRAGMA journal_mode = OFF")
        database.execute(f"PRAGMA user_version = {_VERSION}")
        database.execute("BEGIN")
        for table in relational(made, timeline.vocabulary):
            _fill(database, table)
        for table in made:
            database.execute(_view(table))
        database.execute(f"CREATE VIEW terms AS {_terms()}")
        database.execute(_EVENT_TERMS)
        for name, column in _INDEXES:
            database.execute(f"CREATE INDEX {name}_{column} ON {name} ({column})")
        database.execute("CREATE UNIQUE INDEX sources_key ON sources (event_id, key)")
        database.execute("COMMIT")
        database.executescript(_SEARCH)
        database.execute("VACUUM")
        yield Artifact("data/events.sqlite", SQLITE, database.serialize())


def _fill(database: sqlite3.Connection, table: Table) -> None:
    members = [_column(column, table) for column in table.columns]
    members.append(f"PRIMARY KEY ({', '.join(table.key)})")
    members += [
        f"FOREIGN KEY ({', '.join(reference.fields)}) "
        f"REFERENCES {reference.table} ({', '.join(reference.targets)})"
        for reference in table.references
    ]
    # The search needs the rows of events by number; the others are kept by their keys.
    kept = "" if table.name == "events" else " WITHOUT ROWID"
    database.execute(f"CREATE TABLE {table.name} ({', '.join(members)}){kept}")
    if table.cells[0]:
        _insert(database, table)


def _insert(database: sqlite3.Connection, table: Table) -> None:
    """Insert the rows with as few None as can be, each of which takes three times a text.

    Python asks for an adapter of every one. Columns that are empty are left out, in others an
    empty text stands for None, which no cell holds.
    """
    names, holes, columns = list[str](), list[str](), list[Sequence[Cell]]()
    for column, cells in table.filled:
        absent = None in cells
        names.append(column.name)
        holes.append("NULLIF(?, '')" if absent else "?")
        columns.append(["" if cell is None else cell for cell in cells] if absent else cells)
    named, values = ", ".join(names), ", ".join(holes)
    insert = f"INSERT INTO {table.name} ({named}) VALUES ({values})"  # noqa: S608 - names of ours
    database.executemany(insert, zip(*columns, strict=True))


def _column(column: Column, table: Table) -> str:
    needed = " NOT NULL" if column.name in table.key else ""
    return f"{column.name} {_TYPES[column.type]}{needed}"


def _view(table: Table) -> str:
    """Return a view of a table with the labels that stand in other tables."""
    found = [f"({c.lookup}) AS {c.name}" for c in table.columns if c.lookup]
    name = table.name
    return f"CREATE VIEW {name}_labelled AS SELECT t.*, {', '.join(found)} FROM {name} AS t"  # noqa: S608 - names of ours


def _terms() -> str:
    """Return the query for the terms of all facets."""
    names = "id, label, description, wikidata, url"
    found = [f"SELECT '{facet}' AS facet, {names} FROM {facet}" for facet in FACETS]  # noqa: S608 - names of ours
    return " UNION ALL ".join(found)
