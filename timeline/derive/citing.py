"""How an event's page is cited: plain text, BibTeX, CSL-JSON. For pages and exporters.

No clock: the day on which somebody reads the page is for them to add.
"""

import json
import re
from typing import Any, Final, NamedTuple

from timeline.core.model import Event
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.wording import in_words
from timeline.derive.computed import page_path, recording, spoken

# What BibTeX reads as markup, and how it is written as text.
_BIBTEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces behind a backslash too.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


class Citing(NamedTuple):
    """The same reference in three forms."""

    text: str
    bibtex: str
    csl: str


def citing(event: Event, when: str, timeline: Timeline, site: Site) -> Citing:
    """Return how to cite an event's page; `when` is its date in words."""
    url = site.absolute(page_path(event.id))
    stop = "" if event.title.endswith((".", "?", "!")) else "."
    known = _version(event, timeline)
    of = f"Version {known.number}, {in_words(known.day, spoken(site.language))}. " if known else ""
    told = csl(event, when, timeline, site)
    return Citing(
        text=f"“{event.title}{stop}” {site.name}. Event dated {when}. {of}{url}",
        bibtex=bibtex(event, when, timeline, site),
        csl=json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True),
    )


class _Version(NamedTuple):
    """Which version of a record a page shows: its number, and the day on which it was published."""

    number: int
    day: str


def _version(event: Event, timeline: Timeline) -> _Version | None:
    """Return what the history says of the record, or None: then a reference has no date."""
    known = recording(event, timeline)
    if known["modified"] is None or known["revision"] is None:
        return None
    return _Version(known["revision"], known["modified"][:10])


def bibtex(event: Event, when: str, timeline: Timeline, site: Site) -> str:
    """Return the page as an entry of BibTeX, with the event's id as its key.

    `date` and `version` are those of the record, as biblatex has them; the event's own is a note.
    """
    url = site.absolute(page_path(event.id))
    known = _version(event, timeline)
    # An address stands as it is: BibTeX's url field is read verbatim. Braces in braces keep names
    # and titles as they are written.
    fields = {
        "author": site.attribution and "{" + site.attribution.translate(_BIBTEX) + "}",
        "title": "{" + event.title.translate(_BIBTEX) + "}",
        "organization": site.name.translate(_BIBTEX),
        "date": known.day if known else "",
        "version": known.number if known else "",
        "note": f"Event dated {when}".translate(_BIBTEX),
        "url": re.sub(r"[{}\\\s]", "", url),
        "language": event.language,
    }
    inside = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{{event.id},\n{inside}}}"


def csl(event: Event, when: str, timeline: Timeline, site: Site) -> dict[str, Any]:
    """Return the page as a CSL-JSON item (schema 1.0, type `webpage`)."""
    item: dict[str, Any] = {
        "id": event.id,
        "type": "webpage",
        "title": event.title,
        "container-title": site.name,
        "URL": site.absolute(page_path(event.id)),
        "language": event.language,
        "note": f"Event dated {when}",
    }
    if site.attribution:
        item["author"] = [{"literal": site.attribution}]
    if known := _version(event, timeline):
        item["issued"] = {"date-parts": [[int(part) for part in known.day.split("-")]]}
        item["version"] = str(known.number)
    return item
