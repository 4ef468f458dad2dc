"""What static hosts are told: 404.json, `_redirects` and `_headers` (Netlify, Cloudflare Pages).

Where several rules match, hosts join the values of a header with commas: so no header stands in
two rules that can match the same file.
"""

from collections.abc import Iterator
from typing import Final

from timeline.catalog import entrance
from timeline.catalog.listing import Listing
from timeline.core.api_outputs import NotFound
from timeline.core.artifact import CSS, JSON, TEXT, Artifact, json_artifact
from timeline.core.offer import Offer
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.changelog import LOG_PAGE, log_path

HEADERS: Final = "_headers"
OFFERS: Final = (
    Offer(
        path="404.json",
        media_type=JSON,
        holds="The answer where there is no file, for hosts that can be told to give it",
    ),
    Offer(path=HEADERS, media_type=TEXT, holds="HTTP headers, read by hosts that take them"),
    Offer(path="_redirects", media_type=TEXT, holds="Answers to addresses without a file"),
)

_SHORT: Final = "public, max-age=300, must-revalidate"
# A full page of the log changes only where a text is taken back: that must not take a year.
_DAY: Final = "public, max-age=86400"
_MOST: Final = 60  # rules about closed pages; Cloudflare Pages reads a hundred in all
_LOG: Final = "api/v1/changes/"
_FOLDERS: Final = ("api/v1/events/", "api/v1/vocabulary/", "data/", "schema/")
# What hosts say of an ending by themselves.
_KNOWN: Final = {"json": JSON, "csv": "text/csv", "ics": "text/calendar", "css": CSS}


def files(timeline: Timeline, site: Site, listing: Listing) -> Iterator[Artifact]:
    """Yield the body of an answer 404, and the rules that make hosts send it and their headers."""
    body: NotFound = {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is no file at this address. The index lists every file there is.",
        "index": site.url + entrance.PATH,
    }
    yield json_artifact("404.json", body)
    folders = ("api", "data", "schema")
    lines = [f"/{folder}/* /404.json 404" for folder in folders]
    yield Artifact("_redirects", TEXT, _text(lines))
    yield Artifact(HEADERS, TEXT, _text([*_rules(timeline, listing)]))


def _text(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def _rules(timeline: Timeline, listing: Listing) -> Iterator[str]:
    yield "# Everything may be read by programs of any site."
    yield from _rule("*", {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"})
    yield "# Short lives; what no rule names has the host's own, which is to ask every time."
    for folder in _FOLDERS:
        yield from _rule(f"{folder}*", {"Cache-Control": _SHORT})
    for found in listing:
        path, media_type = found.offer.path, found.offer.media_type
        if found.offer.names or path.startswith("_"):
            continue
        headers = {} if path.startswith((*_FOLDERS, _LOG)) else {"Cache-Control": _SHORT}
        known = _KNOWN.get(path.rpartition(".")[2])
        if not known or not media_type.startswith(known):
            headers["Content-Type"] = media_type
        yield from _rule(path, headers)
    yield "# Full pages of the change log stay as they are, unless a text is taken back."
    full = len(timeline.history.versions) // LOG_PAGE
    for number in range(1, min(full, _MOST) + 1):
        yield from _rule(log_path(number), {"Cache-Control": _DAY})


def _rule(path: str, headers: dict[str, str]) -> Iterator[str]:
    if headers:
        yield f"/{path}"
        yield from (f"  {name}: {value}" for name, value in headers.items())
