"""Timelines of figures made in memory, for the tests of series and charts."""

from dataclasses import replace
from typing import Any, Final

from conftest import event

from timeline.core import record
from timeline.core.model import Event
from timeline.core.site import Site
from timeline.core.timeline import Timeline, assemble
from timeline.core.vocabulary import Actor, Category, Dimension, Measure, Vocabulary
from timeline.pages.view import View

SITE: Final = Site(
    name="A small timeline",
    url="http://127.0.0.1:8000/",
    description="Small on purpose.",
    language="en",
    authority="example.org,2026",
    license="",
    attribution="",
)
ENTRIES: Final = Measure(
    id="entries",
    label="Entries",
    unit="entries",
    unit_one="entry",
    nature="flow",
    counts="Crossings.",
)
WORKERS: Final = Measure(
    id="workers", label="Workers present", unit="persons", nature="stock", counts="Persons."
)
LIMIT: Final = Measure(id="limit", label="Limit", unit="months", nature="attribute", counts="Time.")


def figure(number: int, /, **fields: Any) -> dict[str, Any]:
    """Return a figure as a file has it; its key is told from others by a number."""
    given = {"measure": "entries", "sources": ["daily"], **fields}
    if not {"value", "low", "high"} & given.keys():
        given["value"] = 100
    return {"key": f"figure-{number}", **given}


def timeline(*figures: dict[str, Any], **actors: str) -> Timeline:
    """Return a timeline that has the figures; `actors` gives labels by id."""
    keyed = [figure(number, **fields) for number, fields in enumerate(figures)]
    # An event holds two hundred figures at most.
    parts = [keyed[start : start + 200] for start in range(0, len(keyed), 200)]
    events = []
    for number, part in enumerate(parts):
        parsed = record.parse(event(f"counted-{number}", date="2020", figures=part))
        assert isinstance(parsed, Event)
        events.append((parsed, f"events/2020/counted-{number}.json"))
    purpose = Dimension(
        id="purpose",
        label="Purpose",
        categories=tuple(
            Category(id=name, label=name.capitalize())
            for name in ("study", "work", "visit", "crew", "trade", "transit", "sport")
        ),
    )
    names = {"ministry": "Ministry", "spies": "Spy Service", **actors}
    vocabulary = Vocabulary(
        actors={name: Actor(id=name, label=label, type="group") for name, label in names.items()},
        measures={measure.id: measure for measure in (ENTRIES, WORKERS, LIMIT)},
        dimensions={"purpose": purpose},
    )
    return assemble(events, vocabulary)


def view(shown: Timeline, language: str = "en") -> View:
    """Return the view of a page of that timeline."""
    return View(shown, replace(SITE, language=language), "figures")
