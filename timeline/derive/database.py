"""The tables as a relational schema: lists and vocabularies become tables of their own.

Called by the exporter of SQLite. Names and orders of columns are those of `derive.columns`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from timeline.core.vocabulary import FACETS, Vocabulary
from timeline.derive.columns import Column
from timeline.derive.rows import Row
from timeline.derive.tables import Reference, Table, Tables, by_column

_List = tuple[str, ...] | None

_TERM: Final = ("id", "label", "description", "wikidata", "url")
_TERMS: Final = {
    "actors": ("type", "part_of"),
    "places": ("type", "within", "latitude", "longitude"),
    "topics": (),
    "kinds": ("extent",),
    "measures": ("unit", "nature", "counts"),
    "dimensions": (),
    "publishers": ("type", "country"),
}
_INSIDE: Final = {"part_of": "actors", "within": "places"}
_NUMBERS: Final = frozenset(["latitude", "longitude"])
_NAMED: Final = {  # columns that name a term
    "kind": "kinds",
    "measure": "measures",
    "dimension": "dimensions",
    "attributed_to": "actors",
    "publisher": "publishers",
}


@dataclass(frozen=True, slots=True)
class _Lists:
    """List columns of a table, side by side as one table: a row for every member."""

    name: str
    parent: str
    members: tuple[tuple[str, str], ...]  # list column -> column of the new table
    references: tuple[Reference, ...] = ()


def _to(table: str, field: str) -> Reference:
    return Reference((field,), table, ("id",))


_LISTS: Final = (
    _Lists("event_actors", "events", (("actors", "actor"),), (_to("actors", "actor"),)),
    _Lists("event_places", "events", (("places", "place"),), (_to("places", "place"),)),
    _Lists("event_topics", "events", (("topics", "topic"),), (_to("topics", "topic"),)),
    _Lists("event_aliases", "events", (("aliases", "alias"),)),
    _Lists("event_replacements", "events", (("withdrawn_replaced_by", "replaced_by"),)),
    _Lists(
        "figure_sources",
        "figures",
        (("sources", "source"),),
        (Reference(("event_id", "source"), "sources", ("event_id", "key")),),
    ),
    _Lists("source_authors", "sources", (("authors", "author"),)),
    _Lists("source_supports", "sources", (("supports", "field"),)),
    _Lists(
        "source_relays",
        "sources",
        (("relays", "publisher"), ("relay_titles", "title"), ("relay_urls", "url")),
        (_to("publishers", "publisher"),),
    ),
)


def relational(tables: Tables, vocabulary: Vocabulary) -> Iterator[Table]:
    """Yield the vocabularies, then the events and their parts, then what was a list."""
    for facet in FACETS:
        yield _terms(facet, vocabulary)
    yield _categories(vocabulary)
    for table in tables:
        yield _plain(table)
    by_name = {table.name: table for table in tables}
    for lists in _LISTS:
        yield _members(lists, by_name[lists.parent])


def _terms(facet: str, vocabulary: Vocabulary) -> Table:
    names = (*_TERM, *_TERMS[facet])
    terms = vocabulary.facet(facet).values()
    cells = tuple(
        [None if getattr(term, name) == "" else getattr(term, name) for term in terms]
        for name in names
    )
    columns = tuple(Column(n, "", "number" if n in _NUMBERS else "string") for n in names)
    inside = tuple(_to(_INSIDE[name], name) for name in names if name in _INSIDE)
    return Table(facet, facet.capitalize(), columns, ("id",), inside, cells)


def _categories(vocabulary: Vocabulary) -> Table:
    columns = tuple(Column(name, "") for name in ("dimension", "id", "label", "description"))
    rows = (
        (dimension.id, category.id, category.label, category.description or None)
        for dimension in vocabulary.dimensions.values()
        for category in dimension.categories
    )
    refs, cells = (_to("dimensions", "dimension"),), by_column(rows, columns)
    return Table("categories", "Categories", columns, ("dimension", "id"), refs, cells)


def _plain(table: Table) -> Table:
    """Return a table without its lists and without what other tables say."""
    kept = [
        place
        for place, column in enumerate(table.columns)
        if column.type != "list" and not column.lookup
    ]
    columns = tuple(table.columns[place] for place in kept)
    cells = tuple(table.cells[place] for place in kept)
    named = tuple(_to(_NAMED[c.name], c.name) for c in columns if c.name in _NAMED)
    if table.name == "figures":
        part = Reference(("dimension", "category"), "categories", ("dimension", "id"))
        named = (*named, part)
    return Table(table.name, table.title, columns, table.key, (*table.references, *named), cells)


def _members(lists: _Lists, parent: Table) -> Table:
    places = {column.name: place for place, column in enumerate(parent.columns)}
    owner = (
        ("event_id",) if parent.name == "events" else ("event_id", f"{parent.name[:-1]}_position")
    )
    names = (*owner, "position", *(name for _, name in lists.members))
    columns = tuple(
        Column(name, "", "integer" if name.endswith("position") else "string") for name in names
    )
    owners = zip(*parent.cells[: len(owner)], strict=True)
    taken = zip(*(parent.cells[places[column]] for column, _ in lists.members), strict=True)
    rows: list[Row] = []
    for own, found in zip(owners, cast("Iterator[tuple[_List, ...]]", taken), strict=True):
        if len(found) == 1:
            rows += [(*own, at, member or None) for at, member in enumerate(found[0] or (), 1)]
        elif found[0]:
            members = zip(*cast("tuple[tuple[str, ...], ...]", found), strict=True)
            told = enumerate(members, 1)
            rows += [(*own, at, *[cell or None for cell in cells]) for at, cells in told]
    to_parent = Reference(owner, parent.name, parent.key)
    references = (to_parent, *lists.references)
    key = (*owner, "position")
    return Table(lists.name, lists.name, columns, key, references, by_column(rows, columns))
