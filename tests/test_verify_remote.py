"""`timeline verify URL`: the findings of the folder, and no patience with hostile hosts."""

import json
import socket
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import Repository
from web_fixtures import served

from timeline import config, load, output, publication
from timeline.cli import main
from timeline.core.artifact import Artifact
from timeline.core.diagnostic import Diagnostic
from timeline.verify import remote, verify

EVENTS = "api/v1/events.json"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def site(repository: Repository) -> Path:
    """Publish two events, without the pages of MkDocs."""
    settings = config.read(repository.root)
    folder = repository.root / "site"
    made = list(publication.artifacts(load(repository.root), settings.site))
    page = Artifact("a page/índex #1.html", "text/html", b"<h1>Events</h1>")
    output.write_manifest(folder, output.write_artifacts(folder, [*made, page]))
    return folder


def run(address: str) -> Result:
    return CliRunner().invoke(main, ["verify", "--format", "json", address])


def told(result: Result) -> list[tuple[str, str]]:
    return [(d["code"], d["file"]) for d in json.loads(result.stdout)["diagnostics"]]


def difference(url: str) -> list[Diagnostic]:
    with remote.Remote(url) as place:
        return list(verify(place))


def test_a_whole_site_has_no_findings(site: Path) -> None:
    with served(site) as url:
        for address in (url, url.rstrip("/"), url + "manifest.json"):
            ended = run(address)
            assert (ended.exit_code, told(ended)) == (0, [])


def test_the_findings_are_those_of_the_folder(site: Path) -> None:
    events = json.loads((site / EVENTS).read_bytes())
    events["result"].pop()
    (site / EVENTS).write_text(json.dumps(events))
    (site / "feed.json").unlink()
    (site / "api/v1/timeline.json").write_text("[" * 200 + "]" * 200)
    (site / "api/v1/quality.json").write_bytes(b"")
    (site / "404.json").write_bytes((site / "404.json").read_bytes() * 2)

    with served(site) as url:
        there = difference(url)

    here = list(verify(site))
    assert {item.code for item in here} >= {"T912", "T914", "T915", "T916"}
    # A file that is too long is cut off: its sum and its JSON differ, its size is not known whole.
    places = [(item.code, item.file, item.pointer) for item in here]
    assert [(item.code, item.file, item.pointer) for item in there] == places
    messages = {item.message for item in here if "bytes is" not in item.message}
    assert messages <= {item.message for item in there}


def test_files_that_hosts_keep_to_themselves_are_not_missed(site: Path) -> None:
    (site / "_headers").unlink()
    (site / "_redirects").unlink()

    with served(site) as url:
        assert difference(url) == []


def test_nothing_there_is_no_difference(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        ended = run(url)
    assert ended.exit_code == 3
    assert f"{url} cannot be reached: connection refused" in ended.output

    with served(tmp_path) as url:
        ended = run(url)
    assert (ended.exit_code, told(ended)) == (1, [("T911", "manifest.json")])


def test_a_host_that_answers_with_errors(site: Path) -> None:
    def broken(request: BaseHTTPRequestHandler) -> bool:
        request.send_error(503)
        return True

    def partly(request: BaseHTTPRequestHandler) -> bool:
        return request.path == f"/{EVENTS}" and broken(request)

    with served(site, broken) as url:
        ended = run(url)
        assert (ended.exit_code, "the host answers 503" in ended.output) == (3, True)
    with served(site, partly) as url:
        found = difference(url)
    assert [(item.code, item.file) for item in found if item.code != "T916"] == [("T917", EVENTS)]
    assert "the host answers 503" in found[0].message


def test_no_redirect_leads_to_another_host(site: Path, tmp_path: Path) -> None:
    asked: list[str] = []

    def other(request: BaseHTTPRequestHandler) -> bool:
        asked.append(request.path)
        return False

    def away(request: BaseHTTPRequestHandler) -> bool:
        if request.path != "/feed.json":
            return False
        request.send_response(302)
        request.send_header("Location", f"{elsewhere}feed.json")
        request.end_headers()
        return True

    with served(tmp_path, other) as elsewhere, served(site, away) as url:
        found = difference(url)
    assert [(item.code, item.file) for item in found] == [("T917", "feed.json")]
    assert "the host sends elsewhere" in found[0].message
    assert asked == []


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "//127.0.0.1:1/x"])
def test_no_redirect_leads_out_of_the_web(site: Path, target: str) -> None:
    def away(request: BaseHTTPRequestHandler) -> bool:
        request.send_response(301)
        request.send_header("Location", target)
        request.end_headers()
        return True

    with served(site, away) as url:
        ended = run(url)
    assert ended.exit_code == 3
    assert "cannot be reached" in ended.output


def test_a_redirect_within_the_host_is_followed(site: Path) -> None:
    def within(request: BaseHTTPRequestHandler) -> bool:
        if request.path != "/feed.json":
            return False
        request.send_response(301)
        request.send_header("Location", "/moved.json")
        request.end_headers()
        return True

    (site / "moved.json").write_bytes((site / "feed.json").read_bytes())
    with served(site, within) as url:
        assert difference(url) == []


def test_an_endless_body_is_read_to_its_size_only(site: Path) -> None:
    sent: list[int] = []

    def endless(request: BaseHTTPRequestHandler) -> bool:
        if request.path != f"/{EVENTS}":
            return False
        request.send_response(200)
        request.end_headers()
        try:
            while sum(sent) < 2**30:
                sent.append(request.wfile.write(b"x" * 2**16))
        except OSError:
            pass
        return True

    with served(site, endless) as url:
        found = difference(url)
    assert ("T914", EVENTS) in [(item.code, item.file) for item in found]
    assert sum(sent) < 2**27


def test_a_body_that_ends_too_early(site: Path) -> None:
    def short(request: BaseHTTPRequestHandler) -> bool:
        if request.path != "/feed.json":
            return False
        request.send_response(200)
        request.send_header("Content-Length", "100000")
        request.end_headers()
        request.wfile.write(b"{")
        request.close_connection = True
        return True

    with served(site, short) as url:
        found = difference(url)
    assert {(item.code, item.file) for item in found} <= {
        ("T914", "feed.json"),
        ("T915", "feed.json"),
        ("T917", "feed.json"),
    }
    assert found


def test_a_slow_host_is_not_waited_for(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "SILENCE", 1.0)
    monkeypatch.setattr(remote, "PATIENCE", 2.0)

    def silent(request: BaseHTTPRequestHandler) -> bool:
        if request.path == "/feed.json":
            time.sleep(2.5)
        return False

    def dripping(request: BaseHTTPRequestHandler) -> bool:
        if request.path != "/feed.json":
            return False
        request.send_response(200)
        request.end_headers()
        try:
            for _ in range(100):
                request.wfile.write(b"x")
                request.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass
        return True

    for hostile in (silent, dripping):
        with served(site, hostile) as url:
            found = difference(url)
        assert ("T917", "feed.json") in [(item.code, item.file) for item in found], hostile


def test_a_manifest_with_paths_that_lead_out(site: Path) -> None:
    manifest = json.loads((site / "manifest.json").read_bytes())
    entry = manifest["files"][0]
    asked: list[str] = []

    def see(request: BaseHTTPRequestHandler) -> bool:
        asked.append(request.path)
        return False

    leading = ["../out.txt", "/etc/passwd", "a/../../b", "..\\out"]
    strange = ["a\x00b", "x" * 5000, "a", "a/b"]
    manifest["files"] += [entry | {"path": path} for path in (*leading, *strange)]
    (site / "manifest.json").write_text(json.dumps(manifest))
    with served(site, see) as url:
        found = difference(url)

    assert sum("leads out" in item.message for item in found) == len(leading)
    assert {item.file for item in found if item.code in ("T912", "T917")} == set(strange)
    assert not any(".." in path or "etc" in path for path in asked)


def test_a_manifest_that_lists_more_than_a_site(site: Path) -> None:
    manifest = json.loads((site / "manifest.json").read_bytes())
    manifest["files"][0]["bytes"] = 2**60
    (site / "manifest.json").write_text(json.dumps(manifest))

    with served(site) as url:
        ended = run(url)
    assert ended.exit_code == 3
    assert "lists more than" in ended.output


def test_a_manifest_that_has_no_end(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "LARGEST_MANIFEST", 1000)

    with served(site) as url:
        ended = run(url)
    assert (ended.exit_code, told(ended)) == (1, [("T911", "manifest.json")])
