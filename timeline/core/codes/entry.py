"""What the catalogue says of one kind of finding."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding. `message` and `hint` are templates over a Diagnostic's arguments."""

    code: str
    severity: Severity
    title: str
    message: str
    hint: str
    why: str
