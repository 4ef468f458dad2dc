"""What can still be checked of a refused file: its event, with neutral values for refused ones.

So one run says everything. Partial events are for the checks only; no timeline that is published
holds one. `project` keeps those findings that do not hang on a neutral value.
"""

import copy
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, Final

from pydantic import ValidationError

from timeline.core import record
from timeline.core.diagnostic import Diagnostic, pointer
from timeline.core.fields import LARGEST_NUMBER
from timeline.core.figure import Figure
from timeline.core.model import Event, Relation, Withdrawal
from timeline.core.reading import Reading
from timeline.core.source import Relayed, Source
from timeline.loading.strict_json import Document

Place = tuple[str | int, ...]

_ROUNDS: Final = 3  # some mistakes are seen only after others are mended
_MOST: Final = 1000  # refusals beyond which a file is no event that somebody mends in one go
_MARK: Final = "refused-value"
_DATE: Final = "9998-11-29"  # sorts after all others and is in nobody's file

# Where a value is missing from a record of which the model says only that one is.
_MISSING: Final = {"no_address": "no_url_reason", "no_number": "high"}
_NESTED: Final[dict[tuple[type, str | int], type]] = {
    (Event, "sources"): Source,
    (Event, "figures"): Figure,
    (Event, "readings"): Reading,
    (Event, "relations"): Relation,
    (Event, "withdrawn"): Withdrawal,
    (Source, "relays"): Relayed,
}
# Values that no check complains of; other required fields get a name of their own.
_NEUTRAL: Final[dict[tuple[type, str | int], Any]] = {
    (Event, "date"): _DATE,
    (Event, "status"): "planned",
    (Event, "claim_status"): "forecast",
    (Event, "sources"): [{"publisher": _MARK, "no_url_reason": _MARK}],
    (Source, "no_url_reason"): _MARK,
    (Figure, "high"): LARGEST_NUMBER,
    (Reading, "verdict"): "open",
    (Relation, "type"): "part-of",
    (Withdrawal, "at"): "2000",
    (Withdrawal, "reason"): "wrong",
}
# Which findings elsewhere in the file are in doubt where a field was refused.
_DOUBTFUL: Final[dict[Place, tuple[str, ...]]] = {
    ("date",): ("T207", "T321"),
    ("kind",): ("T321",),
    ("aliases",): ("T303",),
    ("withdrawn",): ("T311", "T313"),
    ("withdrawn", "replaced_by"): ("T322",),
    ("sources",): ("T305",),
    ("sources", "key"): ("T305",),
    ("sources", "supports"): ("T320",),
    ("figures",): ("T306",),
    ("figures", "key"): ("T306",),
    ("figures", "value"): ("T313",),
    ("figures", "low"): ("T313",),
    ("figures", "qualifier"): ("T313",),
    ("figures", "basis"): ("T315", "T316"),
    ("figures", "derivation"): ("T315",),
    ("figures", "dimension"): ("T310", "T311", "T313"),
    ("figures", "category"): ("T310", "T311", "T313"),
    ("figures", "period"): ("T311", "T313"),
    ("figures", "as_of"): ("T311", "T313"),
    ("figures", "attributed_to"): ("T311", "T313"),
    ("figures", "sources"): ("T316",),
    ("relations", "type"): ("T309",),
}
# Findings between two files, which stand in the later of them.
_SHARED: Final = frozenset(["T302", "T309", "T317"])


@dataclass(frozen=True, slots=True)
class Partial:
    """An event that is good for checks only, its file, and the pointers of what was refused."""

    event: Event
    file: str
    refused: frozenset[str]
    doubtful: frozenset[str]

    @property
    def names(self) -> tuple[str, ...]:
        """The id and the former ids that the file gives its event."""
        return self.event.id, *self.event.aliases

    def holds(self, item: Diagnostic) -> bool:
        """Tell whether a finding in this file does not hang on what was refused."""
        parts = item.pointer.split("/")
        ways = ("/".join(parts[:end]) for end in range(2, len(parts) + 1))
        return item.code not in self.doubtful and self.refused.isdisjoint(ways)


def partial(read: Document, error: ValidationError, number: int) -> Partial | None:
    """Return what is left of a refused document, if anything.

    `number` keeps the names that are made up for it apart from those for other documents.
    """
    if error.error_count() > _MOST:
        return None
    data = copy.deepcopy(read.data)
    places: set[Place] = set()
    for _ in range(_ROUNDS):
        refusals = error.errors(include_url=False, include_context=False, include_input=False)
        for item in refusals:
            if item["type"] == "too_short" and data.get("sources"):
                continue  # pydantic does not count items that it refuses
            missing = [_MISSING[item["type"]]] if item["type"] in _MISSING else []
            places.add(_mend(data, (*item["loc"], *missing), number))
        try:
            event = record.parse(data)
        except ValidationError as again:
            error = again
            continue
        names = {tuple(step for step in place if isinstance(step, str)) for place in places}
        doubtful = frozenset(code for name in names for code in _DOUBTFUL.get(name, ()))
        refused = frozenset(pointer(*place) for place in places)
        return Partial(event, read.file, refused, doubtful)
    return None


def _mend(data: dict[str, Any], loc: Place, number: int) -> Place:
    """Drop the innermost field that holds a refusal, or give it a neutral value; say which."""
    node: Any = data
    kind: type = Event
    place: Place = ()
    while inner := _NESTED.get((kind, loc[len(place)])):
        way = loc[: len(place) + 1]
        member = node.get(way[-1])
        if isinstance(member, list) and len(loc) > len(way) + 1:
            way = loc[: len(way) + 1]
            # the whole list may have been replaced for a mistake of its own
            member = next(iter(member[int(way[-1]) : int(way[-1]) + 1]), None)
        if not isinstance(member, dict) or len(loc) == len(way):
            break
        node, kind, place = member, inner, way
    name = loc[len(place)]
    place = (*place, name)
    node.pop(name, None)
    own = "-".join(str(step) for step in (_MARK, number, *place))
    if (kind, name) in _NEUTRAL:
        node[name] = copy.deepcopy(_NEUTRAL[kind, name])
    elif (kind, name) == (Source, "url"):
        node[name] = f"https://www.{own}.example/"
    elif any(name == field.name and field.default is MISSING for field in fields(kind)):
        node[name] = own
    return place


def sure(item: Diagnostic, partials: Mapping[str, Partial]) -> bool:
    """Tell whether a finding that came with partial events would also come with mended ones."""
    if any(_MARK in value or _DATE in value for _, value in item.args):
        return False
    home = partials.get(item.file)
    return home.holds(item) if home else item.code in _SHARED
