"""How well the events are supported: what the page of data quality and its JSON say.

For pages and exporters. Counts only; nothing in here judges an event by itself. Withdrawn events
are left out.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from timeline.core.artifact import SCHEMA_VERSION
from timeline.core.model import Event
from timeline.core.outputs import BreakdownOut, Quality, ShareOut
from timeline.core.source import Source
from timeline.core.timeline import Timeline
from timeline.derive.breakdowns import Breakdown, breakdowns
from timeline.derive.citations import backing, by_publisher, common_origin
from timeline.derive.facets import UNDATED, by_year
from timeline.derive.ties import ties

UNSAID = "not stated"


def quality(timeline: Timeline) -> Quality:
    """Return every count of the page, in the order of the page."""
    events = list(timeline.standing())
    found = by_publisher(timeline).items()
    documents = [citation.source for _, group in found for citation in group]
    related = ties(timeline)
    figures = [figure for event in events for figure in event.figures]
    parts = breakdowns(timeline)
    backed = [(event, backing(event)) for event in events]
    years = by_year(timeline)
    return {
        "schema_version": SCHEMA_VERSION,
        "events": len(events),
        "documents": len(documents),
        "figures": len(figures),
        "precision": _shares(event.date.precision.value for event in events),
        "dates": _flags(events),
        "status": _shares(event.status for event in events),
        "claim_status": _shares(e.claim_status for e in events if e.claim_status),
        "sources_per_event": _counts(str(len(sources)) for _, sources in backed),
        "single_source": [event.id for event, sources in backed if len(sources) == 1],
        "one_origin": [e.id for e in events if common_origin(e)],
        "not_seen_in_original": [e.id for e, sources in backed if _seen(sources) is False],
        "seen_not_stated": [e.id for e, sources in backed if _seen(sources) is None],
        "seen": _shares(source.seen or UNSAID for source in documents),
        "archived": _shares("archived" if s.archived else "not archived" for s in documents),
        "titled": _shares("title given" if s.title else "title not given" for s in documents),
        "languages": _shares(source.language or UNSAID for source in documents),
        "publisher_types": _shares(_type(source, timeline) for source in documents),
        "claimants": _shares(_claimant(f.basis, f.attributed_to) for f in figures),
        "breakdowns": len(parts),
        "breakdowns_off": [_off(part) for part in parts if part.difference],
        "unrelated": [event.id for event in events if event.id not in related],
        "years": {year: len(group) for year, group in years.items()},
        "gaps": _gaps(years),
    }


def _shares(values: Iterable[str]) -> dict[str, ShareOut]:
    """Count values, the most frequent first, each with its share of all."""
    counts = Counter(values)
    total = counts.total()
    order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return {name: {"count": n, "share": round(n / total, 4)} for name, n in order}


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda pair: int(pair[0])))


def _flags(events: Iterable[Event]) -> dict[str, int]:
    """Count the dates that say of themselves that they are not sure; one may say several things."""
    found: Counter[str] = Counter()
    for event in events:
        date = event.date
        found["approximate"] += date.approximate
        found["uncertain"] += date.uncertain
        found["open or unknown"] += date.open or date.unknown
        found["one of several"] += date.form == "set"
    return dict(found)


def _seen(sources: Iterable[Source]) -> bool | None:
    """Tell whether one was seen in the original; None where that is not said of all."""
    seen = {source.seen for source in sources}
    return True if "original" in seen else None if None in seen else False


def _type(source: Source, timeline: Timeline) -> str:
    publisher = timeline.vocabulary.publishers.get(source.publisher)
    return publisher.type if publisher else UNSAID


def _claimant(basis: str | None, claimant: str) -> str:
    if basis == "derived":
        return "worked out by the editors"
    return "claimant named" if claimant else "claimant not known"


def _off(part: Breakdown) -> BreakdownOut:
    return {
        "event": part.event,
        "measure": part.measure,
        "dimension": part.dimension,
        "period": part.period,
        "total": part.total,
        "sum": part.sum,
        "difference": part.difference,
    }


def _gaps(filed: Iterable[str]) -> list[list[int]]:
    """Return the runs of years without an event between the first and the last, as [from, to]."""
    years = sorted(int(year) for year in filed if year != UNDATED)
    return [[before + 1, after - 1] for before, after in pairwise(years) if after - before > 1]
