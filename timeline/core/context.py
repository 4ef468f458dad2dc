"""What checks may know beside the timeline itself."""

from dataclasses import dataclass

from timeline.core.base import Base


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`today` is a day number (from 1970-01-01); folders are relative to the repository.

    `years` are the first and last plausible year of a plain four-digit date. `base` is what was
    published before, where the check is to compare with it.
    """

    today: int
    events: str
    vocabulary: str
    years: tuple[int, int]
    base: Base | None = None
