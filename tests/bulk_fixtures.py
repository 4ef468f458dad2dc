"""Timelines chosen to hurt, and their bulk downloads read back into records."""

import sqlite3
from pathlib import Path
from typing import Any, Final

import orjson
from conftest import TERMS, event, source
from pydantic import TypeAdapter

from timeline import output, publication
from timeline.core import record
from timeline.core.site import Site
from timeline.core.timeline import Timeline, assemble
from timeline.core.vocabulary import FACETS, Vocabulary

BULK: Final = ("ndjson", "csv", "parquet", "sqlite", "geojson", "jsonld", "timelinejs")
SITE: Final = Site(
    name="A <small> timeline",
    url="http://127.0.0.1:8000/",
    description="Small & on purpose.",
    language="en",
    authority="example.org,2026",
    license="CC-BY-4.0",
    attribution="Somebody",
)
TEXTS: Final = (
    "=cmd()|' /C calc'!A0",
    '+1 "quoted", and; so, on',
    "-one\r\ntwo\n\nthree\tfour",
    "@sum(1+1)|2|\\3",
    "'apostrophe first",
    "]]> & </script><script>alert(1)</script>",
    "עברית ועוד \u202e🏳️\u200d🌈 emoji",
    "a\x01b\x1fc\x7f",
    "\tTab",
    "\\",
    "|",
    "NULL",
)
DATES: Final = (
    "-0043-03-15",
    "Y12000",
    "Y1E12",
    "Y-1000000",
    "2025-02-09/..",
    "../2021",
    "/2019",
    "2019/",
    "../..",
    "{2024-10-24,2024-11-06}",
    "[2022..2023-10]",
    "19XX",
    "2018-12~",
    "2023-23",
    "2020-02-29",
    "-0001",
)


def vocabulary() -> Vocabulary:
    """Return the terms of the tests, some with coordinates and names that hurt."""
    terms: dict[str, Any] = {facet: list(found) for facet, found in TERMS.items()}
    terms["actors"] = [*terms["actors"], {"id": "plus", "label": "+Plus | \\Co", "type": "company"}]
    terms["places"] = [
        *terms["places"],
        {"id": "north", "label": "North", "type": "site", "latitude": 89.5, "longitude": -179.5},
        {"id": "zero", "label": "=Zero", "type": "site", "latitude": 0, "longitude": 0},
    ]
    parsed: dict[str, Any] = {
        facet: {term["id"]: TypeAdapter(FACETS[facet]).validate_python(term) for term in found}
        for facet, found in terms.items()
    }
    return Vocabulary(**parsed)


def hurting() -> list[dict[str, Any]]:
    """Return records that hold what breaks naive writers."""
    made = [
        event(
            f"hurt-{number}",
            date=date,
            title=TEXTS[number % len(TEXTS)],
            summary=TEXTS[(number + 1) % len(TEXTS)],
            note=TEXTS[(number + 2) % len(TEXTS)],
        )
        for number, date in enumerate(DATES)
    ]
    made[0] |= {
        "actors": ["plus", "russia"],
        "places": ["vladivostok", "north", "zero"],
        "topics": ["sanctions"],
        "lang": "en-GB",
        "status_reason": TEXTS[0],
        "claim_status": "disputed",
        "released": "2019-12~",
        "aliases": ["old-name", "older-name"],
        "x": {"list": [1, 2.5, None, {"ключ": "=1+1"}]},
        "figures": figures(),
        "sources": sources(),
        "readings": [
            {"says": TEXTS[1], "source": "daily", "verdict": "open"},
            {
                "says": TEXTS[2],
                "source": "weekly",
                "verdict": "rejected",
                "about": "total",
                "date": "2023-23",
                "value": -0.5,
                "attributed_to": "plus",
                "note": TEXTS[4],
            },
        ],
        "relations": [
            {"type": "implements", "event": "hurt-1", "note": TEXTS[5]},
            {"type": "follows-up", "event": "former"},
            {"type": "enables", "event": "hushed"},
        ],
    }
    made[1]["places"] = ["zero"]
    made[2]["aliases"] = ["former"]
    made[3] |= {"kind": "statistic", "places": ["north"]}
    gone = {"at": "2026-11-20", "reason": "duplicate", "replaced_by": ["hurt-1", "hurt-2"]}
    made.append(event("gone", withdrawn={**gone, "note": TEXTS[0]}, figures=figures()))
    quiet = {"at": "2026-11", "reason": "privacy", "note": "On request.", "replaced_by": ["hurt-1"]}
    secret = {"places": ["north"], "actors": ["russia"], "figures": figures()}
    made.append(
        event(
            "hushed", title="Xyzzy", summary="Xyzzy", aliases=["xyzzy"], withdrawn=quiet, **secret
        )
    )
    return made


def figures() -> list[dict[str, Any]]:
    """Return figures with every field, and with the fewest."""
    whole = {
        "key": "total",
        "measure": "border-entries",
        "label": TEXTS[0],
        "value": 10**15,
        "low": -(10**15),
        "high": 1e-7,
        "qualifier": "about",
        "basis": "derived",
        "derivation": "=1+1",
        "period": "2023-01/2023-06",
        "as_of": "2024-01~",
        "attributed_to": "plus",
        "sources": ["daily"],
        "note": TEXTS[3],
    }
    part = {
        "key": "part",
        "measure": "border-entries",
        "low": 0.1,
        "dimension": "purpose",
        "category": "work",
    }
    return [whole, part]


def sources() -> list[dict[str, Any]]:
    """Return sources with every field, and with the fewest."""
    whole = source(
        "first",
        key="weekly",
        publisher="weekly-review",
        type="article",
        authors=["=Anna | Bell", "\\", "Иван, Petrov"],
        title=TEXTS[1],
        published="2023-10",
        accessed="2026-11-21",
        language="ru",
        archived="https://web.archive.org/web/2023/https://www.example.org/first",
        locator="-8",
        seen="copy",
        relays=[
            {"publisher": "daily-news", "title": TEXTS[3], "url": "https://example.org/x,y"},
            {"publisher": "weekly-review"},
        ],
        supports=["date", "summary"],
        note=TEXTS[0],
    )
    bare = source(key=..., url=..., no_url_reason="=printed")
    return [source(), whole, bare, source("again", key=...)]


def timeline() -> Timeline:
    """Return the timeline of these records; what `timeline check` would refuse is in it too."""
    placed = [(record.parse(fields), f"events/{fields['id']}.json") for fields in hurting()]
    return assemble(placed, vocabulary())


def write(folder: Path, timeline: Timeline, site: Site = SITE) -> Path:
    """Write the bulk downloads and the events of the API; return the folder."""
    for part in publication.parts(timeline, site, (*BULK, "api-events")):
        output.write_artifacts(folder, part())
    return folder


def api(folder: Path) -> list[dict[str, Any]]:
    """Return the events of the API."""
    found: list[dict[str, Any]] = orjson.loads((folder / "api/v1/events.json").read_bytes())[
        "result"
    ]
    return found


class Rebuilt:
    """Records made of the tables of the SQLite file, and of nothing else."""

    def __init__(self, file: Path) -> None:
        self.database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        self.database.row_factory = sqlite3.Row

    def close(self) -> None:
        self.database.close()

    def rows(self, table: str, **where: Any) -> list[dict[str, Any]]:
        asked = " AND ".join(f"{name} = :{name}" for name in where) or "1"
        order = "rowid" if table == "events" else "position"
        query = f"SELECT * FROM {table} WHERE {asked} ORDER BY {order}"  # noqa: S608
        return [dict(row) for row in self.database.execute(query, where)]

    def members(self, table: str, column: str, **where: Any) -> list[Any]:
        return [row[column] for row in self.rows(table, **where)]

    def records(self) -> list[dict[str, Any]]:
        return [self.record(row) for row in self.rows("events")]

    def record(self, row: dict[str, Any]) -> dict[str, Any]:
        name = row["id"]
        own = {"event_id": name}
        plain = "id date title summary lang kind status status_reason claim_status released note"
        made = {field: row[field] for field in plain.split()}
        for field, one in (("actors", "actor"), ("places", "place"), ("topics", "topic")):
            made[field] = self.members(f"event_{field}", one, **own)
        made["aliases"] = self.members("event_aliases", "alias", **own)
        made["x"] = orjson.loads(row["x"]) if row["x"] else None
        made["figures"] = [self.figure(part) for part in self.rows("figures", **own)]
        made["sources"] = [self.source(part) for part in self.rows("sources", **own)]
        made["readings"] = [self.part(part) for part in self.rows("readings", **own)]
        made["relations"] = [self.part(part) for part in self.rows("relations", **own)]
        withdrawn = {field: row[f"withdrawn_{field}"] for field in ("at", "reason", "note")}
        withdrawn["replaced_by"] = self.members("event_replacements", "replaced_by", **own)
        made["withdrawn"] = filled(withdrawn)
        return filled(made)

    def part(self, row: dict[str, Any], **lists: Any) -> dict[str, Any]:
        skipped = {"event_id", "position", "target_id"}
        kept = {
            name: cell
            for name, cell in row.items()
            if name not in skipped and not name.startswith(("period_", "published_"))
        }
        return filled(kept | lists)

    def figure(self, row: dict[str, Any]) -> dict[str, Any]:
        of = {"event_id": row["event_id"], "figure_position": row["position"]}
        return self.part(row, sources=self.members("figure_sources", "source", **of))

    def source(self, row: dict[str, Any]) -> dict[str, Any]:
        of = {"event_id": row["event_id"], "source_position": row["position"]}
        relays = [
            filled({name: relay[name] for name in ("publisher", "title", "url")})
            for relay in self.rows("source_relays", **of)
        ]
        return self.part(
            row,
            authors=self.members("source_authors", "author", **of),
            supports=self.members("source_supports", "field", **of),
            relays=relays,
        )


def filled(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that hold something."""
    return {name: value for name, value in fields.items() if value not in (None, [], {})}
