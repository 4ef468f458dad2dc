"""Findings in the log of MkDocs; one that is an error ends the build. Only the plugin calls it."""

from collections.abc import Iterable
from logging import LoggerAdapter
from typing import Any, Final

from mkdocs.exceptions import PluginError

from timeline.core.diagnostic import Diagnostic

_SHOWN: Final = 5  # findings in the message that ends a build

Logger = LoggerAdapter[Any]


def report(log: Logger, diagnostics: Iterable[Diagnostic]) -> None:
    """Log every finding; a build with errors ends here, before anything is written."""
    errors = []
    for item in diagnostics:
        place = ":".join(str(part) for part in (item.file, item.line, item.column) if part)
        text = ": ".join(part for part in (place, item.code, item.message) if part)
        if item.severity == "error":
            errors.append(text)
            log.error("%s (%s)", text, item.hint)
        else:
            log.warning("%s (%s)", text, item.hint)
    if errors:
        more = f"\n  and {len(errors) - _SHOWN} more" if len(errors) > _SHOWN else ""
        shown = "\n  ".join(errors[:_SHOWN])
        count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
        raise PluginError(f"timeline: {count} in the events\n  {shown}{more}")
