"""What checks may know beside the timeline itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`today` is a day number (from 1970-01-01); folders are relative to the repository.

    `years` are the first and last plausible year of a plain four-digit date.
    """

    today: int
    events: str
    vocabulary: str
    years: tuple[int, int]
