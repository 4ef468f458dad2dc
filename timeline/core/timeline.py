"""All events of a repository in timeline order, with their vocabulary."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from timeline.core.edtf import Windows
from timeline.core.history import UNREAD, History
from timeline.core.model import Event
from timeline.core.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Timeline:
    """The events of a repository, sorted by (earliest day, latest day, id).

    `files` gives each event's file relative to the repository, `aliases` the present id of a
    former one, `refused` the ids (former ones too) of files that could not be read: a relation to
    one of those is not an error of its own. `repeated` lists (id, file) of events whose id was
    taken. `history` is every committed version; it is read for what is published only.
    """

    events: tuple[Event, ...]
    vocabulary: Vocabulary
    files: Mapping[str, str] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    by_id: Mapping[str, Event] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    repeated: tuple[tuple[str, str], ...] = ()
    history: History = UNREAD

    def __repr__(self) -> str:
        return f"<Timeline of {len(self.events):,} events>"

    def get(self, event_id: str) -> Event | None:
        """Return an event by its id or a former id, or None."""
        return self.by_id.get(self.aliases.get(event_id, event_id))

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)

    def __getitem__(self, event_id: str) -> Event:
        """Return an event by its id or a former id; KeyError if there is none."""
        return self.by_id[self.aliases.get(event_id, event_id)]

    def __contains__(self, event_id: object) -> bool:
        return event_id in self.by_id or event_id in self.aliases

    def covers(self, event: Event) -> bool:
        """Tell whether the date is the whole of what the event is about (a statistic's year)."""
        kind = self.vocabulary.kinds.get(event.kind)
        return kind is not None and kind.extent == "coverage"

    def windows(self, event: Event) -> Windows:
        """Return when the event starts and ends, each as earliest and latest possible day."""
        return event.date.windows(coverage=self.covers(event))

    def standing(self) -> Iterator[Event]:
        """Yield the events that are not withdrawn."""
        return (event for event in self.events if event.withdrawn is None)


def assemble(
    placed: Iterable[tuple[Event, str]],
    vocabulary: Vocabulary,
    refused: Iterable[str] = (),
) -> Timeline:
    """Sort events, each with its file, into a Timeline; the first of two equal ids stays."""
    in_order = sorted(placed, key=lambda pair: (*pair[0].date.sort_key, pair[0].id, pair[1]))
    by_id: dict[str, Event] = {}
    files: dict[str, str] = {}
    repeated: list[tuple[str, str]] = []
    for event, file in in_order:
        if event.id in by_id:
            repeated.append((event.id, file))
        else:
            by_id[event.id] = event
            files[event.id] = file
    return Timeline(
        events=tuple(by_id.values()),
        vocabulary=vocabulary,
        files=files,
        refused=frozenset(refused),
        by_id=by_id,
        aliases={
            alias: event.id
            for event in by_id.values()
            for alias in event.aliases
            if alias not in by_id
        },
        repeated=tuple(repeated),
    )
