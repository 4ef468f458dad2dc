"""The API as a whole: reached by its links, described truly, one registry behind all of it."""

import json
import re
import shutil
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from click.testing import CliRunner
from conftest import TERMS, Repository
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from test_changes import Git
from web_fixtures import Crawler, served

from timeline import catalog, config, exporters, output, project, publication
from timeline.catalog import hosting
from timeline.cli import main
from timeline.core.artifact import Artifact
from timeline.core.offer import Offer, Values
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive import changelog
from timeline.derive.facets import EVENT_FACETS
from timeline.exporters import EXPORTERS, Exporter, api_events, changes, changes_atom
from timeline.pages import sizes
from timeline.verify import verify

NASTY: Final = [
    'a, "b"; c\'d',
    "line\u2028two",
    "=cmd()|' /C calc'!A0",
    "]]></title>",
    "</script><script>",
    "\u202eright to left \u05e9\u05dc\u05d5\u05dd",
    "{\\braces} $ & # % _ ~ ^",
    "\U0001f600 emoji",
]


@pytest.fixture
def hurting(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Make events chosen to hurt, with a history: renamed, withdrawn, silenced, deleted."""
    monkeypatch.setattr(api_events, "PAGE", 3)
    for module in (changelog, changes, changes_atom, hosting):
        monkeypatch.setattr(module, "LOG_PAGE", 4)
    shutil.rmtree(repository.root / "events")
    git = Git(repository)
    dates = ("-0043-03-15", "Y12000", "../2021", "{1914,1918}", "[2022..2023]", "2020~", "1999/")
    for number, (title, date) in enumerate(zip(NASTY, [*dates, "2020-21"], strict=True)):
        folder = "undated" if date.startswith("..") else "2020"
        repository.event(
            f"nasty-{number}", folder, title=title, date=date, actors=["russia"], topics=[]
        )
    repository.event("old-name", actors=["russia", "un-security-council"])
    repository.event("hidden", title="Secret-Title", summary="Secret-Summary")
    repository.event("deleted")
    git.commit()
    (repository.root / "events/2020/old-name.json").unlink()
    (repository.root / "events/2020/deleted.json").unlink()
    repository.event("new-name", aliases=["old-name"], actors=["russia"])
    repository.event("wrong", withdrawn={"at": "2026-11-20", "reason": "wrong"})
    gone = {"at": "2026-11-20", "reason": "privacy"}
    repository.event("hidden", title="Secret-Title", summary="Secret-Summary", withdrawn=gone)
    git.commit()
    return repository


def made(repository: Repository) -> dict[str, Artifact]:
    settings = config.read(repository.root)
    place = project.Project(settings.root, settings.options)
    timeline = project.check(place, past=True).timeline
    return {a.path: a for a in publication.artifacts(timeline, settings.site)}


@pytest.fixture
def built(hurting: Repository, tmp_path: Path) -> Path:
    """Write the data of the events chosen to hurt."""
    folder = tmp_path / "site"
    output.write_manifest(folder, output.write_artifacts(folder, made(hurting).values()))
    return folder


def value(folder: Path, path: str) -> Any:
    return json.loads((folder / path).read_bytes())


def test_every_file_for_programs_is_reached_from_the_index(built: Path) -> None:
    with served(built) as site:
        found = Crawler(site).crawl()

    assert set(output.files_below(built)) == set(found)
    assert "api/v1/events/old-name.json" in found
    assert "api/v1/actors/russia/page/2.json" in found
    assert all((built / path).read_bytes() == content for path, content in found.items())


def test_no_file_is_larger_than_the_index_says(built: Path) -> None:
    budgets: dict[str, int] = {}
    for link in value(built, "api/v1/index.json")["links"]:
        told = link.get("values", {})
        known = {
            name: Values(names=tuple(v.get("one_of", ())), first=v.get("first"))
            for name, v in told.items()
        }
        offer = Offer(path=link["path"], media_type="", holds="", values=known)
        fitting = [path for path in output.files_below(built) if offer.match(path) is not None]
        if link["path"].endswith("/{term}.json"):
            fitting = [path for path in fitting if not path.endswith("/index.json")]
        if link["path"].endswith("/{id}.json"):
            fitting = [path for path in fitting if not path.endswith("/latest.json")]
        assert len(fitting) == link["files"], link
        budgets |= dict.fromkeys(fitting, link.get("max_bytes", 0))
    own = {"manifest.json", "api/v1/index.json"}
    files = [path for path in output.files_below(built) if path not in own]
    assert [p for p in files if (built / p).stat().st_size > budgets[p]] == []


def test_the_index_does_not_grow_with_events_and_terms(repository: Repository) -> None:
    def links() -> int:
        index = json.loads(made(repository)["api/v1/index.json"].content)
        return len(index["links"])

    repository.event("first-event", "2019", date="2019-12-22")
    before = links()
    more = [{"id": f"topic-{n}", "label": f"Topic {n}"} for n in range(50)]
    repository.vocabulary("topics", [*TERMS["topics"], *more])
    for number in range(20):
        repository.event(f"filler-{number}", topics=[f"topic-{number}"])

    assert links() == before


def test_every_artifact_is_offered_by_its_exporter(hurting: Repository) -> None:
    """What the registry does not know is missing from index, OpenAPI and the page of the data."""
    settings = config.read(hurting.root)
    place = project.Project(settings.root, settings.options)
    timeline = project.check(place, past=True).timeline
    listing = catalog.Listing((e.name, offer) for e in EXPORTERS for offer in e.offers)
    for exporter in EXPORTERS:
        for artifact in exporter.export(timeline, settings.site):
            listing.add(artifact.path, len(artifact.content))
            offer = next(o for o in exporter.offers if o.match(artifact.path) is not None)
            assert offer.media_type == artifact.media_type, artifact.path

    assert listing.unlisted == []


def test_offers_explain_every_name_in_braces() -> None:
    offers = [offer for _, offer in catalog.offers()]
    assert [o.path for o in offers if set(o.names) != set(o.values)] == []
    assert len({offer.path for offer in offers}) == len(offers)


def test_the_list_of_a_term_holds_whole_events_in_order(built: Path) -> None:
    events = value(built, "api/v1/events.json")["result"]
    expected = [e for e in events if "russia" in e.get("actors", ())]
    first = value(built, "api/v1/actors/russia.json")

    pages, page = [first], first
    while page["next"]:
        page = value(built, page["next"].removeprefix("http://127.0.0.1:8000/"))
        pages.append(page)

    assert [e for page in pages for e in page["result"]] == expected
    assert [len(page["result"]) for page in pages] == [3, 3, 3]
    assert {page["total"] for page in pages} == {9}
    assert first["term"]["label"] == "Russia"
    empty = value(built, "api/v1/topics/sanctions.json")
    assert (empty["total"], empty["next"], empty["result"]) == (0, None, [])


def test_every_term_of_the_vocabulary_has_a_list(built: Path) -> None:
    for facet in EVENT_FACETS:
        listed = value(built, f"api/v1/{facet}/index.json")["result"]
        assert [entry["id"] for entry in listed] == [term["id"] for term in TERMS[facet]]
        assert all((built / f"api/v1/{facet}/{entry['id']}.json").is_file() for entry in listed)


def test_a_silenced_event_leaves_no_text(built: Path) -> None:
    for path in output.files_below(built):
        assert b"Secret" not in (built / path).read_bytes(), path


def test_openapi_is_valid_and_its_examples_exist_and_keep_to_it(built: Path) -> None:
    described = value(built, "api/v1/openapi.json")
    OpenAPIV31SpecValidator(described).validate()
    ids = [item["get"]["operationId"] for item in described["paths"].values()]
    assert len(set(ids)) == len(ids)
    assert described["servers"] == [{"url": "http://127.0.0.1:8000"}]

    checked = 0
    for path, item in described["paths"].items():
        example = path[1:]
        for parameter in item["get"]["parameters"]:
            example = example.replace("{" + parameter["name"] + "}", str(parameter["example"]))
        if "{facet}" in path or not (built / example).is_file():
            assert "/{term}" in path or "schema/" in path, path
            continue
        [content] = item["get"]["responses"]["200"]["content"].values()
        reference = content.get("schema", {}).get("$ref")
        if reference:
            schema = {"$ref": reference, "components": described["components"]}
            Draft202012Validator(schema).validate(value(built, example))
            checked += 1
    assert checked >= 12


def test_openapi_describes_what_is_there_only(repository: Repository) -> None:
    """Without a history there is no log, so no path of it either."""
    paths = json.loads(made(repository)["api/v1/openapi.json"].content)["paths"]

    assert "/api/v1/events/{id}.json" in paths
    assert not any(path.startswith(("/api/v1/changes/", "/changes")) for path in paths)
    assert not any(path.endswith("/history.json") for path in paths)


def test_a_host_is_told_no_header_twice_for_the_same_file(built: Path) -> None:
    rules: dict[str, set[str]] = {}
    for line in (built / "_headers").read_text().splitlines():
        if line.startswith("/"):
            here = rules.setdefault(line, set())
        elif not line.startswith("#"):
            here.add(line.split(":")[0].strip())
    assert len(rules) < 100  # all that Cloudflare Pages reads

    for path in output.files_below(built):
        fits = [
            headers
            for rule, headers in rules.items()
            if rule == f"/{path}" or (rule.endswith("*") and f"/{path}".startswith(rule[:-1]))
        ]
        told = [name for headers in fits for name in headers]
        assert len(told) == len(set(told)), path
        assert "Access-Control-Allow-Origin" in told


def test_a_host_is_told_the_media_types_that_it_cannot_guess(built: Path) -> None:
    types: dict[str, str] = {}
    path = ""
    for line in (built / "_headers").read_text().splitlines():
        path = line[1:] if line.startswith("/") else path
        if line.startswith("  Content-Type: "):
            types[path] = line.removeprefix("  Content-Type: ")
    listed = {e["path"]: e["media_type"] for e in value(built, "manifest.json")["files"]}

    assert types["feed.json"] == "application/feed+json"
    assert types["feeds.opml"] == "text/x-opml"
    assert {path: listed[path] for path in types} == types
    assert types.keys().isdisjoint({"api/v1/events.json", "calendar.ics", "data/events.csv"})


def test_the_answer_where_there_is_no_file(built: Path) -> None:
    told = value(built, "404.json")
    assert told["status"] == 404
    assert told["index"] == "http://127.0.0.1:8000/api/v1/index.json"


def test_citations_of_every_event_that_stands(built: Path) -> None:
    standing = [
        e["id"] for e in value(built, "api/v1/events.json")["result"] if "withdrawn" not in e
    ]
    items = value(built, "data/citations.json")
    assert [item["id"] for item in items] == standing
    assert {item["title"] for item in items} >= set(NASTY)

    entries = (built / "data/citations.bib").read_text("utf-8").split("\n\n")
    assert [e.partition(",")[0] for e in entries] == [f"@online{{{name}" for name in standing]
    for entry in entries:
        plain = entry.replace("\\{", "").replace("\\}", "")
        assert plain.count("{") == plain.count("}")


def test_the_citation_of_the_whole_is_yaml_with_the_required_members(built: Path) -> None:
    told = yaml.safe_load((built / "CITATION.cff").read_text("utf-8"))
    assert told["cff-version"] == "1.2.0"
    assert told["title"] == "A small timeline"
    assert told["authors"] == [{"name": "A small timeline"}]
    assert {"message", "type", "url", "date-released"} <= set(told)


def failing(_: Timeline, __: Site) -> Iterator[Artifact]:
    yield Artifact("data/half.txt", "text/plain", b"half")
    raise ZeroDivisionError("by design")


def test_a_failing_exporter_names_itself_and_publishes_nothing(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = ["-C", str(repository.root)]
    assert CliRunner().invoke(main, ["build", "--only", "view", *where]).exit_code == 0
    site = repository.root / "site"
    before = {path: (site / path).read_bytes() for path in output.files_below(site)}
    monkeypatch.setattr(exporters, "EXPORTERS", (*EXPORTERS, Exporter("broken", failing, "x")))

    for arguments in (["build", "--only", "broken"], ["build"]):
        ended = CliRunner().invoke(main, [*arguments, *where])

        assert ended.exit_code == 1
        assert isinstance(ended.exception, publication.ExporterError)
        assert str(ended.exception) == "exporter broken failed: ZeroDivisionError: by design"
        told = "".join(traceback.format_exception(ended.exception))
        assert 'raise ZeroDivisionError("by design")' in told
        assert before == {path: (site / path).read_bytes() for path in output.files_below(site)}
        assert not list(repository.root.glob(".site.*"))


def test_build_only_writes_these_formats_and_the_manifest(repository: Repository) -> None:
    given = ["build", "--only", "view,support", "--only", "feeds-opml", "-C", str(repository.root)]
    assert CliRunner().invoke(main, given).exit_code == 0

    expected = ["api/v1/quality.json", "api/v1/timeline.json", "feeds.opml", "manifest.json"]
    assert output.files_below(repository.root / "site") == expected


def test_build_only_knows_its_formats(repository: Repository) -> None:
    ended = CliRunner().invoke(main, ["build", "--only", "json-fed", "-C", str(repository.root)])

    assert ended.exit_code == 2
    assert "there is no 'json-fed'; did you mean 'json-feed'?" in ended.output
    assert not (repository.root / "site").exists()


def test_the_site_of_hurting_events_is_verified(built: Path) -> None:
    assert list(verify(built)) == []


@pytest.mark.parametrize(
    ("path", "change", "expected"),
    [
        (
            "api/v1/actors/russia.json",
            lambda v: v["result"].pop(),
            ("api/v1/actors/russia.json", ""),
        ),
        (
            "api/v1/actors/russia/page/2.json",
            lambda v: v["result"][0].update(title="Another"),
            ("api/v1/actors/russia/page/2.json", ""),
        ),
        (
            "api/v1/actors/russia.json",
            lambda v: v.update(total=1),
            ("api/v1/actors/russia.json", "/total"),
        ),
        (
            "api/v1/kinds/index.json",
            lambda v: v["result"][0].update(events=77),
            ("api/v1/kinds/index.json", "/result/0/events"),
        ),
        (
            "api/v1/kinds/index.json",
            lambda v: v["result"].pop(),
            ("api/v1/kinds/index.json", "/total"),
        ),
    ],
)
def test_verify_holds_terms_against_the_events(
    built: Path, path: str, change: Any, expected: tuple[str, str]
) -> None:
    told = value(built, path)
    change(told)
    (built / path).write_text(json.dumps(told))
    _sum_again(built)

    found = [(d.code, d.file, d.pointer) for d in verify(built) if d.code != "T914"]
    assert found == [("T916", *expected)]


@pytest.mark.parametrize(
    ("path", "change", "expected"),
    [
        (
            "data/datapackage.json",
            lambda text: text.replace(b'"bytes":', b'"bytes":1', 1),
            ("T916", "data/datapackage.json", "/resources/0/bytes"),
        ),
        (
            "data/datapackage.json",
            lambda text: re.sub(b'(?<="sha256:)[0-9a-f]{8}', b"01234567", text, count=1),
            ("T916", "data/datapackage.json", "/resources/0/hash"),
        ),
        (
            "data/datapackage.json",
            lambda text: text.replace(b"figures.csv", b"../figures.csv", 1),
            ("T916", "data/datapackage.json", "/resources/1/path"),
        ),
        (
            "data/events.ndjson",
            lambda text: text.replace(b"emoji", b"emojo", 1),
            ("T916", "data/events.ndjson", ""),
        ),
        ("data/events.ndjson", lambda text: text[:-3], ("T915", "data/events.ndjson", "")),
        (
            "data/events.ndjson",
            lambda text: b"[" * 100_000 + b"\n" + text,
            ("T915", "data/events.ndjson", ""),
        ),
    ],
)
def test_verify_holds_downloads_against_manifest_and_events(
    built: Path, path: str, change: Callable[[bytes], bytes], expected: tuple[str, str, str]
) -> None:
    before = (built / path).read_bytes()
    (built / path).write_bytes(change(before))
    assert (built / path).read_bytes() != before
    _sum_again(built)

    assert [(d.code, d.file, d.pointer) for d in verify(built) if d.code != "T914"] == [expected]


def _sum_again(built: Path) -> None:
    (built / "manifest.json").unlink()
    types = dict.fromkeys(("feed.json", "changes.json"), "application/feed+json")
    output.write_manifest(built)
    manifest = value(built, "manifest.json")
    for entry in manifest["files"]:
        entry["media_type"] = types.get(entry["path"], entry["media_type"])
    (built / "manifest.json").write_text(json.dumps(manifest))


def test_sizes_are_filled_in_where_the_page_left_room() -> None:
    page = f"<td>{sizes.place('a&b.json')}</td><td>{sizes.place('x/{id}.json')}</td>"
    page += f"<td>{sizes.place('no.json')}</td><td>{sizes.place('sums.json')}</td>"
    links = [
        {"path": "a&b.json", "files": 1, "max_bytes": 1234},
        {"path": "x/{id}.json", "files": 3, "max_bytes": 56_700_000},
        {"path": "sums.json", "files": 1},
    ]
    assert sizes.fill(page, links) == (
        "<td>1.2 kB</td><td>3 files, each at most 57 MB</td><td>not in this build</td><td>–</td>"
    )


def test_what_was_not_written_is_not_linked() -> None:
    page = "".join(str(sizes.link(path, f"../{path}", path)) for path in ("a&b.json", "no.json"))

    assert sizes.fill(page, [{"path": "a&b.json", "files": 1, "max_bytes": 1}]) == (
        '<a href="../a&amp;b.json"><code>a&amp;b.json</code></a><code>no.json</code>'
    )


def test_an_offer_matches_its_own_paths_only() -> None:
    offer = Offer(
        path="api/{facet}/{term}/{page}.json",
        media_type="",
        holds="",
        values={"facet": Values(names=("actors",)), "page": Values(first=2)},
    )
    assert offer.match("api/actors/x/2.json") == {"facet": "actors", "term": "x", "page": "2"}
    for path in ("api/places/x/2.json", "api/actors/x/y.json", "api/actors/x/2.json/", "api"):
        assert offer.match(path) is None
    assert [o.path for o in offer.spread()] == ["api/actors/{term}/{page}.json"]
    assert replace(offer, path="a.json").match("a.json") == {}


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("changes.json", lambda v: v["items"].pop()),
        ("changes.json", lambda v: v["items"].append(v["items"][0])),
        ("api/v1/events/latest.json", lambda v: v["result"].reverse()),
        ("api/v1/events/latest.json", lambda v: v["result"].pop()),
        ("api/v1/events/latest.json", lambda v: v.update(total=3)),
    ],
)
def test_verify_holds_what_is_new_against_the_log(built: Path, path: str, change: Any) -> None:
    told = value(built, path)
    change(told)
    (built / path).write_text(json.dumps(told))

    found = [(d.code, d.file) for d in verify(built) if d.code != "T914"]

    assert found == [("T916", path)]


@pytest.mark.parametrize("path", ["changes.xml", "calendar.ics", "actors/russia/calendar.ics"])
def test_verify_misses_what_was_taken_out(built: Path, path: str) -> None:
    content = (built / path).read_bytes()
    start, end = b"<entry>", b"</entry>"
    if path.endswith("ics"):
        start, end = b"BEGIN:VEVENT", b"END:VEVENT\r\n"
    before, _, after = content.partition(start)
    (built / path).write_bytes(before + after.partition(end)[2])

    found = [(d.code, d.file) for d in verify(built) if d.code != "T914"]

    assert found == [("T916", path)]
