"""The history of records on real, small and awkward git repositories."""

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.core import record
from timeline.core.fields import LARGEST_FILE
from timeline.core.redaction import redact
from timeline.core.timeline import Timeline, assemble
from timeline.core.vocabulary import Vocabulary
from timeline.history import History, Reading, read
from timeline.loading.past import past_event
from timeline.loading.records import load

DAY = 86_400
Told = list[tuple[str, str, int, int]]


def event(name: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": name,
        "date": "2020",
        "title": f"About {name}",
        "summary": "It happened.",
        "kind": "report",
        "status": "confirmed",
        "sources": [{"key": "a", "publisher": "paper", "url": "https://example.org/"}],
        **fields,
    }


def withdrawn(reason: str) -> dict[str, str]:
    return {"at": "2026-01-01", "reason": reason}


@dataclass
class Repository:
    """A git repository whose commits are a day apart, from the first day of 1970 on."""

    top: Path
    day: int = 0
    environment: dict[str, str] = field(default_factory=dict)

    def git(self, *arguments: str, day: int | None = None) -> str:
        when = f"@{(self.day if day is None else day) * DAY} +0000"
        made = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.top),
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_NAME": "Editor" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "e@example.org" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_DATE": when for who in ("AUTHOR", "COMMITTER")},
        }
        ran = subprocess.run(
            ["git", *arguments], cwd=self.top, env=made, check=True, capture_output=True, text=True
        )
        return ran.stdout.strip()

    def put(self, fields: dict[str, Any], file: str = "", *, raw: bytes | None = None) -> None:
        target = self.top / (file or f"events/2020/{fields['id']}.json")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(json.dumps(fields, indent=2).encode() if raw is None else raw)

    def drop(self, name: str, file: str = "") -> None:
        (self.top / (file or f"events/2020/{name}.json")).unlink()

    def commit(self, day: int | None = None, message: str = "Work") -> str:
        self.day += 1
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message, day=day)
        return self.git("rev-parse", "HEAD")

    def history(self, root: str = "", events: str = "events") -> History:
        return read(self.top / root, events, past_event)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return made(tmp_path / "repository")


def made(top: Path) -> Repository:
    top.mkdir()
    result = Repository(top)
    result.git("init", "--quiet", "--initial-branch=main")
    return result


def told(history: History) -> Told:
    """Return op, id, day and revision of every version."""
    assert history.complete, history.reason
    return [(v.op, v.id, v.commit.at // DAY, v.revision) for v in history.versions]


def replayed(history: History) -> dict[str, Any]:
    """Apply every version in order, as a reader of the log would."""
    records: dict[str, Any] = {}
    for version in history.versions:
        if version.previous:
            records.pop(version.previous, None)
        if version.op == "delete":
            records.pop(version.id, None)
        else:
            records[version.id] = version.record
    return records


def test_a_line_of_commits(repository: Repository) -> None:
    repository.put(event("b"))
    repository.put(event("a"))
    repository.commit()
    repository.commit()
    repository.put(event("b", title="Corrected"))
    last = repository.commit()

    history = repository.history()

    assert told(history) == [("create", "a", 1, 1), ("create", "b", 1, 1), ("update", "b", 3, 2)]
    assert (history.recorded("b"), history.recorded("c")) == (DAY, None)
    assert history.of("c") == ()
    assert history.versions[-1].commit.id == last
    assert history.versions[-1].record == event("b", title="Corrected")
    assert [version.revision for version in history.of("b")] == [1, 2]
    assert history.skipped == ()


def test_a_merge_counts_when_it_is_made(repository: Repository) -> None:
    repository.put(event("a"))
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "old")
    repository.put(event("b"))
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.put(event("c"))
    repository.commit()
    repository.day = 9
    repository.git("merge", "--quiet", "--no-ff", "old", "-m", "Merge")

    expected = [("create", "a", 1, 1), ("create", "c", 3, 1), ("create", "b", 9, 1)]
    assert told(repository.history()) == expected


def test_a_squash_is_one_change(repository: Repository) -> None:
    repository.put(event("a"))
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "work")
    for title in ("One", "Two", "Three"):
        repository.put(event("a", title=title))
        repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--squash", "work")
    repository.commit()

    assert told(repository.history()) == [("create", "a", 1, 1), ("update", "a", 5, 2)]


def test_a_clock_that_runs_backwards(repository: Repository) -> None:
    repository.put(event("a"))
    repository.commit(day=10)
    repository.commit(day=20)  # changes no event, but it was then
    repository.put(event("b"))
    repository.commit(day=5)
    repository.put(event("c"))
    repository.commit(day=30)

    expected = [("create", "a", 10, 1), ("create", "b", 20, 1), ("create", "c", 30, 1)]
    assert told(repository.history()) == expected


def test_a_file_moved_on_a_date_correction(repository: Repository) -> None:
    repository.put(event("a"))
    repository.commit()
    repository.drop("a")
    repository.put(event("a", date="2019"), "events/2019/a.json")
    repository.commit()
    repository.put(event("a", date="2019"), "events/undated/a.json")
    repository.drop("a", "events/2019/a.json")
    repository.commit()

    assert told(repository.history()) == [("create", "a", 1, 1), ("update", "a", 2, 2)]


@pytest.mark.parametrize("former", ["data", "events/old", "Events", "d\n:ata"])
def test_a_renamed_folder_changes_nothing(repository: Repository, former: str) -> None:
    repository.put(event("x"), "notes/x.json")
    repository.commit()
    for name in "abc":
        repository.put(event(name), f"{former}/2020/{name}.json")
    repository.commit()
    repository.put(event("a", title="New"), f"{former}/2020/a.json")
    repository.commit()
    (repository.top / "events").mkdir(exist_ok=True)
    repository.git("mv", "-f", f"{former}/2020", "events/2020")
    repository.commit()
    repository.put(event("z"), f"{former}/2020/z.json" if former != "events/old" else "z.json")
    repository.put(event("b", title="New"))
    repository.commit()

    assert told(repository.history()) == [
        ("create", "a", 2, 1),
        ("create", "b", 2, 1),
        ("create", "c", 2, 1),
        ("update", "a", 3, 2),
        ("update", "b", 5, 2),
    ]


@pytest.mark.parametrize("left", [["b"], []])
def test_a_folder_of_drafts_is_no_former_folder(repository: Repository, left: list[str]) -> None:
    """Only where nothing stays behind the folder was renamed: drafts are nobody's past."""
    for name in ["a", *left]:
        repository.put(event(name), f"drafts/2020/{name}.json")
    repository.commit()
    (repository.top / "events/2020").mkdir(parents=True)
    repository.git("mv", "drafts/2020/a.json", "events/2020/a.json")
    repository.commit()

    assert told(repository.history()) == [("create", "a", 2 if left else 1, 1)]


def test_a_folder_renamed_there_and_back(repository: Repository) -> None:
    repository.put(event("a"))
    repository.commit()
    repository.git("mv", "events", "data")
    repository.commit()
    repository.put(event("a", title="New"), "data/2020/a.json")
    repository.commit()
    repository.git("mv", "data", "events")
    repository.commit()

    assert told(repository.history()) == [("create", "a", 1, 1), ("update", "a", 3, 2)]


def test_a_rename_is_known_by_its_alias(repository: Repository) -> None:
    repository.put(event("a"))
    repository.put(event("q"))
    repository.commit()
    repository.drop("a")
    repository.put(event("b", aliases=["a"]))
    repository.commit()
    repository.drop("b")
    repository.put(event("c", aliases=["a", "b"]))
    repository.drop("q")
    repository.put(event("r"))
    repository.commit()

    history = repository.history()

    assert told(history) == [
        ("create", "a", 1, 1),
        ("create", "q", 1, 1),
        ("rename", "b", 2, 2),
        ("rename", "c", 3, 3),
        ("delete", "q", 3, 2),
        ("create", "r", 3, 1),
    ]
    assert [version.previous for version in history.of("c")] == ["", "a", "b"]
    assert history.of("a") == history.of("b") == history.of("c")
    assert history.recorded("a") == DAY
    assert sorted(replayed(history)) == ["c", "r"]


def test_an_alias_that_still_stands_is_no_rename(repository: Repository) -> None:
    repository.put(event("a"))
    repository.commit()
    repository.put(event("b", aliases=["a"]))
    repository.commit()

    assert told(repository.history()) == [("create", "a", 1, 1), ("create", "b", 2, 1)]


def test_form_is_no_change(repository: Repository) -> None:
    fields = event("a", figures=[{"key": "n", "measure": "m", "value": 3, "sources": ["a"]}])
    repository.put(fields)
    repository.commit()
    repository.put(fields, raw=json.dumps(fields, indent=4).replace("\n", "\r\n").encode())
    repository.commit()
    turned = {name: fields[name] for name in reversed(fields)}
    repository.put(fields, raw=json.dumps(turned).replace(": 3,", ": 3.0,").encode())
    repository.commit()
    repository.put({"$schema": "../x.json", **fields})
    repository.commit()

    history = repository.history()

    assert told(history) == [("create", "a", 1, 1)]
    assert history.skipped == ()


def test_what_json_tells_apart_is_a_change(repository: Repository) -> None:
    for value in (1, True, 1.0):
        repository.put(event("a", x={"n": value}))
        repository.commit()

    assert [op for op, *_ in told(repository.history())] == ["create", "update", "update"]


def test_invalid_versions_are_skipped(repository: Repository) -> None:
    repository.put(event("a"))
    repository.commit()
    repository.put(event("a"), raw=b'{"id": "a",')
    first = repository.commit()
    repository.drop("a")
    repository.put(event("a", odd="do not tell"), "events/2021/a.json")
    second = repository.commit()
    repository.put(event("a"), "events/2021/a.json")
    repository.commit()
    repository.put(event("b"), raw=b" " * (LARGEST_FILE + 1))
    third = repository.commit()
    repository.put(event("b", title="New"))
    repository.commit()

    history = repository.history()

    assert told(history) == [("create", "a", 1, 1), ("create", "b", 6, 1)]
    assert [(item.commit, item.file) for item in history.skipped] == [
        (first, "events/2020/a.json"),
        (second, "events/2021/a.json"),
        (third, "events/2020/b.json"),
    ]
    assert [item.reason for item in history.skipped] == [
        "this is not JSON: the file ends too early",
        "the models of today refuse it at '/odd'",
        "the file has 1,048,577 bytes; at most 1,048,576 are taken",
    ]


def test_what_went_may_come_back(repository: Repository) -> None:
    repository.put(event("a"))
    repository.put(event("b"))
    repository.commit()
    repository.drop("a")
    repository.commit()
    repository.put(event("a"))
    repository.commit()

    assert told(repository.history()) == [
        ("create", "a", 1, 1),
        ("create", "b", 1, 1),
        ("delete", "a", 2, 2),
        ("restore", "a", 3, 3),
    ]


def test_withdrawn_and_restored(repository: Repository) -> None:
    repository.put(event("a"))
    repository.commit()
    repository.put(event("a", withdrawn=withdrawn("wrong")))
    repository.commit()
    repository.put(event("a", withdrawn=withdrawn("duplicate")))
    repository.commit()
    repository.put(event("a"))
    repository.commit()

    history = repository.history()

    assert [op for op, *_ in told(history)] == ["create", "withdraw", "update", "restore"]
    assert all(version.text for version in history.versions)


@pytest.mark.parametrize("reason", ["privacy", "legal"])
def test_redaction_takes_the_text_back(repository: Repository, reason: str) -> None:
    tombstone = {"id": "b", "withdrawn": withdrawn(reason)}
    repository.put(event("a", title="A secret"))
    repository.put(event("q"))
    repository.commit()
    repository.drop("a")
    repository.put(event("b", title="A secret", aliases=["a"]))
    repository.commit()
    repository.put(event("b", title="A secret", aliases=["a"], withdrawn=withdrawn(reason)))
    repository.commit()
    repository.put(event("b", withdrawn=withdrawn(reason)))
    repository.commit()

    history = repository.history()

    assert told(history) == [
        ("create", "b", 1, 1),
        ("create", "q", 1, 1),
        ("update", "b", 2, 2),
        ("redact", "b", 3, 3),
    ]
    assert [(v.record, v.redacted) for v in history.of("b")] == [
        (None, True),
        (None, True),
        (tombstone, False),
    ]
    assert history.of("a") == ()
    assert "secret" not in repr(history)
    assert replayed(history) == {"b": tombstone, "q": event("q")}


def test_what_follows_a_redaction_is_told(repository: Repository) -> None:
    repository.put(event("a"))
    repository.commit()
    repository.put(event("a", withdrawn=withdrawn("privacy")))
    repository.commit()
    repository.put(event("a", title="Without names"))
    repository.commit()

    history = repository.history()

    assert [op for op, *_ in told(history)] == ["create", "redact", "restore"]
    assert [version.redacted for version in history.versions] == [True, False, False]
    assert replayed(history) == {"a": event("a", title="Without names")}


def timeline(*records: dict[str, Any]) -> Timeline:
    """Return the working tree's events as values."""
    files = ((record.parse(fields), f"events/2020/{fields['id']}.json") for fields in records)
    return assemble(files, Vocabulary())


def test_a_withdrawal_not_committed_takes_the_text_back(repository: Repository) -> None:
    repository.put(event("a", title="A secret"))
    repository.put(event("b"))
    repository.commit()
    present = timeline(event("a", withdrawn=withdrawn("legal")), event("b"))

    history = redact(repository.history(), present)

    assert "secret" not in repr(history)
    assert [(v.id, v.redacted) for v in history.versions] == [("a", True), ("b", False)]
    assert history.of("a") == history.versions[:1]


def test_a_withdrawal_and_a_rename_not_committed(repository: Repository) -> None:
    repository.put(event("secret-name"))
    repository.put(event("other"))
    repository.commit()
    fields = event("b", aliases=["secret-name"], withdrawn=withdrawn("privacy"))

    history = redact(repository.history(), timeline(fields, event("other")))

    assert "secret" not in repr(history)
    assert [(v.id, v.redacted) for v in history.versions] == [("b", True), ("other", False)]
    assert history.settled <= {"other"}


def test_a_former_id_goes_when_a_silenced_record_is_renamed(repository: Repository) -> None:
    repository.put(event("secret"))
    repository.commit()
    repository.put(event("secret", withdrawn=withdrawn("privacy")))
    repository.commit()
    repository.drop("secret")
    fields = event("b", aliases=["secret"], withdrawn=withdrawn("privacy"))
    repository.put(fields)
    repository.commit()

    history = repository.history()

    assert redact(history, timeline(fields)) is history
    assert "secret" not in repr(history)
    assert told(history) == [("create", "b", 1, 1), ("redact", "b", 2, 2), ("redact", "b", 3, 3)]
    assert replayed(history) == {"b": {"id": "b", "withdrawn": withdrawn("privacy")}}


@pytest.mark.parametrize("late", [False, True])
def test_what_a_silenced_record_took_in_is_taken_back(repository: Repository, late: bool) -> None:
    """A rename in two commits, or two records made one: the other's text is the same text."""
    repository.put(event("a", title="A secret"))
    repository.put(event("z", title="A secret, too", aliases=["y"]))
    repository.put(event("other"))
    repository.commit()
    repository.put(event("b", title="A secret", aliases=["a"]))
    repository.commit()
    repository.drop("a")
    repository.drop("z")
    repository.commit()
    repository.put(event("b", title="A secret", aliases=["a", *(["z"] if not late else [])]))
    repository.commit()
    silent = event("b", aliases=["a", "z"], withdrawn=withdrawn("privacy"))
    repository.put({**silent, "aliases": ["a"]} if late else {**silent, "aliases": []})
    repository.commit()
    repository.put(silent)
    repository.commit()

    history = redact(repository.history(), timeline(silent, event("other")))

    assert "secret" not in repr(history)
    assert {version.id for version in history.versions} == {"b", "other"}
    assert replayed(history) == {
        "b": {"id": "b", "withdrawn": withdrawn("privacy")},
        "other": event("other"),
    }
    revisions = [version.revision for version in history.by_id["b"]]
    assert revisions == list(range(1, len(revisions) + 1))
    assert set(history.versions) == {*history.by_id["b"], *history.by_id["other"]}


def test_what_stood_under_the_id_of_a_silenced_record(repository: Repository) -> None:
    repository.put(event("a"))
    repository.put(event("b", title="A secret"))
    repository.commit()
    repository.drop("b")
    repository.commit()
    repository.drop("a")
    repository.put(event("b", aliases=["a"]))
    repository.commit()
    repository.put(event("b", withdrawn=withdrawn("privacy")))
    repository.commit()

    assert "secret" not in repr(repository.history())


def test_a_silenced_record_says_no_reasons(repository: Repository) -> None:
    repository.put(event("a"))
    repository.commit()
    repository.drop("a")
    repository.commit(message="Delete\n\nReason: a secret")
    repository.put(event("a", withdrawn=withdrawn("privacy")))
    repository.commit(message="Withdraw\n\nReason: a secret")
    repository.put(event("a", withdrawn={**withdrawn("privacy"), "note": "On request."}))
    repository.commit(message="Note\n\nReason: a secret")
    repository.drop("a")
    repository.commit(message="Delete\n\nReason: a secret")
    repository.put(event("b"))
    repository.commit(message="Add\n\nReason: told")

    history = repository.history()

    assert [v.commit.reason for v in history.versions] == ["", "", "", "", "", "told"]
    assert [v.op for v in history.by_id["a"]] == ["create", "delete", "redact", "update", "delete"]


def test_a_version_that_was_none_has_no_reason_either(repository: Repository) -> None:
    repository.put({}, "events/2020/a.json", raw=b"{")
    repository.put(event("b"))
    repository.commit(message="Work\n\nReason: a secret")
    repository.put(event("a"))
    repository.put(event("b", title="New"))
    repository.commit()
    repository.put(event("a"), raw=json.dumps(event("a"), indent=7).encode())
    repository.put(event("b", title="Newer"))
    repository.commit(message="Indent\n\nReason: a secret")
    repository.put(event("a", withdrawn=withdrawn("privacy")))
    repository.commit()

    assert "secret" not in repr(repository.history().versions)


def test_uncommitted_work_is_not_told(repository: Repository) -> None:
    repository.put(event("a"))
    repository.commit()
    repository.put(event("a", title="Draft"))
    repository.put(event("b"))
    repository.git("add", "--all")

    assert told(repository.history()) == [("create", "a", 1, 1)]


def test_a_shallow_clone_has_no_history(repository: Repository, tmp_path: Path) -> None:
    repository.put(event("a"))
    repository.commit()
    repository.put(event("a", title="New"))
    repository.commit()
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.top}", str(tmp_path / "c"))

    history = Repository(tmp_path / "c").history()

    assert (history.complete, history.versions) == (False, ())
    assert history.reason.startswith("this is a shallow clone")


def test_a_partial_clone_has_no_history(repository: Repository, tmp_path: Path) -> None:
    repository.put(event("a"))
    repository.commit()
    repository.put(event("a", title="New"))
    repository.commit()
    repository.git("config", "uploadpack.allowFilter", "true")
    address = f"file://{repository.top}"
    repository.git("clone", "--quiet", "--filter=blob:none", address, str(tmp_path / "c"))

    history = Repository(tmp_path / "c").history()

    assert (history.complete, history.versions) == (False, ())
    assert history.reason.startswith("this clone lacks some old versions")


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    reasons = [Repository(tmp_path).history().reason, Repository(tmp_path / "no").history().reason]
    monkeypatch.setenv("PATH", str(tmp_path))
    reasons.append(Repository(tmp_path).history().reason)

    assert reasons == [
        "the folder is in no git repository: run git init and commit",
        "git cannot be run: no such file or directory",
        "there is no git command: install git",
    ]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_a_folder_of_another_user(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.put(event("a"))
    repository.commit()
    for path in (repository.top, repository.top / ".git"):
        os.chown(path, 12345, -1)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("HOME", str(repository.top))
    before = repository.history().reason
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.directory")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "*")

    assert before.startswith("git does not trust this folder")
    assert told(repository.history()) == [("create", "a", 1, 1)]


def test_nothing_committed(repository: Repository) -> None:
    empty = repository.history().reason
    repository.put(event("a"))
    repository.put(event("a"), ".gitignore", raw=b"events\n")
    repository.commit()

    assert empty == "nothing has been committed yet: run git commit"
    assert repository.history().reason == "no event file below events has been committed yet"


def test_a_subfolder(repository: Repository) -> None:
    repository.put(event("a"), "sub/dir/my events/2020/a.json")
    repository.put(event("b"), "events/2020/b.json")
    repository.put(event("c"), raw=b"x", file="sub/dir/my events/2020/c.json")
    repository.commit()

    history = repository.history("sub/dir", "./my events")

    assert told(history) == [("create", "a", 1, 1)]
    assert [item.file for item in history.skipped] == ["my events/2020/c.json"]


def test_hostile_names(repository: Repository) -> None:
    repository.put(event("a"), 'events/2020/:100644 "a\n\t\\é*.json')
    repository.put(event("b"), "events/2020/[b].json")
    repository.put(event("c"), os.fsdecode(b"events/2020/c\xff.json"), raw=b"")
    repository.commit()

    history = repository.history()

    assert told(history) == [("create", "a", 1, 1), ("create", "b", 1, 1)]
    assert [item.file for item in history.skipped] == ["events/2020/c\\xff.json"]


def test_links_and_modules_are_not_followed(repository: Repository) -> None:
    repository.put(event("a"), "elsewhere.json")
    repository.put(event("b"))
    repository.put(event("c"))
    (repository.top / "events/2020/a.json").symlink_to("../../elsewhere.json")
    head = repository.commit()
    repository.drop("c")
    (repository.top / "events/2020/c.json").symlink_to("../../elsewhere.json")
    repository.git("add", "--all")
    module = f"160000,{head},events/2020/m.json"
    repository.git("update-index", "--add", "--cacheinfo", module)
    repository.day = 2
    repository.git("commit", "--quiet", "-m", "Links")

    expected = [("create", "b", 1, 1), ("create", "c", 1, 1), ("delete", "c", 2, 2)]
    assert told(repository.history()) == expected


def test_settings_and_hooks_do_not_mislead(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.put(event("a"), raw=json.dumps(event("a")).encode())
    repository.put(event("a"), ".gitattributes", raw=b"* diff=odd filter=odd\n")
    repository.commit()
    repository.put(event("a", title="New"))
    repository.commit(message="New\n\nReason: better words")
    expected = told(repository.history())
    other = made(tmp_path / "other")
    for name, value in {
        "color.ui": "always",
        "core.pager": "false",
        "diff.odd.textconv": "false",
        "diff.orderFile": "/nonexistent",
        "diff.renames": "copies",
        "filter.odd.smudge": "false",
        "log.diffMerges": "off",
        "log.follow": "true",
        "log.showRoot": "false",
        "log.showSignature": "true",
        "core.commentChar": "R",
        "trailer.separators": "=",
    }.items():
        repository.git("config", name, value)
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.top))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "0")

    history = repository.history()
    assert told(history) == expected == [("create", "a", 1, 1), ("update", "a", 2, 2)]
    assert [version.commit.reason for version in history.versions] == ["", "better words"]


NAMES = st.sampled_from("abcd")
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), NAMES, st.sampled_from(["One", "Two"])),
        st.tuples(st.just("withdraw"), NAMES, st.sampled_from(["wrong", "privacy"])),
        st.tuples(st.just("break"), NAMES, st.just("")),
        st.tuples(st.just("drop"), NAMES, st.just("")),
        st.tuples(st.just("rename"), NAMES, NAMES),
        st.tuples(st.just("commit"), st.just(""), st.just("")),
    ),
    max_size=14,
)


def edit(files: dict[str, dict[str, Any] | None], what: str, name: str, how: str) -> None:
    match what:
        case "write":
            files[name] = event(name, title=how)
        case "withdraw" if files.get(name):
            files[name] = {**event(name), "withdrawn": withdrawn(how)}
        case "break":
            files[name] = None
        case "drop":
            files.pop(name, None)
        case "rename" if files.get(name) and how not in files:
            old = files.pop(name) or {}
            kept = [alias for alias in old.get("aliases", []) if alias != how]
            files[how] = {**old, "id": how, "aliases": [*kept, name]}


def stream(edits: list[tuple[str, str, str]]) -> tuple[bytes, dict[str, dict[str, Any] | None]]:
    """Return the edits for `git fast-import`, and the files that they leave."""
    files: dict[str, dict[str, Any] | None] = {}
    parts: list[bytes] = []
    for number, (what, name, how) in enumerate([*edits, ("commit", "", "")]):
        edit(files, what, name, how)
        if what == "commit":
            who = f"E <e@example.org> {number * DAY} +0000"
            parts.append(f"commit refs/heads/main\ncommitter {who}\ndata 0\ndeleteall\n".encode())
            for file, fields in files.items():
                content = json.dumps(fields).encode() if fields else b"{"
                parts.append(f"M 644 inline events/2020/{file}.json\n".encode())
                parts.append(b"data %d\n%s\n" % (len(content), content))
    return b"".join(parts), files


def test_what_was_loaded_before_changes_nothing_but_what_is_settled(
    repository: Repository,
) -> None:
    """Neither an event that no commit holds nor a file that went back to an old version counts."""
    for title in ("First", "Second"):
        repository.put(event("back", title=title))
        repository.put(event("same"))
        repository.commit()
    repository.put(event("back", title="First"))
    repository.put(event("new"))
    known = load(repository.top, "events", "schema/vocabulary", named=True).blobs
    assert {one.id for one in known.values()} == {"back", "new", "same"}

    history = Reading(repository.top, "events", past_event).history(known)

    alone = repository.history()
    assert (history.versions, history.by_id) == (alone.versions, alone.by_id)
    assert history.settled == {"same"}
    assert alone.settled == set()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edits=EDITS)
def test_the_versions_add_up_to_the_head(
    edits: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever the order of edits; a file that cannot be read says nothing of its record."""
    repository = made(tmp_path_factory.mktemp("random") / "r")
    commands, files = stream(edits)
    imported = ["git", "fast-import", "--quiet"]
    subprocess.run(imported, cwd=repository.top, input=commands, check=True)

    history = repository.history()

    records = replayed(history)
    expected = {}
    for name, fields in files.items():
        if fields is not None:
            silent = fields.get("withdrawn", {}).get("reason") == "privacy"
            expected[name] = {k: fields[k] for k in ("id", "withdrawn")} if silent else fields
    assert {name: records[name] for name in expected} == expected
    assert all(files[name] is None for name in records.keys() - expected)
    for versions in history.by_id.values():
        assert [version.revision for version in versions] == list(range(1, len(versions) + 1))
