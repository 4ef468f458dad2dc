"""Every dated event, claim and statistic of the three founding articles stands in the data.

`seed_claims.json` says, claim by claim, which field of which event holds it.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
CLAIMS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("seed_claims.json").read_text(encoding="utf-8"),
)
CLAIMS_PER_ARTICLE = {"nk-news-2023": 90, "rfa-2019": 48, "dagens-2025": 53}
PROSE = frozenset({"title", "summary", "note", "says", "label", "status_reason"})
DATES = {
    "unsc-resolution-2397": "2017-12-22",
    "repatriation-deadline": "2019-12-22",
    "direct-flights-restart": "2023-08-25",
    "strategic-partnership-treaty": "2024-06-19",
}


def read_event(event: str) -> Any:
    """Return the event with this id; there must be exactly one file for it."""
    [path] = ROOT.glob(f"events/*/{event}.json")
    return json.loads(path.read_text(encoding="utf-8"))


def resolve(document: Any, pointer: str) -> Any:
    """Return what a JSON Pointer (RFC 6901) points to; KeyError or IndexError if nothing."""
    for escaped in pointer.split("/")[1:]:
        token = escaped.replace("~1", "/").replace("~0", "~")
        document = document[int(token)] if isinstance(document, list) else document[token]
    return document


@pytest.mark.parametrize(
    "claim",
    CLAIMS,
    ids=[f"{claim['article']}-{number}" for number, claim in enumerate(CLAIMS)],
)
def test_claim_stands_in_the_data(claim: dict[str, Any]) -> None:
    """Prose and lists contain what is expected; every other value equals it."""
    found = resolve(read_event(claim["event"]), claim["pointer"])

    if isinstance(found, list) or claim["pointer"].rpartition("/")[2] in PROSE:
        assert claim["expect"] in found
    else:
        assert claim["expect"] == found


def test_every_article_is_covered() -> None:
    """The list may grow but no article may lose claims."""
    covered = Counter(claim["article"] for claim in CLAIMS)

    assert covered.keys() == CLAIMS_PER_ARTICLE.keys()
    assert covered >= Counter(CLAIMS_PER_ARTICLE)


def test_claims_are_told_apart() -> None:
    """No claim is listed twice."""
    told = Counter((claim["article"], claim["claim"]) for claim in CLAIMS)

    assert [claim for claim, count in told.items() if count > 1] == []


@pytest.mark.parametrize(("event", "date"), DATES.items())
def test_named_event_has_its_exact_day(event: str, date: str) -> None:
    """The four events that the timeline was founded on are dated to the day."""
    assert date == read_event(event)["date"]
