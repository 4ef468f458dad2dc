"""What was published before: the events of an earlier commit, and the ids used until then.

Made by `timeline.base`, asked by `checks.continuity`. Knows no git.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline.core.model import Event
from timeline.core.timeline import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The timeline of an earlier commit, without files that the models of today refuse.

    `used` gives, for ids that stood for an event still earlier, that event as it last was; None
    where its text was taken back. It is empty where the past is not known in full.
    """

    timeline: Timeline
    used: Mapping[str, Event | None] = field(default_factory=dict)
