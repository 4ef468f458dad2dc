"""The MkDocs plugin: real builds of a tiny repository and of our own."""

import gzip
import hashlib
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from conftest import Repository, source
from site_fixtures import URL, broken_links, build, built, contents, page, real_site

from timeline import config, project
from timeline.mkdocs_build import build_site

pytestmark = pytest.mark.slow

CONFIGURATION = """\
site_name: A small timeline
site_url: http://127.0.0.1:8000/
site_description: Small on purpose.
use_directory_urls: {directories}
theme:
  name: material
  font: false
  features: [content.action.edit, navigation.footer, navigation.tabs]
extra: {{generator: false}}
plugins:
  - search
  - timeline:
      authority: "example.org,2026"
      edit_url: https://git.example.org/t/edit/main/
nav:
  - Home: index.md
  - Timeline: [timeline.md, years/index.md]
  - About: about.md
"""
HOSTILE = '</title><script>alert(1)</script> "q" & {{ 7*7 }} {% x %} [a](b) **c**'
TITLE = "They said \"no\" & 5 < 6 'quotes' > 4"


@pytest.fixture
def tiny(repository: Repository) -> Repository:
    """A repository that has one of everything a page can show, with hostile text in it."""
    repository.write("mkdocs.yml", CONFIGURATION.format(directories="true"))
    repository.write("docs/about.md", "# About\n\nSee [it](events/first-event.md#sources).\n")
    repository.event(
        "first-event",
        "2019",
        date="2019-12-22",
        title=TITLE,
        summary=f"{TITLE}. The rest.\n\nAnother paragraph.",
        actors=["un-security-council"],
        places=["vladivostok"],
        topics=["sanctions"],
        figures=[
            {
                "key": "entries",
                "measure": "border-entries",
                "low": 10000,
                "high": 12500,
                "qualifier": "about",
                "period": "2019",
                "attributed_to": "russia",
                "sources": ["daily"],
            }
        ],
        readings=[{"says": TITLE, "source": "daily", "verdict": "open", "about": "date"}],
        sources=[source("first-event", title=TITLE, published="2019-12-23", language="en")],
        relations=[{"type": "implements", "event": "third-event"}],
    )
    repository.event("third-event", aliases=["former-event"], title="The third event")
    repository.event(
        "wrong-event",
        title="Never shown again",
        summary="Nor is this text.",
        withdrawn={
            "at": "2026-01-02",
            "reason": "privacy",
            "note": "On request.",
            "replaced_by": ["third-event"],
        },
    )
    return repository


def site_of(repository: Repository, target: Path, *, directories: bool = True) -> Path:
    text = CONFIGURATION.format(directories=str(directories).lower())
    repository.write("mkdocs.yml", text)
    return built(repository.root, target)


def test_the_same_bytes_whatever_seed_zone_and_locale(tiny: Repository, tmp_path: Path) -> None:
    one = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"}
    two = {"PYTHONHASHSEED": "2", "TZ": "America/Adak", "LC_ALL": "C"}
    first = contents(built(tiny.root, tmp_path / "one", **one))
    second = contents(built(tiny.root, tmp_path / "two", **two))

    assert first == second


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_the_same_bytes_on_one_processor(tiny: Repository, tmp_path: Path) -> None:
    everything = os.sched_getaffinity(0)
    first = contents(built(tiny.root, tmp_path / "one"))
    os.sched_setaffinity(0, {min(everything)})  # what is started from here has it too
    try:
        second = contents(built(tiny.root, tmp_path / "two"))
    finally:
        os.sched_setaffinity(0, everything)

    assert first == second


def test_no_page_carries_the_day_of_the_build(tiny: Repository, tmp_path: Path) -> None:
    first = contents(built(tiny.root, tmp_path / "one", SOURCE_DATE_EPOCH="1795219200"))
    second = contents(built(tiny.root, tmp_path / "two", SOURCE_DATE_EPOCH="1895219200"))
    pages = {path for path in first if path.endswith((".html", "sitemap.xml", "_index.json"))}

    assert {path for path in pages if first[path] != second[path]} == set()
    assert "sitemap.xml.gz" not in first


@pytest.mark.parametrize("directories", [True, False])
def test_links_hold_in_both_forms_of_address(
    tiny: Repository, tmp_path: Path, *, directories: bool
) -> None:
    site = site_of(tiny, tmp_path / "site", directories=directories)
    event = "events/third-event/index.html" if directories else "events/third-event.html"
    document = page(site, event)
    address = "events/third-event/" if directories else event

    assert broken_links(site) == []
    assert document.find("link", rel="canonical")[0]["href"] == URL + address
    assert f"<loc>{URL}{address}</loc>" in (site / "sitemap.xml").read_text()


def test_odd_text_is_escaped_once_everywhere(tiny: Repository, tmp_path: Path) -> None:
    site = built(tiny.root, tmp_path / "site")
    event = page(site, "events/first-event/index.html")
    following = page(site, "events/third-event/index.html")

    assert event.texts["h1"] == [TITLE]
    assert event.texts["title"] == [f"{TITLE} - A small timeline"]
    assert event.find("meta", name="description")[0]["content"] == f"22 December 2019: {TITLE}."
    assert following.find("a", **{"aria-label": f"Previous: {TITLE}"})
    edit = "https://git.example.org/t/edit/main/events/2019/first-event.json"
    assert event.find("a", rel="edit")[0]["href"] == edit


def test_hostile_text_is_text_even_if_no_check_refuses_it(tiny: Repository, tmp_path: Path) -> None:
    """The checks refuse markup; the pages do not count on it."""
    text = (tiny.root / "events/2019/first-event.json").read_text()
    hostile = json.dumps(HOSTILE)[1:-1]
    tiny.write("events/2019/first-event.json", text.replace(json.dumps(TITLE)[1:-1], hostile))
    tiny.vocabulary("actors", [{"id": "russia", "label": HOSTILE, "type": "state"}])
    settings = config.read(tiny.root)
    checked = project.check(project.Project(tiny.root, settings.options))
    site = tmp_path / "site"
    build_site(settings.file, site, checked, strict=True)
    documents = {path: page(site, path) for path in contents(site) if path.endswith(".html")}
    scripts = {text for found in documents.values() for text in found.texts.get("script", [])}
    entries = json.loads((site / "search/search_index.json").read_text())["docs"]

    assert [path for path, found in documents.items() if len(found.texts["title"]) != 1] == []
    assert [text for text in scripts if "alert(1)" in text] == []
    blocks = [text for found in documents.values() for text in found.texts.get("data", [])]
    assert any(json.loads(text).get("name") == HOSTILE for text in blocks)
    assert documents["events/first-event/index.html"].texts["h1"] == [HOSTILE]
    assert documents["actors/russia/index.html"].texts["h1"] == [HOSTILE]
    assert [entry for entry in entries if "<script" in entry["title"] + entry["text"]] == []


def test_every_part_that_search_finds_has_its_page_there(tiny: Repository, tmp_path: Path) -> None:
    """The theme groups results by page, and links to nothing where a page has no entry."""
    site = built(tiny.root, tmp_path / "site")
    entries = json.loads((site / "search/search_index.json").read_text())["docs"]
    locations = [entry["location"] for entry in entries]
    parts = [location for location in locations if "#" in location]

    assert parts
    assert {part.partition("#")[0] for part in parts} <= set(locations)


def test_the_search_index_holds_escaped_events(tiny: Repository, tmp_path: Path) -> None:
    site = built(tiny.root, tmp_path / "site")
    entries = json.loads((site / "search/search_index.json").read_text())["docs"]
    found = {entry["location"]: entry for entry in entries}
    event = found["events/first-event/"]

    assert event["title"].endswith("&amp; 5 &lt; 6 &#39;quotes&#39; &gt; 4")
    assert "UN Security Council" in event["text"]
    assert "events/wrong-event/" not in found
    assert "actors/russia/" in found


def test_neighbours_and_data(tiny: Repository, tmp_path: Path) -> None:
    site = built(tiny.root, tmp_path / "site")
    first = page(site, "events/first-event/index.html")
    third = page(site, "events/third-event/index.html")

    assert first.find("link", rel="next")[0]["href"] == "../../events/third-event/"
    assert third.find("link", rel="prev")[0]["href"] == "../../events/first-event/"
    data = first.find("link", type="application/json")[0]
    assert data["href"] == "../../api/v1/events/first-event.json"
    assert "alternate" in data["rel"].split()
    assert page(site, "about/index.html").find("link", type="application/feed+json")
    assert "events/first-event.md" not in (site / "about/index.html").read_text()
    assert {"figures", "readings", "sources", "cite", "figure-entries"} <= first.ids()
    assert "about 10,000–12,500" in (site / "events/first-event/index.html").read_text()


@pytest.mark.parametrize(("many", "said"), [(5, 5), (6, 1)])
def test_a_verb_that_many_relations_share_is_said_once(
    tiny: Repository, tmp_path: Path, many: int, said: int
) -> None:
    for number in range(many):
        follows = {"type": "follows-up", "event": "third-event"}
        tiny.event(f"later-event-{number}", relations=[follows])
    site = built(tiny.root, tmp_path / "site")
    text = (site / "events/third-event/index.html").read_text()

    assert text.count("<dt>is followed up by</dt>") == said
    assert text.count("<dt>is implemented by</dt>") == 1
    assert all(f"events/later-event-{number}/" in text for number in range(many))


def test_a_former_address_leads_to_the_present_one(tiny: Repository, tmp_path: Path) -> None:
    site = built(tiny.root, tmp_path / "site")
    document = page(site, "events/former-event/index.html")

    assert document.find("meta", **{"http-equiv": "refresh"})[0]["content"] == (
        "0; url=../../events/third-event/"
    )
    assert document.find("link", rel="canonical")[0]["href"] == f"{URL}events/third-event/"
    assert document.find("a", href="../../events/third-event/")
    assert "former-event" not in (site / "sitemap.xml").read_text()


def test_a_tombstone_says_why_and_nothing_else(tiny: Repository, tmp_path: Path) -> None:
    site = built(tiny.root, tmp_path / "site")
    text = (site / "events/wrong-event/index.html").read_text()
    pages = [content for path, content in contents(site).items() if path.endswith(".html")]

    assert "On request." in text
    assert "Withdrawn on 2 January 2026" in text
    assert "The third event" in text
    assert not any(b"Never shown again" in content for content in pages)
    assert not any(b"Nor is this text" in content for content in pages)
    assert b"Never shown again" not in (site / "search/search_index.json").read_bytes()
    assert "wrong-event" not in (site / "sitemap.xml").read_text()


def test_the_manifest_lists_every_other_file(tiny: Repository, tmp_path: Path) -> None:
    files = contents(built(tiny.root, tmp_path / "site"))
    listed = json.loads(files.pop("manifest.json"))["files"]

    assert {item["path"]: item["sha256"] for item in listed} == {
        path: hashlib.sha256(content).hexdigest() for path, content in files.items()
    }


def test_no_shell_and_no_token_is_left(tiny: Repository, tmp_path: Path) -> None:
    files = contents(built(tiny.root, tmp_path / "site"))

    assert [path for path in files if "_shell" in path] == []
    assert [path for path, content in files.items() if b"TimelineSlot" in content] == []


def test_errors_end_the_build_before_the_site_is_emptied(tiny: Repository, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "kept.txt").write_text("old")
    tiny.write("events/2020/third-event.json", '{"id": "third-event",\n  oops}')
    result = build(tiny.root, site)

    assert result.returncode == 1
    assert "events/2020/third-event.json:2" in result.stderr
    assert "Traceback" not in result.stderr
    assert (site / "kept.txt").read_text() == "old"


def test_serve_recovers_when_a_broken_file_is_mended(tiny: Repository, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = "127.0.0.1:{1}".format(*probe.getsockname())
    log = tmp_path / "log"
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", address, "--livereload"]
    event = tiny.root / "events/2020/third-event.json"
    good = event.read_text()
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=tiny.root, stdout=output, stderr=output)
    try:
        await_line(log, "Serving on")
        event.write_text(good.replace('"status"', '"staus"'))
        await_line(log, "did you mean 'status'")
        await_line(log, "until build errors are resolved")
        event.write_text(good.replace("The third event", "The mended event"))
        await_line(log, "Reloading browsers")
        with urlopen(f"http://{address}/events/third-event/") as answer:
            assert "The mended event" in answer.read().decode()
    finally:
        server.terminate()
        server.wait(timeout=30)


def await_line(log: Path, text: str) -> None:
    """Wait until a log holds a text, for a minute at most."""
    for _ in range(600):
        if text in log.read_text():
            return
        time.sleep(0.1)
    raise AssertionError(f"found no {text!r} in\n{log.read_text()}")


def test_unknown_options_are_named(tiny: Repository, tmp_path: Path) -> None:
    text = CONFIGURATION.format(directories="true").replace("authority:", "autority:")
    tiny.write("mkdocs.yml", text)
    result = build(tiny.root, tmp_path / "site")

    assert result.returncode == 1
    assert "'autority' is not an option" in result.stderr


def test_a_page_in_docs_goes_before_ours(tiny: Repository, tmp_path: Path) -> None:
    tiny.write("docs/index.md", "# Our own first page\n")
    site = built(tiny.root, tmp_path / "site")

    assert "Our own first page" in (site / "index.html").read_text()


def test_a_repository_without_events_builds(repository: Repository, tmp_path: Path) -> None:
    repository.write("mkdocs.yml", CONFIGURATION.format(directories="true"))
    repository.write("docs/about.md", "# About\n")
    for file in (repository.root / "events").rglob("*.json"):
        file.unlink()

    assert (
        "0 events"
        in (built(repository.root, tmp_path / "site") / "timeline/index.html").read_text()
    )


def test_our_own_site_is_whole() -> None:
    site = real_site()
    document = page(site, "events/unsc-resolution-2397/index.html")

    assert broken_links(site) == []
    assert document.find("a", rel="edit")
    assert document.find("link", rel="prev")
    assert len(gzip.compress(contents(site)["events/unsc-resolution-2397/index.html"])) < 15_000


def test_our_own_site_asks_no_other_host() -> None:
    site = real_site()
    for path in contents(site):
        if path.endswith(".html"):
            document = page(site, path)
            fetched = [
                attributes.get("src") or attributes.get("href", "")
                for tag, attributes in document.elements
                if tag in {"script", "img", "iframe"}
                or (tag == "link" and attributes.get("rel") in {"stylesheet", "icon", "preconnect"})
            ]
            assert [link for link in fetched if "//" in link] == [], path
            assert not any("style" in attributes for _, attributes in document.elements), path
