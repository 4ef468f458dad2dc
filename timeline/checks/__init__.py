"""Rules across fields and events: one family a file, each `check(timeline, context)`.

The registry is a literal tuple; a test compares it with the folder.
"""

from collections.abc import Callable, Iterator
from typing import Final

from timeline.checks import (
    agreement,
    continuity,
    dates,
    figures,
    identity,
    precision,
    references,
    sources,
    text,
    vocabulary,
)
from timeline.core.context import Context
from timeline.core.diagnostic import Diagnostic
from timeline.core.timeline import Timeline

Check = Callable[[Timeline, Context], Iterator[Diagnostic]]

CHECKS: Final[tuple[tuple[str, Check], ...]] = (
    ("identity", identity.check),
    ("dates", dates.check),
    ("references", references.check),
    ("figures", figures.check),
    ("sources", sources.check),
    ("text", text.check),
    ("agreement", agreement.check),
    ("precision", precision.check),
    ("vocabulary", vocabulary.check),
    ("continuity", continuity.check),
)
