"""`timeline new` writes a valid event where it belongs, or says what is wrong."""

import json

import pytest
from click.testing import CliRunner, Result
from conftest import Repository

from timeline.cli import main
from timeline.submit.new import slug

ANSWERS = {
    "--title": "Something else happened",
    "--date": "[2021-05-03..2021-05-09]",
    "--summary": "A newspaper says so.",
    "--kind": "statement",
    "--status": "reported",
    "--publisher": "daily-news",
    "--url": "https://www.example.org/else",
}


def new(repository: Repository, **changes: str) -> Result:
    answers = ANSWERS | {f"--{name.replace('_', '-')}": value for name, value in changes.items()}
    arguments = [part for pair in answers.items() for part in pair]
    return CliRunner().invoke(main, ["new", "-C", str(repository.root), *arguments])


def test_a_new_event_is_valid_and_lies_in_its_year(repository: Repository) -> None:
    result = new(repository, actor="russia", topic="sanctions")

    assert (
        result.exit_code,
        result.output,
    ) == (0, "wrote events/2021/something-else-happened.json\n")
    text = (repository.root / "events/2021/something-else-happened.json").read_text("utf-8")
    assert json.loads(text) == {
        "$schema": "../../schema/event.editor.schema.json",
        "id": "something-else-happened",
        "date": "[2021-05-03..2021-05-09]",
        "title": "Something else happened",
        "summary": "A newspaper says so.",
        "kind": "statement",
        "actors": ["russia"],
        "topics": ["sanctions"],
        "status": "reported",
        "sources": [
            {
                "key": "daily-news",
                "publisher": "daily-news",
                "url": "https://www.example.org/else",
            },
        ],
    }
    assert repository.found() == []


@pytest.mark.parametrize(
    ("changes", "exit_code", "words"),
    [
        ({"date": "2021-13"}, 2, "found month 13"),
        ({"kind": "statemnt"}, 1, "did you mean 'statement'?"),
        ({"status": "sure"}, 1, "expected one of confirmed, reported"),
        ({"url": "www.example.org"}, 1, "does not begin with http:// or https://"),
        ({"title": "!!!"}, 2, "give --id"),
        ({"id": "../../escape"}, 1, "T107"),
        ({"id": "first-event"}, 1, "T302"),
        ({"title": "<b>Bold</b>"}, 1, "T401"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    repository: Repository, changes: dict[str, str], exit_code: int, words: str
) -> None:
    before = sorted(repository.root.rglob("*"))

    result = new(repository, **changes)

    assert exit_code == result.exit_code, result.output
    assert words in result.output
    assert before == sorted(repository.root.rglob("*"))


def test_an_existing_file_is_never_overwritten(repository: Repository) -> None:
    repository.write("events/2021/something-else-happened.json", "{broken")

    result = new(repository)

    assert result.exit_code == 2
    assert "exists already" in result.output
    assert (repository.root / "events/2021/something-else-happened.json").read_text() == "{broken"


def test_an_event_of_the_same_day_and_source_is_named(repository: Repository) -> None:
    new(repository)

    other_day = new(repository, id="on-another-day", date="2021-05-03")
    again = new(repository, id="the-same-again", url="https://www.example.org/else/#top")

    assert (other_day.exit_code, other_day.stderr) == (0, "")
    assert (again.exit_code, again.stdout) == (0, "wrote events/2021/the-same-again.json\n")
    assert again.stderr.startswith(
        "warning: events/2021/something-else-happened.json has the same date and a source with "
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Résolution 2397 — adopted", "resolution-2397-adopted"),
        ("北", ""),
        ("a " * 80, "-".join("a" * 30)),
    ],
)
def test_slug(title: str, expected: str) -> None:
    assert expected == slug(title)
