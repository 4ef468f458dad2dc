"""Dates in words: unambiguous, natural, never more precise than what is written."""

import json
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import timeline.core.wording
from timeline.core.edtf import bound_text, parse
from timeline.core.wording import LOCALES, describe, display

PHRASES = Path(timeline.core.wording.__file__).parent / "phrases"
CASES = json.loads((Path(__file__).parent / "data" / "edtf_cases.json").read_text("utf-8"))
ALL_CASES = CASES["published"] + CASES["decided"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2019-12-22", "22 December 2019"),
        ("2019-04", "April 2019"),
        ("2019", "2019"),
        ("2023-08~", "about August 2023"),
        ("1984?", "possibly 1984"),
        ("1984%", "possibly about 1984"),
        ("2004?-06-11", "11 June 2004 (year uncertain)"),
        ("2004-06~-11", "11 June 2004 (year and month approximate)"),
        ("2004-?06-11", "11 June 2004 (month uncertain)"),
        ("?2004-06-~11", "11 June 2004 (day approximate, year uncertain)"),
        ("2001-?21", "spring 2001 (season uncertain)"),
        ("2004?-06-%11", "11 June 2004 (year uncertain, day uncertain and approximate)"),
        ("[2023-09-01..2023-09-10]", "some time between 1 and 10 September 2023"),
        ("[2022-07-18,2022-07-19]", "18 or 19 July 2022"),
        ("[1984,1986?]", "1984 or possibly 1986"),
        ("[1667,1668,1670..1672]", "1667, 1668 or some time between 1670 and 1672"),
        ("[2025-02-09..]", "on or after 9 February 2025"),
        ("[..1760-12-03]", "on or before 3 December 1760"),
        ("[..1984]", "1984 or earlier"),
        ("[1984..]", "1984 or later"),
        ("[1984?..1986]", "some time between possibly 1984 and 1986"),
        ("{2024-10-24,2024-11-06,2024-11-09,2024-11-11}",
         "24 October, 6 November, 9 November and 11 November 2024"),
        ("{1667,1668,1670..1672}", "1667, 1668 and 1670 to 1672"),
        ("{..1984}", "1984 and all earlier years"),
        ("{1984..}", "1984 and all later years"),
        ("2019-12-22/..", "from 22 December 2019 on"),
        ("../1985", "until 1985"),
        ("1985/", "from 1985 to an unknown end"),
        ("/1985", "from an unknown start to 1985"),
        ("../..", "from an open start to an open end"),
        ("/..", "from an unknown start to an open end"),
        ("2024-10-08/2024-10-13", "8 to 13 October 2024"),
        ("2024-04-30/2024-05-02", "30 April to 2 May 2024"),
        ("2023-12-30/2024-01-02", "30 December 2023 to 2 January 2024"),
        ("2024-04/2024-05", "April to May 2024"),
        ("2020/2023", "2020 to 2023"),
        ("2004-06/2006", "from June 2004 to 2006"),
        ("1984?/2004%", "from possibly 1984 to possibly about 2004"),
        ("1985/1985", "1985"),
        ("..2004-06-01/2004-06-20..", "from 1 June 2004 or earlier to 20 June 2004 or later"),
        ("2023-01/2023-06", "first half of 2023"),
        ("2023-07/2023-12", "second half of 2023"),
        ("2023-01/2023-03", "first quarter of 2023"),
        ("2023-10/2023-12", "fourth quarter of 2023"),
        ("2023-02/2023-06", "February to June 2023"),
        ("2023-33", "first quarter of 2023"),
        ("2024-38", "middle four months of 2024"),
        ("2024-40", "first half of 2024"),
        ("2019-21", "spring 2019"),
        ("2001-24", "winter 2001–2002"),
        ("2001-26", "summer 2001 (Northern Hemisphere)"),
        ("2001-30", "summer 2001–2002 (Southern Hemisphere)"),
        ("201X", "the 2010s"),
        ("201X~", "about the 2010s"),
        ("001X", "some time between 10 CE and 19 CE"),
        ("20XX", "some time between 2000 and 2099"),
        ("-201X", "some time between 2020 BCE and 2011 BCE"),
        ("1985-04-XX", "a day in April 1985"),
        ("2004-XX", "some time in 2004"),
        ("2004-XX-XX", "some time in 2004"),
        ("156X-12-25", "25 December (some year between 1560 and 1569)"),
        ("1XXX-12", "December (some year between 1000 and 1999)"),
        ("201X-21", "spring (some year between 2010 and 2019)"),
        ("1985-X5", "May 1985"),
        ("1950S2", "some time between 1900 and 1999 (estimated at 1950)"),
        ("1950S4", "1950"),
        ("-0043", "44 BCE"),
        ("0000", "1 BCE"),
        ("-0043-03-15", "15 March 44 BCE"),
        ("0033-04-03", "3 April 33 CE"),
        ("-0043/0014", "44 BCE to 14 CE"),
        ("-0043-01/-0043-06", "first half of 44 BCE"),
        ("Y170000002", "170,000,002 CE"),
        ("Y-17E7", "170,000,001 BCE"),
        ("1985-04-12T23:20:30", "12 April 1985, 23:20:30"),
        ("1985-04-12T23:20:30Z", "12 April 1985, 23:20:30 UTC"),
        ("1985-04-12T23:20:30+04:30", "12 April 1985, 23:20:30 UTC+04:30"),
    ],
)  # fmt: skip
def test_english(text: Any, words: Any) -> None:
    assert display(parse(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # A range of one date, a mask with one solution.
        ("[1984..1984]", "1984"),
        ("[1984-05-01..1984-05-01]", "1 May 1984"),
        ("[201X..201X]", "the 2010s"),
        ("1985-04-3X", "30 April 1985"),
        ("1985-X5-XX", "a day in May 1985"),
        # Decades that are called like a century.
        ("190X", "some time between 1900 and 1909"),
        ("200X", "some time between 2000 and 2009"),
        ("010X", "some time between 100 CE and 109 CE"),
        ("199X", "the 1990s"),
        # Masks in the unit that they are written in.
        ("19X5", "some time between 1905 and 1995 (as 19X5, X being any digit)"),
        ("1XXX-XX", "some time between 1000 and 1999"),
        ("1984-1X", "some time between October and December 1984"),
        ("1985-04-1X", "some time between 10 and 19 April 1985"),
        ("1985-04-X1", "some time between 1 and 21 April 1985 (as 1985-04-X1, X being any digit)"),
        ("15XX-12-XX", "a day in December (some year between 1500 and 1599)"),
        ("201X-34", "some time between April 2010 and June 2019 (as 201X-34, X being any digit)"),
        # "About" and "possibly" say only what they are meant for.
        ("20XX~", "some time between 2000 and 2099 (approximate)"),
        ("2004-06-XX%", "a day in June 2004 (uncertain and approximate)"),
        ("1950S2~", "some time between 1900 and 1999 (estimated at 1950; approximate)"),
        ("?201X-04", "April (some year between 2010 and 2019; year uncertain)"),
        ("2001-?25", "spring 2001 (Northern Hemisphere; season uncertain)"),
        ("[1984?,1985]", "1984 (uncertain) or 1985"),
        ("[1984?,1985?]", "possibly 1984 or possibly 1985"),
        ("{1984?,1985,1990~}", "1984 (uncertain), 1985 and about 1990"),
        # Ends of intervals and limits of sets.
        ("2004../2006", "from 2004 or later to 2006"),
        ("[..2004-06-01?]", "possibly 1 June 2004 or earlier"),
        ("[1985-04-XX..]", "a day in April 1985 or later"),
        ("{1985-04..}", "April 1985 and all later months"),
        ("{..1985-04-12}", "12 April 1985 and all earlier days"),
        ("2001-33/2001-34", "from the first quarter of 2001 to the second quarter of 2001"),
        ("../2001-40", "until the first half of 2001"),
        ("2001-40~", "about the first half of 2001"),
        # Lists whose members hold "and" or "or", or lend their month to a year.
        ("{..1984,1990}", "1984 and all earlier years, and 1990"),
        ("[..1984,1990..]", "1984 or earlier, or 1990 or later"),
        ("[1950S2,1984]", "some time between 1900 and 1999 (estimated at 1950), or 1984"),
        ("[1667,1760-12]", "1667 or December 1760"),
        ("[1760-12,1767]", "December 1760, or 1767"),
        ("{2023-01..2023-06,2024}", "the first half of 2023, and 2024"),
        ("{1984?..1990~,2000}", "from possibly 1984 to about 1990, and 2000"),
        ("[1760-01,1760-02,1760-12..]", "January 1760, February 1760, or December 1760 or later"),
        # Years of more than four digits are no numbers of something else.
        ("Y10000/Y20000", "10,000 CE to 20,000 CE"),
    ],
)  # fmt: skip
def test_what_could_be_misread(text: Any, words: Any) -> None:
    assert display(parse(text)) == words


@pytest.mark.parametrize(
    ("locale", "text", "words"),
    [
        ("de", "2019-12-22", "22. Dezember 2019"),
        ("de", "2024-10-08/2024-10-13", "8.–13. Oktober 2024"),
        ("de", "[2022-07-18,2022-07-19]", "18. oder 19. Juli 2022"),
        ("de", "-0043-03-15", "15. März 44 v. Chr."),
        ("de", "2023-01/2023-06", "1. Halbjahr 2023"),
        ("fr", "2004-01-01", "1er janvier 2004"),
        ("fr", "2023-08~", "août 2023 environ"),
        ("fr", "2024-10-01/2024-10-13", "1er–13 octobre 2024"),
        ("sv", "2019-12-22/..", "från och med 22 december 2019"),
        ("ru", "2019-12-22", "22 декабря 2019 г."),
        ("ru", "2019-12", "декабрь 2019 г."),
        ("ru", "2019", "2019 год"),
        ("ru", "2020/2023", "2020–2023 гг."),
        ("ru", "2024-04/2024-05", "апрель – май 2024 г."),
        ("ru", "2024-04-30/2024-05-02", "30 апреля – 2 мая 2024 г."),
        ("ko", "2019-12-22", "2019년 12월 22일"),
        ("ko", "2024-10-08/2024-10-13", "2024년 10월 8일~13일"),
        ("ko", "-0043", "기원전 44년"),
        ("ko", "2023-08~", "2023년 8월경"),
        ("ru", "2001-24", "зима 2001–2002 годов"),
        ("ru", "2001-32", "зима 2001 года (Южное полушарие)"),
        ("sv", "190X", "någon gång under perioden 1900–1909"),
        ("de-AT", "2019-04", "April 2019"),
        ("en_US", "2019-12-22", "22 December 2019"),
    ],
)
def test_other_languages(locale: Any, text: Any, words: Any) -> None:
    # Babel puts thin and no-break spaces where they belong; they are not the point here.
    assert " ".join(display(parse(text), locale).split()) == words


def test_coverage_says_the_whole() -> None:
    assert display(parse("20XX"), coverage=True) == "2000 to 2099"
    assert display(parse("20XX"), "de", coverage=True) == "2000–2099"
    assert display(parse("190X"), coverage=True) == "1900 to 1909"
    assert display(parse("1984-1X"), coverage=True) == "October to December 1984"


def test_unknown_locale() -> None:
    with pytest.raises(ValueError, match="found locale 'tlh', expected one of en, de, fr, sv"):
        display(parse("2019"), "tlh")


def _places(phrase: Any) -> Any:
    return sorted(place for _, place, _, _ in Formatter().parse(phrase) if place)


@pytest.mark.parametrize("locale", LOCALES)
def test_catalogues_have_the_same_phrases(locale: Any) -> None:
    english, other = (
        json.loads((PHRASES / f"{name}.json").read_text("utf-8")) for name in ("en", locale)
    )
    assert list(english) == list(other)
    for key, phrase in english.items():
        if isinstance(phrase, str):
            assert _places(phrase) == _places(other[key]), key
        elif isinstance(phrase, list):
            assert [_places(one) for one in phrase] == [_places(one) for one in other[key]], key
        else:
            assert list(phrase) == list(other[key])


def test_catalogues_are_the_locales() -> None:
    assert sorted(LOCALES) == sorted(path.stem for path in PHRASES.glob("*.json"))


@pytest.mark.parametrize("locale", LOCALES)
def test_all_cases_can_be_said_differently(locale: Any) -> None:
    for case in ALL_CASES:
        if case["valid"]:
            assert display(parse(case["edtf"]), locale)


def test_describe_a_valid_string() -> None:
    assert describe("1984?/2004-06~") == {
        "edtf": "1984?/2004-06~",
        "valid": True,
        "level": 1,
        "earliest": "1984-01-01",
        "latest": "2004-06-30",
        "start": {"earliest": "1984-01-01", "latest": "1984-12-31"},
        "end": {"earliest": "2004-06-01", "latest": "2004-06-30"},
        "extent": "span",
        "precision": "year",
        "qualifiers": [
            {"part": 0, "component": "year", "sign": "?"},
            {"part": 1, "component": "year", "sign": "~"},
            {"part": 1, "component": "month", "sign": "~"},
        ],
        "display": "from possibly 1984 to about June 2004",
    }


def test_describe_open_and_unknown() -> None:
    found = describe("/..")
    assert (found["earliest"], found["latest"]) == (None, "..")
    assert found["start"] == {"earliest": None, "latest": None}
    assert found["end"] == {"earliest": "..", "latest": ".."}


def test_describe_a_refused_string() -> None:
    assert describe("1985-04-31") == {
        "edtf": "1985-04-31",
        "valid": False,
        "position": 9,
        "message": "found day 31, but April has 30 days: write a day from 01 to 30",
    }


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: ascii(case["edtf"]))
def test_describe_agrees_with_the_cases(case: Any) -> None:
    found = describe(case["edtf"])
    assert json.loads(json.dumps(found)) == found
    assert found["valid"] is case["valid"]
    if case["valid"]:
        assert found["level"] == case["level"]
        assert found["earliest"] == bound_text(parse(case["edtf"]).lower)
