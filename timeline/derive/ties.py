"""Relations between events seen from both ends."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from timeline.core.model import Event, RelationType
from timeline.core.timeline import Timeline

Side = Literal["before", "after", "beside"]

# Read with this event first: own direction, and seen from the other event.
WORDS: Final[Mapping[RelationType, tuple[str, str]]] = {
    "responds-to": ("responds to", "is answered by"),
    "implements": ("implements", "is implemented by"),
    "violates": ("violates", "is violated by"),
    "enables": ("enables", "is enabled by"),
    "supersedes": ("supersedes", "is superseded by"),
    "part-of": ("is part of", "includes"),
    "follows-up": ("follows up", "is followed up by"),
    "contradicts": ("contradicts", "contradicts"),
}
# Whether the other event led to this one, came of it, or stands beside it. Seen from the other
# end it is the reverse.
_SIDES: Final[Mapping[RelationType, Side]] = {
    "responds-to": "before",
    "implements": "before",
    "violates": "before",
    "enables": "after",
    "supersedes": "before",
    "part-of": "beside",
    "follows-up": "before",
    "contradicts": "beside",
}
_REVERSE: Final[Mapping[Side, Side]] = {"before": "after", "after": "before", "beside": "beside"}


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation from the side of one event: words, the other event, the remark, its side."""

    words: str
    other: Event
    note: str
    side: Side


def ties(timeline: Timeline) -> Mapping[str, tuple[Tie, ...]]:
    """Return the ties of each event by id: its own relations, then those of others to it.

    Relations of withdrawn events and to unknown ids are left out.
    """
    own: defaultdict[str, list[Tie]] = defaultdict(list)
    others: defaultdict[str, list[Tie]] = defaultdict(list)
    for event in timeline.standing():
        for relation in event.relations:
            if relation.event not in timeline:
                continue
            target = timeline[relation.event]
            forward, inverse = WORDS[relation.type]
            side = _SIDES[relation.type]
            own[event.id].append(Tie(forward, target, relation.note, side))
            others[target.id].append(Tie(inverse, event, relation.note, _REVERSE[side]))
    return {key: (*own[key], *others[key]) for key in sorted({*own, *others})}
