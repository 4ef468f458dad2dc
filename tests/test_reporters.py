"""Reports: the same findings for people, GitHub, code scanners and programs, whatever they hold."""

import json
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator

from timeline.core import json_schema
from timeline.core.codes import CATALOG
from timeline.core.diagnostic import Diagnostic, Summary, finding, quoted, summarise
from timeline.reporters import REPORTERS

HOSTILE: Final = "::error::%0A\r\n::stop-commands::x,\x1b[31m\u202e\u2028\x9b100%"
FILE: Final = "events/2020/a,b: c%\n::warning::.json"


@pytest.fixture
def diagnostics() -> list[Diagnostic]:
    return [
        finding(
            "T304",
            "events/2020/a.json",
            "/kind",
            line=3,
            column=7,
            term=quoted("x"),
            file_="k.json",
            suggestion="",
            offered="",
        ),
        finding("T017", FILE, line=1, column=1),
        finding(
            "T102",
            "e.json",
            f"/{HOSTILE}",
            line=1,
            column=2,
            field=quoted(HOSTILE),
            suggestion="",
            fix="f",
        ),
        finding("T303", "é.json", "/relations/0/event", id=HOSTILE, suggestion=""),
        finding("T206", count=20, total=40, what="1 January", limit=3),
    ]


def rendered(name: str, diagnostics: list[Diagnostic]) -> str:
    return REPORTERS[name](diagnostics, summarise(diagnostics, 5))


@pytest.mark.parametrize("name", REPORTERS)
def test_every_report_is_utf_8_and_ends_with_one_line_break(
    name: str,
    diagnostics: list[Diagnostic],
) -> None:
    text = rendered(name, [*diagnostics, finding("T012", "a\udcff.json", "/\ud800")])

    assert text.encode("utf-8").endswith(b"\n")
    assert not text.endswith("\n\n")


def test_plain_report_reads_well(diagnostics: list[Diagnostic]) -> None:
    expected = """\
events/2020/a.json:3:7: error T304 at /kind: 'x' is not a term of k.json
    fix: correct it, or add the term to k.json
events/2020/a,b: c%\\n::warning::.json:1:1: error T017: the file is empty; expected one JSON object
    fix: write a new event with: timeline new, or delete the file
"""

    assert rendered("plain", diagnostics).startswith(expected)
    assert rendered("plain", diagnostics).endswith("5 files checked: 4 errors, 1 warning\n")


def test_plain_report_holds_nothing_that_steers_a_terminal(diagnostics: list[Diagnostic]) -> None:
    lines = rendered("plain", diagnostics).split("\n")

    assert all(line.isprintable() for line in lines)
    assert len(lines) == 2 * len(diagnostics) + 2


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0, 0, 0), "no files checked: no errors, no warnings"),
        ((1, 1, 1), "1 file checked: 1 error, 1 warning"),
        ((12_345, 1_000, 2), "12,345 files checked: 1,000 errors, 2 warnings"),
    ],
)
def test_plain_report_counts_in_words(counts: tuple[int, int, int], words: str) -> None:
    files, errors, warnings = counts

    assert f"{words}\n" == REPORTERS["plain"](
        [], Summary(files=files, errors=errors, warnings=warnings)
    )


def test_github_report_is_one_command_a_line_whatever_a_text_holds(
    diagnostics: list[Diagnostic],
) -> None:
    lines = rendered("github", diagnostics).removesuffix("\n").split("\n")

    assert len(lines) == len(diagnostics) + 1
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert all(line.count("::") >= 2 and "\r" not in line for line in lines)


def test_github_report_encodes_properties_and_messages(diagnostics: list[Diagnostic]) -> None:
    lines = rendered("github", diagnostics).split("\n")

    properties, _, message = lines[1].removeprefix("::error ").partition("::")
    assert properties == (
        "file=events/2020/a%2Cb%3A c%25%0A%3A%3Awarning%3A%3A.json,line=1,col=1,title=T017"
    )
    assert message.startswith("the file is empty; expected one JSON object%0Afix: write")
    assert "%25%0D%0A" not in lines[2]
    assert "::/::error::%250A\\r\\n::stop-commands::x,\\x1b[31m" in lines[2]
    assert lines[4].startswith("::warning title=T206::20 of 40 dates")


def test_json_report_keeps_to_its_schema(diagnostics: list[Diagnostic]) -> None:
    report = json.loads(rendered("json", diagnostics))

    Draft202012Validator(json_schema.documents()["diagnostics"]).validate(report)
    assert report["summary"] == {"files": 5, "errors": 4, "warnings": 1}
    assert [item.code for item in diagnostics] == [item["code"] for item in report["diagnostics"]]
    assert report["diagnostics"][1]["file"] == FILE
    assert report["diagnostics"][4]["line"] is None


def sarif(diagnostics: list[Diagnostic]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(rendered("sarif", diagnostics))
    return log


def test_sarif_report_has_the_required_structure(diagnostics: list[Diagnostic]) -> None:
    """SARIF 2.1.0 sections 3.13 (log), 3.14 (run), 3.27 (result), 3.49 (rule)."""
    log = sarif(diagnostics)
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]

    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    assert list(CATALOG) == [rule["id"] for rule in rules]
    assert len(run["results"]) == len(diagnostics)
    for result in run["results"]:
        assert result["level"] in ("none", "note", "warning", "error")
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        for location in result.get("locations", []):
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            assert uri.isascii()
            assert not set(uri) & set(' \n<>"{}|\\^`')
            region = location["physicalLocation"].get("region", {"startLine": 1, "startColumn": 1})
            assert region["startLine"] >= 1
            assert region["startColumn"] >= 1


def test_sarif_fingerprint_follows_the_place_in_the_document_and_not_the_line() -> None:
    def mark(**place: Any) -> str:
        [run] = sarif([finding("T405", "a.json", **place)])["runs"]
        fingerprint: str = run["results"][0]["partialFingerprints"]["timeline/v1"]
        return fingerprint

    assert mark(pointer="/title", line=4, column=1) == mark(pointer="/title", line=9, column=2)
    assert mark(pointer="/title", line=4, column=1) != mark(pointer="/note", line=4, column=1)


def test_quoted_values_are_short_and_visible() -> None:
    assert quoted("x" * 5000) == "'" + "x" * 79 + "…'"
    assert quoted("a\x1b[31m\u202e\n") == r"'a\x1b[31m\u202e\n'"
    assert len(quoted("\u0000" * 80)) <= 82
