"""Numbers: complete, in order, entered once, and no part greater than its whole."""

from collections import defaultdict
from collections.abc import Iterator
from math import inf

from timeline.core.context import Context
from timeline.core.diagnostic import Diagnostic, closest, finding, quoted
from timeline.core.figure import Figure
from timeline.core.model import Event, period_of
from timeline.core.timeline import Timeline

Series = tuple[str, str, str, str]  # measure, claimant, period, vintage
Place = tuple[str, str, Figure]  # file, pointer, figure
_ABOUT = 0.1  # how far "about" may be off, as a share


def check(timeline: Timeline, _: Context) -> Iterator[Diagnostic]:
    """Check every figure by itself, then all of them together."""
    series: defaultdict[Series, list[Place]] = defaultdict(list)
    for event in timeline:
        file = timeline.files[event.id]
        for index, figure in enumerate(event.figures):
            at = f"/figures/{index}"
            if figure.low is not None or figure.high is not None:
                yield from _numbers(figure, file, at)
            yield from _provenance(event, figure, file, at)
            if figure.dimension or figure.category:
                yield from _breakdown(timeline, figure, file, at)
            if event.withdrawn is None:
                series[_series(figure, event)].append((file, at, figure))
    for key, places in series.items():
        if len(places) > 1:
            yield from _once(key, places)
            yield from _parts(places)


def _series(figure: Figure, event: Event) -> Series:
    vintage = figure.as_of.text if figure.as_of else ""
    return figure.measure, figure.attributed_to, period_of(figure, event).text, vintage


def _numbers(figure: Figure, file: str, at: str) -> Iterator[Diagnostic]:
    given = [n for n in (figure.low, figure.value, figure.high) if n is not None]
    if given != sorted(given):
        named = (("low", figure.low), ("value", figure.value), ("high", figure.high))
        found = ", ".join(f"{name} {number:,}" for name, number in named if number is not None)
        yield finding("T312", file, at, found=found)


def _provenance(event: Event, figure: Figure, file: str, at: str) -> Iterator[Diagnostic]:
    if figure.basis == "derived" and not figure.derivation:
        problem = "the figure is derived, but nothing says how"
        yield finding("T315", file, at + "/basis", problem=problem)
    if figure.derivation and figure.basis != "derived":
        problem = "there is a derivation, but basis is not 'derived'"
        yield finding("T315", file, at + "/derivation", problem=problem)
    if not figure.sources and figure.basis != "derived":
        key = next((source.key for source in event.sources if source.key), "the-key")
        yield finding("T316", file, at, key=key)


def _breakdown(timeline: Timeline, figure: Figure, file: str, at: str) -> Iterator[Diagnostic]:
    if bool(figure.dimension) != bool(figure.category):
        given, missing = ("dimension", "category")[:: 1 if figure.dimension else -1]
        problem = f"the figure has a '{given}' and no '{missing}' to go with it"
        yield finding("T310", file, f"{at}/{given}", problem=problem)
        return
    dimension = timeline.vocabulary.dimensions.get(figure.dimension)
    if dimension is None:
        return
    categories = [category.id for category in dimension.categories]
    if figure.category not in categories:
        problem = (
            f"{quoted(figure.category)} is not a category of {quoted(dimension.id)}; expected one "
            f"of {', '.join(categories)}{closest(figure.category, categories)}"
        )
        yield finding("T310", file, at + "/category", problem=problem)


def _once(key: Series, places: list[Place]) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, str], Place] = {}
    for file, at, figure in places:
        part = (figure.dimension, figure.category)
        if part in seen:
            measure, claimant, period, vintage = key
            words = [measure, figure.category, claimant and f"by {claimant}", f"for {period}"]
            words += [vintage and f"as of {vintage}"]
            other_file, other_at, _ = seen[part]
            yield finding(
                "T311",
                file,
                at,
                what=", ".join(word for word in words if word),
                other=f"{other_file}#{other_at}" if other_file != file else other_at,
            )
        seen.setdefault(part, (file, at, figure))


def _parts(places: list[Place]) -> Iterator[Diagnostic]:
    totals = [place for place in places if not place[2].dimension]
    parts: defaultdict[str, list[Figure]] = defaultdict(list)
    for _, _, figure in places:
        if figure.dimension:
            parts[figure.dimension].append(figure)
    for file, at, total in totals[:1]:
        for dimension, figures in parts.items():
            least = sum(_least(figure) for figure in figures)
            if least > _most(total):
                yield finding(
                    "T313",
                    file,
                    at,
                    dimension=quoted(dimension),
                    sum=_number(least),
                    total=_number(_most(total)),
                )


def _number(value: float) -> str:
    """Write a sum without the tail of binary fractions.

    >>> _number(0.1 + 0.2), _number(407.00000000000006), _number(12345)
    ('0.3', '407', '12,345')
    """
    rounded = round(value, 6)
    return f"{int(rounded) if rounded == int(rounded) else rounded:,}"


def _least(figure: Figure) -> float:
    """Return the smallest number that the figure can mean."""
    given = figure.low if figure.low is not None else figure.value
    if given is None or figure.qualifier in ("at-most", "less-than"):
        return 0
    return given * (1 - _ABOUT) if figure.qualifier == "about" else given


def _most(figure: Figure) -> float:
    """Return the greatest number that the figure can mean."""
    given = figure.high if figure.high is not None else figure.value
    if given is None or figure.qualifier in ("at-least", "more-than"):
        return inf
    return given * (1 + _ABOUT) if figure.qualifier == "about" else given
