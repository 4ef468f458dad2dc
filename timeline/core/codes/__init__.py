"""The catalogue of findings, from which messages, `timeline explain`, docs and SARIF rules come.

Codes are never reused: T0 files and JSON, T1 shape, T2 dates, T3 references and numbers,
T4 text and addresses, T5 vocabulary, T6 earlier versions, T9 outputs.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from timeline.core.codes import (
    dates,
    files,
    history,
    outputs,
    references,
    shape,
    text,
    vocabulary,
)
from timeline.core.codes.entry import Code, Severity

CATALOG: Final[Mapping[str, Code]] = MappingProxyType(
    {
        code.code: code
        for family in (files, shape, dates, references, text, vocabulary, history, outputs)
        for code in family.CODES
    },
)

__all__ = ["CATALOG", "Code", "Severity"]
