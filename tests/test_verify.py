"""`timeline verify`: every single difference in an otherwise whole site, with exactly its code."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import Repository

from timeline import config, load, output, project, publication
from timeline.core.artifact import Artifact
from timeline.derive import syndication
from timeline.exporters import api_events
from timeline.verify import verify

Found = list[tuple[str, str, str]]
EVENTS, VIEW, INDEX = "api/v1/events.json", "api/v1/timeline.json", "api/v1/index.json"
FEED, TERMS = "feed.json", "api/v1/vocabulary/kinds.json"
KIND, KIND_2 = "api/v1/kinds/statement.json", "api/v1/kinds/statement/page/2.json"
SCHEMA = "schema/v1/feed.schema.json"


@dataclass(frozen=True, slots=True)
class Site:
    """The data of a site, without the pages of MkDocs."""

    folder: Path
    written: dict[str, output.Written]

    def change(self, path: str, change: Callable[[Any], object]) -> None:
        """Change a JSON file in place, and nothing else."""
        file = self.folder / path
        value = json.loads(file.read_bytes())
        change(value)
        file.write_text(json.dumps(value))

    def seal(self) -> None:
        """Write the manifest anew, so that it does not betray what was changed."""
        output.write_manifest(self.folder, self.written)

    def found(self) -> Found:
        return [(item.code, item.file, item.pointer) for item in verify(self.folder)]

    def messages(self) -> list[str]:
        return [item.message for item in verify(self.folder)]


@pytest.fixture
def site(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Publish three events that stand, one of them with a former id, and a tombstone."""
    for exporter in (api_events, syndication):
        monkeypatch.setattr(exporter, "PAGE", 2)
    repository.event("third-event", aliases=["old-name"])
    repository.event("gone", withdrawn={"at": "2026-11-20", "reason": "privacy"})
    settings = config.read(repository.root)
    folder = repository.root / "site"
    made = list(publication.artifacts(load(repository.root), settings.site))
    page = Artifact("index.html", "text/html", b"<h1>Events</h1>")
    built = Site(folder, output.write_artifacts(folder, [*made, page]))
    built.seal()
    return built


def test_a_whole_site_has_no_findings(site: Site) -> None:
    assert (site.folder / "feed/2.json").exists()
    assert (site.folder / "api/v1/events/page/2.json").exists()
    assert site.found() == []


@pytest.mark.parametrize(
    ("path", "change", "expected"),
    [
        (EVENTS, lambda v: v.update(total=9), [("T916", EVENTS, "/total")]),
        (
            "api/v1/events/page/2.json",
            lambda v: v.update(total=2),
            [("T916", "api/v1/events/page/2.json", "/total")],
        ),
        (
            "api/v1/events/page/2.json",
            lambda v: v["result"].pop(),
            [("T916", "api/v1/events/page/1.json", "")],
        ),
        (
            "api/v1/events/first-event.json",
            lambda v: v.update(title="Another"),
            [("T916", "api/v1/events/first-event.json", "")],
        ),
        (INDEX, lambda v: v.update(events=4), [("T916", INDEX, "/events")]),
        (INDEX, lambda v: v.update(withdrawn=0), [("T916", INDEX, "/withdrawn")]),
        (
            INDEX,
            lambda v: v["links"][0].update(path="no.json", href=v["url"] + "no.json"),
            [("T916", INDEX, "/links/0/path")],
        ),
        (
            INDEX,
            lambda v: v["links"][0].update(href="https://example.com/feed.json"),
            [("T916", INDEX, "/links/0/href")],
        ),
        (KIND, lambda v: v.update(total=2), [("T916", KIND, "/total")]),
        (KIND, lambda v: v["result"].reverse(), [("T916", KIND, "")]),
        (KIND_2, lambda v: v.update(total=2), [("T916", KIND_2, "/total")]),
        (KIND_2, lambda v: v["result"].pop(), [("T916", KIND, "")]),
        (TERMS, lambda v: v.update(total=1), [("T916", TERMS, "/total")]),
        (VIEW, lambda v: v.update(total=4), [("T916", VIEW, "/total")]),
        (VIEW, lambda v: v["result"].reverse(), [("T916", VIEW, "")]),
        (FEED, lambda v: v["items"].append(v["items"][0]), [("T916", FEED, "")]),
        ("feed/2.json", lambda v: v["items"].pop(), [("T916", FEED, "")]),
        (SCHEMA, lambda v: v.pop("required"), [("T915", SCHEMA, "")]),
        (SCHEMA, lambda v: v.update({"$id": "https://example.com/x"}), []),
    ],
)
def test_outputs_that_disagree(
    site: Site, path: str, change: Callable[[Any], object], expected: Found
) -> None:
    site.change(path, change)
    site.seal()

    assert site.found() == expected


@pytest.mark.parametrize("depth", [150, 100_000])
@pytest.mark.parametrize("path", [FEED, SCHEMA])
def test_json_that_is_nested_too_deep(site: Site, path: str, depth: int) -> None:
    (site.folder / path).write_text("[" * depth + "]" * depth)
    site.seal()

    assert site.found() == [("T915", path, "")]
    assert site.messages() == ["nested too deep"]


def test_a_manifest_that_is_nested_too_deep(site: Site) -> None:
    (site.folder / "manifest.json").write_text("[" * 100_000 + "]" * 100_000)

    assert site.found() == [("T911", "manifest.json", "")]
    assert site.messages()[0].endswith(": nested too deep")


def test_json_that_is_none(site: Site) -> None:
    (site.folder / TERMS).write_bytes(b"\xff")
    site.seal()

    assert site.found() == [("T915", TERMS, "")]
    assert site.messages()[0].startswith("not JSON: ")


@pytest.mark.parametrize("path", ["index.html", FEED, "feed/2.json", SCHEMA, EVENTS])
def test_a_media_type_that_is_not_the_file_s(site: Site, path: str) -> None:
    known = site.written[path]
    right = known.media_type
    site.written[path] = known._replace(media_type="text/plain")
    site.seal()

    assert site.found() == [("T914", path, "")]
    assert site.messages() == [f"media_type is {right}; the manifest says 'text/plain'"]


def test_a_path_twice_in_the_manifest(site: Site) -> None:
    site.change("manifest.json", lambda v: v["files"].insert(0, v["files"][1]))

    assert site.found() == [("T916", "manifest.json", "/files/0/path")]


@pytest.mark.parametrize("path", ["../out.txt", "/etc/passwd", "a/../../b", "..\\out"])
def test_a_path_in_the_manifest_that_leads_out(site: Site, path: str) -> None:
    (site.folder.parent / "out.txt").write_text("not ours")
    site.change("manifest.json", lambda v: v["files"].append(v["files"][0] | {"path": path}))

    last = len(json.loads((site.folder / "manifest.json").read_bytes())["files"]) - 1
    assert site.found() == [("T916", "manifest.json", f"/files/{last}/path")]


@pytest.mark.parametrize("path", [EVENTS, INDEX, VIEW, TERMS, SCHEMA])
def test_a_file_that_every_site_has_is_not_even_listed(site: Site, path: str) -> None:
    (site.folder / path).unlink()
    site.change(INDEX, lambda v: v.update(links=[])) if path != INDEX else None
    site.seal()

    assert site.found() == [("T916", path, "")]


def test_missing_and_foreign_files(site: Site) -> None:
    (site.folder / "index.html").unlink()
    (site.folder / "foreign.txt").write_text("hello")

    assert site.found() == [("T912", "index.html", ""), ("T913", "foreign.txt", "")]


def test_links_on_the_disk_are_not_files_of_the_site(site: Site) -> None:
    page, outside = site.folder / "index.html", site.folder.parent / "outside"
    outside.mkdir()
    page.rename(outside / "index.html")
    page.symlink_to(outside / "index.html")
    (site.folder / "more").symlink_to(outside, target_is_directory=True)
    (site.folder / "nowhere").symlink_to("no-such-file")

    assert site.found() == [("T913", name, "") for name in ("index.html", "more", "nowhere")]


def without_first(name: bytes, content: bytes) -> bytes:
    """Take the first of the elements or components out."""
    start, end = (b"BEGIN:%s", b"END:%s\r\n") if name.isupper() else (b"<%s>", b"</%s>")
    before, found, after = content.partition(start % name)
    assert found, name
    return before + after.partition(end % name)[2]


def doubled(content: bytes) -> bytes:
    start = content.index(b"<entry>")
    end = content.index(b"</entry>") + len(b"</entry>")
    return content[:end] + content[start:end] + content[end:]


def swapped(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def swap(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new, 1)

    return swap


NEXT = b'href="http://127.0.0.1:8000/feed/2.xml"'
ENTITIES = b'<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">'
OTHER = "http://other.example/feed/2.xml"
STATEMENTS = "kinds/statement/"


@pytest.mark.parametrize(
    ("path", "change", "expected"),
    [
        ("feed.xml", lambda c: c[:-9], ("T915", "feed.xml")),
        ("feeds.opml", swapped(b"</body>", b""), ("T915", "feeds.opml")),
        ("feeds.opml", lambda _: b"<html/>", ("T915", "feeds.opml")),
        ("feed.xml", swapped(b"<title>", b"<title>\xff"), ("T915", "feed.xml")),
        (
            "feed.xml",
            swapped(b"<feed ", b"<!DOCTYPE feed [" + ENTITIES + b"]><feed "),
            ("T915", "feed.xml"),
        ),
        ("feed.xml", swapped(b'xmlns="http://www.w3.org/2005/Atom"', b""), ("T915", "feed.xml")),
        ("calendar.ics", lambda c: c[: len(c) // 2], ("T915", "calendar.ics")),
        ("calendar.ics", lambda c: b"END:VEVENT\r\n" + c, ("T915", "calendar.ics")),
        ("calendar.ics", lambda _: b"hello", ("T915", "calendar.ics")),
        ("feed.xml", swapped(NEXT, NEXT.replace(b"/2.", b"/9.")), ("T916", "feed.xml")),
        ("feed.xml", swapped(NEXT, f'href="{OTHER}"'.encode()), ("T916", "feed.xml")),
        ("feed/2.xml", swapped(b"/feed/2.xml", b"/feed.xml"), ("T916", "feed/2.xml")),
        ("feed/2.xml", swapped(b'"previous"', b'"next"'), ("T916", "feed.xml")),  # a circle
        ("feed.xml", doubled, ("T916", "feed.xml")),
        ("feed/2.xml", lambda c: without_first(b"entry", c), ("T916", "feed.xml")),
        (f"{STATEMENTS}feed.xml", doubled, ("T916", f"{STATEMENTS}feed.xml")),
        (
            f"{STATEMENTS}feed.xml",
            lambda c: without_first(b"entry", c),
            ("T916", f"{STATEMENTS}feed.xml"),
        ),
        ("feeds.opml", swapped(b"/kinds/", b"/kind/"), ("T916", "feeds.opml")),
        ("calendar.ics", lambda c: without_first(b"VEVENT", c), ("T916", "calendar.ics")),
        (
            f"{STATEMENTS}calendar.ics",
            lambda c: without_first(b"VEVENT", c),
            ("T916", f"{STATEMENTS}calendar.ics"),
        ),
    ],
)
def test_feeds_and_calendars_that_are_not_what_was_published(
    site: Site, path: str, change: Callable[[bytes], bytes], expected: tuple[str, str]
) -> None:
    file = site.folder / path
    file.write_bytes(change(file.read_bytes()))
    site.seal()

    assert site.found() == [(*expected, "")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda v: v["items"].pop(), f"{STATEMENTS}feed.json"),
        (lambda v: v.update(next_url=OTHER), f"{STATEMENTS}feed.json"),
        (lambda v: v.pop("next_url"), f"{STATEMENTS}feed.json"),
    ],
)
def test_feeds_of_terms_in_json(site: Site, change: Callable[[Any], object], expected: str) -> None:
    site.change(f"{STATEMENTS}feed.json", change)
    site.seal()

    assert site.found() == [("T916", expected, "")]


def test_no_entity_is_ever_put_in(site: Site) -> None:
    """What little would become much is refused before it does."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 30))
    bomb = (
        f'<!DOCTYPE feed [<!ENTITY e0 "x">{levels}]><feed xmlns="http://www.w3.org/2005/Atom"><id>'
    )
    (site.folder / "feed.xml").write_text(f"{bomb}&e29;</id></feed>")
    site.seal()

    assert site.messages() == ["it has a document type, which no file of ours has"]


@pytest.mark.parametrize("date", ["2021/..", "2021/", "[2021..]", "../2021", "9999-12-31", "-0043"])
def test_calendars_are_held_to_what_they_can_say(repository: Repository, date: str) -> None:
    repository.event("some-event", date=date)
    repository.event("wrong", withdrawn={"at": "2026-11-20", "reason": "wrong"})
    site = repository.root / "site"
    settings = config.read(repository.root)
    checked = project.check(project.Project(settings.root, settings.options))
    made = publication.artifacts(checked.timeline, settings.site)
    output.write_manifest(site, output.write_artifacts(site, made))

    assert list(verify(site)) == []
