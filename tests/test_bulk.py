"""The bulk downloads: nothing is lost, all say the same, and the programs that read them do."""

import csv
import json
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any, Final

import bulk_fixtures
import duckdb
import frictionless
import geojson_validator
import pyarrow.parquet
import pytest
import rdflib
from bulk_fixtures import SITE, Rebuilt, api, write
from conftest import Repository, event
from hypothesis import given
from hypothesis import strategies as st
from test_changes import Git

from timeline import config, load, output, project, publication
from timeline.core import record
from timeline.core.timeline import assemble
from timeline.core.vocabulary import Kind, Vocabulary
from timeline.derive import cells, columns
from timeline.derive.tables import tables
from timeline.exporters import csv_tables, geojson, jsonld, ndjson, parquet, sqlite, timelinejs

ROOT: Final = Path(__file__).parents[1]
PARTS: Final = ("figures", "sources", "readings", "relations")
EDTF: Final = rdflib.URIRef("http://id.loc.gov/datatypes/edtf/EDTF")


@pytest.fixture(scope="module", params=["corpus", "hurting", "empty"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the downloads of our own corpus, of records that hurt, of no record at all."""
    made = tmp_path_factory.mktemp(request.param)
    match request.param:
        case "corpus":
            return write(made, load(ROOT), config.read(ROOT).site)
        case "hurting":
            return write(made, bulk_fixtures.timeline())
        case _:
            return write(made, assemble([], Vocabulary()))


@pytest.fixture(scope="module")
def hurt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("hurt"), bulk_fixtures.timeline())


def records(folder: Path) -> list[dict[str, Any]]:
    return [{k: v for k, v in event.items() if k != "computed"} for event in api(folder)]


def table(folder: Path, name: str) -> list[dict[str, Any]]:
    with (folder / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


# ------------------------------------------------------------------ nothing is lost


def test_every_record_comes_back_from_ndjson(folder: Path) -> None:
    lines = (folder / "data/events.ndjson").read_bytes().split(b"\n")

    assert lines.pop() == b""
    assert [json.loads(line) for line in lines] == api(folder)


def test_every_record_comes_back_from_the_tables_of_sqlite(folder: Path) -> None:
    rebuilt = Rebuilt(folder / "data/events.sqlite")

    assert rebuilt.records() == records(folder)
    rebuilt.close()


def test_every_record_comes_back_from_csv(hurt: Path) -> None:
    assert list(from_csv(hurt)) == records(hurt)


def from_csv(folder: Path) -> Iterator[dict[str, Any]]:
    """Make records of the tables, by what the Data Package says of them and nothing else."""
    package = json.loads((folder / "data/datapackage.json").read_bytes())
    known = {resource["name"]: resource for resource in package["resources"]}
    read = {
        name: [plain(row, known[name]["schema"]["fields"]) for row in table(folder, name)]
        for name in ("events", *PARTS)
    }
    model = json.loads((ROOT / "schema/v1/event.schema.json").read_bytes())
    kinds = {"figures": "Figure", "sources": "Source", "readings": "Reading"}
    kinds["relations"] = "Relation"
    for row in read["events"]:
        made = {name: row[name] for name in model["properties"] if row.get(name)}
        for part in PARTS:
            fields = model["$defs"][kinds[part]]["properties"]
            found = [
                {k: v for k, v in relayed(item).items() if k in fields and v not in ("", None, [])}
                for item in read[part]
                if item["event_id"] == row["id"]
            ]
            made |= {part: found} if found else {}
        gone = {
            name.removeprefix("withdrawn_"): cell
            for name, cell in row.items()
            if name.startswith("withdrawn_") and cell
        }
        made |= {"withdrawn": gone} if gone else {}
        made |= {"x": json.loads(row["x"])} if row["x"] else {}
        yield made


def plain(row: dict[str, str], fields: list[dict[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for field in fields:
        cell, said = row[field["name"]], field["description"]
        if "take a first apostrophe away" in said:
            cell = cells.original(cell)
        if "joined by `|`" in said:
            made[field["name"]] = list(cells.split(cell))
        elif field["type"] == "string":
            made[field["name"]] = cell
        else:
            made[field["name"]] = json.loads(cell) if cell else None
    return made


def relayed(row: dict[str, Any]) -> dict[str, Any]:
    """Put the lists of what a source repeats side by side."""
    if not row.get("relays"):
        return row
    count = len(row["relays"])
    titles, urls = (row[name] or [""] * count for name in ("relay_titles", "relay_urls"))
    relays = [
        {
            name: cell
            for name, cell in zip(("publisher", "title", "url"), found, strict=True)
            if cell
        }
        for found in zip(row["relays"], titles, urls, strict=True)
    ]
    return row | {"relays": relays}


def test_every_cell_stands_in_parquet_with_its_type(hurt: Path) -> None:
    made = tables(bulk_fixtures.timeline(), SITE)
    read = pyarrow.parquet.read_table(hurt / "data/events.parquet")
    rows = read.to_pylist()

    for place, column in enumerate(made.events.columns):
        cells_of_column = [typed(row[place]) for row in made.events.rows]
        assert [row[column.name] for row in rows] == cells_of_column
    for part in made.parts:
        nested = [(row["id"], *inner.values()) for row in rows for inner in row[part.name]]
        assert nested == [tuple(map(typed, row)) for row in part.rows]
    assert str(read.schema.field("earliest_day").type) == "int64"
    assert b"description" in read.schema.field("date").metadata


def typed(cell: Any) -> Any:
    return list(cell) if isinstance(cell, tuple) else cell


# ------------------------------------------------------------------ all say the same


def test_every_format_says_the_same(folder: Path) -> None:
    """Ids, dates, figures and sources, each format read by a program of its own."""
    expected = told(api(folder))

    assert told_by_tables(folder, lambda name: table(folder, name)) == expected
    assert told_by_duckdb(folder, "csv") == expected
    assert told_by_sqlite(folder) == expected
    assert told(pyarrow.parquet.read_table(folder / "data/events.parquet").to_pylist()) == expected
    assert told_by_duckdb(folder, "parquet") == expected
    assert told_by_duckdb(folder, "ndjson") == expected
    features = json.loads((folder / "data/events.geojson").read_bytes())["features"]
    assert told([{"id": f["id"], **f["properties"]} for f in features]) == expected


Told = tuple[list[Any], list[Any], list[Any]]


def told(events: list[dict[str, Any]]) -> Told:
    """Return ids with dates, figures and sources of events that hold their parts."""

    def computed(event: dict[str, Any], name: str) -> Any:
        found = event.get("computed", event).get(name)
        return None if found is None else int(found)

    dates = [
        (e["id"], e.get("date"), *(computed(e, n) for n in ("earliest_day", "latest_day")))
        for e in events
    ]
    figures = [
        (e["id"], f["key"], f["measure"], *(number(f.get(n)) for n in ("value", "low", "high")))
        for e in events
        for f in e.get("figures") or []
    ]
    sources = [
        (e["id"], s["publisher"], s.get("url") or None, s.get("published") or None)
        for e in events
        for s in e.get("sources") or []
    ]
    return dates, figures, sources


def number(cell: Any) -> float | None:
    return None if cell in (None, "") else float(cell)


def told_by_tables(_: Path, rows: Any) -> Told:
    """Return the same from tables."""
    parts: dict[str, dict[str, list[Any]]] = {"figures": {}, "sources": {}}
    for name, found in parts.items():
        for row in rows(name):
            found.setdefault(row["event_id"], []).append(row)
    return told(
        [
            {key: cell or None for key, cell in row.items()}
            | {name: found.get(row["id"], []) for name, found in parts.items()}
            | {day: None if row[day] in ("", None) else row[day] for day in DAYS}
            for row in rows("events")
        ]
    )


DAYS: Final = ("earliest_day", "latest_day")


def asked(query: str) -> list[dict[str, Any]]:
    """Return what DuckDB answers."""
    with duckdb.connect() as connection:
        found = connection.execute(query)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def told_by_duckdb(folder: Path, form: str) -> Told:
    def rows(name: str) -> list[dict[str, Any]]:
        file = folder / f"data/{name}.csv"
        first = file.read_bytes().decode().split("\r\n", 1)[0]
        columns = ", ".join(f"'{column}': 'VARCHAR'" for column in first.split(","))
        return asked(
            f"SELECT * FROM read_csv('{file}', header=true, auto_detect=false, delim=',', "  # noqa: S608
            f"quote='\"', escape='\"', parallel=false, columns={{{columns}}})"
        )

    if form == "csv":
        return told_by_tables(folder, rows)
    file = folder / f"data/events.{form}"
    if form == "parquet":
        return told(asked(f"SELECT * FROM '{file}'"))  # noqa: S608
    lines = asked(f"SELECT json::VARCHAR AS json FROM read_ndjson_objects('{file}')")  # noqa: S608
    return told([json.loads(line["json"]) for line in lines])


def told_by_sqlite(folder: Path) -> Told:
    rebuilt = Rebuilt(folder / "data/events.sqlite")
    orders = {"events": "rowid"}

    def rows(name: str) -> list[dict[str, Any]]:
        order = orders.get(name, "(SELECT rowid FROM events WHERE id = event_id), position")
        query = f"SELECT * FROM {name}_labelled ORDER BY {order}"  # noqa: S608
        if name == "events":
            query = "SELECT * FROM events ORDER BY rowid"
        return [dict(row) for row in rebuilt.database.execute(query)]

    found = told_by_tables(folder, rows)
    rebuilt.close()
    return found


# ------------------------------------------------------------------ the judges


def test_frictionless_accepts_the_package(folder: Path) -> None:
    report = frictionless.validate(str(folder / "data/datapackage.json"))

    assert report.flatten(["type", "note", "rowNumber", "fieldName"]) == []
    assert report.valid


def test_frictionless_sees_a_changed_table(hurt: Path, tmp_path: Path) -> None:
    for file in (hurt / "data").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    changed = (tmp_path / "figures.csv").read_bytes().replace(b"purpose", b"purpoze")
    (tmp_path / "figures.csv").write_bytes(changed)

    found = frictionless.validate(str(tmp_path / "datapackage.json")).flatten(["type"])

    assert ["hash-count"] in found


def test_sqlite_is_whole(folder: Path) -> None:
    with sqlite3.connect(folder / "data/events.sqlite") as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA user_version").fetchone() == (1,)
        assert database.execute("PRAGMA freelist_count").fetchone() == (0,)
        database.execute("INSERT INTO events_fts (events_fts) VALUES ('integrity-check')")
        database.rollback()
        for name in ("events", *PARTS):
            (rows,) = database.execute(f"SELECT count(*) FROM {name}").fetchone()  # noqa: S608
            labelled = f"SELECT count(*) FROM {name}_labelled"  # noqa: S608
            assert database.execute(labelled).fetchone() == (rows,)
            assert rows == len(table(folder, name))
    database.close()


def test_the_labels_of_sqlite_are_those_of_csv(hurt: Path) -> None:
    with sqlite3.connect(hurt / "data/events.sqlite") as database:
        database.row_factory = sqlite3.Row
        for name in ("events", *PARTS):
            query = f"SELECT * FROM {name}_labelled"  # noqa: S608
            stored = [dict(row) for row in database.execute(query)]
            for column in getattr(columns, name)():
                if column.name in stored[0]:
                    written = sorted(row[column.name] for row in table(hurt, name))
                    expected = cells.write([row[column.name] for row in stored], column)
                    assert sorted("" if c is None else str(c) for c in expected) == written
    database.close()


def test_the_terms_of_all_facets_are_one_view(hurt: Path) -> None:
    with sqlite3.connect(hurt / "data/events.sqlite") as database:
        query = (
            "SELECT facet, term, label FROM event_terms JOIN terms ON term = id "
            "AND terms.facet = event_terms.facet WHERE event_id = 'hurt-0'"
        )
        found = database.execute(query.replace("facet, term", "terms.facet, term", 1)).fetchall()
    database.close()

    assert sorted(found) == [
        ("actors", "plus", "+Plus | \\Co"),
        ("actors", "russia", "Russia"),
        ("kinds", "statement", "Statement"),
        ("places", "north", "North"),
        ("places", "vladivostok", "Vladivostok"),
        ("places", "zero", "=Zero"),
        ("topics", "sanctions", "Sanctions"),
    ]


def test_datasette_finds_events_by_their_text(hurt: Path) -> None:
    database = hurt / "data/events.sqlite"
    address = "/events/events.json?_shape=array&_search=apostrophe"
    ran = subprocess.run(
        [Path(sys.executable).parent / "datasette", database, "--get", address],
        check=True,
        capture_output=True,
    )

    found = {event["id"] for event in json.loads(ran.stdout)}
    expected = {
        r["id"]
        for r in records(hurt)
        if "apostrophe" in json.dumps([r.get(n) for n in ("title", "summary", "note")])
    }
    assert found == expected
    assert 0 < len(found) < len(records(hurt))


def test_geojson_keeps_to_the_standard(folder: Path) -> None:
    value = json.loads((folder / "data/events.geojson").read_bytes())
    located = [f for f in value["features"] if f["geometry"]]

    assert "crs" not in value
    assert "geometry" not in value
    ids = [feature["id"] for feature in value["features"]]
    assert len(set(ids)) == len(ids)
    for feature in value["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["properties"]["id"] == feature["id"]
    report = geojson_validator.validate_structure({**value, "features": located})
    assert not report
    found = geojson_validator.validate_geometries({**value, "features": located})
    assert not found["invalid"]
    assert not found["problematic"]


def test_geojson_has_longitude_first(hurt: Path) -> None:
    value = json.loads((hurt / "data/events.geojson").read_bytes())
    found = {feature["id"]: feature for feature in value["features"]}

    several = {"type": "MultiPoint", "coordinates": [[-179.5, 89.5], [0, 0]]}
    assert found["hurt-0"]["geometry"] == several
    assert found["hurt-0"]["properties"]["located"] == ["north", "zero"]
    assert found["hurt-1"]["geometry"] == {"type": "Point", "coordinates": [0, 0]}
    assert found["hurt-2"]["geometry"] is None
    assert found["hushed"]["geometry"] is None


# rdflib's own reader of JSON-LD uses what rdflib no longer wants to be used
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_rdflib_reads_the_dates_as_edtf(folder: Path) -> None:
    graph = rdflib.Graph()
    graph.parse(data=(folder / "data/events.jsonld").read_bytes(), format="json-ld")
    date = rdflib.URIRef("http://purl.org/dc/terms/date")
    pages = graph.subjects(rdflib.RDF.type, rdflib.URIRef("http://schema.org/WebPage"))

    standing = [event for event in api(folder) if "withdrawn" not in event]
    found = {(str(page), value) for page in pages for value in graph.objects(page, date)}
    assert found == {
        (event["computed"]["url"], rdflib.Literal(event["date"], datatype=EDTF))
        for event in standing
    }
    days = graph.objects(None, rdflib.URIRef("http://schema.org/startDate"))
    assert all(isinstance(day, rdflib.Literal) for day in days)
    assert all(
        getattr(day, "datatype", None) == rdflib.URIRef("http://schema.org/Date") for day in days
    )
    for _, used, _ in graph:
        assert str(used).startswith(("http://schema.org/", "http://purl.org/dc/", str(rdflib.RDF)))


# ------------------------------------------------------------------ TimelineJS


def slides(folder: Path) -> dict[str, Any]:
    value = json.loads((folder / "data/timelinejs.json").read_bytes())
    return {slide["unique_id"]: slide for slide in value["events"]}


def test_timelinejs_gets_dates_that_it_can_show(folder: Path) -> None:
    value = json.loads((folder / "data/timelinejs.json").read_bytes())
    found = slides(folder)

    assert len(found) == len(value["events"])
    standing = [event for event in api(folder) if "withdrawn" not in event]
    assert len(found) + value["_timeline"]["left_out"] == len(standing)
    for slide in found.values():
        assert slide["display_date"]
        for name in ("start_date", "end_date"):
            date = slide.get(name, slide["start_date"])
            assert all(isinstance(date[part], int) for part in date if part != "display_date")
            assert abs(date["year"]) <= 271821
            assert 1 <= date.get("month", 1) <= 12
            assert 1 <= date.get("day", 1) <= 31
            assert date["display_date"] == slide["display_date"]


def test_timelinejs_says_dates_in_words(hurt: Path) -> None:
    found = slides(hurt)
    value = json.loads((hurt / "data/timelinejs.json").read_bytes())

    caesar = found["hurt-0"]
    said = {"display_date": "15 March 44 BCE"}
    assert caesar["start_date"] == {"year": -43, "month": 3, "day": 15, **said}
    assert "end_date" not in caesar
    assert found["hurt-1"]["start_date"]["year"] == 12000
    assert found["hurt-12"]["start_date"] | {"display_date": ""} == {
        "year": 2018,
        "month": 12,
        "display_date": "",
    }
    assert "end_date" not in found["hurt-12"]
    assert found["hurt-4"]["start_date"]["day"] == 9
    assert "end_date" not in found["hurt-4"]
    assert {"gone", "hushed", "hurt-2", "hurt-5"} & set(found) == set()
    # beyond what JavaScript counts, and with no known or no first day
    assert value["_timeline"]["left_out"] == 5


def test_timelinejs_shows_no_markup_of_a_record(hurt: Path) -> None:
    found = slides(hurt)["hurt-4"]["text"]

    assert "<script" not in json.dumps(slides(hurt))
    assert "&lt;script&gt;" in found["text"]


def test_timelinejs_reads_a_group_twice(tmp_path: Path) -> None:
    """It takes markup out of a group, then shows the text that is left as HTML."""
    label = '<b onclick="x">Bold</b> &lt;img src=x onerror=alert(1)&gt; & more'
    kind = Kind(id="statement", label=label, extent="occurrence")
    vocabulary = replace(bulk_fixtures.vocabulary(), kinds={"statement": kind})
    known = record.parse(event("an-event"))
    made = write(tmp_path, assemble([(known, "an-event.json")], vocabulary))

    group = slides(made)["an-event"]["group"]

    assert unescape(unescape(group)) == label
    assert "<" not in unescape(group)


# ------------------------------------------------------------------ what all have in common


EXPORTS: Final = (ndjson, csv_tables, parquet, sqlite, geojson, jsonld, timelinejs)


def test_the_bytes_are_the_same_each_time() -> None:
    first, second = (
        [a for export in EXPORTS for a in export.export(bulk_fixtures.timeline(), SITE)]
        for _ in range(2)
    )

    assert first == second


def test_what_was_withdrawn_for_privacy_leaves_no_text(hurt: Path) -> None:
    for file in (hurt / "data").iterdir():
        assert b"yzzy" not in file.read_bytes(), file.name


def test_csv_is_that_of_rfc_4180(hurt: Path) -> None:
    content = (hurt / "data/events.csv").read_bytes()
    raw = table(hurt, "events")

    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    by_id = {row["id"]: row for row in raw}
    assert by_id["hurt-0"]["title"].startswith("'=cmd()")
    assert by_id["hurt-0"]["date"] == "-0043-03-15"
    assert by_id["hurt-0"]["earliest"] == "-0043-03-15"
    assert by_id["hurt-0"]["earliest_day"].startswith("-")
    assert by_id["hurt-0"]["actor_labels"] == "'+Plus \\| \\\\Co|Russia"
    assert by_id["hurt-4"]["latest"] == ".."
    assert by_id["hushed"]["withdrawn_reason"] == "privacy"
    figures = [row for row in table(hurt, "figures") if row["event_id"] == "gone"]
    assert {row["event_withdrawn"] for row in figures} == {"duplicate"}
    assert not any(row["event_id"] == "hushed" for row in table(hurt, "sources"))


def test_times_come_from_the_history(repository: Repository, tmp_path: Path) -> None:
    git = Git(repository)
    repository.event("told", title="One")
    git.commit()
    repository.event("told", title="Two")
    git.commit()
    settings = config.read(repository.root)
    past = project.check(project.Project(settings.root, settings.options), past=True)
    folder = write(tmp_path, past.timeline, settings.site)

    (row,) = (row for row in table(folder, "events") if row["id"] == "told")
    package = json.loads((folder / "data/datapackage.json").read_bytes())
    assert (row["recorded"], row["modified"], row["revision"]) == (
        "2024-10-04T00:00:00Z",
        "2024-10-05T00:00:00Z",
        "2",
    )
    assert (package["created"], package["version"]) == ("2024-10-05T00:00:00Z", "2024.10.05")
    assert "created" not in json.loads(without_a_past())


def without_a_past() -> bytes:
    parts = publication.parts(bulk_fixtures.timeline(), SITE, ("csv", "parquet"))
    made = chain.from_iterable(part() for part in parts)
    (package,) = (a.content for a in made if a.path.endswith("datapackage.json"))
    return package


def test_a_package_names_no_download_that_is_not_written(tmp_path: Path) -> None:
    made = publication.parts(bulk_fixtures.timeline(), SITE, ["csv", "jsonld"])
    for part in made:
        output.write_artifacts(tmp_path, part())

    package = json.loads((tmp_path / "data/datapackage.json").read_bytes())
    named = {resource["path"] for resource in package["resources"]}
    assert named == {path.name for path in (tmp_path / "data").iterdir()} - {"datapackage.json"}
    assert "events.jsonld" in named
    assert frictionless.validate(str(tmp_path / "data/datapackage.json")).valid


def test_without_pyarrow_there_is_no_parquet(monkeypatch: pytest.MonkeyPatch) -> None:
    assert b"events.parquet" in without_a_past()
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    assert list(parquet.export(bulk_fixtures.timeline(), SITE)) == []
    assert b"events.parquet" not in without_a_past()


def test_pyarrow_is_an_extra() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert not any(name.startswith("pyarrow") for name in project["dependencies"])
    assert project["optional-dependencies"]["parquet"]


@given(st.lists(st.text(), min_size=1).map(tuple).filter(lambda found: found != ("",)))
def test_a_list_comes_back(members: tuple[str, ...]) -> None:
    assert cells.split(cells.joined(members)) == members


@given(st.text())
def test_a_harmless_text_runs_nothing_and_comes_back(text: str) -> None:
    assert cells.original(cells.harmless(text)) == text
    assert not cells.harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))
