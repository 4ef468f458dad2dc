"""Events in the words of schema.org, and how a page is cited."""

import json
from dataclasses import replace

import pytest
from conftest import Repository, source
from test_changes import Git

from timeline import load, project
from timeline.config import Options
from timeline.core.edtf import parse
from timeline.core.site import Site
from timeline.derive.citing import citing
from timeline.derive.linked import coverage, dataset, page
from timeline.pages.words import json_block

SITE = Site(
    name="A & B",
    url="https://example.org/t/",
    description="Small.",
    language="en",
    authority="example.org,2026",
    license="CC-BY-4.0",
    attribution="Somebody",
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2019-12-22", "2019-12-22"),
        ("2019", "2019-01-01/2019-12-31"),
        ("2019~", "2019-01-01/2019-12-31"),
        ("2019-12-22/..", "2019-12-22/.."),
        ("../2019-12-22", "../2019-12-22"),
        ("/2019", None),
        ("../..", None),
        ("-0043-03-15", None),
        ("Y12000", None),
    ],
)
def test_temporal_coverage_is_said_where_iso_8601_can_say_it(text: str, said: str | None) -> None:
    assert coverage(parse(text)) == said


def test_a_page_is_about_an_event_and_cites_its_sources(repository: Repository) -> None:
    repository.event(
        "a-day",
        "2019",
        date="2019-12-22",
        title="It ended",
        places=["vladivostok"],
        sources=[source("a-day", title="They said", published="2019-12-23")],
    )
    timeline = load(repository.root)
    made = page(timeline["a-day"], timeline, SITE)

    assert made["@type"] == "WebPage"
    assert made["url"] == "https://example.org/t/events/a-day/"
    assert made["temporalCoverage"] == "2019-12-22"
    assert made["mainEntity"]["@type"] == "Event"
    assert made["mainEntity"]["startDate"] == "2019-12-22"
    assert [place["name"] for place in made["mainEntity"]["location"]] == ["Vladivostok"]
    assert [cited["name"] for cited in made["citation"]] == ["They said"]
    assert [cited["datePublished"] for cited in made["citation"]] == ["2019-12-23"]


def test_what_only_covers_a_period_is_no_event(repository: Repository) -> None:
    repository.event("counted", "2019", date="2019", kind="statistic")
    timeline = load(repository.root)

    assert "mainEntity" not in page(timeline["counted"], timeline, SITE)


def test_a_date_that_is_not_certain_gives_no_start(repository: Repository) -> None:
    repository.event("some-day", "2019", date="[2019-12-22,2019-12-24]")
    timeline = load(repository.root)
    made = page(timeline["some-day"], timeline, SITE)

    assert made["temporalCoverage"] == "2019-12-22/2019-12-24"
    assert "startDate" not in made["mainEntity"]


def test_the_dataset_spans_all_events(repository: Repository) -> None:
    repository.event("first", "2017", date="2017-12")
    repository.event("second", "2024", date="2024-06-19")
    made = dataset(load(repository.root), SITE, [("feed.json", "application/feed+json")])

    assert made["temporalCoverage"] == "2017-12-01/2024-06-19"
    assert made["distribution"][0]["contentUrl"] == "https://example.org/t/feed.json"


def test_where_no_licence_is_stated_none_is_linked(repository: Repository) -> None:
    repository.event("a-day")
    timeline = load(repository.root)
    bare = replace(SITE, license="")

    event = timeline["a-day"]
    assert page(event, timeline, SITE)["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    assert dataset(timeline, SITE, ())["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    assert "license" not in page(event, timeline, bare)
    assert "license" not in dataset(timeline, bare, ())


def test_a_citation_says_the_same_in_three_forms(repository: Repository) -> None:
    repository.event("a-day", "2019", date="2019-12-22", title="50 % & {more} of_it")
    timeline = load(repository.root)
    made = citing(timeline["a-day"], "22 December 2019", timeline, SITE)

    assert made.text == (
        "“50 % & {more} of_it.” A & B. Event dated 22 December 2019. "
        "https://example.org/t/events/a-day/"
    )
    title = r"title = {{50 \% \& \textbraceleft{}more\textbraceright{} of\_it}}"
    assert title in made.bibtex
    assert "url = {https://example.org/t/events/a-day/}" in made.bibtex
    assert made.bibtex.count("{") == made.bibtex.count("}")
    item = json.loads(made.csl)
    assert item["title"] == "50 % & {more} of_it"
    assert item["author"] == [{"literal": "Somebody"}]
    assert "author = {{Somebody}}" in made.bibtex
    # Nothing tells when the record was published.
    assert not {"issued", "version"} & item.keys()
    assert "date =" not in made.bibtex


def test_a_citation_names_the_version_that_the_page_shows(repository: Repository) -> None:
    git = Git(repository)
    repository.event("a-day", title="One")
    git.commit()
    repository.event("a-day", title="Two")
    git.commit()
    timeline = project.check(project.Project(repository.root, Options()), past=True).timeline

    made = citing(timeline["a-day"], "2020", timeline, replace(SITE, attribution=""))

    item = json.loads(made.csl)
    assert item["issued"] == {"date-parts": [[2024, 10, 5]]}
    assert item["version"] == "2"
    assert "date = {2024-10-05}" in made.bibtex
    assert "version = {2}" in made.bibtex
    assert "Version 2, 5 October 2024. https://" in made.text
    assert "author" not in item
    assert "author" not in made.bibtex


def test_no_text_ends_a_block_of_data() -> None:
    block = json_block({"name": "</script><script>alert(1)</script> & <!--"}, "application/ld+json")
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")

    assert not set("<>&") & set(inside)
    assert json.loads(inside)["name"] == "</script><script>alert(1)</script> & <!--"
