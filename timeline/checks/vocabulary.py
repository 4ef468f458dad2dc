"""Terms against one another: references, circles, coordinates."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from timeline.core.context import Context
from timeline.core.diagnostic import Diagnostic, closest, finding, pointer, quoted
from timeline.core.timeline import Timeline

# Facet, field, and whether a chain of such fields must end.
_REFERENCES: Final = (
    ("actors", "part_of", True),
    ("places", "within", True),
    ("measures", "not_comparable_with", False),
)


def check(timeline: Timeline, context: Context) -> Iterator[Diagnostic]:
    """Check the references between terms and the coordinates of places."""
    for facet, field, is_chain in _REFERENCES:
        terms = timeline.vocabulary.facet(facet)
        file = f"{context.vocabulary}/{facet}.json"
        for index, term in enumerate(terms.values()):
            at = pointer("terms", index, field)
            named = getattr(term, field)
            several = not isinstance(named, str)
            for number, other in enumerate(named if several else [named]):
                if other and other not in terms:
                    near = closest(other, terms)
                    yield finding(
                        "T503",
                        file,
                        f"{at}/{number}" if several else at,
                        field=f"'{field}'",
                        id=quoted(other),
                        file_=file,
                        suggestion=near,
                    )
            if is_chain and _circles(terms, term.id, field):
                yield finding("T505", file, at, id=quoted(term.id), field=field)
    yield from _coordinates(timeline, f"{context.vocabulary}/places.json")
    yield from _categories(timeline, f"{context.vocabulary}/dimensions.json")


def _circles(terms: Mapping[str, Any], start: str, field: str) -> bool:
    seen = {start}
    here = getattr(terms[start], field)
    while here and here in terms:
        if here in seen:
            return bool(here == start)
        seen.add(here)
        here = getattr(terms[here], field)
    return False


def _coordinates(timeline: Timeline, file: str) -> Iterator[Diagnostic]:
    for index, place in enumerate(timeline.vocabulary.places.values()):
        at = pointer("terms", index)
        if (place.latitude is None) != (place.longitude is None):
            yield finding("T504", file, at, problem="the place has half a pair of coordinates")
        for name, limit in (("latitude", 90), ("longitude", 180)):
            value = getattr(place, name)
            if value is not None and not -limit <= value <= limit:
                problem = f"the {name} is {value}; expected -{limit} to {limit}"
                yield finding("T504", file, f"{at}/{name}", problem=problem)


def _categories(timeline: Timeline, file: str) -> Iterator[Diagnostic]:
    for index, dimension in enumerate(timeline.vocabulary.dimensions.values()):
        seen: set[str] = set()
        for number, category in enumerate(dimension.categories):
            if category.id in seen:
                at = pointer("terms", index, "categories", number, "id")
                yield finding("T502", file, at, id=quoted(category.id))
            seen.add(category.id)
