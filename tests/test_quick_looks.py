"""Quick looks of the checks never miss what a closer look finds."""

from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from timeline.checks import dates, references, sources, text
from timeline.core import record
from timeline.core.context import Context
from timeline.core.days import to_day
from timeline.core.edtf import EdtfError, parse
from timeline.core.model import Event
from timeline.core.timeline import Timeline, assemble
from timeline.core.vocabulary import Vocabulary
from timeline.loading.records import read_vocabulary

FILE = "events/2020/an-event.json"
CONTEXT = Context(today=30_000, events="events", vocabulary="vocabulary", years=(1900, 2100))
TEXTS = st.text(
    "ab \n\t\r\0#>+-*_`~{<&[;é—Я\xa0\x85\u200b\u2003\u3000\ufeff\ufffd\U000e0001", min_size=1
)


def event(**fields: Any) -> Event:
    given_fields = {
        "id": "an-event",
        "date": "2020",
        "title": "A title",
        "summary": "A summary.",
        "kind": "a-kind",
        "status": "reported",
        "sources": [{"publisher": "a-publisher", "url": "https://www.example.org/"}],
    }
    return record.parse({**given_fields, **fields})


def timeline(*events: Event, vocabulary: Vocabulary | None = None) -> Timeline:
    placed = [(one, f"events/2020/{one.id}.json") for one in events]
    return assemble(placed, vocabulary or Vocabulary())


@given(TEXTS, TEXTS, TEXTS, st.lists(TEXTS, max_size=2), TEXTS)
@example("a", "b\n\nc", "d", [], " e")
@example("a\0b", "b", "c", ["d"], "e")
@example("a", "b\n- c", "c", ["d"], "e")
@example("a", "b", "c\n", ["d"], "e")
@example("a\nb", "b", "c", ["d"], "e")
def test_a_suspect_text_is_never_missed(
    title: str, summary: str, note: str, authors: list[str], label: str
) -> None:
    source = {"publisher": "a", "url": "https://www.example.org/", "authors": authors, "note": note}
    figure = {"key": "a", "measure": "b", "value": 1, "label": label}
    found = event(title=title[:90], summary=summary, sources=[source], figures=[figure])

    if not text._suspect(found):
        assert list(text._texts(found, FILE, ())) == []


KEYS = st.sampled_from(["a", "b", "c"])
KNOWN, _ = read_vocabulary(Path(__file__).parents[1], "schema/vocabulary")


def terms(facet: str) -> st.SearchStrategy[str]:
    return st.sampled_from([*list(KNOWN.facet(facet))[:2], "nobody-knows"])


@given(
    st.lists(KEYS, min_size=1, max_size=3),
    st.lists(KEYS, max_size=2, unique=True),
    st.fixed_dictionaries({facet: terms(facet) for facet in ("actors", "publishers", "measures")}),
    st.fixed_dictionaries(
        {"kind": terms("kinds"), "places": st.lists(terms("places"), max_size=1)}
    ),
)
def test_unfit_keys_and_unknown_terms_are_never_missed(
    keys: list[str], named: list[str], one: dict[str, str], fields: dict[str, Any]
) -> None:
    source = {"publisher": one["publishers"], "url": "https://www.example.org/"}
    figure = {"measure": one["measures"], "attributed_to": one["actors"], "value": 1}
    found = event(
        sources=[{**source, "key": key} for key in keys],
        figures=[{**figure, "key": key, "sources": named} for key in keys],
        **fields,
    )

    if references._keys_fit(found):
        assert list(references._keys(found, FILE)) == []
    if references._all_known(found, KNOWN):
        whole = timeline(found, vocabulary=KNOWN)
        assert list(references._terms(whole, found, FILE, CONTEXT)) == []


@given(st.from_regex(r"\A-?[0-9]{4}(-[01][0-9])?(/(\.\.|[0-9]{4})?)?\Z"))
def test_an_implausible_date_is_never_missed(written: str) -> None:
    try:
        date = parse(written)
    except EdtfError:
        return
    if dates._within(date, to_day(1900, 1, 1), to_day(2100, 12, 31)):
        assert list(dates._plausible(FILE, ("date",), date, CONTEXT)) == []


def test_what_a_silent_source_left_open_is_compared_from_the_second_on() -> None:
    def told(name: str, **fields: str) -> Event:
        source = {"publisher": "a", "url": "https://www.example.org/a", **fields}
        return event(id=name, sources=[source])

    events = (told("a"), told("b", title="One"), told("c"), told("d", title="Two", type="article"))

    found = list(sources.check(timeline(*events), CONTEXT))

    assert [(item.code, item.file, item.pointer) for item in found] == [
        ("T317", "events/2020/d.json", "/sources/0/title")
    ]
    assert "events/2020/b.json#/sources/0" in found[0].message
