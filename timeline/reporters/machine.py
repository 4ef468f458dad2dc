"""Findings as one JSON object (schema: diagnostics.schema.json)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline.core.artifact import SCHEMA_VERSION, json_bytes
from timeline.core.diagnostic import Diagnostic, Summary

if TYPE_CHECKING:  # every command loads the reporters, few the shapes of outputs
    from timeline.core.outputs import Report


def render(diagnostics: Sequence[Diagnostic], summary: Summary) -> str:
    """Return the report as JSON with a newline at the end."""
    report: Report = {
        "schema_version": SCHEMA_VERSION,
        "diagnostics": [
            {
                "code": item.code,
                "severity": item.severity,
                "file": item.file,
                "pointer": item.pointer,
                "line": item.line,
                "column": item.column,
                "message": item.message,
                "hint": item.hint,
            }
            for item in diagnostics
        ],
        "summary": {
            "files": summary.files,
            "errors": summary.errors,
            "warnings": summary.warnings,
        },
    }
    return json_bytes(report).decode("utf-8")
