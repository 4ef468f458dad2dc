"""changes.xml: the change log as Atom, archived (RFC 5005, section 4), with tombstones (RFC 6721).

An archive `changes/<n>.xml` holds 100 changes, 1 the oldest, and is never written differently
again, unless a text is taken back: its words are made of the records alone. The newest 100 to 199
changes are in changes.xml.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from timeline.core.artifact import ATOM, JSON, JSON_FEED, Artifact
from timeline.core.history import instant
from timeline.core.offer import Offer, Values
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.xml import Xml, element, text, written
from timeline.derive import atom
from timeline.derive.changelog import LOG_PAGE, Step, log_path, plain
from timeline.derive.computed import page_path
from timeline.derive.corrections import happened
from timeline.derive.syndication import (
    change_html,
    change_lines,
    change_title,
    date_in_words,
    latest,
)

CLOSED: Final = 100
_GONE: Final = frozenset({"withdraw", "redact", "delete"})

OFFERS: Final = (
    Offer(
        path="changes.xml",
        media_type=ATOM,
        holds="Atom: every change, the latest first",
        client="reader",
        log=True,
    ),
    Offer(
        path="changes/{page}.xml",
        media_type=ATOM,
        holds="Its archives (RFC 5005), the oldest first",
        client="reader",
        log=True,
        values={"page": Values(first=1)},
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the archives, oldest first, then changes.xml; nothing without a history."""
    at = latest(timeline, site)
    if at is None or not timeline.history.complete:
        return
    steps = plain(timeline.history)
    entries = [_entry(seq, step, site) for seq, step in enumerate(steps, 1)]
    archives = max(len(entries) // CLOSED - 1, 0)
    for number in range(1, archives + 2):
        start = (number - 1) * CLOSED
        end = start + CLOSED if number <= archives else len(entries)
        path = f"changes/{number}.xml" if number <= archives else "changes.xml"
        moments = [step.version.commit.at for step in steps[start:end]]
        head = atom.Head(
            id=site.tag("changes"),
            title=f"{site.name}: changes",
            subtitle="What was added, corrected and withdrawn.",
            updated=max(moments, default=at),
            self=site.url + path,
            links=tuple(_links(number, archives, site)),
            language="en",
            extra=(element("fh:archive"),) if number <= archives else (),
        )
        yield Artifact(path, ATOM, atom.feed(head, site, entries[start:end][::-1]))


def _links(number: int, archives: int, site: Site) -> Iterator[Xml]:
    """Yield the links of a document; none to a later archive, which would open a closed one."""
    yield atom.link("alternate", site.absolute("changes"), "text/html")
    yield atom.link("alternate", f"{site.url}changes.json", JSON_FEED)
    if number <= archives:
        yield atom.link("current", f"{site.url}changes.xml", ATOM)
    if number > 1:
        yield atom.link("prev-archive", f"{site.url}changes/{number - 1}.xml", ATOM)


def _entry(seq: int, step: Step, site: Site) -> bytes:
    version = step.version
    record, lines = version.record or {}, change_lines(step)
    page = site.absolute("changes" if version.op == "delete" else page_path(version.id))
    about = {
        "seq": str(seq),
        "op": version.op,
        "id": version.id,
        "previous": version.previous,
        "revision": str(version.revision),
        "commit": version.commit.id,
    }
    parts = [
        text("id", site.tag(f"change/{seq}")),
        text("title", change_title(step)),
        atom.moment("published", version.commit.at),
        atom.moment("updated", version.commit.at),
        atom.link("alternate", page, "text/html"),
        atom.link("alternate", site.url + log_path((seq - 1) // LOG_PAGE + 1), JSON),
        element("category", {"term": version.op, "scheme": site.tag("changes")}),
        element("timeline:change", about),
    ]
    if "date" in record:
        parts.append(atom.date(record["date"], date_in_words(record["date"])))
    parts += (
        text("summary", "\n".join(lines)),
        text("content", change_html(lines), {"type": "html"}),
    )
    entry = element("entry", {}, *parts)
    return written("\n".join([entry, *_tombstones(step, site)]))


def _tombstones(step: Step, site: Site) -> Iterator[Xml]:
    """Yield what ends the entries of feed.xml that a change took away."""
    version = step.version
    if version.previous:
        to = site.tag(f"event/{version.id}")
        yield _tombstone(version.previous, f"{happened(step)}: {to}", step, site)
    if version.op in _GONE:
        said = [change.text for change in step.changes if change.pointer == "/withdrawn"]
        note = (version.record or {}).get("withdrawn", {}).get("note")
        comment = ". ".join([*(said or [happened(step)]), *([note] if note else [])])
        yield _tombstone(version.id, comment, step, site)


def _tombstone(name: str, comment: str, step: Step, site: Site) -> Xml:
    when = instant(step.version.commit.at) or ""
    who: Sequence[Xml] = (atom.person("at:by", site), text("at:comment", comment))
    return element("at:deleted-entry", {"ref": site.tag(f"event/{name}"), "when": when}, *who)
