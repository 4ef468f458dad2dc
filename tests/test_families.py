"""Pages outside of the navigation: each family of them shares one rendered page of the theme."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

import pytest
from conftest import Repository
from markupsafe import Markup
from site_fixtures import URL, broken_links, build, built, contents, page

from timeline import config, pages, project
from timeline.core.forked import Forked
from timeline.core.page import Heading, Link, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.mkdocs_build import build_site
from timeline.mkdocs_plugin import outside
from timeline.pages import splice

CONFIGURATION = """\
site_name: Families
site_url: http://127.0.0.1:8000/
use_directory_urls: {directories}
theme:
  name: material
  font: false
  features: [content.action.edit, navigation.footer, navigation.tabs]
plugins:
  - search
  - timeline:
      authority: "example.org,2026"
      edit_url: https://git.example.org/t/edit/main/
{nav}"""
NAV = """\
nav:
  - Home: index.md
  - Timeline: [timeline.md, years/index.md]
  - Explore: [actors/index.md, places/index.md]
  - About: about.md
"""
BOTH = pytest.mark.parametrize("directories", [True, False])


@pytest.fixture
def small(repository: Repository) -> Repository:
    """A repository of two events, one of which names an actor."""
    configure(repository)
    repository.write(
        "docs/about.md", "# About\n\nSee [Russia](actors/russia.md) and [it](years/2020.md).\n"
    )
    repository.event("first-event", "2019", date="2019", actors=["russia"])
    repository.event("third-event", "2020", actors=["russia"])
    return repository


def configure(repository: Repository, nav: str = NAV, *, directories: bool = True) -> None:
    text = CONFIGURATION.format(directories=str(directories).lower(), nav=nav)
    repository.write("mkdocs.yml", text)


def file_of(path: str, *, directories: bool = True) -> str:
    return f"{path}/index.html" if directories else f"{path}.html"


def tab(site: Path, path: str) -> list[str]:
    """Return where the tabs lead that are shown as active."""
    text = (site / path).read_text("utf-8")
    links = re.findall(r'md-tabs__item--active">\s*<a href="([^"]+)"', text)
    return [urljoin(URL + path, link).removeprefix(URL) for link in links]


def locations(site: Path) -> list[str]:
    entries = json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
    return [entry["location"] for entry in entries]


def listed(site: Path) -> list[str]:
    """Return the addresses of the sitemap, below the site."""
    text = (site / "sitemap.xml").read_text("utf-8")
    return [found.removeprefix(URL) for found in re.findall("<loc>(.*?)</loc>", text)]


@pytest.mark.slow
@BOTH
def test_terms_and_years_are_whole_pages(
    small: Repository, tmp_path: Path, *, directories: bool
) -> None:
    configure(small, directories=directories)
    site = built(small.root, tmp_path / "site")
    end = "/" if directories else ".html"
    actor, year = (
        file_of(path, directories=directories) for path in ("actors/russia", "years/2020")
    )
    document = page(site, actor)

    assert broken_links(site) == []
    assert document.texts["title"] == ["Russia - Families"]
    assert document.find("link", rel="canonical")[0]["href"] == f"{URL}actors/russia{end}"
    assert document.find("a", rel="edit") == []
    assert document.find("a", **{"class": "md-footer__link md-footer__link--next"}) == []
    assert tab(site, actor) == ["actors/" if directories else "actors/index.html"]
    assert tab(site, year) == ["timeline/" if directories else "timeline.html"]
    assert {f"actors/russia{end}", f"years/2020{end}"} <= set(listed(site)) & set(locations(site))
    assert len(listed(site)) == len(set(listed(site)))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["{}.md", "{}/index.md"])
@pytest.mark.parametrize("path", ["actors/russia", "events/first-event", "years/2020"])
def test_a_page_in_docs_goes_before_a_spliced_one(
    small: Repository, tmp_path: Path, path: str, name: str
) -> None:
    small.write("docs/about.md", "# About\n")
    small.write("docs/" + name.format(path), "# Written by hand\n")
    site = built(small.root, tmp_path / "site")

    assert page(site, file_of(path)).texts["h1"] == ["Written by hand"]
    assert [address for address in listed(site) if address == f"{path}/"] == [f"{path}/"]
    assert [place for place in locations(site) if place == f"{path}/"] == [f"{path}/"]


@pytest.mark.slow
def test_the_navigation_may_name_any_page(small: Repository, tmp_path: Path) -> None:
    nav = NAV + "  - Chosen: [actors/russia.md, It: events/first-event.md, places/index.md]\n"
    configure(small, nav)
    site = built(small.root, tmp_path / "site")
    event = page(site, file_of("events/first-event"))

    assert broken_links(site) == []
    assert tab(site, file_of("actors/russia")) == ["actors/russia/"]
    assert tab(site, file_of("events/first-event")) == ["actors/russia/"]
    assert event.texts["h1"] == ["Something happened"]
    assert event.find("link", rel="prev")[0]["href"] == "../../actors/russia/"
    assert page(site, file_of("events/second-event")).texts["h1"] == ["Something happened"]
    assert len(listed(site)) == len(set(listed(site)))


@pytest.mark.slow
def test_a_site_without_a_navigation_of_its_own(small: Repository, tmp_path: Path) -> None:
    configure(small, "")
    site = built(small.root, tmp_path / "site")

    assert broken_links(site) == []
    assert page(site, file_of("actors/russia")).texts["h1"] == ["Russia"]
    assert "md-nav__link" in (site / file_of("actors/russia")).read_text("utf-8")


@pytest.mark.slow
@BOTH
def test_pages_of_lists_lie_as_deep_as_they_like(
    small: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, directories: bool
) -> None:
    paths = ("actors/russia/page-2", "timeline/page-2", "years/2020/page-2", "years/2020/page-3")

    def paged(_: Timeline, site: Site) -> Iterator[Page]:
        for place, path in enumerate(paths):
            root = "../" * site.address(path).count("/")
            link = Markup('<h1 id="top">{}</h1><a href="{}">data</a>').format(
                path, f"{root}feed.json"
            )
            neighbour = Link(paths[place - 1], "<The page before>") if place else None
            yield Page(
                path=path,
                title=path,
                description="",
                body=link,
                headings=(Heading(2, "a", "A & B"),) if place else (),
                search=(SearchEntry("", path, "text"),),
                previous=neighbour,
                wide=path == paths[3],
            )

    sections = (("paged", paged), *pages.SECTIONS)
    monkeypatch.setattr(pages, "SECTIONS", sections)
    configure(small, directories=directories)
    settings = config.read(small.root)
    checked = project.check(project.Project(small.root, settings.options), past=True)
    site = tmp_path / "site"
    build_site(settings.file, site, checked, strict=True)
    documents = {path: page(site, file_of(path, directories=directories)) for path in paths}

    hidden = [
        [found["data-md-type"] for found in document.find("div", hidden="")]
        for document in documents.values()
    ]

    assert hidden == [["toc"], [], [], ["navigation", "toc"]]
    assert [len(document.find("a", href="#a")) for document in documents.values()] == [0, 1, 1, 0]
    # The anchor is none of these pages' own.
    assert [link for link in broken_links(site) if not link.endswith("#a")] == []
    for path, document in documents.items():
        address = f"{path}/" if directories else f"{path}.html"
        assert document.texts["h1"] == [path]
        assert document.find("link", rel="canonical")[0]["href"] == URL + address
        assert address in listed(site)
        assert address in locations(site)
        assert document.find("meta", name="description") == []
    assert documents[paths[0]].find("link", rel="prev") == []
    assert documents[paths[1]].find("a", **{"aria-label": "Previous: <The page before>"})
    assert documents[paths[1]].find("link", rel="next") == []
    ends = ("actors/", "timeline/") if directories else ("actors/index.html", "timeline.html")
    assert tab(site, file_of(paths[0], directories=directories)) == [ends[0]]
    assert tab(site, file_of(paths[2], directories=directories)) == [ends[1]]


@pytest.mark.slow
def test_both_ways_to_build_give_the_same_bytes(small: Repository, tmp_path: Path) -> None:
    settings = config.read(small.root)
    checked = project.check(project.Project(small.root, settings.options), past=True)
    build_site(settings.file, tmp_path / "one", checked, strict=True)

    assert contents(tmp_path / "one") == contents(built(small.root, tmp_path / "two"))


class _Results(NamedTuple):
    made: list[Any]

    def results(self) -> list[Any]:
        return self.made


def _here(tasks: Sequence[Callable[[], Any]]) -> _Results:
    return _Results([task() for task in tasks])


def _apart(tasks: Sequence[Callable[[], Any]]) -> _Results:
    return _Results([Forked(task).result() for task in tasks])


@pytest.mark.slow
def test_several_processes_write_what_one_would(
    small: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    """A script that only pages of events have is seen in whichever process renders their shell."""
    monkeypatch.setattr(pages.events, "_PART", 1)
    for number in range(5):
        small.event(f"event-{number}", "2021", date=f"2021-0{number + 1}")
    only_there = "{% if page and page.url.startswith('events/') %}<script>one()</script>{% endif %}"
    small.write("own/partials/copyright.html", only_there)
    text = (small.root / "mkdocs.yml").read_text()
    small.write("mkdocs.yml", text.replace("  font: false\n", "  font: false\n  custom_dir: own\n"))
    settings = config.read(small.root)
    found = []
    for shared in (_here, _apart):
        monkeypatch.setattr(outside, "Shared", shared)
        checked = project.check(project.Project(small.root, settings.options), past=True)
        caplog.clear()
        folder = tmp_path / shared.__name__
        build_site(settings.file, folder, checked, strict=False)
        found.append((contents(folder), [record.getMessage() for record in caplog.records]))

    assert found[0] == found[1]
    assert any("a script that only some pages hold" in message for message in found[0][1])


@pytest.mark.slow
def test_a_theme_that_prints_no_body_is_refused(small: Repository, tmp_path: Path) -> None:
    own = '{% extends "base.html" %}{% block container %}nothing{% endblock %}'
    small.write("own/main.html", own)
    text = (small.root / "mkdocs.yml").read_text()
    small.write("mkdocs.yml", text.replace("  font: false\n", "  font: false\n  custom_dir: own\n"))
    result = build(small.root, tmp_path / "site")

    assert result.returncode == 1
    assert "timeline: the theme's page cannot hold pages of" in result.stderr
    assert "Traceback" not in result.stderr


def site(*, edit_url: str = "") -> Site:
    return Site(
        name="n", url="https://example.org/", description="", language="en",
        authority="example.org,2026", license="", attribution="", edit_url=edit_url,
    )  # fmt: skip


def some_page(path: str, description: str = "", edit_path: str = "") -> Page:
    return Page(path=path, title="t", description=description, body=Markup(""), edit_path=edit_path)


def test_a_family_is_a_folder_a_depth_and_what_its_pages_have() -> None:
    family = splice.family(some_page("actors/x/page-2"), site())

    assert family == splice.Family("actors", 2, frozenset())
    assert family.path == "actors/_shell/_shell"
    assert family.overviews == ("actors/index", "actors")
    assert splice.family(some_page("actors/x", "d"), site()).parts == {"description"}
    assert splice.family(some_page("events/x"), site()).overviews == ("timeline/index", "timeline")


def test_a_page_can_be_edited_where_both_file_and_place_are_known() -> None:
    edited = some_page("events/x", edit_path="events/x.json")
    kin = splice.family(edited, site(edit_url="https://git.example.org/"))

    assert kin.parts == {"edit"}
    assert splice.family(edited, site()).parts == set()
    assert set(splice.tokens(kin)) == {"title", "canonical", "body", "edit"}


def test_no_token_is_part_of_another() -> None:
    parts = frozenset(["description", "edit", "data", "previous", "next", "toc"])
    found = list(splice.tokens(splice.Family("events", 1, parts)).values())

    assert [a for a in found for b in found if a != b and a in b] == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index", False),
        ("timeline", False),
        ("actors/index", False),
        ("actors/x", True),
        ("timeline/page-2", True),
        ("actors/x/page-2", True),
    ],
)
def test_which_pages_no_navigation_is_asked_to_name(path: str, *, expected: bool) -> None:
    assert splice.outside(path) is expected
