"""What was published stays: events, their ids and aliases, their sources, their withdrawals.

Compares with the base, and is silent without one. Nothing of an event that a withdrawal silenced is
quoted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from timeline.core.base import Base
from timeline.core.context import Context
from timeline.core.diagnostic import Diagnostic, finding, pointer, quoted
from timeline.core.model import Event
from timeline.core.record import canonical, silenced
from timeline.core.source import Source
from timeline.core.timeline import Timeline
from timeline.derive.matching import match


def check(timeline: Timeline, context: Context) -> Iterator[Diagnostic]:
    """Hold each event of the base against what stands for it now, and new ids against old ones."""
    base = context.base
    if base is None:
        return
    newcomers = _Newcomers.of(event for event in timeline if event.id not in base.timeline.by_id)
    for before in base.timeline:
        yield from _kept(before, timeline, base, newcomers)
    for event in newcomers.by_id.values():
        yield from _used(event, timeline, base, newcomers)


@dataclass(slots=True)
class _Newcomers:
    """Events whose ids are new, by what may show that they are an earlier event."""

    by_id: dict[str, Event] = field(default_factory=dict)
    titles: dict[tuple[str, str], Event] = field(default_factory=dict)
    addresses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, events: Iterable[Event]) -> "_Newcomers":
        made = cls()
        for event in events:
            made.by_id[event.id] = event
            for date in (event.date.text, ""):
                made.titles.setdefault((event.title, date), event)
            for address in _addresses(event.sources):
                made.addresses[address].append(event.id)
        return made

    def continuing(self, before: Event) -> Event | None:
        """Return the event that is plainly an earlier one: of its title, or most of its sources."""
        for date in (before.date.text, ""):
            if (before.title, date) in self.titles:
                return self.titles[before.title, date]
        addresses = _addresses(before.sources)
        shared = Counter(name for address in addresses for name in self.addresses.get(address, ()))
        most = max(shared, key=lambda name: shared[name], default="")
        return self.by_id[most] if shared[most] * 2 > len(addresses) else None


def _kept(
    before: Event, timeline: Timeline, base: Base, newcomers: _Newcomers
) -> Iterator[Diagnostic]:
    """Find the event that stands for an earlier one, and compare the two."""
    former = base.timeline.files[before.id]
    now = timeline.get(before.id)
    if now is None:
        if not timeline.refused.isdisjoint((before.id, PurePosixPath(former).stem)):
            return  # what its file holds is not known
        now = newcomers.continuing(before)
        if now is None:
            yield finding("T601", former, line=1, column=1, id=quoted(before.id))
            return
        yield finding(
            "T602",
            timeline.files[now.id],
            "/id",
            old=quoted(before.id),
            new=quoted(now.id),
            file_=quoted(former),
        )
    elif _another(before, now):
        at = "/id" if now.id == before.id else pointer("aliases", now.aliases.index(before.id))
        was = f"stood for another event, {quoted(before.title)}"
        fix = f"restore what stood in {quoted(former)}, and give the new one an id of its own"
        yield _again(timeline.files[now.id], at, before.id, was, fix)
        return
    yield from _compared(before, now, timeline, base)


def _again(file: str, at: str, event_id: str, was: str, fix: str) -> Diagnostic:
    return finding("T603", file, at, id=quoted(event_id), was=was, fix=fix)


def _another(before: Event, now: Event) -> bool:
    """Tell whether nothing but the id is the same; what a withdrawal emptied says nothing."""
    if now.withdrawn is not None or silenced(before):
        return False
    return (
        before.title != now.title
        and before.date.text != now.date.text
        and _addresses(before.sources).keys().isdisjoint(_addresses(now.sources))
    )


def _used(
    event: Event, timeline: Timeline, base: Base, newcomers: _Newcomers
) -> Iterator[Diagnostic]:
    """Refuse a new event under an id that was another's."""
    file = timeline.files[event.id]
    holder = base.timeline.aliases.get(event.id)
    if holder is not None:
        stands = timeline.get(holder) or newcomers.continuing(base.timeline.by_id[holder])
        if stands is not event:
            was = f"was a former id of {quoted(holder)}"
            fix = f"choose another id, and leave this one among the aliases of {quoted(holder)}"
            yield _again(file, "/id", event.id, was, fix)
    elif event.id in base.used:
        earlier = base.used[event.id]
        same = event.withdrawn is not None if earlier is None else not _another(earlier, event)
        if not same:
            was = "stood for an event that was renamed or deleted"
            yield _again(file, "/id", event.id, was, "choose another id")


def _compared(before: Event, now: Event, timeline: Timeline, base: Base) -> Iterator[Diagnostic]:
    """Compare an event with the one that stands for it now."""
    if silenced(now) or before == now:
        return
    file, quotable = timeline.files[now.id], not silenced(before)
    for alias in before.aliases if quotable else ():
        if alias not in timeline and alias not in timeline.refused:
            yield finding("T604", file, "/aliases", id=quoted(alias))
    other = base.timeline.by_id.get(now.id, before)
    if _texts(now) - _texts(before) - _texts(other):
        return  # somebody says something; whether it is enough, a reader judges
    merged = now.id != before.id and now.id in base.timeline.by_id
    for source in _lost(before, now, keyed=not merged) if quotable else ():
        name = source.title or source.url or source.no_url_reason
        publisher = quoted(source.publisher)
        yield finding("T605", file, "/sources", source=quoted(name), publisher=publisher)
    yield from _restored(before, now, file)


def _restored(before: Event, now: Event, file: str) -> Iterator[Diagnostic]:
    was = before.withdrawn
    if was is None:
        return
    if now.withdrawn is None:
        yield finding("T606", file, reason=quoted(was.reason), now="stands again")
    elif silenced(before):
        reason = quoted(now.withdrawn.reason)
        yield finding(
            "T606",
            file,
            "/withdrawn/reason",
            reason=quoted(was.reason),
            now=f"its text comes back as {reason}",
        )


def _texts(event: Event) -> set[str]:
    """Return the remarks in which editors say why something changed."""
    withdrawal = event.withdrawn.note if event.withdrawn else ""
    sources, readings = (source.note for source in event.sources), (r.note for r in event.readings)
    return {event.note, event.status_reason, withdrawal, *sources, *readings} - {""}


def _lost(before: Event, now: Event, *, keyed: bool) -> Iterator[Source]:
    """Yield the sources that are gone, and not only under another key or a better address.

    Where the two are not `keyed` alike, because one took the other in, keys say nothing.
    """
    if before.sources == now.sources:
        return
    earlier, present = ([canonical(s) for s in event.sources] for event in (before, now))
    for fields in () if keyed else earlier:
        fields.pop("key", None)
    matched = {old: new for new, old in match(earlier, present, "sources").items()}
    kept = _addresses(now.sources)
    for old, source in enumerate(before.sources):
        same = old in matched and _alike(source, now.sources[matched[old]])
        if not same and kept.keys().isdisjoint(_addresses([source])):
            yield source


def _alike(before: Source, now: Source) -> bool:
    """Tell whether two sources may be one document: a key alone may be given to another."""
    titles = {before.title, now.title} - {""}
    return before.publisher == now.publisher and len(titles) < 2


def _addresses(sources: Iterable[Source]) -> Mapping[str, None]:
    """Return where the sources are, in their order; what has no address goes by its name."""
    found: dict[str, None] = {}
    for source in sources:
        name = f"{source.publisher}: {source.title or source.no_url_reason}"
        for address in (source.url or name, source.archived):
            found[address.partition("://")[2].rstrip("/") or address] = None
    found.pop("", None)
    return found
