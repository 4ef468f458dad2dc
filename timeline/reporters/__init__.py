"""One rendering a file: `render(diagnostics, summary) -> str`. The registry is a literal tuple."""

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Final

from timeline.core.diagnostic import Diagnostic, Summary
from timeline.reporters import github, machine, plain, sarif

Render = Callable[[Sequence[Diagnostic], Summary], str]

REPORTERS: Final = MappingProxyType(
    {
        "plain": plain.render,
        "github": github.render,
        "sarif": sarif.render,
        "json": machine.render,
    },
)
