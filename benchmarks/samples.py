"""The events that `generate` writes: the fields of each, and its file.

The same number gives the same event. Every seventh has a reading, every third a Russian source.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import orjson

Fields = dict[str, Any]

_WORDS = (
    "council", "ministry", "embassy", "border", "train", "flight", "visa", "permit", "quota",
    "worker", "builder", "student", "figure", "statement", "report", "deadline", "agreement",
    "survey", "airport", "region", "office", "agency", "record", "measure",
)  # fmt: skip
_RUSSIAN = "Рабочие из КНДР покидают Россию: что говорят в миграционной службе"


def event(number: int, total: int, terms: dict[str, list[str]]) -> Fields:
    """Return the fields of event `number` as its file first has them."""

    def pick(facet: str, offset: int = 0) -> str:
        names = terms[facet]
        return names[(number * 7 + offset) % len(names)]

    def words(count: int, seed: int) -> str:
        return " ".join(_WORDS[(number * 13 + seed + i * i) % len(_WORDS)] for i in range(count))

    # months and days go round apart from one another: no heap of days falls on 1 January
    year, month, day = 1950 + number % 75, 1 + number // 28 % 12, 1 + number % 28
    dates = (
        f"{year}-{month:02}-{day:02}",
        f"{year}-{month:02}",
        f"{year}~",
        f"[{year}-{month:02}-01..{year}-{month:02}-{day:02}]",
        f"{year}-{month:02}-{day:02}/{year + 1}",
    )
    fields: Fields = {
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
        "status_reason": f"{words(10, 4).capitalize()} {number}.",
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
                "title": _RUSSIAN if offset and number % 3 == 0 else words(8, 5 + offset),
                "url": f"https://news.example.org/{key}/{number}",
                "published": f"{year + 2}",
                "language": "ru" if offset and number % 3 == 0 else "en",
                "seen": "original",
                "supports": ["date", "title"],
            }
            for offset, key in enumerate(("first", "second"))
        ],
        "relations": [{"type": "follows-up", "event": f"event-number-{(number + 1) % total}"}],
    }
    if number % 7 == 0:
        fields["readings"] = [
            {
                "says": f"{words(12, 6).capitalize()}.",
                "source": "second",
                "verdict": "rejected",
                "about": "figure-0",
                "value": number * 10 + 5,
                "note": f"{words(9, 7).capitalize()}.",
            }
        ]
    return fields


def terms_of(vocabulary: Path) -> dict[str, list[str]]:
    """Return the ids of the terms by facet; kinds without the one that asks for coverage."""
    terms = {
        file.stem: [term["id"] for term in json.loads(file.read_text("utf-8"))["terms"]]
        for file in sorted(vocabulary.glob("*.json"))
    }
    terms["kinds"] = [kind for kind in terms["kinds"] if kind != "statistic"]
    return terms


def written(fields: Fields) -> bytes:
    """Return an event file as people write it."""
    return orjson.dumps(fields, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def path_of(fields: Fields) -> str:
    """Return where an event file lies below the repository."""
    return f"events/{1950 + int(fields['id'].rpartition('-')[2]) % 75}/{fields['id']}.json"
