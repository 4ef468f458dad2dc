"""The field types that every record is made of, for the model and its JSON Schema alike.

Used by `core.model` and `core.vocabulary`. A type here must mean the same to pydantic and to any
JSON Schema validator: no null where a field may be left out, patterns that use [0-9] and refuse a
trailing newline, numbers that are `number`.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    JsonValue,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from timeline.core import edtf
from timeline.core.edtf import Edtf

STRICT: Final = ConfigDict(extra="forbid")
# For records that are only read as part of others: what validates them alone is made when asked.
PART: Final = ConfigDict(extra="forbid", defer_build=True)


def strict_with_one_of(*names: str) -> ConfigDict:
    """Return the configuration of a record whose schema asks for at least one of these fields."""
    # strict validators want the names of `required` beside it
    asked: list[JsonValue] = [{"properties": {name: {}}, "required": [name]} for name in names]
    return ConfigDict(extra="forbid", defer_build=True, json_schema_extra={"anyOf": asked})


ID_PATTERN: Final = "^[a-z0-9]+(?:-[a-z0-9]+)*$"
ID_LENGTH: Final = 80
# Printable ASCII of RFC 3986 only; no user name, no IP literal in brackets.
URL_PATTERN: Final = "^https?://[A-Za-z0-9._~%\\-]+(?::[0-9]{1,5})?(?:[/?#][!#-;=?-\\[\\]_a-z~]*)?$"
FIELD_OR_KEY_PATTERN: Final = "^[a-z0-9]+(?:[-_][a-z0-9]+)*$"
LANGUAGE_PATTERN: Final = "^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"
WIKIDATA_PATTERN: Final = "^Q[1-9][0-9]*$"
LARGEST_NUMBER: Final = 10**15
LARGEST_FILE: Final = 1024 * 1024  # bytes of a file, present or past

# What a field of dates says of itself in the schema.
DATE_NOTE: Final = (
    "EDTF (ISO 8601-2), levels 0 to 2, without a time of day: `2017-12-22`, `2023-09`, `2018-12~` "
    "(about), `2024?` (uncertain), `2023-01/2023-06` (begins and ends), `[2022..2023-10]` (once, "
    "some time within), `{2024-10-24,2024-11-06}` (each of them), `2025-02-09/..` (still open)."
)

# Names that a file system, a server or our own paths give another meaning.
RESERVED_IDS: Final = frozenset(
    ["index", "page", "latest", "con", "prn", "aux", "nul"]
    + [f"{device}{n}" for device in ("com", "lpt") for n in range(1, 10)],
)


class Optional:
    """Marks a field that may be left out but never be null."""

    def __get_pydantic_core_schema__(
        self,
        source: Any,
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        """Return the schema of the type inside `X | None`."""
        schema = handler(source)
        if schema["type"] == "nullable":
            inner: CoreSchema = schema["schema"]
            return inner
        return schema


@dataclass(frozen=True, slots=True)
class EdtfDay:
    """Reads an EDTF string, levels 0 to 2, without time of day, into an `Edtf`."""

    def __get_pydantic_core_schema__(
        self,
        source: Any,
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        """Validate a string, then read it; on output write its text."""
        return core_schema.no_info_after_validator_function(
            _read_day,
            core_schema.str_schema(strict=True, min_length=1, max_length=edtf.MAX_LENGTH),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    def __get_pydantic_json_schema__(
        self,
        schema: CoreSchema,
        handler: GetJsonSchemaHandler,
    ) -> dict[str, Any]:
        """Describe the shape of EDTF; the calendar is beyond what a pattern can say."""
        return {
            "type": "string",
            "minLength": 1,
            "maxLength": edtf.MAX_LENGTH,
            "pattern": edtf.PATTERN,
        }


def _read_day(text: str) -> Edtf:
    try:
        value = edtf.parse_cached(text)
    except edtf.EdtfError as error:
        raise PydanticCustomError(
            "edtf",
            "{reason}",
            {"reason": error.reason, "position": error.position},
        ) from None
    if value.has_time:
        raise PydanticCustomError("edtf_time", "time of day", {"position": text.index("T") + 1})
    return value


def _not_reserved(value: str) -> str:
    if value in RESERVED_IDS:
        raise PydanticCustomError("reserved", "reserved name", {})
    return value


def _no_repeats(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(values) > 1 and len(set(values)) != len(values):
        raise PydanticCustomError("repeated", "repeated item", {})
    return values


When = Annotated[Edtf, EdtfDay()]
Slug = Annotated[
    str,
    StringConstraints(strict=True, pattern=ID_PATTERN, max_length=ID_LENGTH),
]
EventId = Annotated[
    Slug,
    AfterValidator(_not_reserved),
    Field(json_schema_extra={"not": {"enum": sorted(RESERVED_IDS)}}),
]
Slugs = Annotated[
    tuple[Slug, ...],
    Field(max_length=100, json_schema_extra={"uniqueItems": True}),
    AfterValidator(_no_repeats),
]
FieldOrKey = Annotated[
    str,
    StringConstraints(strict=True, pattern=FIELD_OR_KEY_PATTERN, max_length=ID_LENGTH),
]
Line = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=500)]
Paragraph = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=4000)]
Url = Annotated[
    str,
    StringConstraints(strict=True, pattern=URL_PATTERN, max_length=2000),
]
Language = Annotated[str, StringConstraints(strict=True, pattern=LANGUAGE_PATTERN, max_length=35)]
Wikidata = Annotated[str, StringConstraints(strict=True, pattern=WIKIDATA_PATTERN, max_length=20)]
Number = Annotated[
    Annotated[int, Field(strict=True, ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)]
    | Annotated[
        float, Field(strict=True, ge=-LARGEST_NUMBER, le=LARGEST_NUMBER, allow_inf_nan=False)
    ],
    WithJsonSchema({"type": "number", "minimum": -LARGEST_NUMBER, "maximum": LARGEST_NUMBER}),
]
