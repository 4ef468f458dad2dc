"""A finished file of the site: what exporters yield and `output` writes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

SCHEMA_VERSION: Final = "1.0"  # of every JSON that we publish
JSON: Final = "application/json"
JSON_FEED: Final = "application/feed+json"
ATOM: Final = "application/atom+xml"
CSS: Final = "text/css"
OPML: Final = "text/x-opml"
JSON_SCHEMA: Final = "application/schema+json"
CALENDAR: Final = "text/calendar"
TEXT: Final = "text/plain"
BIBTEX: Final = "application/x-bibtex"
CSL: Final = "application/vnd.citationstyles.csl+json"
CFF: Final = "application/yaml"
OPENAPI: Final = "application/vnd.oai.openapi+json;version=3.1"
NDJSON: Final = "application/x-ndjson"
CSV: Final = "text/csv; charset=utf-8; header=present"
PARQUET: Final = "application/vnd.apache.parquet"
SQLITE: Final = "application/vnd.sqlite3"
GEO_JSON: Final = "application/geo+json"
JSON_LD: Final = "application/ld+json"

_GAP: Final = b"\0"  # JSON never holds it


@dataclass(frozen=True, slots=True)
class Artifact:
    """Path below the site folder (forward slashes), media type, finished bytes."""

    path: str
    media_type: str
    content: bytes


def json_bytes(value: Any) -> bytes:
    """Write JSON as every output has it: UTF-8, sorted keys, LF, newline at the end."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def json_member(value: Any) -> bytes:
    """Write a JSON value that stands in others.

    It is a copy, for what orjson returns keeps its far larger buffer from the next thousands.
    """
    return bytes(memoryview(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)))


def json_artifact(path: str, value: Any, media_type: str = JSON) -> Artifact:
    """Make an Artifact of a JSON value."""
    return Artifact(path, media_type, json_bytes(value))


def json_listing(
    path: str, value: Mapping[str, Any], name: str, members: Iterable[bytes], media_type: str = JSON
) -> Artifact:
    """Make an Artifact of a JSON object whose list `name` has these members, written before.

    Thousands of files hold the same ones.
    """
    whole = json_bytes({**value, name: orjson.Fragment(_GAP)})
    before, _, after = whole.partition(_GAP)
    parts = list(members) or [b""]
    parts[0] = before + b"[" + parts[0]
    parts[-1] += b"]" + after
    return Artifact(path, media_type, b",".join(parts))
