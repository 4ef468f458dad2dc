"""The shapes of the JSON below data/ (see `outputs` for all others)."""

from typing import Annotated, Any, Final, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

LARGEST_YEAR: Final = 271000  # a little less than a Date of JavaScript can say


class FieldOut(TypedDict):
    """A column of a CSV table (Table Schema, version 1)."""

    name: str
    type: Literal["string", "integer", "number"]
    description: str
    constraints: NotRequired[dict[str, bool]]


class TableSchema(TypedDict):
    """The columns and keys of a CSV table."""

    fields: list[FieldOut]
    primaryKey: list[str]
    foreignKeys: NotRequired[list[dict[str, Any]]]
    missingValues: list[str]


class ResourceOut(TypedDict):
    """A file of the package; `path` is relative to the package."""

    profile: NotRequired[str]
    name: Annotated[str, Field(pattern="^[a-z0-9-]+$")]
    path: str
    title: str
    format: str
    mediatype: str
    encoding: NotRequired[str]
    bytes: NotRequired[int]
    hash: NotRequired[Annotated[str, Field(pattern="^sha256:[0-9a-f]{64}$")]]
    dialect: NotRequired[dict[str, str | bool]]
    schema: NotRequired[TableSchema]


class DataPackage(TypedDict):
    """data/datapackage.json: Data Package, version 1 (https://specs.frictionlessdata.io/)."""

    profile: Literal["data-package"]
    name: Annotated[str, Field(pattern="^[a-z0-9-]+$")]
    id: str
    title: str
    description: str
    homepage: str
    version: NotRequired[Annotated[str, Field(description="Day of the last change.")]]
    created: NotRequired[Annotated[str, Field(description="When any event last changed.")]]
    keywords: list[str]
    licenses: NotRequired[list[dict[str, str]]]
    contributors: NotRequired[list[dict[str, str]]]
    sources: list[dict[str, str]]
    resources: list[ResourceOut]


class SlideDate(TypedDict):
    """A date as TimelineJS counts: year 0 is 1 BCE. What it shows is `display_date`."""

    year: Annotated[int, Field(ge=-LARGEST_YEAR, le=LARGEST_YEAR)]
    month: NotRequired[Annotated[int, Field(ge=1, le=12)]]
    day: NotRequired[Annotated[int, Field(ge=1, le=31)]]
    display_date: str


class SlideText(TypedDict):
    """Title and summary as HTML."""

    headline: str
    text: str


class Slide(TypedDict):
    """An event as TimelineJS shows it."""

    unique_id: str
    start_date: SlideDate
    end_date: NotRequired[SlideDate]
    display_date: Annotated[str, Field(description="The date in words.")]
    text: SlideText
    group: Annotated[str, Field(description="Name of the kind of event, as HTML.")]


class LeftOut(TypedDict):
    """What TimelineJS cannot show."""

    about: Annotated[str, Field(description="Where all events are.")]
    left_out: Annotated[int, Field(description="Events whose start is unknown, open or too far.")]


class TimelineJs(TypedDict):
    """data/timelinejs.json: the events that stand, for TimelineJS 3."""

    schema_version: str
    scale: Literal["human"]
    title: dict[str, SlideText]
    events: list[Slide]
    _timeline: LeftOut


class Feature(TypedDict):
    """An event at its places."""

    type: Literal["Feature"]
    id: str
    geometry: Annotated[
        dict[str, Any] | None,
        Field(description="Point or MultiPoint, longitude first; null where it lies nowhere."),
    ]
    properties: Annotated[
        dict[str, Any], Field(description="The columns of the tables; parts as lists of objects.")
    ]


class FeatureCollection(TypedDict):
    """data/events.geojson (RFC 7946)."""

    type: Literal["FeatureCollection"]
    schema_version: str
    name: str
    features: list[Feature]


# `@` begins no name of Python: this shape is written as a call.
Graph = TypedDict(
    "Graph",
    {
        "@context": Annotated[dict[str, Any], Field(description="Whole: nothing to be fetched.")],
        "@graph": Annotated[
            list[dict[str, Any]], Field(description="The data set, then the page of every event.")
        ],
    },
)
Graph.__doc__ = "data/events.jsonld (JSON-LD 1.1, schema.org)."
