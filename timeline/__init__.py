"""Publish dated, sourced events: validated JSON files to feeds and a timeline site.

>>> from timeline import load, parse_date
>>> parse_date("2019-12~").approximate
True
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.api import (
        ConfigError,
        DataError,
        Edtf,
        EdtfError,
        Event,
        Timeline,
        load,
        parse_date,
    )

__version__ = "0.1.0"
__all__ = [
    "ConfigError",
    "DataError",
    "Edtf",
    "EdtfError",
    "Event",
    "Timeline",
    "__version__",
    "load",
    "parse_date",
]


def __getattr__(name: str) -> Any:
    """Load the public names when they are first used: `timeline --version` needs none of them."""
    if name in __all__:
        from timeline import api  # noqa: PLC0415 - on purpose, see above

        return getattr(api, name)
    raise AttributeError(f"module 'timeline' has no attribute {name!r}")
