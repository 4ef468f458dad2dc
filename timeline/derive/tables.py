"""The events as tables: what CSV, Parquet, SQLite, GeoJSON and the Data Package write.

A cell is a string, a number, None where there is nothing, or a tuple of strings in a list column.
Withdrawn events have their rows; a silenced one has its id and its withdrawal, and no parts.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from timeline.core import record
from timeline.core.model import Event
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive import columns, rows
from timeline.derive.columns import Column
from timeline.derive.rows import Cell, Row


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns of a table that name a row of another one."""

    fields: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what its rows are, its columns, its keys, its cells column by column.

    Every column has as many cells as there are rows, which stand in timeline order. Most formats
    write column by column, and many columns are empty.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    cells: tuple[Sequence[Cell], ...]

    @property
    def rows(self) -> Iterator[Row]:
        """The rows, one after the other."""
        return zip(*self.cells, strict=True)

    @property
    def filled(self) -> Iterator[tuple[Column, Sequence[Cell]]]:
        """The columns that are not empty, with their cells."""
        for column, cells in zip(self.columns, self.cells, strict=True):
            # The first cell mostly tells: counting compares None with each of the others.
            if cells and (cells[0] is not None or cells.count(None) < len(cells)):
                yield column, cells


def by_column(rows: Iterable[Row], columns: Sequence[Column]) -> tuple[Sequence[Cell], ...]:
    """Turn rows round: return the cells of each column."""
    return tuple(zip(*rows, strict=True)) or ((),) * len(columns)


@dataclass(frozen=True, slots=True)
class Tables:
    """The five tables; `parts` are those whose rows belong to an event, which stands first."""

    events: Table
    parts: tuple[Table, ...]

    def __iter__(self) -> Iterator[Table]:
        return iter((self.events, *self.parts))


_TO_EVENT: Final = Reference(("event_id",), "events", ("id",))
_TO_SOURCE: Final = Reference(("event_id", "source"), "sources", ("event_id", "key"))
_TO_TARGET: Final = Reference(("target_id",), "events", ("id",))
_PART: Final = ("event_id", "position")


@lru_cache(maxsize=1)  # several formats of one build ask for the same tables
def tables(timeline: Timeline, site: Site) -> Tables:
    """Return the tables of a timeline."""
    told = [event for event in timeline if not record.silenced(event)]

    def part(
        title: str,
        made: tuple[Column, ...],
        of: Callable[[Event, Timeline], Iterator[Row]],
        *references: Reference,
    ) -> Table:
        found = chain.from_iterable(of(event, timeline) for event in told)
        cells = by_column(found, made)
        return Table(of.__name__, title, made, _PART, (_TO_EVENT, *references), cells)

    of_events = columns.events()
    events = by_column((rows.event(event, timeline, site) for event in timeline), of_events)
    return Tables(
        Table("events", "Events", of_events, ("id",), (), events),
        (
            part("Figures", columns.figures(), rows.figures),
            part("Sources", columns.sources(), rows.sources),
            part("Sources that say otherwise", columns.readings(), rows.readings, _TO_SOURCE),
            part("Links between events", columns.relations(), rows.relations, _TO_TARGET),
        ),
    )
