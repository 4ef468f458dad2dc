"""Which changes correct what was published before: other facts, not more of them or other words.

For the marks where a reader meets an event, the page of corrections and feeds.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from timeline.core.timeline import Timeline
from timeline.derive.changelog import HAPPENED, Step, told
from timeline.derive.differences import Change

# Fields that state a fact by themselves; and of members of lists.
_FACTS: Final = frozenset({"date", "released", "kind", "status", "claim_status"})
_OF_MEMBERS: Final[Mapping[str, frozenset[str]]] = {
    "figures": frozenset(
        {
            "attributed_to",
            "basis",
            "category",
            "dimension",
            "high",
            "low",
            "measure",
            "period",
            "qualifier",
            "value",
        }
    ),
    "readings": frozenset({"verdict"}),
}
# Losing a member of these takes something back.
_LISTS: Final = frozenset({"actors", "figures", "places", "sources"})
_TAKEN_BACK: Final = frozenset({"withdraw", "restore", "redact", "delete"})


def correcting(change: Change) -> bool:
    """Tell whether a change says other than what stood there, or takes it back."""
    if change.before is None:
        return False
    name, *inner = change.pointer.split("/")[1:]
    if not inner:
        return name in _FACTS
    if len(inner) == 1:
        return name in _LISTS and change.after is None
    return inner[1] in _OF_MEMBERS.get(name, ())


def is_correction(step: Step) -> bool:
    """Tell whether a version corrects the one before, or withdraws or restores the event."""
    return step.version.op in _TAKEN_BACK or any(map(correcting, step.changes))


def happened(step: Step) -> str:
    """Return what a version did, as a word that the title follows."""
    if step.version.op == "update" and any(map(correcting, step.changes)):
        return "Corrected"
    return HAPPENED[step.version.op]


@lru_cache(maxsize=1)
def corrected(timeline: Timeline) -> Mapping[str, Step]:
    """Return for each event that stands and was corrected its latest correction."""
    found: dict[str, Step] = {}
    for event in timeline.standing():
        for step in reversed(told(timeline).by_id.get(event.id, ())):
            if any(map(correcting, step.changes)):
                found[event.id] = step
                break
    return found
