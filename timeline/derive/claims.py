"""The figures of all events, gathered by what they count and by who claims them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from timeline.core.edtf import Edtf
from timeline.core.figure import Figure
from timeline.core.model import Event, period_of
from timeline.core.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure and the event that carries it."""

    event: Event
    figure: Figure

    @property
    def period(self) -> Edtf:
        """The period that the number is about."""
        return period_of(self.figure, self.event)


def claims(timeline: Timeline) -> Iterator[Claim]:
    """Yield every figure of every standing event, in timeline order."""
    for event in timeline.standing():
        for figure in event.figures:
            yield Claim(event, figure)


def by_measure(timeline: Timeline) -> Mapping[str, tuple[Claim, ...]]:
    """Group figures by measure, each group in the order of the periods."""
    return _grouped(timeline, "measure")


def by_claimant(timeline: Timeline) -> Mapping[str, tuple[Claim, ...]]:
    """Group figures by the actor who claims them; those of nobody are left out."""
    return _grouped(timeline, "attributed_to")


@lru_cache(maxsize=1)
def claimants(timeline: Timeline) -> Mapping[str, frozenset[str]]:
    """Return by measure who gives numbers for it; those of nobody count as one claimant."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims(timeline):
        found[claim.figure.measure].add(claim.figure.attributed_to)
    known = timeline.vocabulary.measures
    return {name: frozenset(names) for name, names in found.items() if name in known}


def _grouped(timeline: Timeline, name: str) -> Mapping[str, tuple[Claim, ...]]:
    groups: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims(timeline):
        key = getattr(claim.figure, name)
        if key:
            groups[key].append(claim)
    return {
        key: tuple(sorted(group, key=lambda claim: claim.period.sort_key))
        for key, group in groups.items()
    }
