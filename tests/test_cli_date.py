"""`timeline date`: one string an argument or a line, one answer a line."""

import json

from click.testing import CliRunner

from timeline.cli import main


def test_json_says_everything_of_a_date() -> None:
    result = CliRunner().invoke(main, ["date", "--format", "json", "2019-12-22/..", "2023-13"])

    first, second = map(json.loads, result.output.splitlines())
    assert first == {
        "edtf": "2019-12-22/..",
        "valid": True,
        "level": 1,
        "earliest": "2019-12-22",
        "latest": "..",
        "start": {"earliest": "2019-12-22", "latest": "2019-12-22"},
        "end": {"earliest": "..", "latest": ".."},
        "extent": "span",
        "precision": "day",
        "qualifiers": [],
        "display": "from 22 December 2019 on",
    }
    assert (second["edtf"], second["valid"], second["position"]) == ("2023-13", False, 6)
    assert result.exit_code == 1


def test_strings_come_a_line_each_from_standard_input() -> None:
    result = CliRunner().invoke(main, ["date"], input="2019-21\n2023-01/2023-06\r\n")

    assert result.output == (
        "2019-21: spring 2019 [2019-03-01 to 2019-05-31; within, season, level 1]\n"
        "2023-01/2023-06: first half of 2023 [2023-01-01 to 2023-06-30; span, month, level 0]\n"
    )
    assert result.exit_code == 0


def test_bytes_that_are_no_text_are_refused_not_fatal() -> None:
    result = CliRunner().invoke(main, ["date", "--format", "json"], input=b"\xff\xfe2019\n")
    assert (result.exit_code, json.loads(result.output)["valid"]) == (1, False)


def test_words_come_in_other_languages() -> None:
    result = CliRunner().invoke(main, ["date", "--locale", "ru", "2019-12-22"])
    assert "22 декабря 2019" in result.output


def test_an_unknown_language_is_a_usage_error_that_names_the_known_ones() -> None:
    result = CliRunner().invoke(main, ["date", "--locale", "tlh", "2019"])
    assert result.exit_code == 2
    assert "en, de, fr" in result.output


def test_years_before_zero_are_no_options() -> None:
    result = CliRunner().invoke(main, ["date", "-0043-03-15"])
    assert (result.exit_code, "15 March 44 BCE" in result.output) == (0, True)
