"""The shapes of the JSON that we publish, as types: what exporters build and schemas describe.

Those of feeds, changes, bulk files and the entrance of the API stand in modules of their own.
Consumers must ignore fields that they do not know: within a major version fields are only added.
"""

from typing import Annotated, Generic, TypeVar

from pydantic import Field
from typing_extensions import TypedDict

from timeline.core.artifact import SCHEMA_VERSION
from timeline.core.history import instant

BoundText = Annotated[
    str | None,
    Field(
        description="`YYYY-MM-DD` with as many year digits as needed and `-` before year 0; `..` "
        "where open, null where unknown.",
        examples=["2017-12-22"],
    ),
]
Instant = Annotated[
    str | None,
    Field(
        description="RFC 3339, in UTC; null where no history gives it.",
        examples=["2026-11-21T22:09:08Z"],
    ),
]
DayNumber = Annotated[
    int | None,
    Field(description="Days from 1970-01-01; null where open or unknown.", examples=[17522]),
]


class WindowOut(TypedDict):
    """The first and the last day on which something may have begun, or ended."""

    earliest: BoundText
    latest: BoundText


class Computed(TypedDict):
    """What follows from the record; never edit, never rely on it instead of `date`."""

    earliest: BoundText
    latest: BoundText
    earliest_day: DayNumber
    latest_day: DayNumber
    start: Annotated[WindowOut, Field(description="When it began.")]
    end: Annotated[WindowOut, Field(description="When it ended.")]
    extent: Annotated[
        str,
        Field(
            description="`within`: some time inside; `span`: from start to end; `coverage`: the "
            "whole of it.",
            examples=["within"],
        ),
    ]
    precision: Annotated[str, Field(description="Unit of the date.", examples=["day"])]
    display: Annotated[str, Field(description="The date in words.", examples=["22 December 2017"])]
    first_published: Annotated[
        str | None,
        Field(
            description="Latest day by which the information was public, from `released` and "
            "the sources that support the date; null where no source says.",
        ),
    ]
    recorded: Annotated[Instant, Field(description="When the record was first published.")]
    modified: Annotated[Instant, Field(description="When the record last changed.")]
    revision: Annotated[
        int | None,
        Field(description="Number of the record's version, from 1; null without a history."),
    ]
    url: Annotated[str, Field(description="Address of the event's page.")]


class DiagnosticOut(TypedDict):
    """One finding of `timeline check`."""

    code: Annotated[str, Field(pattern="^T[0-9]{3}$", examples=["T201"])]
    severity: Annotated[str, Field(json_schema_extra={"enum": ["error", "warning"]})]
    file: Annotated[str, Field(description="Relative to the repository; empty for the corpus.")]
    pointer: Annotated[str, Field(description="JSON Pointer (RFC 6901) into the file.")]
    line: Annotated[int | None, Field(description="From 1; null for the corpus.")]
    column: Annotated[int | None, Field(description="From 1, in code points.")]
    message: Annotated[str, Field(description="What was found and what is expected.")]
    hint: Annotated[str, Field(description="What to do.")]


class SummaryOut(TypedDict):
    """Counts of a report."""

    files: int
    errors: int
    warnings: int


class Report(TypedDict):
    """The JSON report of `timeline check` and `timeline verify`."""

    schema_version: str
    diagnostics: list[DiagnosticOut]
    summary: SummaryOut


class FileOut(TypedDict):
    """One published file."""

    path: Annotated[str, Field(description="Below the site, with forward slashes.")]
    bytes: int
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    media_type: str


class Manifest(TypedDict):
    """Every other file of the site with its sum."""

    schema_version: str
    files: list[FileOut]


T = TypeVar("T")


class Envelope(TypedDict, Generic[T]):
    """A list of the API."""

    schema_version: str
    total: Annotated[int, Field(description="Members of the whole list, over all pages.")]
    last_modified: Annotated[Instant, Field(description="When any event last changed.")]
    next: Annotated[str | None, Field(description="Address of the next page; null on the last.")]
    result: list[T]


def envelope(
    result: list[T], at: int | None, *, total: int | None = None, following: str | None = None
) -> Envelope[T]:
    """Return a list of the API, whole unless `total` and the `following` page say otherwise.

    `at` is when any event last changed, in seconds since 1970.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "total": len(result) if total is None else total,
        "last_modified": instant(at),
        "next": following,
        "result": result,
    }


class TermOut(TypedDict, total=False):
    """A term of a vocabulary, with how many events name it."""

    id: Annotated[str, Field()]
    label: str
    events: Annotated[int, Field(description="Events that name the term.")]
    url: Annotated[str, Field(description="Address of the term's page, where it has one.")]


class ShareOut(TypedDict):
    """A count and its share of all, from 0 to 1."""

    count: int
    share: float


class BreakdownOut(TypedDict):
    """A total whose parts do not add up to it."""

    event: str
    measure: str
    dimension: str
    period: Annotated[str, Field(description="EDTF.")]
    total: float
    sum: Annotated[float, Field(description="Of the parts.")]
    difference: Annotated[float, Field(description="Total less sum.")]


Shares = dict[str, ShareOut]


class Quality(TypedDict):
    """How well the events that stand are supported. Lists hold ids of events."""

    schema_version: str
    events: int
    documents: Annotated[int, Field(description="Each document once, however often cited.")]
    figures: int
    precision: Annotated[Shares, Field(description="Units that dates are given in.")]
    dates: Annotated[dict[str, int], Field(description="Dates that say that they are not sure.")]
    status: Shares
    claim_status: Annotated[Shares, Field(description="Of events whose claim is judged apart.")]
    sources_per_event: Annotated[
        dict[str, int], Field(description="Number of sources that bear an event out -> events.")
    ]
    single_source: list[str]
    one_origin: Annotated[
        list[str], Field(description="Several sources that all repeat the same publisher.")
    ]
    not_seen_in_original: Annotated[
        list[str],
        Field(description="How each backing source was seen is said; none in the original."),
    ]
    seen_not_stated: Annotated[
        list[str],
        Field(description="None was seen in the original; of some it is not said how."),
    ]
    seen: Annotated[Shares, Field(description="How the editors saw the documents.")]
    archived: Shares
    titled: Shares
    languages: Shares
    publisher_types: Shares
    claimants: Annotated[Shares, Field(description="Figures by whether their claimant is known.")]
    breakdowns: Annotated[int, Field(description="Totals that stand beside exact parts.")]
    breakdowns_off: list[BreakdownOut]
    unrelated: Annotated[list[str], Field(description="Events without a relation.")]
    years: Annotated[dict[str, int], Field(description="Events filed under each year.")]
    gaps: Annotated[list[list[int]], Field(description="Years without events: [from, to].")]


class Drawn(TypedDict):
    """An event as the timeline view draws it."""

    id: str
    title: str
    kind: str
    status: str
    date: str
    display: str
    extent: str
    start: Annotated[list[DayNumber], Field(min_length=2, max_length=2)]
    end: Annotated[list[DayNumber], Field(min_length=2, max_length=2)]
    approximate: bool
    uncertain: bool
    open: bool
    unknown: bool


class View(TypedDict):
    """The timeline in compact form, withdrawn events left out."""

    schema_version: str
    total: int
    last_modified: Annotated[Instant, Field(description="When any event last changed.")]
    next: Annotated[str | None, Field(description="Always null: the view is one file.")]
    result: list[Drawn]
