"""What a site lacks for want of history, in words: warnings of a build, no findings."""

from typing import Final

from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.computed import stamp

_SHOWN: Final = 5  # old versions that are named


def omissions(timeline: Timeline, site: Site) -> list[str]:
    """Return a line for everything that is left out."""
    return [*_untold(timeline), *_untimed(timeline, site)]


def _untold(timeline: Timeline) -> list[str]:
    history = timeline.history
    if not history.complete:
        return [f"the history of the events is left out: {history.reason}"]
    count = len(history.skipped)
    lines = [
        f"{item.file} as of commit {item.commit[:12]} is not in the history: {item.reason}"
        for item in history.skipped[:_SHOWN]
    ]
    return lines + ([f"{count - _SHOWN} more old versions are not in it"] if count > _SHOWN else [])


def _untimed(timeline: Timeline, site: Site) -> list[str]:
    count = sum(stamp(event, timeline, site) is None for event in timeline)
    if not count:
        return []
    lack = "no time of publication and"
    said = f"{count:,} events have {lack} are" if count > 1 else f"1 event has {lack} is"
    fix = f"commit {'them' if count > 1 else 'it'}, or set SOURCE_DATE_EPOCH"
    return [f"{said} left out of Atom feeds and calendars: {fix}"]
