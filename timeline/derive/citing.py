"""How an event's page is cited: plain text, BibTeX, CSL-JSON. For pages and exporters.

No clock: the day on which somebody reads the page is for them to add.
"""

import json
import re
from typing import Any, Final, NamedTuple

from timeline.core.model import Event
from timeline.core.site import Site
from timeline.derive.computed import page_path

# What BibTeX reads as markup, and how it is written as text.
_BIBTEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
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


def citing(event: Event, when: str, site: Site) -> Citing:
    """Return how to cite an event's page; `when` is its date in words."""
    url = site.absolute(page_path(event.id))
    stop = "" if event.title.endswith((".", "?", "!")) else "."
    return Citing(
        text=f"“{event.title}{stop}” {site.name}. Event dated {when}. {url}",
        bibtex=bibtex(event, when, site),
        csl=json.dumps(csl(event, when, site), ensure_ascii=False, indent=2, sort_keys=True),
    )


def bibtex(event: Event, when: str, site: Site) -> str:
    """Return the page as an entry of BibTeX, with the event's id as its key."""
    url = site.absolute(page_path(event.id))
    # An address stands as it is: BibTeX's url field is read verbatim.
    fields = {
        "title": "{" + event.title.translate(_BIBTEX) + "}",
        "organization": site.name.translate(_BIBTEX),
        "note": f"Event dated {when}".translate(_BIBTEX),
        "url": re.sub(r"[{}\\\s]", "", url),
        "language": event.language,
    }
    inside = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@online{{{event.id},\n{inside}}}"


def csl(event: Event, when: str, site: Site) -> dict[str, Any]:
    """Return the page as a CSL-JSON item (schema 1.0, type `webpage`)."""
    return {
        "id": event.id,
        "type": "webpage",
        "title": event.title,
        "container-title": site.name,
        "URL": site.absolute(page_path(event.id)),
        "language": event.language,
        "note": f"Event dated {when}",
    }
