"""Findings as SARIF 2.1.0 (OASIS), for code-scanning tools. Rules come from the catalogue."""

import hashlib
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from timeline.core.artifact import json_bytes
from timeline.core.codes import CATALOG
from timeline.core.diagnostic import Diagnostic, Summary


def render(diagnostics: Sequence[Diagnostic], _: Summary) -> str:
    """Return a SARIF log with one run."""
    rules = list(CATALOG.values())
    order = {rule.code: index for index, rule in enumerate(rules)}
    run = {
        "columnKind": "unicodeCodePoints",
        "tool": {
            "driver": {
                "name": "timeline",
                "rules": [
                    {
                        "id": rule.code,
                        "shortDescription": {"text": rule.title},
                        "fullDescription": {"text": rule.why},
                        "defaultConfiguration": {"level": rule.severity},
                    }
                    for rule in rules
                ],
            },
        },
        "results": [_result(item, order[item.code]) for item in diagnostics],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json_bytes(log).decode("utf-8")


def _result(item: Diagnostic, rule: int) -> dict[str, Any]:
    identity = f"{item.code}\0{item.file}\0{item.pointer}"
    result: dict[str, Any] = {
        "ruleId": item.code,
        "ruleIndex": rule,
        "level": item.severity,
        "message": {"text": f"{item.message}; fix: {item.hint}"},
        "partialFingerprints": {
            "timeline/v1": hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest(),
        },
    }
    if item.file:
        location: dict[str, Any] = {"artifactLocation": {"uri": quote(item.file)}}
        if item.line is not None:
            location["region"] = {"startLine": item.line, "startColumn": item.column}
        result["locations"] = [{"physicalLocation": location}]
        if item.pointer:
            result["locations"][0]["logicalLocations"] = [{"fullyQualifiedName": item.pointer}]
    return result
