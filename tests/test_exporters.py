"""What the exporters publish, compared with the records and read by a real feed reader."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from conftest import Repository
from reader import make_reader

from timeline import config, load, publication
from timeline.core import json_schema, record
from timeline.core.artifact import Artifact
from timeline.verify import _shape

ROOT: Final = Path(__file__).parents[1]
JSON: Final = (".json", ".geojson", ".jsonld")


@pytest.fixture(scope="module")
def artifacts() -> dict[str, Artifact]:
    settings = config.read(ROOT)
    return {a.path: a for a in publication.artifacts(load(ROOT), settings.site)}


def value(artifacts: dict[str, Artifact], path: str) -> Any:
    return json.loads(artifacts[path].content)


def test_no_field_is_lost_between_file_and_api(artifacts: dict[str, Artifact]) -> None:
    """Every member of every file stands in the API, `$schema` apart."""
    for file in sorted((ROOT / "events").rglob("*.json")):
        written = json.loads(file.read_text("utf-8"))
        del written["$schema"]
        published = value(artifacts, f"api/v1/events/{file.stem}.json")
        del published["computed"]
        assert written == published


def test_json_is_sorted_utf8_with_a_newline_at_the_end(artifacts: dict[str, Artifact]) -> None:
    for artifact in artifacts.values():
        if not artifact.media_type.endswith(("/json", "+json")):
            continue
        text = artifact.content.decode("utf-8")
        plain = json.dumps(
            json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        assert plain + "\n" == text


def test_computed_says_what_the_date_says(artifacts: dict[str, Artifact]) -> None:
    computed = value(artifacts, "api/v1/events/border-entries-2023-first-half.json")["computed"]

    assert computed == {
        "earliest": "2023-01-01",
        "latest": "2023-06-30",
        "earliest_day": 19358,
        "latest_day": 19538,
        "start": {"earliest": "2023-01-01", "latest": "2023-01-01"},
        "end": {"earliest": "2023-06-30", "latest": "2023-06-30"},
        "extent": "coverage",
        "precision": "month",
        "display": "first half of 2023",
        "first_published": "2023-10-31",
        "recorded": None,  # the fixture reads no history
        "modified": None,
        "revision": None,
        "url": "http://127.0.0.1:8000/events/border-entries-2023-first-half/",
    }


def test_a_real_feed_reader_reads_every_event(
    artifacts: dict[str, Artifact], tmp_path: Path
) -> None:
    pages = [path for path in artifacts if path == "feed.json" or path.startswith("feed/")]
    reader = make_reader(str(tmp_path / "reader.sqlite"), feed_root=str(tmp_path))
    for path in pages:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(artifacts[path].content)
        reader.add_feed(path)
        reader.update_feed(path)

    entries = {entry.link: entry for entry in reader.get_entries()}

    events = value(artifacts, "api/v1/events.json")["result"]
    assert {event["computed"]["url"] for event in events} == set(entries)
    pact = entries["http://127.0.0.1:8000/events/strategic-partnership-treaty/"]
    assert pact.title is not None
    assert pact.title.startswith("19 June 2024: ")
    assert pact.published is None  # when it happened is not when it was published
    assert pact.id == "tag:example.org,2026:event/strategic-partnership-treaty"
    reader.close()


def test_the_feed_has_pages_of_a_hundred(repository: Repository) -> None:
    for number in range(205):
        repository.event(f"filler-{number}", date=f"2020-03-{number % 28 + 1:02}")
    settings = config.read(repository.root)
    made = {a.path: a for a in publication.artifacts(load(repository.root), settings.site)}

    first, second, third = (
        value(made, path) for path in ("feed.json", "feed/2.json", "feed/3.json")
    )
    assert [len(page["items"]) for page in (first, second, third)] == [100, 100, 7]
    assert first["next_url"] == "http://127.0.0.1:8000/feed/2.json"
    assert "next_url" not in third
    ids = [item["id"] for page in (first, second, third) for item in page["items"]]
    assert len(set(ids)) == 207
    dates = [item["_timeline"]["date"] for item in first["items"]]
    assert sorted(dates, reverse=True) == dates


def test_the_feed_escapes_what_it_shows_as_html(repository: Repository) -> None:
    repository.event("sharp", "2024", title='3 < 5 & "so" on', date="2024")
    settings = config.read(repository.root)
    made = {a.path: a for a in publication.artifacts(load(repository.root), settings.site)}

    item = value(made, "feed.json")["items"][0]
    assert item["title"] == '2024: 3 < 5 & "so" on'

    repository.event("sharp", "2024", summary='3 < 5 & "so" on', date="2024")
    made = {a.path: a for a in publication.artifacts(load(repository.root), settings.site)}
    item = value(made, "feed.json")["items"][0]
    assert "<p>3 &lt; 5 &amp; &#34;so&#34; on</p>" in item["content_html"]


def test_withdrawn_for_privacy_leaves_no_text_in_any_output(repository: Repository) -> None:
    name = "Xyzzy-Plugh"
    repository.event(
        "third-event",
        title=name,
        summary=name,
        withdrawn={"at": "2026-11-21", "reason": "privacy"},
    )
    settings = config.read(repository.root)
    timeline = load(repository.root)

    for artifact in publication.artifacts(timeline, settings.site):
        assert name.encode() not in artifact.content, artifact.path
    for page in publication.pages(timeline, settings.site):
        assert name not in repr(page), page.path
    made = {a.path: a for a in publication.artifacts(timeline, settings.site)}
    kept = value(made, "api/v1/events/third-event.json")
    assert kept == {
        "computed": {
            "url": "http://127.0.0.1:8000/events/third-event/",
            "recorded": None,
            "modified": None,
            "revision": None,
        },
        "id": "third-event",
        "withdrawn": {"at": "2026-11-21", "reason": "privacy"},
    }


def test_every_json_output_has_a_schema_and_keeps_to_it(artifacts: dict[str, Artifact]) -> None:
    bare = ("schema/", "api/v1/openapi.json")  # schemas, and what has a standard's own
    written = [path for path in artifacts if path.endswith(".json")]
    covered = [path for path in written if not path.startswith(bare)]
    assert [item for path in covered for item in _shape(path, value(artifacts, path))] == []
    for path in covered:
        assert any(Path(path).match(pattern) for pattern, _ in json_schema.SCHEMAS_OF_OUTPUTS), path


def test_a_record_survives_canonical_form() -> None:
    for event in load(ROOT):
        assert event == record.parse(record.canonical(event) | {"$schema": event.schema})


def test_canonical_form_leaves_out_what_is_empty_but_no_zero() -> None:
    figure = {"key": "k", "measure": "m", "value": 0, "low": -0.5, "high": 2.0}
    source = {"publisher": "p", "url": "https://example.org/", "relays": []}
    told = {
        "id": "a",
        "date": "2020",
        "title": "T",
        "summary": "S",
        "kind": "report",
        "status": "confirmed",
        "sources": [source],
        "topics": [],
        "figures": [figure],
        "x": {},
    }
    record_of = record.canonical(record.parse(told))
    kept = {name: value for name, value in told.items() if value not in ([], {})}
    kept["sources"] = [{"publisher": "p", "url": "https://example.org/"}]
    assert list(record_of) == list(kept)
    assert record_of == kept
    assert json.dumps(record_of["figures"]) == json.dumps([figure | {"high": 2}])
