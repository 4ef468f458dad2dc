"""The index of figures and the pages of measures: each measure has one, and is led to."""

import pytest
from chart_fixtures import SITE, timeline
from site_fixtures import Document

from timeline.core.page import Page
from timeline.pages import figures

LATER = {"period": "2024", "value": 7}


def pages(*given: dict[str, object]) -> dict[str, Page]:
    return {page.path: page for page in figures.section(timeline(*given), SITE)}


def latest(*given: dict[str, object]) -> str:
    """Return the figure that the index shows, as the link to it."""
    body = Document(str(pages(*given)["figures"].body))
    links = [link["href"] for link in body.find("a", **{"class": "tl-quiet"})]
    assert len(links) == 1
    return links[0].partition("#figure-")[2]


def test_every_measure_with_figures_has_a_page_and_an_entry() -> None:
    made = pages({"measure": "workers"}, {}, {}, {"measure": "limit"})
    index = Document(str(made["figures"].body))

    assert list(made) == ["figures", "figures/entries", "figures/workers", "figures/limit"]
    assert {"entries", "workers", "limit"} <= index.ids()
    assert [page.next.path if page.next else "" for page in made.values()] == [
        "",
        "figures/workers",
        "figures/limit",
        "",
    ]
    assert [[entry.title for entry in page.search] for page in made.values()] == [
        ["Figures"],
        ["Entries"],
        ["Workers present"],
        ["Limit"],
    ]


def test_one_is_counted_in_the_singular() -> None:
    assert "</a> entry<br>" in pages({"value": 1})["figures"].body
    assert "</a> entries<br>" in pages({"value": 2})["figures"].body
    assert "</a> entries<br>" in pages({"value": 1, "low": 1, "high": 3})["figures"].body
    assert "</a> months<br>" in pages({"measure": "limit", "value": 1})["figures"].body


def test_without_figures_there_is_only_the_index() -> None:
    made = pages()

    assert list(made) == ["figures"]
    assert "No event carries a figure yet." in made["figures"].body


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([{"period": "2023"}, LATER], "figure-1"),
        ([LATER, {"period": "2023"}], "figure-0"),
        ([{**LATER, "as_of": "2025-03"}, {**LATER, "as_of": "2025-01"}], "figure-0"),
        ([{"period": "2023"}, {**LATER, "dimension": "purpose", "category": "work"}], "figure-0"),
        ([{"period": "2023"}, {**LATER, "label": "of these, by train"}], "figure-0"),
        ([{**LATER, "label": "by train"}], "figure-0"),
        ([{"period": "2023"}, {"period": "2022/.."}], "figure-0"),
    ],
)
def test_the_latest_figure_is_of_the_whole_and_as_given_last(
    given: list[dict[str, object]], expected: str
) -> None:
    assert latest(*given) == expected


def test_charts_stand_on_the_page_of_their_measure() -> None:
    years = [{"period": str(year), "value": year} for year in range(2019, 2024)]
    made = pages(*years, {"measure": "limit"})

    assert 'id="chart-entries-1"' in made["figures/entries"].body
    assert 'id="chart-entries-1"' in made["figures"].body
    assert "<svg" not in made["figures/limit"].body


def test_a_long_measure_is_cut_and_its_charts_are_not_repeated() -> None:
    years = [{"period": str(1500 + number), "value": number + 1} for number in range(401)]
    made = pages(*years)

    assert list(made) == ["figures", *(f"figures/entries{p}" for p in ("", "/page-2", "/page-3"))]
    assert ["<svg" in page.body for page in made.values()] == [True, True, False, False]
    assert [len(page.search) for page in made.values()] == [1, 1, 0, 0]
