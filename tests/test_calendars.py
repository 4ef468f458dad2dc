"""Calendars: read by icalendar and khal, linted for what no reader checks, held to the records."""

import os
import re
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from conftest import TERMS, TODAY, Repository, source
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from test_changes import Git, checked, drop

from timeline import config, load
from timeline.core.content_lines import WIDTH, day, escape, escape_line, fold, plain
from timeline.core.record import silenced
from timeline.core.timeline import Timeline
from timeline.derive.calendar_days import Days, Untold, days, doubt, lasting_id, left_out, untold
from timeline.derive.computed import stamp
from timeline.exporters import calendars

ROOT: Final = Path(__file__).parents[1]
HURTING: Final = 'Comma, semi; "quote" back\\slash \\n \\, ]]> </script> =cmd() 🧨é한 نص عربي'
LONG: Final = "".join(f"{n}é🧨,;\\ " for n in range(150))
DATES: Final = {
    "caesar": "-0043-03-15",
    "first-day": "0001-01-01",
    "far": "Y12000",
    "farthest": "Y1E12",
    "last-day": "9999-12-30",
    "too-late": "9999-12-31",
    "epoch-eve": "1969-12-31",
    "epoch-week": "1969-12-25/1969-12-31",
    "open-end": "2019-12/..",
    "no-end": "1985/",
    "no-start": "/2020-10",
    "always": "../..",
    "either": "[2022-07-18,2022-07-19]",
    "later": "[2025-02-09..]",
    "each": "{2024-11-06,2024-11-09}",
    "about": "2023-08~",
    "fuzzy": "2004?-06-11",
    "some-day": "1985-04-XX",
}
LEFT_OUT: Final = {
    "always": Untold.OPEN_START,
    "caesar": Untold.TOO_EARLY,
    "far": Untold.TOO_LATE,
    "farthest": Untold.TOO_LATE,
    "no-start": Untold.UNKNOWN_START,
    "second-event": Untold.OPEN_START,
    "too-late": Untold.TOO_LATE,
}


def made(timeline: Timeline, root: Path) -> dict[str, bytes]:
    """Return the calendars of a timeline by path."""
    site = config.read(root).site
    return {artifact.path: artifact.content for artifact in calendars.export(timeline, site)}


def read(content: bytes) -> Any:
    """Read a calendar as strictly as the library does; its types say less than is known here."""
    found: Any = Calendar.from_ical(content)
    assert not found.errors
    return found


def by_id(content: bytes) -> dict[str, Any]:
    """Return the events of a calendar by what stands behind `event/` in their UID."""
    found: dict[str, Any] = {}
    for event in read(content).events:
        assert not event.errors
        name = str(event["UID"]).rpartition("/")[2]
        assert name not in found
        found[name] = event
    return found


def lines_of(content: bytes) -> list[str]:
    """Unfold as the simplest reader does: join octets, then decode, then split."""
    return content.replace(b"\r\n ", b"").decode().split("\r\n")


def lint(content: bytes) -> None:
    """Assert what readers do not look at: line ends, octets, folds, what must stand once."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r") == content.count(b"\r\n")
    assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", content)
    for folded in content.split(b"\r\n"):
        assert len(folded) <= WIDTH
        folded.decode()  # no fold inside a character
        assert not re.search(rb"(?<!\\)(?:\\\\)*\\$", folded)  # nor inside an escape sequence
    unfolded = lines_of(content)
    for line in unfolded[:-1]:
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z-]+(?:;VALUE=(?:DATE|URI|DURATION|TEXT))?", name), line
        if name not in ("URL", "SOURCE;VALUE=URI", "GEO"):
            bare = re.sub(r"\\[\\;,n]", "", value)
            assert "\\" not in bare
            assert ";" not in bare
            assert "," not in bare or name == "CATEGORIES"
    uids = [line for line in unfolded if line.startswith("UID:")]
    assert len(set(uids)) == len(uids)
    head, *events = "\n".join(unfolded).split("BEGIN:VEVENT\n")
    assert len(uids) == len(events)  # vdirsyncer names every event by the first UID that it meets
    for name in ("VERSION", "PRODID", "NAME", "X-WR-CALNAME", "SOURCE;VALUE=URI"):
        assert len(re.findall(f"(?m)^{name}:", head)) == 1
    for event in events:
        for name in ("UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "STATUS"):
            assert len(re.findall(f"(?m)^{name}:", event)) == 1, name
        for line in ("CLASS:PUBLIC", "TRANSP:TRANSPARENT", "END:VEVENT"):
            assert f"\n{line}" in event
        start = re.findall("(?m)^DTSTART;VALUE=DATE:([0-9]{8})$", event)
        end = re.findall("(?m)^DTEND;VALUE=DATE:([0-9]{8})$", event)
        assert len(start) == 1
        assert end == [] or start < end


def agree(timeline: Timeline, root: Path) -> None:
    """Assert that every event stands in the calendar as its record says, or is counted."""
    site = config.read(root).site
    told = by_id(made(timeline, root)["calendar.ics"])
    missing = untold(timeline, site)
    assert len(told) + len(missing) == len(timeline)
    for event in timeline:
        if event.id in missing:
            assert event.id not in told
            continue
        there, times = told[lasting_id(event, timeline)], stamp(event, timeline, site)
        span = days(event, timeline, times)
        assert times is not None
        assert isinstance(span, Days)
        assert there.start == date(1970, 1, 1) + timedelta(span.first)
        assert there.end == date(1970, 1, 1) + timedelta(span.after)
        assert there["SEQUENCE"] == max(times.revision - 1, event.withdrawn is not None)
        assert there["DTSTAMP"].dt.timestamp() == times.modified
        assert there["LAST-MODIFIED"].dt == there["DTSTAMP"].dt
        assert there["CREATED"].dt.timestamp() == times.recorded
        assert there["URL"] == site.absolute(f"events/{event.id}")
        if not silenced(event):
            assert plain(event.title).replace("\n", " ") in there["SUMMARY"]
            assert plain(event.summary) in there["DESCRIPTION"]
            assert there["X-TIMELINE-EDTF"] == event.date.text
            assert all(source.url in there["DESCRIPTION"] for source in event.sources)
            labels = [timeline.vocabulary.label("topics", topic) for topic in event.topics]
            assert set(labels) <= {str(category) for category in there["CATEGORIES"].cats}
            places = [timeline.vocabulary.places.get(place) for place in event.places]
            points = [(p.latitude, p.longitude) for p in places if p and p.latitude is not None]
            assert ("GEO" in there) == (len(points) == 1)
            if len(points) == 1:
                assert (there["GEO"].latitude, there["GEO"].longitude) == points[0]


def khal(folder: Path, content: bytes, *asked: str) -> list[str]:
    """Import a calendar into khal, in a home of its own, and return what it then lists."""
    folder.mkdir()
    (folder / "import.ics").write_bytes(content)
    (folder / "khal.conf").write_text(
        f"[calendars]\n[[c]]\npath = {folder / 'c'}\n[sqlite]\npath = {folder / 'khal.db'}\n"
        "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    (folder / "c").mkdir()

    def run(*arguments: str) -> str:
        ran = subprocess.run(
            [sys.executable, "-m", "khal", "-c", str(folder / "khal.conf"), *arguments],
            env={"HOME": str(folder), "PATH": os.environ["PATH"], "TZ": "UTC", "LANG": "C.UTF-8"},
            check=True,
            capture_output=True,
            timeout=120,
        )
        assert b"rror" not in ran.stderr, ran.stderr
        return ran.stdout.decode()

    run("import", "--batch", str(folder / "import.ics"))
    files = len(list((folder / "c").glob("*.ics")))
    assert files == content.count(b"BEGIN:VEVENT")
    line = "{start-date}|{end-date}|{title}|{status}"
    return run("list", "--once", "--day-format", "", "--format", line, *asked).splitlines()


@pytest.fixture
def git(repository: Repository) -> Git:
    for file in (repository.root / "events").rglob("*.json"):
        file.unlink()
    return Git(repository)


@pytest.fixture
def hurting(repository: Repository) -> Repository:
    """Events with every date and text that could hurt."""
    places: list[dict[str, Any]] = [
        *TERMS["places"],
        {"id": "port", "label": "Port, the; \\old\n1", "type": "city", "latitude": -43.5,
         "longitude": 0.000001},
        {"id": "cape", "label": "Cape", "type": "site", "latitude": 1, "longitude": 2},
    ]  # fmt: skip
    repository.vocabulary("places", places)
    for name, when in DATES.items():
        repository.event(name, date=when, title=f"It is {name}")
    repository.event(
        "hostile",
        title=HURTING[:90],
        summary=LONG,
        date="2020-01-02",
        places=["port", "vladivostok"],
        topics=["sanctions"],
        sources=[source(title=HURTING * 3, url="https://www.example.org/a,b;c")],
    )
    repository.event("controls", title="a\x00b\x1b\x85c\u2028d\r\ne\tf", summary="\x07g\r\nh")
    repository.event("blanks", title=" " * 89 + "x", summary=" " * 500 + "\\" * 500 + "x")
    repository.event("two-points", places=["port", "cape"], status="planned")
    return repository


@pytest.mark.parametrize("which", ["corpus", "hurting"])
def test_real_programs_read_every_calendar(which: str, hurting: Repository, tmp_path: Path) -> None:
    """The fixture sets SOURCE_DATE_EPOCH for both."""
    root = ROOT if which == "corpus" else hurting.root
    timeline = load(root) if which == "corpus" else checked(hurting).timeline
    files = made(timeline, root)

    agree(timeline, root)
    for content in files.values():
        lint(content)
        read(content)
    listed = khal(tmp_path / "khal", files["calendar.ics"], "2019-01-01", "800d")
    assert listed
    assert files.keys() >= {"calendar.ics", "kinds/statement/calendar.ics"}


def test_dates_are_shown_with_their_doubts(hurting: Repository) -> None:
    told = by_id(made(checked(hurting).timeline, hurting.root)["calendar.ics"])

    def shown(name: str) -> tuple[str, str, str]:
        event = told[name]
        last = event.end - timedelta(1)
        return event.start.isoformat(), last.isoformat(), event["SUMMARY"].removeprefix("It is ")

    assert shown("epoch-eve") == ("1969-12-31", "1969-12-31", "epoch-eve")
    assert shown("open-end") == (
        "2019-12-01",
        "2019-12-31",
        "open-end [from December 2019 on, open end]",
    )
    assert shown("no-end") == ("1985-01-01", "1985-12-31", "no-end [from 1985 to an unknown end]")
    assert shown("either") == ("2022-07-18", "2022-07-19", "either [18 or 19 July 2022]")
    assert shown("later") == ("2025-02-09", "2025-02-09", "later [on or after 9 February 2025]")
    assert shown("each") == ("2024-11-06", "2024-11-09", "each [6 and 9 November 2024]")
    assert shown("about") == ("2023-08-01", "2023-08-31", "about [about August 2023]")
    assert shown("fuzzy") == ("2004-06-11", "2004-06-11", "fuzzy [11 June 2004 (year uncertain)]")
    assert shown("some-day") == ("1985-04-01", "1985-04-30", "some-day [a day in April 1985]")
    assert told["two-points"]["SUMMARY"].endswith("[some time in March 2020; planned]")
    assert told["two-points"]["STATUS"] == "TENTATIVE"
    assert told["hostile"]["STATUS"] == "CONFIRMED"
    assert told["hostile"]["LOCATION"] == "Port, the; \\old 1, Vladivostok"


@pytest.mark.parametrize(
    ("when", "language", "expected"),
    [
        ("2018", "en", "some time in 2018"),
        ("2018", "de-AT", "irgendwann im Jahr 2018"),
        ("2018", "tlh", "some time in 2018"),
        ("2019-12", "de", "irgendwann im Zeitraum Dezember 2019"),
        ("2023-33", "en", "some time in the first quarter of 2023"),
        ("201X", "en", "some time in the 2010s"),
        ("200X", "en", "some time between 2000 and 2009"),
        ("[2019-12]", "en", "some time in December 2019"),
        ("{2019-12-22}", "en", ""),
        ("1985~/..", "en", "from about 1985 on, open end"),
        ("1985~/..", "fr", "1985 environ et après, fin ouverte"),
        ("2019-12-22?", "en", "possibly 22 December 2019"),
        ("1950S2", "en", "some time between 1900 and 1999 (estimated at 1950)"),
    ],
)
def test_doubts_in_words(repository: Repository, when: str, language: str, expected: str) -> None:
    repository.event("one", date=when)
    timeline = checked(repository).timeline

    assert doubt(timeline["one"], timeline, language) == expected


def test_what_is_about_the_whole_of_a_year_is_not_in_doubt(repository: Repository) -> None:
    repository.event("one", date="2018", kind="statistic")
    told = by_id(made(checked(repository).timeline, repository.root)["calendar.ics"])

    assert told["one"]["SUMMARY"] == "Something happened"
    assert (told["one"].start, told["one"].end) == (date(2018, 1, 1), date(2019, 1, 1))


def test_no_end_lies_at_the_epoch(hurting: Repository) -> None:
    """Some programs take that for no end and lose the event."""
    told = by_id(made(checked(hurting).timeline, hurting.root)["calendar.ics"])

    assert "DTEND" not in told["epoch-eve"]
    assert "DTEND" not in told["epoch-week"]
    assert told["epoch-week"]["DURATION"].dt == timedelta(7)


def test_what_cannot_be_told_is_counted_and_said(hurting: Repository) -> None:
    timeline = checked(hurting).timeline
    files = made(timeline, hurting.root)

    assert untold(timeline, config.read(hurting.root).site) == LEFT_OUT
    said = (
        "7 events are left out: 2 have an open start, 1 has an unknown start, "
        "1 has a date before the year 1, 3 have a date after 30 December 9999."
    )
    assert left_out(LEFT_OUT.values()) == said
    head = lines_of(files["calendar.ics"].partition(b"BEGIN:VEVENT")[0])
    texts = [line.partition(":")[2] for line in head if re.match("DESCRIPTION|X-WR-CALDESC", line)]
    assert len(texts) == 2
    assert all(unescape(text).endswith(said) for text in texts)
    assert "left out" not in str(read(files["topics/sanctions/calendar.ics"])["DESCRIPTION"])


def test_a_calendar_without_any_event_is_still_one(repository: Repository) -> None:
    for file in (repository.root / "events").rglob("first-event.json"):
        file.unlink()
    content = made(checked(repository).timeline, repository.root)["calendar.ics"]

    lint(content)
    assert read(content).events == []
    assert len(read(content).subcomponents) == 1  # RFC 5545 asks for one


def test_without_any_time_there_are_no_calendars(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    timeline = checked(repository).timeline

    assert made(timeline, repository.root) == {}
    assert set(untold(timeline, config.read(repository.root).site).values()) == {Untold.NO_TIME}


def test_an_event_keeps_its_identity(repository: Repository, git: Git, tmp_path: Path) -> None:
    repository.event("a", "2020", title="One", topics=["sanctions"], date="2020-03-01")
    git.commit()
    drop(repository, "events/2020/a.json")
    repository.event("b", "2020", title="One", aliases=["a"], topics=["sanctions"], date="2020-04")
    git.commit()
    timeline = checked(repository).timeline
    event = by_id(made(timeline, repository.root)["calendar.ics"])["a"]
    assert event["SEQUENCE"] == 1
    assert event["URL"] == "http://127.0.0.1:8000/events/b/"
    assert event["CREATED"].dt == datetime.fromisoformat("2024-10-04T00:00:00+00:00")
    agree(timeline, repository.root)

    gone = {"at": "2024-10-06", "reason": "wrong", "note": "A mistake.", "replaced_by": ["c"]}
    repository.event("c", "2020", title="Instead")
    repository.event(
        "b", "2020", title="One", aliases=["a"], topics=["sanctions"], date="2020-04",
        withdrawn=gone,
    )  # fmt: skip
    git.commit()
    timeline = checked(repository).timeline
    files = made(timeline, repository.root)
    for path in ("calendar.ics", "topics/sanctions/calendar.ics"):
        event = by_id(files[path])["a"]
        assert event["STATUS"] == "CANCELLED"
        assert event["SEQUENCE"] == 2
        assert event["SUMMARY"] == "Withdrawn: One [some time in April 2020]"
        assert event["DESCRIPTION"].startswith(
            "Withdrawn (6 October 2024), for this reason: wrong.\nA mistake.\n"
            "Instead: http://127.0.0.1:8000/events/c/\n"
        )
    listed = khal(tmp_path / "khal", files["calendar.ics"], "2020-04-01", "2d")
    assert [line.split("|")[2] for line in listed] == ["Withdrawn: One [some time in April 2020]"]
    agree(timeline, repository.root)


def test_of_a_silenced_event_only_the_fact_is_told(repository: Repository, git: Git) -> None:
    name = "Xyzzy-Plugh"
    fields: dict[str, Any] = {
        "title": name,
        "summary": name,
        "topics": ["sanctions"],
        "date": "1987-06-05",
    }
    repository.event("xyzzy", **fields)
    git.commit()
    drop(repository, "events/2020/xyzzy.json")
    repository.event("third", aliases=["xyzzy"], **fields)
    git.commit()
    repository.event(
        "third",
        aliases=["xyzzy"],
        withdrawn={"at": "2024-10", "reason": "privacy", "note": name},
        **fields,
    )
    git.commit()
    timeline = checked(repository).timeline
    files = made(timeline, repository.root)

    assert [path for path in files if path != "calendar.ics" and by_id(files[path])] == []
    text = files["calendar.ics"].decode().lower()
    assert "xyzzy" not in text
    assert "1987" not in text
    event = by_id(files["calendar.ics"])["third"]
    assert event["SUMMARY"] == "Withdrawn: an event whose text was taken back"
    assert event["STATUS"] == "CANCELLED"
    assert event["SEQUENCE"] == 2
    assert event.start == date(2024, 10, 1)
    lint(files["calendar.ics"])
    agree(timeline, repository.root)


def test_a_withdrawal_counts_up_without_a_history(repository: Repository) -> None:
    repository.event("third", withdrawn={"at": "../..", "reason": "legal"}, date="../..")
    event = by_id(made(checked(repository).timeline, repository.root)["calendar.ics"])["third"]

    assert event["SEQUENCE"] == 1
    assert event.start == datetime.fromtimestamp(int(TODAY), tz=None).date()  # noqa: DTZ006


def test_an_event_has_the_same_bytes_in_every_calendar(hurting: Repository) -> None:
    files = made(checked(hurting).timeline, hurting.root)

    def events(path: str) -> set[bytes]:
        return set(files[path].split(b"BEGIN:VEVENT")[1:-1])

    assert events("kinds/statement/calendar.ics") <= events("calendar.ics")
    assert files == made(checked(hurting).timeline, hurting.root)


def unescape(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


TEXTS: Final = st.text(st.one_of(st.sampled_from('\\,;\n\r ab:"🧨é\u2028\t'), st.characters()))


@given(TEXTS | TEXTS.map(lambda text: text * 30))
@example("\\" * 400)
@example("🧨" * 100)
@example("\\,;\n" * 100)
@example(" " * 300)
@example("x" + "\\\n" * 100)
def test_folding_and_escaping_can_be_undone(text: str) -> None:
    folded = fold([f"SUMMARY:{escape(text)}"])

    assert folded.endswith(b"\r\n")
    for line in folded[:-2].split(b"\r\n"):
        assert len(line) <= WIDTH
        line.decode()
        assert not re.search(rb"(?<!\\)(?:\\\\)*\\$", line)
    assert unescape(folded[:-2].replace(b"\r\n ", b"").decode()[8:]) == plain(text)
    assert "\n" not in unescape(escape_line(text))


@given(TEXTS)
def test_plain_text_keeps_what_is_printed(text: str) -> None:
    assert plain(plain(text)) == plain(text)

    def printed(it: str) -> str:
        return "".join(c for c in it if c.isprintable() and c not in " \ufffd")

    assert printed(plain(text)) == printed(text)


def test_days_have_eight_digits() -> None:
    assert [day(n) for n in (-719162, -1, 0, 2932896)] == [
        "00010101",
        "19691231",
        "19700101",
        "99991231",
    ]


@pytest.mark.parametrize("given", ["253402300799", "0"])
def test_every_time_that_is_accepted_can_be_written(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    event = by_id(made(load(repository.root), repository.root)["calendar.ics"])["first-event"]

    assert event["DTSTAMP"].dt.timestamp() == int(given)


def test_a_time_after_the_year_9999_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "253402300800")

    with pytest.raises(config.ConfigError, match="SOURCE_DATE_EPOCH"):
        config.epoch()
