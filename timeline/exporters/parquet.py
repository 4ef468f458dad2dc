"""data/events.parquet: an event a row, with figures, sources, readings and relations as lists.

Needs pyarrow (the extra `parquet`); without it there is no such file.
"""

import io
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, Final

from timeline.core.artifact import PARQUET, Artifact
from timeline.core.offer import Offer
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.columns import Column
from timeline.derive.rows import Row
from timeline.derive.tables import Table, Tables, tables

OFFERS: Final = (
    Offer(
        path="data/events.parquet",
        media_type=PARQUET,
        holds="All events as columns",
        client="database",
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the one file, or nothing."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        return
    yield Artifact("data/events.parquet", PARQUET, _parquet(pa, parquet, tables(timeline, site)))
    pa.default_memory_pool().release_unused()


def _parquet(pa: Any, parquet: Any, made: Tables) -> bytes:
    ids = [row[0] for row in made.events.rows]
    arrays = _arrays(pa, made.events.columns, made.events.rows)
    fields = [_field(pa, column) for column in made.events.columns]
    for part in made.parts:
        array = _nested(pa, part, ids)
        arrays.append(array)
        fields.append(pa.field(part.name, array.type, metadata={"description": part.title}))
    table = pa.Table.from_arrays(arrays, schema=pa.schema(fields))
    written = io.BytesIO()
    parquet.write_table(table, written, compression="snappy", version="2.6")
    return written.getvalue()


def _type(pa: Any, column: Column) -> Any:
    match column.type:
        case "integer":
            return pa.int64()
        case "number":
            return pa.float64()
        case "list":
            return pa.list_(pa.string())
        case _:
            return pa.string()


def _field(pa: Any, column: Column) -> Any:
    said = {"description": column.description}
    return pa.field(column.name, _type(pa, column), metadata=said)


def _arrays(pa: Any, columns: tuple[Column, ...], rows: tuple[Row, ...]) -> list[Any]:
    cells = zip(*rows, strict=True) if rows else ((),) * len(columns)
    return [
        pa.array(found, type=_type(pa, column))
        for found, column in zip(cells, columns, strict=True)
    ]


def _nested(pa: Any, part: Table, ids: list[Any]) -> Any:
    """Return the rows of a part as one list of structs for each event."""
    counts = Counter(row[0] for row in part.rows)
    offsets = [0, *accumulate(counts[name] for name in ids)]
    arrays = _arrays(pa, part.columns, part.rows)[1:]  # whose event it is says the row
    fields = [_field(pa, column) for column in part.columns[1:]]
    values = pa.StructArray.from_arrays(arrays, fields=fields)
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values)
