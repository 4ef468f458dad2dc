"""The only writer: files as they are made, a manifest over them, and a swap with the old site."""

from timeline.output.apart import Apart
from timeline.output.staging import OutputError, recover, staged
from timeline.output.writing import (
    MANIFEST,
    Written,
    describe,
    files_below,
    leads_out,
    media_type,
    together,
    write_artifacts,
    write_manifest,
)

__all__ = [
    "MANIFEST",
    "Apart",
    "OutputError",
    "Written",
    "describe",
    "files_below",
    "leads_out",
    "media_type",
    "recover",
    "staged",
    "together",
    "write_artifacts",
    "write_manifest",
]
