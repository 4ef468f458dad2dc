"""The change log: it replays, closed pages stay, what was taken back is gone from all of it."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
from change_fixtures import assert_law, by_record, log_of, published, records_of
from click.testing import CliRunner
from conftest import TERMS, Repository, event, source
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from timeline import config, output, project, publication
from timeline.cli import main
from timeline.core.history import instant
from timeline.derive.changelog import HAPPENED, told
from timeline.derive.corrections import corrected, happened, is_correction
from timeline.derive.omissions import omissions
from timeline.exporters import api_latest
from timeline.project import Checked, Project
from timeline.verify import verify

ROOT: Final = Path(__file__).parents[1]
DAY: Final = 86400
START: Final = 20000  # a day of October 2024


class Git:
    """A repository whose commits are a day apart."""

    def __init__(self, repository: Repository) -> None:
        self.repository, self.day = repository, START
        self("init", "--quiet", "--initial-branch=main")

    def __call__(self, *arguments: str, given: bytes | None = None) -> str:
        made = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.repository.root),
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_NAME": "Editor" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "e@example.org" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_DATE": f"@{self.day * DAY} +0000" for who in ("AUTHOR", "COMMITTER")},
        }
        ran = subprocess.run(
            ["git", *arguments],
            cwd=self.repository.root,
            env=made,
            check=True,
            capture_output=True,
            input=given,
        )
        return ran.stdout.decode().strip()

    def commit(self, message: str = "Work") -> None:
        self("add", "--all")
        self("commit", "--quiet", "--allow-empty", "-m", message)
        self.day += 1


@pytest.fixture
def git(repository: Repository) -> Git:
    shutil.rmtree(repository.root / "events")
    return Git(repository)


def place(repository: Repository) -> Project:
    settings = config.read(repository.root)
    return Project(settings.root, settings.options)


def checked(repository: Repository) -> Checked:
    return project.check(place(repository), past=True)


def files(repository: Repository, done: Checked | None = None) -> dict[str, bytes]:
    """Return every artifact that a build would write."""
    timeline = (done or checked(repository)).timeline
    return published(publication.artifacts(timeline, config.read(repository.root).site))


def drop(repository: Repository, file: str) -> None:
    (repository.root / file).unlink()


def test_a_change_says_what_happened(repository: Repository, git: Git) -> None:
    repository.event("a", title="One")
    git.commit()
    repository.event("a", title="One", date="2020-04")
    git.commit("Correct the date\n\nReason: the second report is nearer to the event")
    git("log")
    made = files(repository)

    changes = log_of(made)

    record = {k: v for k, v in event("a", title="One").items() if k != "$schema"}
    commits = git("log", "--format=%H", "--reverse").split()
    assert changes == [
        {
            "seq": 1,
            "at": instant(START * DAY),
            "op": "create",
            "id": "a",
            "commit": commits[0],
            "revision": 1,
            "fields": [],
            "record": record,
        },
        {
            "seq": 2,
            "at": instant((START + 1) * DAY),
            "op": "update",
            "id": "a",
            "commit": commits[1],
            "revision": 2,
            "reason": "the second report is nearer to the event",
            "fields": [
                {
                    "pointer": "/date",
                    "from": "2020-03",
                    "to": "2020-04",
                    "text": "date corrected from March 2020 to April 2020",
                }
            ],
            "record": {**record, "date": "2020-04"},
        },
    ]
    history = json.loads(made["api/v1/events/a/history.json"])
    assert history == {
        "schema_version": "1.0",
        "total": 2,
        "last_modified": instant((START + 1) * DAY),
        "next": None,
        "result": changes,
    }
    computed = json.loads(made["api/v1/events/a.json"])["computed"]
    assert {name: computed[name] for name in ("recorded", "modified", "revision")} == {
        "recorded": instant(START * DAY),
        "modified": instant((START + 1) * DAY),
        "revision": 2,
    }
    (item,) = json.loads(made["feed.json"])["items"]
    assert item["date_published"] == instant(START * DAY)
    assert item["date_modified"] == instant((START + 1) * DAY)
    assert json.loads(made["api/v1/index.json"])["last_modified"] == instant((START + 1) * DAY)


def test_the_feed_of_changes_tells_the_latest_first(repository: Repository, git: Git) -> None:
    repository.event("a", title="<b>One</b>", date="1969-07-20")
    git.commit()
    repository.event("a", title="<b>One</b>", date="1969-07-21")
    git.commit()
    repository.event(
        "a", date="1969-07-21", title="One", withdrawn={"at": "2024-10-06", "reason": "wrong"}
    )
    git.commit("x\n\nReason: <script>alert(1)</script>")

    items = json.loads(files(repository)["changes.json"])["items"]

    assert [(item["title"], item["date_published"]) for item in items] == [
        ("Withdrawn: One", instant((START + 2) * DAY)),
        ("Corrected: <b>One</b>", instant((START + 1) * DAY)),
        ("Added: <b>One</b>", instant(START * DAY)),
    ]
    assert items[0]["content_text"].splitlines() == [
        "title changed from “<b>One</b>” to “One”",
        "withdrawn: it turned out to be wrong",
        "reason: <script>alert(1)</script>",
    ]
    assert "<script>" not in items[0]["content_html"]
    assert items[1]["_timeline"]["display"] == "21 July 1969"
    assert len({item["id"] for item in items}) == 3


def test_an_event_that_went_is_told_by_its_title(repository: Repository, git: Git) -> None:
    repository.event("a", title="The event")
    git.commit()
    drop(repository, "events/2020/a.json")
    repository.event("b")
    git.commit()

    made = files(repository)

    told_as = [item["title"] for item in json.loads(made["changes.json"])["items"]]
    assert told_as == ["Added: Something happened", "Deleted: The event", "Added: The event"]
    entries = ET.fromstring(made["changes.xml"]).findall("{*}entry/{*}title")
    assert [entry.text for entry in entries] == told_as


def test_the_newest_record_leads_the_feed(repository: Repository, git: Git) -> None:
    repository.event("late", date="2020-12")
    git.commit()
    repository.event("early", date="1990")
    git.commit()
    repository.event("draft", date="1950")

    items = json.loads(files(repository)["feed.json"])["items"]

    assert [item["url"].split("/")[-2] for item in items] == ["draft", "early", "late"]
    assert [item.get("date_published") for item in items] == [
        None,
        instant((START + 1) * DAY),
        instant(START * DAY),
    ]


def test_a_closed_page_is_never_written_again(repository: Repository, git: Git) -> None:
    for number in range(199):
        repository.event(f"event-{number:03}")
    git.commit()
    repository.event("event-005", title="Another title", kind="statistic")
    git.commit()

    full = files(repository)

    assert sorted(path for path in full if path.startswith("api/v1/changes/")) == [
        "api/v1/changes/1.json",
        "api/v1/changes/2.json",
        "api/v1/changes/index.json",
    ]
    assert json.loads(full["api/v1/changes/2.json"])["result"] == []
    assert json.loads(full["api/v1/changes/1.json"])["next"].endswith("/api/v1/changes/2.json")
    assert [page["closed"] for page in json.loads(full["api/v1/changes/index.json"])["result"]] == [
        True,
        False,
    ]
    assert_law(full)
    # a new title, a label and a relation must not reach back
    repository.event("event-006", title="A title of today")
    repository.vocabulary("kinds", [{**term, "label": "Renamed"} for term in TERMS["kinds"]])
    repository.event("new", relations=[{"type": "enables", "event": "event-005"}])
    git.commit()
    later = files(repository)
    assert later["api/v1/changes/1.json"] == full["api/v1/changes/1.json"]
    assert json.loads(later["api/v1/changes/2.json"])["total"] == 202
    assert_law(later)


@pytest.mark.parametrize("committed", [True, False])
def test_a_text_that_was_taken_back_is_nowhere(
    repository: Repository, git: Git, *, committed: bool
) -> None:
    name, other = "Jane-Doe", "other-name"
    edit = 'authority: "example.org,2026", edit_url: "https://edit.example.org/"'
    repository.write(
        "mkdocs.yml",
        (repository.root / "mkdocs.yml").read_text().replace('authority: "example.org,2026"', edit),
    )
    repository.event("jane-doe-left", title=f"{name} left", summary=f"{other} and {name}.")
    git.commit()
    drop(repository, "events/2020/jane-doe-left.json")
    repository.event("someone-left", title=f"{name} went", aliases=["jane-doe-left"])
    repository.event("b")
    git.commit(f"Another id\n\nReason: {name} asked for it")
    withdrawn = {"at": "2024-10-07", "reason": "privacy"}
    repository.event("someone-left", title=name, aliases=["jane-doe-left"], withdrawn=withdrawn)
    if committed:
        git.commit(f"Withdraw\n\nReason: {name}")
    done = checked(repository)
    made = files(repository, done)

    site = config.read(repository.root).site
    texts = {path: content.decode("utf-8", "replace") for path, content in made.items()}
    texts |= {page.path: repr(page) for page in publication.pages(done.timeline, site)}
    for path, text in texts.items():
        for hidden in (name, name.lower(), other):
            assert hidden not in text, path
    changes = log_of(made)
    assert [(c["op"], c["id"], c.get("redacted", False)) for c in changes] == [
        ("create", "someone-left", True),
        ("create", "b", False),
        ("update", "someone-left", True),
        *([("redact", "someone-left", False)] if committed else []),
    ]
    assert records_of(made)["someone-left"] == {"id": "someone-left", "withdrawn": withdrawn}
    index = json.loads(made["api/v1/changes/index.json"])
    assert index["unrecorded"] == ([] if committed else ["someone-left"])
    if committed:
        assert_law(made)
    pages = {page.path: page for page in publication.pages(done.timeline, site)}
    assert "The text was taken back" in pages["changes"].body
    assert "edit.example.org/events" in pages["events/b"].body
    assert "edit.example.org" not in repr(pages["events/someone-left"])  # the file tells it all


def test_a_silenced_record_that_was_deleted(repository: Repository, git: Git) -> None:
    withdrawn = {"at": "2024-10-07", "reason": "legal"}
    repository.event("a", title="A secret")
    repository.event("b", title="Open")
    git.commit()
    repository.event("a", title="A secret", withdrawn=withdrawn)
    git.commit()
    drop(repository, "events/2020/a.json")
    git.commit()
    done = checked(repository)

    made = files(repository, done)
    site = config.read(repository.root).site
    pages = {page.path: page.body for page in publication.pages(done.timeline, site)}

    assert_law(made)
    assert [change["op"] for change in log_of(made)] == ["create", "create", "redact", "delete"]
    assert "secret" not in repr(made) + repr(pages)
    for path in ("changes", "corrections"):
        assert "Deleted</span> <code>a</code>" in " ".join(pages[path].split())


def test_a_record_that_was_taken_in_keeps_its_log(repository: Repository, git: Git) -> None:
    repository.event("a", title="About a")
    repository.event("b", title="About b", aliases=["c"])
    git.commit()
    drop(repository, "events/2020/a.json")
    repository.event("b", title="About b", aliases=["a", "c"])
    git.commit()
    done = checked(repository)
    site = config.read(repository.root).site

    paths = [made.path for made in publication.artifacts(done.timeline, site)]
    made = files(repository, done)

    assert len(paths) == len(set(paths))
    page = next(p for p in publication.pages(done.timeline, site) if p.path == "changes").body
    assert "Deleted</span> About a, now part of <a" in " ".join(page.split())
    assert page.count("About b</a>") == 3  # the event, added and changed, and where a went
    titles = [item["title"] for item in json.loads(made["changes.json"])["items"]]
    assert titles == ["Changed: About b", "Deleted: About a", "Added: About b", "Added: About a"]
    logs = {name: json.loads(made[f"api/v1/events/{name}/history.json"]) for name in "abc"}
    assert [change["op"] for change in logs["a"]["result"]] == ["create", "delete"]
    assert logs["c"] == logs["b"]
    assert_law(made)


def test_work_that_is_not_committed_is_told_apart(repository: Repository, git: Git) -> None:
    for name in ("a", "b", "c", "moved"):
        repository.event(name)
    git.commit()
    repository.event("a", title="Edited")
    repository.write("events/2020/b.json", json.dumps(event("b"), indent=7))  # form only
    drop(repository, "events/2020/c.json")
    repository.event("new")
    drop(repository, "events/2020/moved.json")
    repository.event("moved", folder="2021")

    made = files(repository)

    assert json.loads(made["api/v1/changes/index.json"])["unrecorded"] == ["a", "c", "new"]
    assert json.loads(made["api/v1/events/new.json"])["computed"]["recorded"] is None
    assert json.loads(made["api/v1/events/a.json"])["title"] == "Edited"
    assert set(by_record(log_of(made), {})) == {"a", "b", "c", "moved"}


def test_a_record_whose_past_is_taken_back_by_another_is_written_from_its_file(
    repository: Repository, git: Git
) -> None:
    repository.event("a")
    repository.event("other")
    git.commit()
    drop(repository, "events/2020/a.json")
    repository.event("b", aliases=["a"])
    git.commit()
    repository.event("a", withdrawn={"at": "2026-01-01", "reason": "privacy"})  # T302, to be sure

    done = checked(repository)
    made = files(repository, done)

    assert done.timeline.history.settled == {"other"}
    assert "b" in json.loads(made["api/v1/changes/index.json"])["unrecorded"]
    assert json.loads(made["api/v1/events/b.json"])["aliases"] == ["a"]


def test_the_command_builds_the_past_and_says_so(
    repository: Repository, git: Git, tmp_path: Path
) -> None:
    repository.event("a", title="First words")
    repository.write("docs/about.md", "# About")
    git.commit()
    repository.event("a", title="Later words")
    git.commit()
    build = ["build", "-C", str(repository.root), "--site-dir", str(tmp_path / "site")]
    run = CliRunner()

    early = run.invoke(main, ["build", "-C", str(repository.root), "--as-of", "1999-01-01"])
    done = run.invoke(main, [*build, "--as-of", "2024-10-04"])

    assert (early.exit_code, done.exit_code) == (2, 0), done.output
    assert "nothing was recorded by 1999-01-01" in early.output
    page = (tmp_path / "site/events/a/index.html").read_text("utf-8")
    assert "First words" in page
    assert "as it was recorded at the end of 4 October 2024" in page
    assert run.invoke(main, ["verify", str(tmp_path / "site")]).exit_code == 0
    later = run.invoke(main, [*build, "--strict"])
    assert later.exit_code == 0, later.output
    page = (tmp_path / "site/events/a/index.html").read_text("utf-8")
    assert "Later words" in page
    assert "as it was recorded" not in page


@pytest.mark.parametrize("shallow", [True, False])
def test_a_build_without_the_past_succeeds_and_warns(
    repository: Repository, git: Git, tmp_path: Path, *, shallow: bool
) -> None:
    repository.event("a")
    repository.write("docs/about.md", "# About")
    git.commit()
    git.commit()
    copy = tmp_path / "copy"
    git("clone", "--quiet", "--depth=1", f"file://{repository.root}", str(copy))
    if not shallow:
        shutil.rmtree(copy / ".git")
    site = tmp_path / "site"

    done = CliRunner().invoke(main, ["build", "-C", str(copy), "--strict", "--site-dir", str(site)])

    assert done.exit_code == 0, done.output
    assert "warning: the history of the events is left out: " in done.output
    assert ("shallow" in done.output) is shallow
    made = {path.relative_to(site).as_posix() for path in site.rglob("*.json")}
    assert not {path for path in made if path.startswith(("changes", "api/v1/changes"))}
    assert "api/v1/events/a.json" in made
    assert "api/v1/events/a/history.json" not in made
    assert CliRunner().invoke(main, ["verify", str(site)]).exit_code == 0
    assert "changes.json" not in (site / "index.html").read_text("utf-8")
    failed = CliRunner().invoke(main, ["build", "-C", str(copy), "--as-of", "2024-10-04"])
    assert failed.exit_code == 3
    assert "Traceback" not in failed.output


def test_verify_replays_the_log(repository: Repository, git: Git, tmp_path: Path) -> None:
    repository.event("a")
    git.commit()
    repository.event("a", title="Other words")
    git.commit()
    for path, content in files(repository).items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    page = tmp_path / "api/v1/changes/1.json"
    damages: list[tuple[Callable[[Any], Any], str]] = [
        (lambda c: c[1]["record"].update(title="x"), "does not end with the record of 'a'"),
        (lambda c: c.pop(), "does not end with the record of 'a'"),
        (lambda c: c[0].update(seq=7), "do not follow one another"),
        (lambda c: c[1].update(id="z"), "'z' stands at the end of the log but not in events.json"),
    ]
    for broken, said in damages:
        whole = page.read_bytes()
        value = json.loads(whole)
        broken(value["result"])
        page.write_text(json.dumps(value))
        output.write_manifest(tmp_path, {})
        found = [item.message for item in verify(tmp_path)]
        assert any(said in message for message in found), found
        page.write_bytes(whole)
    own = tmp_path / "api/v1/events/a/history.json"
    value = json.loads(own.read_bytes())
    value["result"][-1]["commit"] = "0" * 40
    own.write_text(json.dumps(value))
    output.write_manifest(tmp_path, {})
    found = [item.message for item in verify(tmp_path) if item.file.endswith("history.json")]
    assert any("the versions differ from those of the log" in message for message in found), found


def test_own_history_replays() -> None:
    """The law on the repository of this very project."""
    settings = config.read(ROOT)
    done = project.check(Project(settings.root, settings.options), past=True)
    history = done.timeline.history
    if not history.complete:
        pytest.skip(f"this copy of the project has no history: {history.reason}")
    made = published(publication.artifacts(done.timeline, settings.site))
    left = json.loads(made["api/v1/changes/index.json"])["unrecorded"]
    changes, records = log_of(made), records_of(made)

    replayed = by_record(changes, {})

    assert len(changes) > 200
    assert {k: v for k, v in replayed.items() if k not in left} == {
        k: v for k, v in records.items() if k not in left
    }
    if not left:
        assert_law(made)


NAMES = st.sampled_from("abcd")
MEMBERS: Final = [source(name, key=name) for name in ("one", "two", "three")]
FIELDS = st.fixed_dictionaries(
    {
        "date": st.sampled_from(["2020-03", "2020-03-05", "1999/2001"]),
        "title": st.sampled_from(["One", "Two"]),
        "sources": st.permutations(MEMBERS).flatmap(
            lambda order: st.integers(1, 3).map(lambda count: order[:count])
        ),
    },
    optional={
        "note": st.just("A note."),
        "topics": st.permutations(["sanctions", "visas"]),
        "x": st.sampled_from([{"n": 1}, {"n": []}, {"n": {"a/b": [None, True]}}]),
        "readings": st.just([{"says": "No.", "source": "one", "verdict": "open"}]),
        "relations": st.just([{"type": "enables", "event": "b"}]),
    },
)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), NAMES, FIELDS),
        st.tuples(st.just("withdraw"), NAMES, st.sampled_from(["wrong", "privacy", "legal"])),
        st.tuples(st.just("restore"), NAMES, st.none()),
        st.tuples(st.just("drop"), NAMES, st.none()),
        st.tuples(st.just("rename"), NAMES, NAMES),
        st.tuples(st.just("commit"), st.none(), st.integers(-3, 3)),
        st.tuples(st.just("revert"), st.none(), st.integers(0, 5)),
        st.tuples(st.just("merge"), NAMES, FIELDS),
    ),
    max_size=16,
)
Files = dict[str, dict[str, Any]]


def edit(state: Files, what: str, name: str, how: Any) -> None:
    match what:
        case "write" | "merge":
            kept = state.get(name, {}).get("aliases")
            state[name] = event(name, **how, **({"aliases": kept} if kept else {}))
        case "withdraw" if name in state:
            state[name] = {**state[name], "withdrawn": {"at": "2024-10-10", "reason": how}}
        case "restore" if name in state:
            state[name] = {k: v for k, v in state[name].items() if k != "withdrawn"}
        case "drop":
            state.pop(name, None)
        case "rename" if name in state and how not in state:
            old = state.pop(name)
            kept = [alias for alias in old.get("aliases", []) if alias != how]
            state[how] = {**old, "id": how, "aliases": [*kept, name]}


def stream(edits: list[tuple[str, Any, Any]]) -> Iterator[bytes]:
    """Yield the edits for `git fast-import`: commits, reverts, merges, clocks that run back."""
    state: Files = {}
    states: list[tuple[int, Files]] = []
    mark = 0

    def commit(branch: str, parents: list[int], content: Files, day: int) -> Iterator[bytes]:
        yield f"commit refs/heads/{branch}\nmark :{mark}\n".encode()
        yield f"committer E <e@example.org> {(START + day) * DAY} +0000\ndata 0\n".encode()
        for word, parent in zip(("from", "merge"), parents, strict=False):
            yield f"{word} :{parent}\n".encode()
        yield b"deleteall\n"
        for file, fields in content.items():
            raw = json.dumps(fields).encode()
            yield f"M 644 inline events/2020/{file}.json\ndata {len(raw)}\n".encode() + raw + b"\n"

    for what, name, how in [*edits, ("commit", None, 0)]:
        before = [states[-1][0]] if states else []
        if what == "merge" and states:
            edit(state, what, name, how)
            side = dict(states[0][1])
            edit(side, what, name, how)
            mark += 1
            yield from commit("side", [states[0][0]], side, mark)
            mark += 1
            yield from commit("main", [*before, mark - 1], state, mark)
        elif what in ("commit", "revert"):
            if what == "revert" and states:
                state = dict(states[how % len(states)][1])
            mark += 1
            yield from commit("main", before, state, mark + (how if what == "commit" else 0))
        else:
            edit(state, what, name, how)
            continue
        states.append((mark, dict(state)))


@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(edits=EDITS)
def test_the_log_replays_whatever_happened(
    edits: list[tuple[str, Any, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Creates, edits, renames, withdrawals, reverts and merges: from every change to the end."""
    repository = Repository(tmp_path_factory.mktemp("random"))
    repository.write("mkdocs.yml", "site_name: T\nsite_url: http://a.example/\nplugins: [timeline]")
    for facet, terms in TERMS.items():
        repository.vocabulary(facet, terms)
    git = Git(repository)
    git("fast-import", "--quiet", given=b"".join(stream(edits)))
    git("checkout", "--quiet", "--force", "main")
    done = checked(repository)
    if not done.timeline.history.complete:
        assert not done.timeline.events
        return

    made = files(repository, done)

    assert json.loads(made["api/v1/changes/index.json"])["unrecorded"] == []
    assert_law(made)
    times = [change["at"] for change in log_of(made)]
    assert times == sorted(times)
    for name, versions in done.timeline.history.by_id.items():
        own = json.loads(made[f"api/v1/events/{name}/history.json"])["result"]
        assert [change["revision"] for change in own] == [v.revision for v in versions]
    # the state of each moment is that of the log cut there
    history = done.timeline.history
    for version in history.versions:
        cut = history.until(version.commit.at)
        assert cut.settled == frozenset()
        assert cut.versions == history.versions[: len(cut.versions)]
        assert {k: json.loads(v) for k, v in cut.records().items()} == by_record(
            log_of(made)[: len(cut.versions)], {}
        )


def reading(verdict: str, **more: str) -> dict[str, Any]:
    return {"says": "No.", "source": "daily", "verdict": verdict, **more}


CORRECTIONS: Final[list[tuple[dict[str, Any], dict[str, Any], str]]] = [
    ({}, {"date": "2020-04"}, "Corrected"),
    ({}, {"status": "denied"}, "Corrected"),
    ({}, {"title": "Better words"}, "Changed"),
    ({}, {"summary": "Better words."}, "Changed"),
    ({}, {"claim_status": "disputed"}, "Changed"),
    ({"claim_status": "disputed"}, {}, "Corrected"),
    ({}, {"places": ["vladivostok"]}, "Changed"),
    ({"places": ["vladivostok"]}, {}, "Corrected"),
    ({}, {"actors": ["russia"]}, "Changed"),
    ({"actors": ["russia"]}, {}, "Corrected"),
    ({"topics": ["sanctions"]}, {}, "Changed"),
    (
        {"actors": ["russia", "un-security-council"]},
        {"actors": ["un-security-council", "russia"]},
        "Changed",
    ),
    ({"readings": [reading("open")]}, {"readings": [reading("rejected")]}, "Corrected"),
    ({"readings": [reading("open")]}, {"readings": [reading("open", note="n")]}, "Changed"),
    ({}, {"sources": [source(key="daily"), source("b", key="b")]}, "Changed"),
    ({"sources": [source(key="daily"), source("b", key="b")]}, {}, "Corrected"),
    (
        {"figures": [{"key": "a", "measure": "border-entries", "value": 370}]},
        {"figures": [{"key": "a", "measure": "border-entries", "value": 366}]},
        "Corrected",
    ),
    (
        {"figures": [{"key": "a", "measure": "border-entries", "value": 370}]},
        {"figures": [{"key": "a", "measure": "border-entries", "value": 370, "note": "n"}]},
        "Changed",
    ),
]


@pytest.mark.parametrize(("before", "after", "word"), CORRECTIONS)
def test_what_counts_as_a_correction(
    repository: Repository, git: Git, before: Any, after: Any, word: str
) -> None:
    sources = {"sources": [source(key="daily")]}
    repository.event("a", **{**sources, **before})
    git.commit()
    repository.event("a", **{**sources, **after})
    git.commit()

    timeline = checked(repository).timeline
    steps = told(timeline).by_id["a"]

    assert [happened(step) for step in steps] == ["Added", word]
    assert [is_correction(step) for step in steps] == [False, word == "Corrected"]
    assert list(corrected(timeline)) == (["a"] if word == "Corrected" else [])


def test_the_latest_correction_is_the_one_that_is_marked(repository: Repository, git: Git) -> None:
    for date in ("2020-03", "2020-04", "2020-05"):
        repository.event("a", date=date)
        git.commit()
    repository.event("a", date="2020-05", title="Better words")
    git.commit()

    found = corrected(checked(repository).timeline)

    assert [change.after for change in found["a"].changes] == ["2020-05"]


def test_taking_a_withdrawal_back_corrects_it(repository: Repository, git: Git) -> None:
    withdrawn: dict[str, Any] = {"withdrawn": {"at": "2024-10-06", "reason": "wrong"}}
    for more in ({}, withdrawn, {}):
        repository.event("a", **more)
        git.commit()

    steps = told(checked(repository).timeline).steps

    assert [(step.version.op, is_correction(step)) for step in steps] == [
        ("create", False),
        ("withdraw", True),
        ("restore", True),
    ]


def test_a_relation_does_not_tell_a_title_that_was_taken_back(
    repository: Repository, git: Git
) -> None:
    repository.event("a", title="Xyzzy", withdrawn={"at": "2024-10-06", "reason": "privacy"})
    repository.event("c", title="Known")
    repository.event("b")
    git.commit()
    related = [{"type": "enables", "event": name} for name in ("a", "c")]
    repository.event("b", relations=related)
    git.commit()

    step = told(checked(repository).timeline).by_id["b"][-1]

    said = " ".join(change.text for change in step.changes)
    assert "Known" in said
    assert "Xyzzy" not in said


def test_every_op_has_words() -> None:
    assert set(HAPPENED) == {
        "create",
        "update",
        "rename",
        "withdraw",
        "restore",
        "redact",
        "delete",
    }


def test_a_correction_is_marked_where_a_reader_meets_the_event(
    repository: Repository, git: Git
) -> None:
    repository.event("a", title="The event")
    git.commit()
    repository.event("a", title="The event", date="2020-04")
    git.commit("x\n\nReason: the report names the <month>")
    done = checked(repository)
    site = config.read(repository.root).site

    pages = {page.path: str(page.body) for page in publication.pages(done.timeline, site)}

    day = '<time datetime="2024-10-05">5 October 2024</time>'
    assert f"corrected {day}</a>" in pages["timeline"]
    body = pages["events/a"]
    assert f"<strong>Corrected on {day}:</strong> date corrected from March 2020" in body
    assert "the report names the &lt;month&gt;." in body
    assert 'href="../../api/v1/events/a/history.json"' in body
    for path in ("changes", "corrections"):
        assert "Date corrected from March 2020 to April 2020" in pages[path]
    assert "event added" in pages["changes"]
    assert "event added" not in pages["corrections"]


def test_corrections_stand_first_and_alone(repository: Repository, git: Git) -> None:
    for name in ("a", "z"):
        repository.event(name, title=f"Event {name}")
    git.commit()
    repository.event("a", title="Words of a", date="2020-04")
    repository.event("z", title="Words of z")
    git.commit()
    site = config.read(repository.root).site

    made = publication.pages(checked(repository).timeline, site)
    pages = {page.path: str(page.body) for page in made}

    assert pages["changes"].index("“Words of a”") < pages["changes"].index("“Words of z”")
    assert "Date corrected from" in pages["corrections"]
    assert "“Words of" not in pages["corrections"]


def test_the_rest_of_a_long_change_is_linked_where_its_event_is_now(
    repository: Repository, git: Git
) -> None:
    names = ("moved", "deleted")
    for name in names:
        repository.event(name)
    git.commit()
    more: dict[str, Any] = {
        "status": "denied",
        "note": "n",
        "lang": "ko",
        "released": "2020",
        "claim_status": "disputed",
    }
    more |= {"actors": ["russia"], "places": ["russia"], "topics": ["sanctions"]}
    for name in names:
        repository.event(name, title=f"Event {name}", **more)
    git.commit()
    for name in names:
        drop(repository, f"events/2020/{name}.json")
    repository.event("arrived", title="Event moved", aliases=["moved"], **more)
    git.commit()
    done = checked(repository)
    site = config.read(repository.root).site

    page = next(p for p in publication.pages(done.timeline, site) if p.path == "changes")

    assert '<li><a href="../events/arrived/#history">3 more</a></li>' in page.body
    assert "<li>3 more</li>" in page.body  # the deleted event has no page
    for name in names:
        assert f"events/{name}/" not in page.body


def test_long_logs_are_cut_into_pages(repository: Repository, git: Git) -> None:
    for number in range(301):
        repository.event(f"event-{number:03}")
    git.commit()
    site = config.read(repository.root).site

    found = [page.path for page in publication.pages(checked(repository).timeline, site)]

    assert [path for path in found if path.startswith("changes")] == ["changes", "changes/page-2"]


def test_as_of_is_the_log_cut_on_that_day(repository: Repository, git: Git) -> None:
    repository.event("a", title="One")
    git.commit()
    repository.event("a", title="Two")
    repository.event("b")
    repository.vocabulary("topics", [{"id": "sanctions", "label": "Measures"}])
    git.commit()
    drop(repository, "events/2020/b.json")
    git.commit()

    then = project.as_of(place(repository), "2024-10-04")
    later = project.as_of(place(repository), "2024-10-05")

    assert [(e.id, e.title) for e in then.timeline] == [("a", "One")]
    assert then.timeline.vocabulary.label("topics", "sanctions") == "Sanctions"
    assert sorted((e.id, e.title) for e in later.timeline) == [
        ("a", "Two"),
        ("b", "Something happened"),
    ]
    assert later.timeline.vocabulary.label("topics", "sanctions") == "Measures"
    site = replace(config.read(repository.root).site, as_of="2024-10-05")
    made = published(publication.artifacts(later.timeline, site))
    assert json.loads(made["api/v1/index.json"])["as_of"] == "2024-10-05"
    assert json.loads(made["api/v1/changes/index.json"])["unrecorded"] == []
    assert_law(made)
    for day, problem in (
        ("2024-10-03", "nothing was recorded by 2024-10-03; the first event came 2024-10-04"),
        ("2024-10", "'2024-10' is no day; expected YYYY-MM-DD"),
        ("soon", "'soon' is no day; expected YYYY-MM-DD"),
    ):
        with pytest.raises(config.ConfigError, match=problem):
            project.as_of(place(repository), day)


def test_as_of_brings_nothing_back_that_was_taken_back(repository: Repository, git: Git) -> None:
    repository.event("a", title="A secret")
    repository.event("b")
    git.commit()
    withdrawn = {"at": "2024-10-05", "reason": "legal"}
    repository.event("a", title="A secret", withdrawn=withdrawn)
    git.commit()
    git.commit()
    site = config.read(repository.root).site

    before = project.as_of(place(repository), "2024-10-04")
    after = project.as_of(place(repository), "2024-10-05")

    assert [e.id for e in before.timeline] == ["b"]
    assert sorted(e.id for e in after.timeline) == ["a", "b"]
    for done in (before, after):
        made = published(publication.artifacts(done.timeline, site))
        assert not [path for path, content in made.items() if b"secret" in content]
        assert not [p.path for p in publication.pages(done.timeline, site) if "secret" in repr(p)]
        assert_law(made)
    assert records_of(made)["a"] == {"id": "a", "withdrawn": withdrawn}


def test_as_of_needs_to_know_what_is_taken_back(repository: Repository, git: Git) -> None:
    repository.event("a", title="A secret")
    git.commit()
    repository.event("a", withdrawn={"at": "2024-1-1", "reason": "privacy"})  # no such day

    with pytest.raises(config.ConfigError, match=r"events/2020/a\.json cannot be read"):
        project.as_of(place(repository), "2024-10-04")


def test_the_past_may_break_the_rules_of_today(repository: Repository, git: Git) -> None:
    """Terms and events that are missing do not keep the past from being shown."""
    repository.event(
        "a",
        kind="gone",
        actors=["gone"],
        places=["gone"],
        topics=["gone"],
        relations=[{"type": "enables", "event": "never-there"}],
        readings=[{"says": "No.", "source": "nowhere", "verdict": "open", "about": "nothing"}],
        figures=[{"key": "a", "measure": "gone", "value": 1, "dimension": "g", "category": "g"}],
        sources=[source(publisher="gone", key="daily")],
        withdrawn=...,
    )
    repository.event("b", withdrawn={"at": "2024", "reason": "wrong", "replaced_by": ["never"]})
    repository.write("schema/vocabulary/kinds.json", "{")
    git.commit()
    git.commit()
    site = config.read(repository.root).site

    done = project.as_of(place(repository), "2024-10-04")

    assert done.summary.errors > 5
    assert len(list(publication.pages(done.timeline, site))) > 10
    assert_law(published(publication.artifacts(done.timeline, site)))


def test_no_history_no_log(repository: Repository) -> None:
    """Without git everything else is published, and the pages say what is missing."""
    repository.event("a")
    done = checked(repository)
    made = files(repository, done)
    site = config.read(repository.root).site

    assert not done.timeline.history.complete
    first, second = omissions(done.timeline, replace(site, epoch=None))
    assert first.startswith("the history of the events is left out: the folder is in no git rep")
    assert second.startswith("3 events have no time of publication and are left out of Atom feeds")
    assert omissions(done.timeline, replace(site, epoch=1)) == [first]
    alone = replace(done.timeline, events=done.timeline.events[:1])
    assert omissions(alone, replace(site, epoch=None))[1] == (
        "1 event has no time of publication and is left out of Atom feeds and calendars: "
        "commit it, or set SOURCE_DATE_EPOCH"
    )
    assert not [path for path in made if "change" in path and "schema" not in path]
    assert not [path for path in made if path.endswith("history.json")]
    pages = {page.path: page.body for page in publication.pages(done.timeline, site)}
    assert "was built without its history" in pages["changes"]
    assert "is not known to this copy" in pages["events/a"]
    with pytest.raises(OSError, match="--as-of: the folder is in no git repository"):
        project.as_of(place(repository), "2024-10-04")


def test_old_versions_that_are_no_events_are_named(repository: Repository, git: Git) -> None:
    repository.event("a")
    git.commit()
    repository.write("events/2020/a.json", b"{")
    git.commit()
    repository.event("a", title="Mended")
    git.commit()

    done = checked(repository)

    (line,) = omissions(done.timeline, config.read(repository.root).site)
    assert line.startswith("events/2020/a.json as of commit ")
    assert " is not in the history: " in line
    assert [change["op"] for change in log_of(files(repository, done))] == ["create", "update"]
    assert_law(files(repository, done))


def test_only_some_old_versions_are_named(repository: Repository, git: Git) -> None:
    for number in range(7):
        repository.write("events/2020/a.json", b"{" * (number + 1))
        git.commit()
    repository.event("a")
    git.commit()

    lines = omissions(checked(repository).timeline, config.read(repository.root).site)

    assert [line.partition(" as of ")[0] for line in lines[:-1]] == ["events/2020/a.json"] * 5
    assert lines[-1] == "2 more old versions are not in it"


def latest_of(made: dict[str, bytes]) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(made["api/v1/events/latest.json"])
    return value


def test_what_changed_last(
    repository: Repository, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest first, whole, withdrawn ones too; what is not committed is the newest of all."""
    for name in ("c", "a", "b"):
        repository.event(name)
    git.commit()
    repository.event("d")
    git.commit()
    repository.event("b", withdrawn={"at": "2023-11-15", "reason": "wrong"})
    git.commit()
    repository.event("e")

    made = files(repository)

    value = latest_of(made)
    assert [event["id"] for event in value["result"]] == ["e", "b", "d", "a", "c"]
    assert value["total"] == 5
    assert value["next"] is None
    assert value["last_modified"] == instant((START + 2) * DAY)
    for whole in value["result"]:
        assert whole == json.loads(made[f"api/v1/events/{whole['id']}.json"])
    monkeypatch.setattr(api_latest, "MOST", 2)
    assert [event["id"] for event in latest_of(files(repository))["result"]] == ["e", "b"]


def test_nothing_is_the_latest_without_a_history(repository: Repository) -> None:
    assert "api/v1/events/latest.json" not in files(repository)
