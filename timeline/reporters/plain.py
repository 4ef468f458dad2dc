"""Findings as text for a person: place, what, fix; then a line that counts.

events/2019/pact.json:4:11: error T201 at /date: '2019-13' is not a date: ...
    fix: docs/dates.md (on the site: Dates) says what to write; try it: timeline date '2023-09'
"""

from collections.abc import Sequence

from timeline.core.diagnostic import Diagnostic, Summary, visible


def render(diagnostics: Sequence[Diagnostic], summary: Summary) -> str:
    """Return the report with a newline at the end."""
    lines = []
    for item in diagnostics:
        place = item.file or "the whole timeline"
        if item.line is not None:
            place += f":{item.line}:{item.column}"
        at = f" at {item.pointer}" if item.pointer else ""
        lines.append(
            f"{visible(place)}: {item.severity} {item.code}{visible(at)}: {visible(item.message)}"
        )
        lines.append(f"    fix: {visible(item.hint)}")
    return "\n".join([*lines, count(summary)]) + "\n"


def count(summary: Summary) -> str:
    """Return the closing line.

    >>> count(Summary(files=2, errors=1, warnings=0))
    '2 files checked: 1 error, no warnings'
    """
    errors = _number(summary.errors, "error")
    warnings = _number(summary.warnings, "warning")
    return f"{_number(summary.files, 'file')} checked: {errors}, {warnings}"


def _number(count_: int, what: str) -> str:
    if count_ == 0:
        return f"no {what}s"
    return f"1 {what}" if count_ == 1 else f"{count_:,} {what}s"
