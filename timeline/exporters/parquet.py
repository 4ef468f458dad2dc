"""data/events.parquet: an event a row, with figures, sources, readings and relations as lists.

Needs pyarrow (the extra `parquet`); without it there is no such file.
"""

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, Final

from timeline.core.artifact import PARQUET, Artifact
from timeline.core.offer import Offer
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.columns import Column
from timeline.derive.rows import Cell
from timeline.derive.tables import Table, Tables, tables

OFFERS: Final = (
    Offer(
        path="data/events.parquet",
        media_type=PARQUET,
        holds="All events as columns",
        client="database",
        needs="pyarrow",
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
    ids = made.events.cells[0]
    arrays = _arrays(pa, made.events)
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


def _arrays(pa: Any, table: Table) -> list[Any]:
    filled = dict(table.filled)
    size = len(table.cells[0])
    return [
        pa.array(filled[column], kind) if column in filled else pa.nulls(size, kind)
        for column, kind in ((column, _type(pa, column)) for column in table.columns)
    ]


def _nested(pa: Any, part: Table, ids: Sequence[Cell]) -> Any:
    """Return the rows of a part as one list of structs for each event."""
    counts = Counter(part.cells[0])
    offsets = [0, *accumulate(counts[name] for name in ids)]
    arrays = _arrays(pa, part)[1:]  # whose event it is says the row
    fields = [_field(pa, column) for column in part.columns[1:]]
    values = pa.StructArray.from_arrays(arrays, fields=fields)
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values)
