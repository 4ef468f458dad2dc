"""`timeline check --base`: what was published stays, judged on real git repositories."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from conftest import CONFIGURATION, Repository, event, source
from test_cli_check import run
from test_history import Repository as Work

from timeline import config, project
from timeline.core.base import Base
from timeline.history import GitError, RevisionError, tree
from timeline.loading.past import past_event

FILE = "events/2020/an-event.json"
OTHER = "events/2020/another.json"
ENABLES = {"type": "enables", "event": "an-event"}
WITHDRAWN = {"at": "2026-01-01", "reason": "wrong"}


@pytest.fixture
def work(repository: Repository) -> Work:
    """Put the valid repository with a third event under git, on a branch beside main."""
    result = Work(repository.root)
    result.git("init", "--quiet", "--initial-branch=main")
    repository.event()
    result.commit()
    result.git("checkout", "--quiet", "-b", "work")
    return result


def told(
    repository: Repository, revision: str = "main", paths: tuple[str, ...] = ()
) -> list[tuple[str, str, str, str]]:
    """Return code, file, pointer and message of every finding."""
    settings = config.read(repository.root)
    place = project.Project(settings.root, settings.options)
    found = project.check(place, [repository.root / path for path in paths], base=revision)
    return [(item.code, item.file, item.pointer, item.message) for item in found.diagnostics]


def published(work: Work, repository: Repository, name: str = "an-event", /, **fields: Any) -> None:
    """Commit an event to main, from where the branch goes on."""
    work.git("checkout", "--quiet", "main")
    repository.event(name, **fields)
    work.commit()
    work.git("checkout", "--quiet", "-B", "work")


def command(repository: Repository, *arguments: str) -> Result:
    return run("check", "-C", repository.root, *arguments)


def deleted(name: str) -> str:
    return f"the event '{name}' was deleted; expected its file to stay"


def again(name: str, was: str) -> str:
    return f"the id '{name}' {was}; expected an id that never stood for another event"


def lost(name: str, publisher: str = "daily-news") -> str:
    return f"the source '{name}' of '{publisher}' is gone, and nothing says why"


@pytest.mark.usefixtures("work")
def test_nothing_changed(repository: Repository) -> None:
    assert told(repository) == []


@pytest.mark.usefixtures("work")
def test_what_policy_allows_is_no_finding(repository: Repository) -> None:
    repository.event(
        title="Corrected",
        summary="Corrected too.",
        sources=[source("an-event"), source("more", key="more")],
        aliases=["nickname"],
        withdrawn=WITHDRAWN,
    )
    repository.event("new")

    assert told(repository) == []


def test_a_deleted_file(work: Work, repository: Repository) -> None:
    work.drop("an-event")
    work.drop("", "events/2019/first-event.json")
    work.commit()

    assert told(repository) == [
        ("T601", "events/2019/first-event.json", "", deleted("first-event")),
        ("T601", FILE, "", deleted("an-event")),
    ]


def test_an_emptied_folder_of_events(work: Work, repository: Repository) -> None:
    for file in (FILE, "events/2019/first-event.json", "events/undated/second-event.json"):
        work.drop("", file)
    repository.write("events/.gitkeep", "")

    assert [item[:2] for item in told(repository)] == [
        ("T601", "events/2019/first-event.json"),
        ("T601", FILE),
        ("T601", "events/undated/second-event.json"),
    ]


def test_a_refused_file_is_not_deleted(repository: Repository, work: Work) -> None:
    published(work, repository, aliases=["once"])
    repository.event(title="", sources=[])
    repository.write("events/2019/first-event.json", "{")
    repository.write("events/undated/third.json", "")

    assert [item[:3] for item in told(repository)] == [
        ("T005", "events/2019/first-event.json", ""),
        ("T105", FILE, "/title"),
        ("T105", FILE, "/sources"),
        ("T017", "events/undated/third.json", ""),
    ]


def test_an_alias_in_a_refused_file_counts(work: Work, repository: Repository) -> None:
    work.drop("an-event")
    repository.event("renamed", aliases=["an-event"], title="")
    repository.event("linked", relations=[ENABLES])

    assert [item[:3] for item in told(repository)] == [
        ("T105", "events/2020/renamed.json", "/title")
    ]


def test_a_misnamed_folder_is_one_mistake(repository: Repository, work: Work) -> None:
    work.git("mv", "events/2020", "events/2O20")
    repository.event("linked", "2021", date="2021", relations=[ENABLES])

    assert [item[:3] for item in told(repository)] == [("T016", "events/2O20", "")]


def test_named_paths_narrow_the_report(work: Work, repository: Repository) -> None:
    repository.event("stays", title="Else")
    work.drop("an-event")
    work.drop("", "events/2019/first-event.json")
    (repository.root / "events/2019/.gitkeep").touch()
    gone = [("T601", FILE, "", deleted("an-event"))]

    assert told(repository, paths=("events/2020",)) == gone
    assert told(repository, paths=("events/2020/stays.json",)) == []
    assert [item[1] for item in told(repository, paths=("events/2019",))] == [
        "events/2019/first-event.json"
    ]


def test_a_file_moved_to_another_year(work: Work, repository: Repository) -> None:
    work.drop("an-event")
    repository.event(folder="2021", date="2021-04")

    assert told(repository) == []


def test_line_endings_and_order_of_keys(repository: Repository) -> None:
    work = Work(repository.root)
    work.git("init", "--quiet", "--initial-branch=main")
    repository.write(".gitattributes", "*.json -text\n")
    text = json.dumps(event(title="Ünïcode"), indent=4, ensure_ascii=False)
    repository.write(FILE, text.replace("\n", "\r\n").encode())
    work.commit()
    fields = event(title="Ünïcode")
    repository.write(FILE, {name: fields[name] for name in reversed(fields)})

    assert told(repository) == []


@pytest.mark.parametrize(
    "changes",
    [{"title": "Something happened", "date": "2020-05", "sources": [source("other")]},
     {"title": "In other words", "date": "2020-05", "sources": [source("an-event")]}],
    ids=["title", "sources"],
)  # fmt: skip
def test_an_id_changed_without_an_alias(
    work: Work, repository: Repository, changes: dict[str, Any]
) -> None:
    work.drop("an-event")
    repository.event("better-name", **changes, note="Renamed.")
    message = "the id changed from 'an-event' to 'better-name'; expected 'an-event' among the"
    file = "events/2020/better-name.json"

    assert told(repository) == [("T602", file, "/id", f"{message} aliases")]
    repository.event("better-name", **changes, note="Renamed.", aliases=["an-event"])
    assert told(repository) == []


def test_of_several_new_events_the_likeliest_is_named(work: Work, repository: Repository) -> None:
    work.drop("an-event")
    repository.event("by-source", title="Else", sources=[source("an-event")])
    repository.event("by-title", date="2020-07", sources=[source("b")])
    repository.event("by-title-and-date", note="New source.", sources=[source("c")])

    assert [item[:3] for item in told(repository)] == [
        ("T602", "events/2020/by-title-and-date.json", "/id")
    ]


def test_a_deleted_event_is_not_one_that_shares_few_sources(
    work: Work, repository: Repository
) -> None:
    sources = [source("a"), source("b", key="b")]
    published(work, repository, sources=sources)
    work.drop("an-event")
    repository.event("another", title="Else", sources=sources[:1])

    assert told(repository) == [("T601", FILE, "", deleted("an-event"))]


def test_a_rename_taken_back(work: Work, repository: Repository) -> None:
    published(work, repository, aliases=["older"])
    work.drop("an-event")
    repository.event("older", aliases=["an-event"])

    assert told(repository) == []


def test_a_rename_taken_back_that_forgets_the_later_name(
    work: Work, repository: Repository
) -> None:
    published(work, repository, aliases=["older"])
    work.drop("an-event")
    repository.event("older", sources=[source("an-event")])
    message = "the id changed from 'an-event' to 'older'; expected 'an-event' among the aliases"

    assert told(repository) == [("T602", "events/2020/older.json", "/id", message)]


def test_a_former_id_given_to_another_event(work: Work, repository: Repository) -> None:
    published(work, repository, aliases=["older"])
    repository.event()
    repository.event("older", title="Split off", sources=[source("an-event")])
    was = again("older", "was a former id of 'an-event'")

    assert told(repository) == [("T603", "events/2020/older.json", "/id", was)]


@pytest.mark.usefixtures("work")
def test_an_id_given_to_another_event(repository: Repository) -> None:
    repository.event(title="Another", date="2020-04", sources=[source("elsewhere")])
    was = again("an-event", "stood for another event, 'Something happened'")

    assert told(repository) == [("T603", FILE, "/id", was)]


@pytest.mark.parametrize(
    "kept",
    [
        {"title": "Something happened"},
        {"date": "2020-03"},
        {"sources": [source("an-event", key="other")]},
        {"sources": [source("x", archived="http://www.example.org/an-event/")]},
        {"withdrawn": WITHDRAWN},
    ],
    ids="-".join,
)
@pytest.mark.usefixtures("work")
def test_an_event_of_which_something_stays_is_the_same(
    repository: Repository, kept: dict[str, Any]
) -> None:
    changed = {"title": "Another", "date": "2020-04", "sources": [source("elsewhere")]}
    repository.event(**{**changed, **kept}, note="All wrong before.")

    assert told(repository) == []


def test_an_id_made_the_alias_of_another_event(work: Work, repository: Repository) -> None:
    work.drop("an-event")
    repository.event("another", title="Else", date="2020-05", aliases=["unused", "an-event"])
    was = again("an-event", "stood for another event, 'Something happened'")

    assert told(repository) == [("T603", OTHER, "/aliases/1", was)]


def test_a_deleted_id_comes_back_for_another_event(work: Work, repository: Repository) -> None:
    """Deletions before the base were wrong too, but their ids stay taken."""
    work.git("checkout", "--quiet", "main")
    work.drop("an-event")
    work.commit()
    work.git("checkout", "--quiet", "-B", "work")
    repository.event(title="Another", date="2020-04", sources=[source("elsewhere")])
    found = told(repository)
    repository.event(title="Another", date="2020-04")

    was = again("an-event", "stood for an event that was renamed or deleted")
    assert found == [("T603", FILE, "/id", was)]
    assert told(repository) == []


def test_an_id_dropped_long_ago_comes_back(work: Work, repository: Repository) -> None:
    work.drop("an-event")
    repository.event("renamed", aliases=["an-event"])
    work.commit()
    repository.event("renamed")
    work.commit()
    work.git("checkout", "--quiet", "-B", "main")
    repository.event(title="Another", date="2020-04", sources=[source("elsewhere")])

    was = again("an-event", "stood for an event that was renamed or deleted")
    assert told(repository) == [("T603", FILE, "/id", was)]


def test_what_only_the_branch_deleted_was_never_published(
    work: Work, repository: Repository
) -> None:
    repository.event("draft")
    work.commit()
    work.drop("draft")
    work.commit()
    repository.event("draft", title="Another", date="2020-04", sources=[source("elsewhere")])

    assert told(repository) == []


@pytest.mark.parametrize(("fields", "codes"), [({}, ["T603"]), ({"withdrawn": WITHDRAWN}, [])])
def test_an_id_whose_text_was_taken_back(
    work: Work, repository: Repository, fields: dict[str, Any], codes: list[str]
) -> None:
    published(work, repository, withdrawn={**WITHDRAWN, "reason": "privacy"})
    work.git("checkout", "--quiet", "main")
    work.drop("an-event")
    work.commit()
    work.git("checkout", "--quiet", "-B", "work")
    repository.event(**fields)

    assert [item[0] for item in told(repository)] == codes


def test_a_dropped_alias(work: Work, repository: Repository) -> None:
    published(work, repository, aliases=["kept", "gone", "moved"])
    repository.event(aliases=["kept"], note="Fewer names.")
    repository.event("another", aliases=["moved"])
    message = "'gone' was among the aliases and is gone; expected former ids to stay"

    assert told(repository) == [("T604", FILE, "/aliases", message)]


def test_an_alias_in_another_file_that_is_refused(work: Work, repository: Repository) -> None:
    published(work, repository, aliases=["moved"])
    repository.event()
    repository.event("another", title="", aliases=["moved"])

    assert [item[:3] for item in told(repository)] == [("T105", OTHER, "/title")]


def test_an_alias_that_tells_too_much_may_go(work: Work, repository: Repository) -> None:
    published(work, repository, aliases=["a-name"], note="About a person.")
    repository.event(
        title="Withdrawn",
        summary="Withdrawn.",
        date="2020-05",
        withdrawn={**WITHDRAWN, "reason": "privacy"},
        sources=[{"publisher": "daily-news", "no_url_reason": "withdrawn"}],
    )

    assert told(repository) == []


BOOK = {"publisher": "daily-news", "no_url_reason": "printed book"}


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ([source("a"), source("b", key="b")], [source("a")], "https://www.example.org/b"),
        ([source("a", title="Report")], [source("b", title="Review")], "Report"),
        (
            [source("a", title="R"), source("b", title="R", key="b")],
            [source("b", title="R", key="b")],
            "R",
        ),
        ([source("a")], [source("b", publisher="weekly-review")], "https://www.example.org/a"),
        ([source("a"), BOOK], [source("a")], "printed book"),
        ([source("a")], [source("b", key="b")], "https://www.example.org/a"),
    ],
    ids=["one of two", "under its key another", "of one title", "publisher", "book", "all"],
)
def test_a_source_lost_without_a_word(
    work: Work, repository: Repository, before: list[Any], after: list[Any], name: str
) -> None:
    published(work, repository, sources=before)
    repository.event(sources=after)

    assert told(repository) == [("T605", FILE, "/sources", lost(name))]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([source("a")], [source("a", key="other")]),
        ([source("a", title="R")], [source("b", key="b", title="R")]),
        ([source("a")], [source("b")]),
        ([source("a")], [source("b", title="Seen now")]),
        ([source("a")], [source("b", key="b", archived="https://www.example.org/a")]),
        ([source("b", archived="https://www.example.org/a")], [source("a", key="b")]),
        ([source("a"), source("b", key="b")], [source("b", key="daily"), source("a", key="c")]),
        ([source("a"), BOOK], [BOOK, source("a")]),
        (
            [source("a", title="R")],
            [{"publisher": "daily-news", "title": "R", "no_url_reason": "offline"}],
        ),
    ],
    ids=["key", "address", "same key", "title", "archived", "copy", "swapped", "moved", "offline"],
)
def test_a_source_that_is_still_there(
    work: Work, repository: Repository, before: list[Any], after: list[Any]
) -> None:
    published(work, repository, sources=before)
    repository.event(sources=after)

    assert told(repository) == []


READING = {"says": "Later.", "source": "daily", "verdict": "rejected"}


@pytest.mark.parametrize(
    ("fields", "heard"),
    [
        ({"note": "The other report was retracted."}, True),
        ({"status_reason": "One report was retracted."}, True),
        ({"sources": [source("a", note="The other copies this one.")]}, True),
        ({"readings": [{**READING, "note": "Retracted."}]}, True),
        ({"withdrawn": {**WITHDRAWN, "reason": "legal"}}, True),
        ({"withdrawn": {**WITHDRAWN, "note": "Retracted."}}, True),
        ({"withdrawn": WITHDRAWN}, False),
        ({"note": "An old remark."}, False),
        ({"status_reason": "An old remark."}, False),
        ({"note": ...}, False),
        ({"summary": "Something else happened."}, False),
    ],
    ids=str,
)
def test_what_counts_as_a_word(
    work: Work, repository: Repository, fields: dict[str, Any], *, heard: bool
) -> None:
    sources = [source("a"), source("b", key="b")]
    published(work, repository, note="An old remark.", sources=sources)
    repository.event(**{"note": "An old remark.", "sources": sources[:1], **fields})

    expected = [("T605", FILE, "/sources", lost("https://www.example.org/b"))]
    assert told(repository) == ([] if heard else expected)


def test_a_remark_that_went_is_no_word(work: Work, repository: Repository) -> None:
    sources = [source("a", note="n1"), source("b", key="b", note="n2")]
    said: dict[str, Any] = {"status_reason": "r", "withdrawn": {**WITHDRAWN, "note": "w"}}
    published(work, repository, note="n", sources=sources, **said)
    repository.event(sources=sources[:1], **said)

    assert told(repository) == [("T605", FILE, "/sources", lost("https://www.example.org/b"))]


def test_the_old_remark_of_an_event_that_takes_another_in_is_no_word(
    work: Work, repository: Repository
) -> None:
    published(work, repository, "another", note="An old remark.", sources=[source("b")])
    work.drop("an-event")
    repository.event("another", note="An old remark.", sources=[source("b")], aliases=["an-event"])
    sources = [source("b"), source("an-event", key="second")]
    found = told(repository)
    repository.event("another", note="An old remark.", sources=sources, aliases=["an-event"])

    assert found == [("T605", OTHER, "/sources", lost("https://www.example.org/an-event"))]
    assert told(repository) == []


@pytest.mark.parametrize(
    ("reason", "fields", "expected"),
    [
        ("wrong", {}, ("", "the event was withdrawn as 'wrong' and stands again")),
        ("wrong", {"withdrawn": {**WITHDRAWN, "reason": "privacy"}}, None),
        ("wrong", {"withdrawn": {**WITHDRAWN, "reason": "out-of-scope"}}, None),
        ("wrong", {"note": "It was right after all."}, None),
        ("privacy", {}, ("", "the event was withdrawn as 'privacy' and stands again")),
        (
            "privacy",
            {"withdrawn": WITHDRAWN},
            (
                "/withdrawn/reason",
                "the event was withdrawn as 'privacy' and its text comes back as 'wrong'",
            ),
        ),
    ],
)
def test_a_withdrawal_taken_back(
    work: Work,
    repository: Repository,
    reason: str,
    fields: dict[str, Any],
    expected: tuple[str, str] | None,
) -> None:
    secret = [source("a"), source("secret", key="b", title="A secret")]
    published(work, repository, withdrawn={**WITHDRAWN, "reason": reason}, sources=secret)
    repository.event(**{"sources": secret if reason == "wrong" else secret[:1], **fields})

    place = () if expected is None else expected
    assert told(repository) == (
        [("T606", FILE, place[0], f"{place[1]}, and nothing says why")] if place else []
    )


def test_what_a_withdrawal_emptied_is_not_compared(work: Work, repository: Repository) -> None:
    taken = {**WITHDRAWN, "reason": "privacy"}
    published(work, repository, title="Withdrawn", aliases=["a-name"], withdrawn=taken)
    repository.event(date="2020-05", sources=[source("elsewhere")])
    message = "the event was withdrawn as 'privacy' and stands again, and nothing says why"

    assert told(repository) == [("T606", FILE, "", message)]


def test_what_main_got_meanwhile_is_not_missing(work: Work, repository: Repository) -> None:
    work.git("checkout", "--quiet", "main")
    repository.event("meanwhile")
    repository.event(aliases=["meanwhile-too"])
    work.commit()
    work.git("checkout", "--quiet", "work")
    found = told(repository)
    work.git("merge", "--quiet", "--no-ff", "-m", "Merge", "main")
    work.drop("meanwhile")

    assert found == []
    assert told(repository) == [
        ("T601", "events/2020/meanwhile.json", "", deleted("meanwhile")),
    ]
    work.git("tag", "--annotate", "before", "-m", "Tag", "HEAD^1")
    assert told(repository, "before") == []


def test_a_repository_in_a_folder_of_the_working_tree(
    repository: Repository, tmp_path: Path
) -> None:
    work = Work(tmp_path)
    work.git("init", "--quiet", "--initial-branch=main")
    options = CONFIGURATION.replace("authority:", "events: ./my events, authority:")
    repository.write("mkdocs.yml", options)
    (repository.root / "events").rename(repository.root / "my events")
    repository.write("my events/2020/an-event.json", event())
    Work(tmp_path).put(event("beside"))
    work.commit()
    before = told(repository)
    work.drop("beside")
    work.drop("", "repository/my events/2020/an-event.json")

    assert before == []
    assert told(repository) == [("T601", "./my events/2020/an-event.json", "", deleted("an-event"))]


def test_a_new_name_of_the_folder_hides_no_deletion(work: Work, repository: Repository) -> None:
    (repository.root / "events").rename(repository.root / "data")
    before = CONFIGURATION
    repository.write("mkdocs.yml", before.replace("authority:", "events: data, authority:"))
    assert told(repository) == []

    work.drop("", "data/2020/an-event.json")

    assert told(repository) == [("T601", FILE, "", deleted("an-event"))]


def test_what_was_no_event_before_is_not_compared(work: Work, repository: Repository) -> None:
    work.git("checkout", "--quiet", "main")
    repository.write(FILE, "{")
    repository.event("odd", colour="red")
    repository.event("large", summary="x" * 2_000_000)
    repository.write("events/stray.json", event("stray"))
    repository.write("events/2020/deep/down.json", event("down"))
    (repository.root / "events/2020/linked.json").symlink_to("../2019/first-event.json")
    work.commit()
    work.git("checkout", "--quiet", "-B", "work")
    for name in ("odd", "large", "linked"):
        work.drop(name)
    work.drop("", "events/stray.json")
    work.drop("", "events/2020/deep/down.json")
    (repository.root / "events/2020/deep").rmdir()
    repository.event(title="Another", date="2020-04", sources=[source("elsewhere")])

    assert told(repository) == []


def test_hostile_names_in_the_base(work: Work, repository: Repository) -> None:
    work.git("checkout", "--quiet", "main")
    names = ["::error::\n%0A.json", os.fsdecode(b"\xff\x1b[2J.json"), "-x.json"]
    for number, name in enumerate(names):
        work.put(event(f"hostile-{number}", title=f"T{number}"), f"events/2020/{name}")
    work.commit()
    work.git("checkout", "--quiet", "-B", "work")
    for name in names:
        work.drop("", f"events/2020/{name}")

    for form in ("plain", "github", "sarif", "json"):
        result = command(repository, "--base", "main", "--format", form)
        assert result.exit_code == 1
        assert result.stdout.encode().count(b"\x1b") == 0
        assert result.stdout.count("was deleted") == 3
    assert [item[:2] for item in told(repository)] == [
        ("T601", "events/2020/-x.json"),
        ("T601", "events/2020/::error::\n%0A.json"),
        ("T601", "events/2020/\\udcff\x1b[2J.json"),
    ]

    repository.event("named", title="T1")
    repository.event("hostile-0", title="Another", date="2020-04", sources=[source("elsewhere")])
    for form in ("plain", "github", "sarif", "json"):
        result = command(repository, "--base", "main", "--format", form)
        assert result.stdout.encode().count(b"\x1b") == 0
    assert [item[:2] for item in told(repository)] == [
        ("T601", "events/2020/-x.json"),
        ("T603", "events/2020/hostile-0.json"),
        ("T602", "events/2020/named.json"),
    ]


def test_reports_of_a_file_that_is_gone(work: Work, repository: Repository) -> None:
    work.drop("an-event")

    def shown(form: str) -> str:
        return command(repository, "--base", "main", "--format", form).stdout

    fix = "restore the file; if the event no longer stands, give it a 'withdrawn' object"
    assert shown("plain") == (
        f"{FILE}:1:1: error T601: {deleted('an-event')}\n    fix: {fix}\n"
        "9 files checked: 1 error, no warnings\n"
    )
    [annotation, _] = shown("github").splitlines()
    assert annotation == (
        f"::error file={FILE},line=1,col=1,title=T601::{deleted('an-event')}%0Afix: {fix}"
    )
    [result] = json.loads(shown("sarif"))["runs"][0]["results"]
    [location] = result["locations"]
    assert (result["ruleId"], location["physicalLocation"]["artifactLocation"]["uri"]) == (
        "T601",
        FILE,
    )
    [item] = json.loads(shown("json"))["diagnostics"]
    assert (item["code"], item["file"], item["line"]) == ("T601", FILE, 1)


def test_exit_codes(work: Work, repository: Repository) -> None:
    published(work, repository, withdrawn=WITHDRAWN)
    clean = command(repository, "--base", "main")
    repository.event()
    warned = command(repository, "--base", "main")
    strict = command(repository, "--base=main", "--strict")
    work.drop("an-event")

    codes = [clean.exit_code, warned.exit_code, strict.exit_code]
    assert [*codes, command(repository, "--base", "main").exit_code] == [0, 0, 1, 1]
    assert command(repository).exit_code == 0


REVISIONS = [
    "--output=x", "--all", "-1", "", " ", "a..b", "main..main", "main...main", "^main", "main^@",
    "main^!", "HEAD:events", "HEAD:events/2020/an-event.json", "nowhere", "\0", "main\n", "\ud800",
    "\udcff", "0" * 40, "@{upstream}", "$(touch x)", "--end-of-options", "x" * 50_000,
]  # fmt: skip


@pytest.mark.parametrize("revision", REVISIONS, ids=lambda text: ascii(text[:20]))
@pytest.mark.usefixtures("work")
def test_a_revision_that_is_none(repository: Repository, revision: str) -> None:
    before = sorted(repository.root.rglob("*"))

    result = command(repository, "--base", revision)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("timeline: --base: there is no commit '")
    assert result.stderr.endswith("in CI fetch it first (fetch-depth: 0)\n")
    assert len(result.stderr) < 300
    assert sorted(repository.root.rglob("*")) == before


def test_revisions_of_every_sort(work: Work, repository: Repository) -> None:
    head = work.git("rev-parse", "HEAD")
    work.drop("an-event")

    for revision in (head, head[:10], "main", "work", "HEAD", "@", "refs/heads/main", "main~0"):
        assert [item[0] for item in told(repository, revision)] == ["T601"]


def test_histories_without_a_common_commit(work: Work, repository: Repository) -> None:
    work.git("checkout", "--quiet", "--orphan", "alone")
    unborn = command(repository, "--base", "main")
    work.commit()

    result = command(repository, "--base", "main")

    assert (result.exit_code, result.stderr) == (
        2,
        "timeline: --base: 'main' and HEAD have no commit in common\n",
    )
    assert unborn.stderr == result.stderr


def test_a_shallow_clone(work: Work, repository: Repository, tmp_path: Path) -> None:
    repository.event("another")
    work.commit()
    work.git("checkout", "--quiet", "main")
    repository.event("meanwhile")
    work.commit()
    address, place = f"file://{repository.root}", tmp_path / "clone"
    options = ("--depth=1", "--no-single-branch", "--branch=work")
    work.git("clone", "--quiet", *options, address, str(place))
    clone = Repository(place)

    apart = command(clone, "--base", "origin/main")
    missing = command(clone, "--base", "main")
    (place / FILE).unlink()
    clone.event("another", title="Another", date="2020-04", sources=[source("elsewhere")])
    near = told(clone, "HEAD")

    assert (apart.exit_code, missing.exit_code) == (3, 2)
    assert apart.stderr == (
        "timeline: --base: this shallow clone does not reach back to where HEAD left 'origin/main':"
        " fetch-depth: 0 or git fetch --unshallow brings the old commits\n"
    )
    assert "there is no commit 'main' in this clone" in missing.stderr
    assert [item[:2] for item in near] == [("T601", FILE), ("T603", OTHER)]
    Work(place).git("fetch", "--quiet", "--unshallow")
    assert [item[:2] for item in told(clone, "origin/main")] == [("T601", FILE)]


def test_a_shallow_past_says_nothing_of_ids(
    work: Work, repository: Repository, tmp_path: Path
) -> None:
    work.drop("an-event")
    work.commit()
    address, place = f"file://{repository.root}", tmp_path / "clone"
    work.git("clone", "--quiet", "--depth=1", "--branch=work", address, str(place))
    for where in (repository, Repository(place)):
        where.event(title="Another", date="2020-04", sources=[source("elsewhere")])

    assert [item[0] for item in told(repository, "HEAD")] == ["T603"]
    assert told(Repository(place), "HEAD") == []


def test_old_versions_that_this_clone_lacks(
    work: Work, repository: Repository, tmp_path: Path
) -> None:
    repository.event(title="New")
    work.commit()
    work.git("config", "uploadpack.allowFilter", "true")
    address, place = f"file://{repository.root}", tmp_path / "clone"
    work.git("clone", "--quiet", "--filter=blob:none", "--branch=work", address, str(place))

    result = command(Repository(place), "--base", "origin/main")

    assert result.exit_code == 3
    assert result.stderr.startswith("timeline: --base: this clone lacks some old versions")


def test_no_git(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repository.root.parent))
    outside = command(repository, "--base", "main")
    monkeypatch.setenv("PATH", str(repository.root))
    without = command(repository, "--base", "main")

    assert [(r.exit_code, r.stderr) for r in (outside, without)] == [
        (3, "timeline: --base: the folder is in no git repository: run git init and commit\n"),
        (3, "timeline: --base: there is no git command: install git\n"),
    ]
    assert command(repository).exit_code == 0


def test_settings_and_hooks_do_not_mislead(
    work: Work, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.drop("an-event")
    other = Work(tmp_path / "other")
    other.top.mkdir()
    other.git("init", "--quiet", "--initial-branch=main")
    work.git("config", "core.quotePath", "true")
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.top))

    assert [item[:2] for item in told(repository)] == [("T601", FILE)]


def test_the_tree_of_a_commit(
    work: Work, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repository.root.parent.parent))
    head = work.git("rev-parse", "HEAD")

    found = tree(repository.root, "events", "work", past_event)
    nothing = tree(repository.root, "nowhere", "work", past_event)

    assert found.commit == head
    assert [(made.id, file) for made, file in found.events] == [
        ("first-event", "events/2019/first-event.json"),
        ("an-event", FILE),
        ("second-event", "events/undated/second-event.json"),
    ]
    assert nothing.events == ()
    with pytest.raises(RevisionError):
        tree(repository.root, "events", "nowhere", past_event)
    with pytest.raises(GitError):
        tree(repository.root.parent, "events", "work", past_event)


def test_without_a_base_nothing_is_compared(work: Work, repository: Repository) -> None:
    work.drop("an-event")

    assert repository.found() == []
    assert Base.__slots__ == ("timeline", "used")
