"""Which figures stand side by side in a chart, and when a chart is worth drawing."""

from typing import Any

import pytest
from chart_fixtures import ENTRIES, LIMIT, WORKERS, timeline

from timeline.core.days import to_iso
from timeline.core.vocabulary import Measure
from timeline.derive.claims import claims
from timeline.derive.series import MAX_POINTS, MAX_SERIES, Plot, Point, plots


def plotted(*figures: dict[str, Any], measure: Measure = ENTRIES) -> list[Plot]:
    return list(plots(measure, claims(timeline(*figures))))


def point(**fields: Any) -> Point:
    claim = next(claims(timeline(fields)))
    return Point(claim, 0, 0)


YEARS = [{"value": 100 * year, "period": str(year)} for year in (2019, 2020, 2021)]


def test_three_periods_are_a_chart_with_the_days_they_cover() -> None:
    [plot] = plotted(*YEARS[:2], {"value": 7, "period": "2021-01/2021-06"})

    [series] = plot.series
    covered = [(to_iso(point.first), to_iso(point.last)) for point in series.points]
    assert plot.nature == "flow"
    assert covered == [
        ("2019-01-01", "2019-12-31"),
        ("2020-01-01", "2020-12-31"),
        ("2021-01-01", "2021-06-30"),
    ]


def test_an_attribute_is_never_a_chart() -> None:
    assert plotted(*YEARS, measure=LIMIT) == []
    assert plotted(measure=WORKERS) == []


@pytest.mark.parametrize(
    ("figures", "worth"),
    [
        pytest.param(YEARS[:1], False, id="one number"),
        pytest.param(YEARS[:2], False, id="two numbers of one claimant"),
        pytest.param([{"period": "2020"}] * 3, False, id="three numbers of one period"),
        pytest.param(
            [{"attributed_to": "ministry"}, {"attributed_to": "spies"}], True, id="rival claims"
        ),
        pytest.param(
            [{"attributed_to": "ministry"}, {}], False, id="a claim and a number of nobody"
        ),
        pytest.param(
            [
                {"attributed_to": "ministry", "label": "first group"},
                {"attributed_to": "spies", "label": "second group"},
            ],
            False,
            id="different things",
        ),
        pytest.param(
            [
                {"period": year, "dimension": "purpose", "category": part}
                for year in ("2019", "2020")
                for part in ("study", "work")
            ],
            True,
            id="two parts at two periods",
        ),
        pytest.param(
            [{"period": f"{year}/.."} for year in (2019, 2020, 2021)], False, id="open periods"
        ),
    ],
)
def test_when_a_chart_is_worth_drawing(figures: list[dict[str, Any]], *, worth: bool) -> None:
    assert bool(plotted(*figures)) is worth


def test_claimants_parts_and_labels_are_series_of_their_own() -> None:
    part = {"dimension": "purpose", "category": "study"}
    totals, parts = plotted(
        *({**year, "attributed_to": "ministry"} for year in YEARS),
        *({**year, "attributed_to": "spies"} for year in YEARS[:2]),
        *({**year, "attributed_to": "ministry", "label": "by rail"} for year in YEARS[:1]),
        *({**year, **part, "attributed_to": "ministry"} for year in YEARS),
    )

    assert [(s.claimant, s.label) for s in totals.series] == [
        ("ministry", ""),
        ("spies", ""),
        ("ministry", "by rail"),
    ]
    assert (totals.dimension, parts.dimension) == ("", "purpose")
    assert [series.category for series in parts.series] == ["study"]


def test_the_later_vintage_stands_and_the_earlier_is_superseded() -> None:
    [plot] = plotted(
        *YEARS,
        {"value": 1, "period": "2022", "as_of": "2022-07"},
        {"value": 2, "period": "2022", "as_of": "2023-01"},
    )

    assert [p.claim.figure.value for p in plot.points if p.superseded] == [1]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"basis": "derived", "derivation": "1 + 1"}, id="a sum of the editors"),
        pytest.param({"attributed_to": "spies"}, id="another claimant"),
        pytest.param({"as_of": ...}, id="when given is not known"),
        pytest.param({"period": "2022-01/2022-06"}, id="another period"),
    ],
)
def test_only_the_same_number_is_superseded(changes: dict[str, Any]) -> None:
    former = {"value": 1, "period": "2022", "as_of": "2022-07"}
    later = {"value": 2, "period": "2022", "as_of": "2023-01", **changes}
    [plot] = plotted(*YEARS, former, {k: v for k, v in later.items() if v is not ...})

    assert not any(point.superseded for point in plot.points)


@pytest.mark.parametrize(
    ("fields", "opening", "level"),
    [
        ({"value": 5}, "", 5),
        ({"value": 5, "qualifier": "about"}, "", 5),
        ({"value": 5, "qualifier": "at-least"}, "up", 5),
        ({"value": 5, "qualifier": "more-than"}, "up", 5),
        ({"value": 5, "qualifier": "at-most"}, "down", 5),
        ({"value": 5, "qualifier": "less-than"}, "down", 5),
        ({"low": 5}, "up", 5),
        ({"high": 5}, "down", 5),
        ({"low": 5, "high": 7}, "", 6),
        ({"low": 5, "high": 7, "value": 5.5}, "", 5.5),
    ],
)
def test_how_a_number_is_hedged(fields: dict[str, Any], opening: str, level: float) -> None:
    made = point(**fields)

    assert (made.opening, made.level) == (opening, level)
    assert made.about is (fields.get("qualifier") == "about")
    assert made.span == ((5, 7) if {"low", "high"} <= fields.keys() else None)


def test_a_limit_leaves_the_most_complete_series_and_counts_the_rest() -> None:
    parts = ["study", "work", "visit", "crew", "trade", "transit", "sport"]
    figures = [
        {"period": str(2000 + year), "dimension": "purpose", "category": part}
        for number, part in enumerate(parts)
        for year in range(number + 1)
    ]
    [plot] = plotted(*figures, {"period": "2000/", "dimension": "purpose", "category": "work"})

    assert [s.category for s in plot.series] == list(reversed(parts))[:MAX_SERIES]
    assert (plot.unshown, plot.untimed, plot.earlier) == (2, 1, 0)


def test_a_long_series_keeps_its_latest_numbers() -> None:
    figures = [{"period": f"{1900 + number}"} for number in range(MAX_POINTS + 3)]
    [plot] = plotted(*figures)

    assert len(plot.points) == MAX_POINTS
    assert plot.earlier == 3
    assert plot.points[-1].claim.period.text == f"{1900 + MAX_POINTS + 2}"


def test_the_latest_of_very_many_vintages_is_kept() -> None:
    """Whatever the order in the file."""
    figures = [{"period": "2022", "as_of": f"{2100 - n}"} for n in range(MAX_POINTS + 9)]
    [plot] = plotted(*YEARS, *figures)

    assert len(plot.points) == MAX_POINTS
    standing = [point for point in plot.points if not point.superseded]
    assert [to_iso(point.first)[:4] for point in standing] == ["2019", "2020", "2021", "2022"]
    assert str(standing[-1].claim.figure.as_of) == "2100"
