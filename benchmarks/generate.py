"""Writes a repository of realistic events for benchmarks: about 2 KB each, figures, relations.

The same number always gives the same files.
"""

import argparse
import json
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

_WORDS = (
    "council", "ministry", "embassy", "border", "train", "flight", "visa", "permit", "quota",
    "worker", "builder", "student", "figure", "statement", "report", "deadline", "agreement",
    "survey", "airport", "region", "office", "agency", "record", "measure",
)  # fmt: skip
_HERE = Path(__file__).parent.parent


def event(number: int, total: int, terms: dict[str, list[str]]) -> tuple[str, dict[str, Any]]:
    """Return the year and the fields of event `number`."""

    def pick(facet: str, offset: int = 0) -> str:
        names = terms[facet]
        return names[(number * 7 + offset) % len(names)]

    def words(count: int, seed: int) -> str:
        return " ".join(_WORDS[(number * 13 + seed + i * i) % len(_WORDS)] for i in range(count))

    year, month, day = 1950 + number % 75, 1 + number % 12, 1 + number % 28
    dates = (
        f"{year}-{month:02}-{day:02}",
        f"{year}-{month:02}",
        f"{year}~",
        f"[{year}-{month:02}-01..{year}-{month:02}-{day:02}]",
        f"{year}-{month:02}-{day:02}/{year + 1}",
    )
    fields: dict[str, Any] = {
        "$schema": "../../schema/event.editor.schema.json",
        "id": f"event-number-{number}",
        "date": dates[number % 5],
        "title": f"{words(6, 1)} {number}".capitalize(),
        "summary": f"{words(40, 2).capitalize()}.\n\n{words(30, 3).capitalize()}.",
        "kind": pick("kinds"),
        "actors": sorted({pick("actors"), pick("actors", 3)}),
        "places": [pick("places")],
        "topics": sorted({pick("topics"), pick("topics", 5)}),
        "status": "reported",
        "status_reason": f"{words(10, 4).capitalize()}.",
        "figures": [
            {
                "key": f"figure-{index}",
                "measure": pick("measures", index),
                "value": number * 10 + index,
                "period": (date(1700, 1, 1) + timedelta(days=number)).isoformat(),
                "label": words(3, index),
                "attributed_to": pick("actors", index),
                "sources": ["first"],
            }
            for index in range(2)
        ],
        "sources": [
            {
                "key": key,
                "publisher": pick("publishers", offset),
                "type": "article",
                "title": words(8, 5 + offset),
                "url": f"https://news.example.org/{key}/{number}",
                "published": f"{year + 2}",
                "language": "en",
                "seen": "original",
                "supports": ["date", "title"],
            }
            for offset, key in enumerate(("first", "second"))
        ],
        "relations": [{"type": "follows-up", "event": f"event-number-{(number + 1) % total}"}],
    }
    return f"{year:04}", fields


def generate(folder: Path, total: int) -> None:
    """Write a repository of `total` events into a new folder."""
    shutil.copytree(_HERE / "schema" / "vocabulary", folder / "schema" / "vocabulary")
    terms = {
        file.stem: [term["id"] for term in json.loads(file.read_text("utf-8"))["terms"]]
        for file in (folder / "schema" / "vocabulary").glob("*.json")
    }
    terms["kinds"] = [kind for kind in terms["kinds"] if kind != "statistic"]
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Generated\n", "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Generated\nsite_url: http://127.0.0.1:8000/\n"
        "theme: {name: material, font: false}\n"
        "plugins: [search, timeline: {authority: 'example.org,2026'}]\n",
        "utf-8",
    )
    for number in range(total):
        year, fields = event(number, total, terms)
        target = folder / "events" / year
        target.mkdir(parents=True, exist_ok=True)
        text = json.dumps(fields, ensure_ascii=False, indent=2) + "\n"
        (target / f"{fields['id']}.json").write_text(text, "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("total", type=int)
    given = parser.parse_args()
    generate(given.folder, given.total)
