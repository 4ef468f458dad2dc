"""The feeds, judged by the grammar of RFC 4287, by feedparser and by a real feed reader."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import feedparser
import pytest
from conftest import CONFIGURATION, Repository
from lxml import etree
from reader import make_reader
from site_fixtures import page as read_page
from site_fixtures import real_site

from timeline import config, load, project, publication
from timeline.core.artifact import ATOM, OPML, Artifact
from timeline.core.history import instant
from timeline.core.timeline import Timeline
from timeline.derive.facets import EVENT_FACETS

ROOT: Final = Path(__file__).parents[1]
URL: Final = "http://127.0.0.1:8000/"
TAG: Final = "tag:example.org,2026:"
START: Final = 1_700_000_000
DAY: Final = 86400
NS: Final = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "fh": "http://purl.org/syndication/history/1.0",
    "t": "urn:uuid:1fdd8827-a7ee-521d-be25-0ccfad0df150",
}
Files = dict[str, Artifact]


class Git:
    """A repository whose commits are a day apart."""

    def __init__(self, repository: Repository) -> None:
        self.repository, self.at = repository, START
        shutil.rmtree(repository.root / "events")
        self("init", "--quiet", "--initial-branch=main")

    def __call__(self, *arguments: str) -> None:
        who = {f"GIT_{one}_NAME": "Editor" for one in ("AUTHOR", "COMMITTER")}
        who |= {f"GIT_{one}_EMAIL": "e@example.org" for one in ("AUTHOR", "COMMITTER")}
        who |= {f"GIT_{one}_DATE": f"@{self.at} +0000" for one in ("AUTHOR", "COMMITTER")}
        who |= {"PATH": os.environ["PATH"], "HOME": str(self.repository.root)}
        command = ["git", *arguments]
        subprocess.run(command, cwd=self.repository.root, env=who, check=True, capture_output=True)

    def commit(self, message: str = "Work") -> int:
        self("add", "--all")
        self("commit", "--quiet", "--allow-empty", "-m", message)
        self.at += DAY
        return self.at - DAY


@pytest.fixture
def git(repository: Repository) -> Git:
    return Git(repository)


def made(root: Path) -> Files:
    """Return every artifact that a build would write, with the history of the repository."""
    return {a.path: a for a in publication.artifacts(timeline(root), config.read(root).site)}


def timeline(root: Path) -> Timeline:
    """Return what is there, whatever checks find in it."""
    settings = config.read(root)
    return project.check(project.Project(settings.root, settings.options), past=True).timeline


@pytest.fixture(scope="module")
def own() -> Files:
    """This repository's feeds; without its past all of them have one time."""
    os.environ["SOURCE_DATE_EPOCH"] = "1795219200"
    try:
        return made(ROOT)
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]


def hurting(repository: Repository) -> None:
    """Write events that formats break on."""
    repository.vocabulary("topics", [{"id": "sanctions", "label": 'A "sharp" <b>&amp; label'}])
    titles = {
        "quotes": "Commas, \"quotes\"; semicolons & 'more' \\ <b>bold</b> &amp; ]]> </script>",
        "lines": "One\nTwo\r\nThree\tFour",
        "signs": "\U0001f600 \u202bעברית\u202c =cmd() \u2028 e\u0301",
        "control": "before\u0001\u0008\u001fafter\ufffe",
    }
    for name, title in titles.items():
        repository.event(name, title=title, summary=f"{title}\n\n{title}", topics=["sanctions"])
    dates = ["-0043-03-15", "12000", "Y1000000000000", "../2021", "2021/..", "/2021", "2021/"]
    dates += ["[1984..1986]", "{1990,1992}", "1984~", "2001-21", "156u", "1969-07-20"]
    for number, date in enumerate(dates):
        repository.event(f"date-{number}", date=date, actors=["russia"], language="ko")


def tree(artifact: Artifact) -> Any:
    return etree.fromstring(artifact.content, etree.XMLParser(resolve_entities=False))


def texts(node: Any, path: str) -> list[str]:
    found = node.xpath(path, namespaces=NS)
    return [one if isinstance(one, str) else one.text or "" for one in found]


def links(node: Any, rel: str) -> list[str]:
    return texts(node, f"a:link[@rel='{rel}']/@href")


def path_of(url: str) -> str:
    assert url.startswith(URL), url
    return url.removeprefix(URL)


def atoms(files: Files) -> dict[str, Any]:
    return {path: tree(made) for path, made in files.items() if made.media_type == ATOM}


@cache
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(ROOT / "tests/data/atom.rng"))


def assert_atom(path: str, feed: Any) -> None:
    """Hold a document to the grammar of RFC 4287 and to the rules that a grammar cannot say."""
    assert grammar().validate(feed), (path, grammar().error_log)
    assert links(feed, "self") == [URL + path]
    ids = texts(feed, "a:entry/a:id")
    assert len(set(ids)) == len(ids), path
    assert texts(feed, "a:author/a:name")  # counts for every entry that has none (4.1.2)
    for node in (feed, *feed.findall("a:entry", NS)):
        alike = [
            (one.get("type"), one.get("hreflang"))
            for one in node.findall("a:link[@rel='alternate']", NS)
        ]
        assert len(set(alike)) == len(alike)
        assert ("text/html", None) in alike
    times = texts(feed, "a:entry/a:updated")
    if times:
        assert texts(feed, "a:updated") == [max(times)], path
    for when in (*times, *texts(feed, "a:entry/a:published")):
        assert when >= "1990"
    for entry in feed.findall("a:entry", NS):
        published, updated = (texts(entry, f"a:{name}/text()") for name in ("published", "updated"))
        assert published <= updated


def walk(files: Files, path: str) -> Iterator[Any]:
    """Follow the pages of a feed by their links from the first."""
    first = before = URL + path
    expected: list[str] = []
    last = ""
    while path:
        page = tree(files[path])
        assert links(page, "first") == [first]
        assert links(page, "previous") == expected
        (last,) = links(page, "last")
        yield page
        expected, before = [URL + path], URL + path
        path = next((path_of(url) for url in links(page, "next")), "")
    assert last == before


def ids_of(pages: Iterator[Any]) -> list[str]:
    return [name for page in pages for name in texts(page, "a:entry/a:id/text()")]


def json_items(files: Files, path: str) -> list[Any]:
    items: list[Any] = []
    while path:
        page = json.loads(files[path].content)
        assert page["feed_url"] == URL + path
        items += page["items"]
        path = path_of(page["next_url"]) if "next_url" in page else ""
    return items


def test_every_atom_document_keeps_to_the_rfc(own: Files) -> None:
    found = atoms(own)
    assert {"feed.xml", "actors/russia/feed.xml"} <= found.keys()
    for path, feed in found.items():
        assert_atom(path, feed)


def test_the_grammar_is_strict(own: Files) -> None:
    """Whatever the RFC asks for is missed when it is taken away."""
    for broken in ("a:id", "a:updated", "a:title", "a:entry/a:id", "a:entry/a:updated"):
        feed = tree(own["feed.xml"])
        node = feed.find(broken, NS)
        node.getparent().remove(node)
        assert not grammar().validate(feed), broken
    feed = tree(own["feed.xml"])
    feed.find("a:updated", NS).text = "2026-11-22"
    assert not grammar().validate(feed)


def test_both_forms_hold_the_same_events_in_the_same_order(own: Files) -> None:
    """The walk over all pages, of all events and of every term, agrees with the records."""
    events = {event.id: event for event in load(ROOT)}
    assert set(ids_of(walk(own, "feed.xml"))) == {f"{TAG}event/{name}" for name in events}
    bases = [path[: -len(".xml")] for path in own if path.endswith("/feed.xml")]
    terms = load(ROOT).vocabulary
    named = {(facet, term) for facet in EVENT_FACETS for term in terms.facet(facet)}
    assert {tuple(base.split("/")[:2]) for base in bases} == named
    for base in ["feed", *bases]:
        ids = ids_of(walk(own, f"{base}.xml"))
        assert ids == [item["id"] for item in json_items(own, f"{base}.json")]
        assert len(set(ids)) == len(ids)
    for name, event in events.items():
        for actor in event.actors:
            assert f"{TAG}event/{name}" in ids_of(walk(own, f"actors/{actor}/feed.xml"))


def test_entries_are_the_same_bytes_in_every_feed(own: Files) -> None:
    whole = b"".join(own[path].content for path in own if path.startswith("feed"))
    entries = own["actors/russia/feed.xml"].content.partition(b"<entry")[2]
    for line in entries.splitlines()[1:-1]:
        assert line in whole


@pytest.mark.parametrize("committed", [True, False])
def test_what_hurts(
    repository: Repository,
    git: Git,
    tmp_path: Path,
    committed: bool,
) -> None:
    """Texts come out as they went in, except for what XML cannot hold."""
    hurting(repository)
    if committed:
        git.commit()
    files = made(repository.root)
    for path, feed in atoms(files).items():
        assert_atom(path, feed)
    events = timeline(repository.root)
    parsed = feedparser.parse(files["feed.xml"].content)
    assert not parsed.bozo
    assert len(parsed.entries) == len(events.events)
    feed = tree(files["feed.xml"])
    for event in events:
        entry = feed.xpath(f"a:entry[a:id='{TAG}event/{event.id}']", namespaces=NS)[0]
        (title,), (date,) = texts(entry, "a:title/text()"), entry.findall("t:date", NS)
        shown = event.title.translate(dict.fromkeys((1, 8, 31, 0xFFFE), "\ufffd"))
        assert title == f"{date.text}: {shown}"
        assert date.get("edtf") == event.date.text
        (html,) = texts(entry, "a:content[@type='html']/text()")
        assert "<b>" not in html
        assert "<script" not in html
        computed = json.loads(files[f"api/v1/events/{event.id}.json"].content)["computed"]
        assert date.get("earliest") == computed["earliest"]
        assert date.get("latest") == computed["latest"]
        assert date.text == computed["display"]
    assert texts(feed, "//a:category[@term='sanctions']/@label")[0] == 'A "sharp" <b>&amp; label'
    read(files, tmp_path, "feed.xml", len(events.events))
    read(files, tmp_path, "feed.json", len(events.events))


def read(files: Files, folder: Path, path: str, count: int) -> None:
    """Let a real feed reader subscribe."""
    (folder / path).write_bytes(files[path].content)
    reader = make_reader(str(folder / f"{path}.sqlite"), feed_root=str(folder))
    reader.add_feed(path)
    reader.update_feed(path)
    entries = list(reader.get_entries())
    assert len(entries) == count
    for entry in entries:
        assert entry.id.startswith(TAG)
        assert entry.published is None or entry.published.year >= 1990
    reader.close()


def test_times_are_those_of_the_record(repository: Repository, git: Git) -> None:
    repository.event("old", date="1969-07-20")
    first = git.commit()
    repository.event("new", date="-0043-03-15", topics=["sanctions"], kind="statistic")
    second = git.commit()
    repository.event("old", date="1969-07-21")
    third = git.commit()
    repository.event("late")  # not committed: SOURCE_DATE_EPOCH is its time

    files = made(repository.root)
    feed = tree(files["feed.xml"])

    assert texts(feed, "a:entry/a:id/text()") == [f"{TAG}event/{n}" for n in ("late", "new", "old")]
    epoch = 1795219200
    published = [instant(at) for at in (epoch, second, first)]
    assert texts(feed, "a:entry/a:published/text()") == published
    assert texts(feed, "a:entry/a:updated/text()") == [instant(a) for a in (epoch, second, third)]
    items = json_items(files, "feed.json")
    assert [(i.get("date_published"), i.get("date_modified")) for i in items] == [
        (None, None),
        (instant(second), instant(second)),
        (instant(first), instant(third)),
    ]
    entry = feed.findall("a:entry", NS)[1]
    assert [
        (c.get("term"), c.get("scheme"), c.get("label")) for c in entry.iterfind("a:category", NS)
    ] == [
        ("sanctions", f"{TAG}topics", "Sanctions"),
        ("statistic", f"{TAG}kinds", "Statistic"),
    ]
    alternates = {(one.get("type"), one.get("href")) for one in entry.iterfind("a:link", NS)}
    assert alternates == {
        ("text/html", f"{URL}events/new/"),
        ("application/json", f"{URL}api/v1/events/new.json"),
    }


def test_without_any_time_there_is_no_atom(
    repository: Repository, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has no time is left out; where nothing has one, there are no Atom feeds at all."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    repository.event("first", date="2019")
    files = made(repository.root)
    assert atoms(files) == {}
    assert [item["title"] for item in json_items(files, "feed.json")] == [
        "2019: Something happened"
    ]
    outlines = etree.fromstring(files["feeds.opml"].content).findall(".//outline[@xmlUrl]")
    addresses = [outline.get("xmlUrl") for outline in outlines]
    assert addresses[0] == f"{URL}feed.json"
    assert {address.rpartition(".")[2] for address in addresses} == {"json"}
    assert f"{URL}changes.json" not in addresses  # without a history there are no changes
    assert not {"feed.xml", "calendar.ics", "changes.json"} & named_by_the_data_page(repository)
    git.commit()
    assert {"feed.xml", "calendar.ics", "changes.json"} <= named_by_the_data_page(repository)
    repository.event("second", kind="statistic")
    files = made(repository.root)
    assert ids_of(walk(files, "feed.xml")) == [f"{TAG}event/first"]
    assert ids_of(walk(files, "kinds/statistic/feed.xml")) == []
    assert len(json_items(files, "kinds/statistic/feed.json")) == 1


def named_by_the_data_page(repository: Repository) -> set[str]:
    """Return the files that the page of the data tells of or leads to."""
    site = config.read(repository.root).site
    pages = publication.pages(timeline(repository.root), site)
    page = next(page for page in pages if page.path == "data")
    body = etree.HTML(f"{page.body}{page.linked}")
    whole = "".join(body.itertext()) + " ".join(body.xpath("//@href"))
    return {name for name in ("feed.xml", "calendar.ics", "changes.json") if name in whole}


def test_what_was_recorded_at_once_stands_by_its_own_date(repository: Repository, git: Git) -> None:
    for name, date in (("b", "2020"), ("c", "1990"), ("a", "2005")):
        repository.event(name, date=date)
    git.commit()

    ids = ids_of(walk(made(repository.root), "feed.xml"))

    assert [name.rpartition("/")[2] for name in ids] == ["b", "a", "c"]


def test_items_and_feeds_speak_for_themselves(repository: Repository, git: Git) -> None:
    """What differs from the site or is told of few events stands where it belongs."""
    about = "Restrictions of trade."
    labels = {"ko": "제재", "de": "Sanktionen"}
    topic = {"id": "sanctions", "label": "Sanctions", "description": about, "labels": labels}
    repository.vocabulary("topics", [topic])
    repository.write("mkdocs.yml", CONFIGURATION + "\ntheme: {name: material, language: de}\n")
    summary = "First paragraph.\n\nSecond paragraph."
    repository.event("a", lang="ko", summary=summary, topics=["sanctions"], claim_status="disputed")
    git.commit()
    files = made(repository.root)

    base = "topics/sanctions/feed"
    feed, page = tree(files[f"{base}.xml"]), json.loads(files[f"{base}.json"].content)
    (entry,), (item,) = feed.findall("a:entry", NS), page["items"]

    assert texts(feed, "a:title/text()") == [page["title"]]
    assert page["title"].endswith(": Sanktionen")
    assert texts(feed, "a:subtitle/text()") == [page["description"]] == [about]
    assert texts(entry, "a:summary/text()") == [item["summary"]] == ["First paragraph."]
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == item["language"] == "ko"
    assert texts(entry, "a:category[@term='sanctions']/@label") == ["Sanktionen"]
    assert item["_timeline"]["claim_status"] == "disputed"


def test_a_site_without_a_licence_grants_no_rights(repository: Repository, git: Git) -> None:
    git.commit()
    site = config.read(repository.root).site
    for licence, rights in (("", []), ("CC0-1.0", [f"CC0-1.0, {site.attribution}"])):
        given = replace(site, license=licence)
        (part,) = publication.parts(timeline(repository.root), given, ["atom-feed"])
        feed = tree(next(iter(part())))
        assert texts(feed, "a:rights/text()") == rights


def test_pages_of_a_hundred(repository: Repository) -> None:
    for number in range(203):
        repository.event(f"filler-{number}", actors=["russia"])
    files = made(repository.root)
    sizes = [len(page.findall("a:entry", NS)) for page in walk(files, "feed.xml")]
    assert sizes == [100, 100, 5]
    own = ids_of(walk(files, "actors/russia/feed.xml"))
    assert len(set(own)) == 203
    assert "actors/russia/feed/3.xml" in files
    assert len(json_items(files, "actors/russia/feed.json")) == 203


def archive(files: Files) -> dict[str, Any]:
    """Walk the log as RFC 5005 says, from the subscription document to the oldest archive."""
    found: dict[str, Any] = {}
    path = "changes.xml"
    while path:
        page = tree(files[path])
        archived = bool(page.findall("fh:archive", NS))
        assert archived == (path != "changes.xml")
        assert links(page, "current") == ([f"{URL}changes.xml"] if archived else [])
        assert links(page, "next-archive") == []
        found[path] = page
        path = next((path_of(url) for url in links(page, "prev-archive")), "")
    assert found.keys() == {p for p in files if p.startswith("changes") and p.endswith(".xml")}
    return found


def test_the_log_is_archived_and_archives_stay(repository: Repository, git: Git) -> None:
    before: dict[str, bytes] = {}
    total = 0
    for more in (150, 49, 1, 100):
        for number in range(total, total + more):
            repository.event(f"e-{number}")
        total += more
        git.commit()
        repository.vocabulary("kinds", [{"id": "statement", "label": f"Statement {total}"}])
        files = made(repository.root)
        pages = archive(files)
        for path, page in pages.items():
            assert_atom(path, page)
        for path, content in before.items():
            assert files[path].content == content, path
        before = {path: files[path].content for path in pages if path != "changes.xml"}
        assert len(before) == max(total // 100 - 1, 0)
        numbers = [int(i.rpartition("/")[2]) for i in ids_of(iter(pages.values()))]
        assert numbers == list(range(total, 0, -1))
        assert numbers == [i["_timeline"]["seq"] for i in json_items(files, "changes.json")]
        for page in pages.values():
            for entry in page.findall("a:entry", NS):
                seq = int(texts(entry, "a:id/text()")[0].rpartition("/")[2])
                log = links(entry, "alternate")[1]
                listed = json.loads(files[path_of(log)].content)["result"]
                assert listed[(seq - 1) % 200]["seq"] == seq
    assert len(before) == 2


def tombstones(files: Files) -> list[tuple[str, str, str]]:
    found = [
        (node.get("ref"), node.get("when"), texts(node, "at:comment/text()")[0])
        for page in archive(files).values()
        for node in page.findall("at:deleted-entry", NS)
    ]
    return [(ref.removeprefix(f"{TAG}event/"), when, said) for ref, when, said in found]


def test_what_went_has_a_tombstone(repository: Repository, git: Git) -> None:
    """Withdrawn, deleted, renamed: no entry of feed.xml any more, and the log says so."""
    repository.event("gone")
    dropped = repository.event("dropped")
    moved = repository.event("moved")
    repository.event("back")
    git.commit()
    note = 'It was "made up" & <b>false</b> ]]>'
    repository.event("gone", withdrawn={"at": "2023-11-15", "reason": "wrong", "note": note})
    repository.event("back", withdrawn={"at": "2023-11-15", "reason": "wrong"})
    withdrawn = instant(git.commit())
    (repository.root / dropped).unlink()
    (repository.root / moved).unlink()
    repository.event("arrived", aliases=["moved"])
    repository.event("back")
    changed = instant(git.commit())

    files = made(repository.root)

    feed = ids_of(walk(files, "feed.xml"))
    assert {name.rpartition("/")[2] for name in feed} == {"arrived", "back"}
    found = tombstones(files)
    assert {(ref, when) for ref, when, _ in found} == {
        ("gone", withdrawn),
        ("back", withdrawn),
        ("dropped", changed),
        ("moved", changed),
    }
    said = {ref: comment for ref, _, comment in found}
    assert note in said["gone"]
    assert said["moved"].endswith(f"{TAG}event/arrived")
    back = tree(files["feed.xml"]).xpath(f"a:entry[a:id='{TAG}event/back']", namespaces=NS)[0]
    assert texts(back, "a:updated/text()") == [changed]  # later than its tombstone, so it counts
    items = {
        item["_timeline"]["id"]: item["_timeline"]
        for item in json_items(files, "changes.json")[::-1]
    }
    assert items["gone"]["withdrawn"]["note"] == note
    assert items["arrived"]["previous"] == "moved"
    log = tree(files["changes.xml"])
    pages = {
        texts(e, "a:title/text()")[0]: links(e, "alternate")[0] for e in log.iterfind("a:entry", NS)
    }
    assert pages["Deleted: Something happened"] == f"{URL}changes/"
    assert pages["Withdrawn: Something happened"].startswith(f"{URL}events/")
    urls = {i["title"]: i["url"] for i in json_items(files, "changes.json")}
    assert urls["Deleted: Something happened"] == f"{URL}changes/"
    for path, page in atoms(files).items():
        assert_atom(path, page)


def test_a_silenced_text_is_in_no_feed(repository: Repository, git: Git) -> None:
    name = "Xyzzy-Plugh"
    old = repository.event("secret-plugh", title=name, summary=name, topics=["sanctions"])
    git.commit()
    (repository.root / old).unlink()
    gone = {"at": "2023-11-15", "reason": "privacy"}
    repository.event("event-7", title=name, summary=name, aliases=["secret-plugh"], withdrawn=gone)
    when = instant(git.commit())

    files = made(repository.root)

    for path, artifact in files.items():
        assert b"plugh" not in artifact.content.lower(), path
    assert ids_of(walk(files, "feed.xml")) == []
    assert ids_of(walk(files, "topics/sanctions/feed.xml")) == []
    assert [(ref, at) for ref, at, _ in tombstones(files)] == [("event-7", when)]
    for path, page in atoms(files).items():
        assert_atom(path, page)


def test_the_list_leads_to_every_feed(own: Files) -> None:
    """OPML 2.0: head, body, a text for each outline; the first page of every feed is in it."""
    opml = own["feeds.opml"]
    assert opml.media_type == OPML
    root = tree(opml)
    assert (root.tag, root.get("version"), [child.tag for child in root]) == (
        "opml",
        "2.0",
        ["head", "body"],
    )
    outlines = root.findall(".//outline")
    assert all(outline.get("text") for outline in outlines)
    feeds = [outline for outline in outlines if outline.get("type") == "rss"]
    listed = {path_of(feed.get("xmlUrl")) for feed in feeds}
    listed |= {path_of(feed.get(f"{{{NS['t']}}}jsonUrl")) for feed in feeds}
    expected = {
        path
        for path in own
        if path.endswith(("/feed.xml", "/feed.json")) or path in {"feed.xml", "feed.json"}
    }
    assert listed - {"changes.xml", "changes.json"} == expected
    groups = [outline.get("text") for outline in root.find("body") if not outline.get("type")]
    assert groups == ["Actors", "Places", "Topics", "Kinds"]


def test_feeds_of_terms_do_not_swell_the_index(own: Files) -> None:
    listed = [link["path"] for link in json.loads(own["api/v1/index.json"].content)["links"]]
    assert {"feed.xml", "feed.json", "feeds.opml"} <= set(listed)
    assert not [path for path in listed if path.startswith(("actors/", "kinds/"))]


def test_heads_name_the_feeds_of_a_page() -> None:
    """Every page those of the site, a term's page its own; each is there."""
    site = real_site()
    named = ["feed.xml", "feed.json", "changes.xml", "changes.json"]
    for path, feeds in {
        "index.html": [],
        "events/strategic-partnership-treaty/index.html": [],
        "data/index.html": [],
        "actors/russia/index.html": ["actors/russia/feed.xml", "actors/russia/feed.json"],
    }.items():
        found = [
            (urljoin(URL + path, link["href"]), link["type"])
            for link in read_page(site, path).find("link")
            if link["rel"].split() == ["alternate"]
        ]
        assert [path_of(url) for url, _ in found] == [*named, *feeds], path
        for url, kind in found:
            assert (site / path_of(url)).is_file()
            assert kind == ("application/feed+json" if url.endswith("json") else ATOM)
    shown = read_page(site, "actors/russia/index.html").find("a", type=ATOM)
    assert [link["href"] for link in shown] == ["../../actors/russia/feed.xml"]


def test_json_feeds_keep_to_their_format(own: Files) -> None:
    """JSON Feed 1.1: what its schema and text ask for, beyond ours."""
    for path in own:
        if not (path.endswith("feed.json") or path.startswith(("feed/", "changes"))):
            continue
        if not path.endswith(".json"):
            continue
        feed = json.loads(own[path].content)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert all(author["name"] for author in feed["authors"])
        ids = [item["id"] for item in feed["items"]]
        assert len(set(ids)) == len(ids)
        for item in (feed, *feed["items"]):
            assert all(isinstance(v, dict) for k, v in item.items() if k.startswith("_"))
        for item in feed["items"]:
            assert isinstance(item["id"], str)
            assert item["content_html"]
            assert urlsplit(item["url"]).scheme == "http"
            for name in ("date_published", "date_modified"):
                assert item.get(name, "2000-01-01T00:00:00Z") >= "1990"
    for before, after in pairwise(json_items(own, "feed.json")):
        assert before.get("date_published", "") >= after.get("date_published", "")


def test_every_feed_finds_its_style_sheet(own: Files) -> None:
    """By a relative address, so wherever the site lies; and the licence is a link (RFC 4946)."""
    assert {"feed.xml", "feed/2.xml", "actors/russia/feed.xml"} <= atoms(own).keys()
    assert own["feed.css"].media_type == "text/css"
    for path, feed in atoms(own).items():
        style = feed.getprevious()
        assert style.target == "xml-stylesheet"
        assert style.get("type") == "text/css"
        site = "https://example.org/sub/folder/"
        assert urljoin(site + path, style.get("href")) == f"{site}feed.css"
        assert links(feed, "license") == ["https://spdx.org/licenses/CC-BY-4.0.html"]


def test_the_style_sheet_asks_for_nothing(own: Files) -> None:
    sheet = own["feed.css"].content.decode()
    assert not any(word in sheet for word in ("url(", "@import", "http", "@font-face"))


def test_without_a_licence_none_is_linked(repository: Repository, git: Git) -> None:
    repository.event("first")
    git.commit()
    for feed in atoms(made(repository.root)).values():
        assert links(feed, "license") == []
        assert feed.findall("a:rights", NS) == []
