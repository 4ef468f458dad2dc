"""changes.xml: the change log as Atom, archived (RFC 5005, section 4), with tombstones (RFC 6721).

An archive `changes/<n>.xml` holds 100 changes, 1 the oldest, and is never written differently
again, unless a text is taken back: its words are made of the records alone. The newest 100 to 199
changes are in changes.xml.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Any, Final

from timeline.core.artifact import ATOM, JSON, JSON_FEED, Artifact
from timeline.core.history import instant
from timeline.core.offer import Offer, Values
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.xml import GAP, Pattern, Xml, element, escaped, quoted, text, written
from timeline.derive import atom
from timeline.derive.changelog import LOG_PAGE, Step, log_path, told
from timeline.derive.computed import page_path
from timeline.derive.syndication import (
    ChangeContent,
    change_content,
    date_in_words,
    feed_of_changes,
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
    steps = told(timeline).steps
    form = cache(partial(_form, site=site))
    entries = [_entry(seq, step, form, site) for seq, step in enumerate(steps, 1)]
    about = feed_of_changes(site)
    archives = max(len(entries) // CLOSED - 1, 0)
    for number in range(1, archives + 2):
        start = (number - 1) * CLOSED
        end = start + CLOSED if number <= archives else len(entries)
        path = f"changes/{number}.xml" if number <= archives else "changes.xml"
        moments = [step.version.commit.at for step in steps[start:end]]
        head = atom.Head(
            id=site.tag("changes"),
            title=about.title,
            subtitle=about.description,
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


def _form(op: str, *, renamed: bool, site: Site) -> Pattern:
    """Return what the entries of all changes of a sort have in common."""
    page = "changes" if op == "delete" else page_path(GAP)
    about = {
        "seq": GAP,
        "op": op,
        "id": GAP,
        "previous": GAP if renamed else "",
        "revision": GAP,
        "commit": GAP,
    }
    parts = (
        text("id", site.tag(f"change/{GAP}")),
        text("title", GAP),
        text("published", GAP),
        text("updated", GAP),
        atom.link("alternate", site.absolute(page), "text/html"),
        Xml(GAP),  # the link to the log
        element("category", {"term": op, "scheme": site.tag("changes")}),
        element("timeline:change", about),
        Xml(GAP),  # the date
        text("summary", GAP),
        text("content", GAP, {"type": "html"}),
    )
    return Pattern(element("entry", {}, *parts))


def _entry(seq: int, step: Step, form: Callable[..., Pattern], site: Site) -> bytes:
    version, content = step.version, change_content(step, lasting=True)
    number, name = escaped(str(seq)), quoted(version.id)
    at = escaped(instant(version.commit.at) or "")
    entry = form(version.op, renamed=bool(version.previous)).fill(
        number,
        escaped(content.title),
        at,
        at,
        *(() if version.op == "delete" else (name,)),
        _log(site.url + log_path((seq - 1) // LOG_PAGE + 1)),
        number,
        name,
        *([quoted(version.previous)] if version.previous else ()),
        escaped(str(version.revision)),
        escaped(version.commit.id),
        _date(content.record),
        escaped(content.text),
        escaped(content.html),
    )
    return written("\n".join([entry, *_tombstones(step, content, site)]))


@lru_cache(maxsize=1)  # hundreds of changes stand on one page of it
def _log(address: str) -> Xml:
    return atom.link("alternate", address, JSON)


def _date(record: Mapping[str, Any]) -> Xml:
    return atom.date(record["date"], date_in_words(record["date"])) if "date" in record else Xml("")


def _tombstones(step: Step, content: ChangeContent, site: Site) -> Iterator[Xml]:
    """Yield what ends the entries of feed.xml that a change took away."""
    version = step.version
    if version.previous:
        to = site.tag(f"event/{version.id}")
        yield _tombstone(version.previous, f"{content.happened}: {to}", step, site)
    if version.op in _GONE:
        said = [change.lasting for change in step.changes if change.pointer == "/withdrawn"]
        note = content.record.get("withdrawn", {}).get("note")
        comment = ". ".join([*(said or [content.happened]), *([note] if note else [])])
        yield _tombstone(version.id, comment, step, site)


def _tombstone(name: str, comment: str, step: Step, site: Site) -> Xml:
    when = instant(step.version.commit.at) or ""
    who: Sequence[Xml] = (atom.person("at:by", site), text("at:comment", comment))
    return element("at:deleted-entry", {"ref": site.tag(f"event/{name}"), "when": when}, *who)
