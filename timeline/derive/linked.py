"""Events and the whole timeline in the words of schema.org, for pages and exporters.

What schema.org cannot say is left out: a date only stands where it is one, never a guess.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from timeline.core.days import to_day, to_iso
from timeline.core.edtf import OPEN, Bound, Edtf
from timeline.core.model import Event
from timeline.core.site import Site
from timeline.core.source import Source
from timeline.core.timeline import Timeline
from timeline.derive.computed import page_path

_CONTEXT: Final = "https://schema.org"
# What a file says of itself, so that no program has to fetch the context of schema.org, whose
# terms are addresses that begin with http.
CONTEXT: Final[dict[str, Any]] = {
    "@vocab": "http://schema.org/",
    "url": {"@type": "@id"},
    "license": {"@type": "@id"},
    "startDate": {"@type": "Date"},
    "endDate": {"@type": "Date"},
    "edtf": {
        "@id": "http://purl.org/dc/terms/date",
        "@type": "http://id.loc.gov/datatypes/edtf/EDTF",
    },
}
# ISO 8601 without agreement: years of four digits.
_FIRST_DAY: Final = to_day(0, 1, 1)
_LAST_DAY: Final = to_day(9999, 12, 31)


def page(event: Event, timeline: Timeline, site: Site) -> dict[str, Any]:
    """Return the page of an event: a WebPage about an Event, with its sources as citations."""
    url = site.absolute(page_path(event.id))
    return _filled(
        {
            "@context": _CONTEXT,
            "@type": "WebPage",
            "@id": url,
            "url": url,
            "name": event.title,
            "inLanguage": event.language,
            "isPartOf": {"@type": "WebSite", "name": site.name, "url": site.url},
            "license": site.license_url or None,
            "temporalCoverage": coverage(event.date),
            "mainEntity": None if timeline.covers(event) else _event(event, timeline),
            "citation": [_citation(source, timeline) for source in event.sources],
        }
    )


def node(event: Event, timeline: Timeline, site: Site) -> dict[str, Any]:
    """Return the page of an event as part of a graph with `CONTEXT`, with its date as EDTF."""
    made = page(event, timeline, site)
    del made["@context"]
    made["edtf"] = event.date.text
    if "mainEntity" in made:  # an Event of schema.org has no temporalCoverage: its page has it
        made["mainEntity"] |= {"@id": site.tag(f"event/{event.id}"), "edtf": event.date.text}
    return made


def _event(event: Event, timeline: Timeline) -> dict[str, Any]:
    start, end = _dates(event.date)
    return _filled(
        {
            "@type": "Event",
            "name": event.title,
            "description": " ".join(event.summary.split()),
            "startDate": start,
            "endDate": end,
            "location": [
                place for name in event.places if (place := _place(name, timeline)) is not None
            ],
        }
    )


def _dates(date: Edtf) -> tuple[str | None, str | None]:
    """Return start and end where EDTF level 0 gives them: that much every ISO reader can read."""
    if date.level or date.has_time or coverage(date) is None:
        return None, None
    if date.form == "date":
        return date.text, date.text
    start, _, end = date.text.partition("/")
    return start, end


def _place(name: str, timeline: Timeline) -> dict[str, Any] | None:
    place = timeline.vocabulary.places.get(name)
    if place is None:
        return None
    geo = None
    if place.latitude is not None and place.longitude is not None:
        geo = {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    return _filled({"@type": "Place", "name": place.label, "geo": geo})


def _citation(source: Source, timeline: Timeline) -> dict[str, Any]:
    publisher = timeline.vocabulary.publishers.get(source.publisher)
    published = source.published.text if source.published and not source.published.level else None
    return _filled(
        {
            "@type": "CreativeWork",
            "name": source.title or None,
            "url": source.url or None,
            "datePublished": published,
            "inLanguage": source.language or None,
            "publisher": {
                "@type": "Organization",
                "name": publisher.label if publisher else source.publisher,
            },
        }
    )


def dataset(timeline: Timeline, site: Site, files: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the timeline as a Dataset; `files` are paths below the site with media types."""
    known = [event.date for event in timeline.standing()]
    lower = [date.lower for date in known if isinstance(date.lower, int)]
    upper = [date.upper for date in known if isinstance(date.upper, int)]
    return _filled(
        {
            "@context": _CONTEXT,
            "@type": "Dataset",
            "@id": site.url,
            "url": site.url,
            "name": site.name,
            "description": site.description or None,
            "inLanguage": site.language,
            "license": site.license_url or None,
            "creditText": site.attribution or None,
            "isAccessibleForFree": True,
            "temporalCoverage": _span(min(lower), max(upper)) if lower and upper else None,
            "keywords": sorted(topic.label for topic in timeline.vocabulary.topics.values()),
            "distribution": [
                {"@type": "DataDownload", "contentUrl": site.url + path, "encodingFormat": media}
                for path, media in files
            ],
        }
    )


def coverage(date: Edtf) -> str | None:
    """Return a date as schema.org's `temporalCoverage`: a day or days from/to, `..` where open."""
    return _span(date.lower, date.upper)


def _span(lower: Bound, upper: Bound) -> str | None:
    if lower is None or upper is None or (lower is OPEN and upper is OPEN):
        return None
    days = [bound for bound in (lower, upper) if isinstance(bound, int)]
    if not _FIRST_DAY <= min(days) <= max(days) <= _LAST_DAY:
        return None
    if lower == upper:
        return to_iso(days[0])
    ends = (to_iso(bound) if isinstance(bound, int) else ".." for bound in (lower, upper))
    return "/".join(ends)


def _filled(members: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None and value != []}
