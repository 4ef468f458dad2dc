"""What changed between two versions of a record is said field by field, and can be replayed."""

import copy
import json
from typing import Any

import pytest
from conftest import TERMS, event, source
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from timeline.core import record
from timeline.core.vocabulary import FACETS, Vocabulary
from timeline.derive.differences import Change, apply, differences
from timeline.derive.record_words import Words

HOSTILE = "<script>alert(1)</script> {0} %s\n\u202e/~1~0"


def figure(**changes: Any) -> dict[str, Any]:
    return {
        "key": "entries",
        "measure": "border-entries",
        "value": 370,
        "dimension": "purpose",
        "category": "education",
        **changes,
    }


def reading(**changes: Any) -> dict[str, Any]:
    return {
        "says": "Puts it in autumn.",
        "source": "daily",
        "verdict": "open",
        "about": "date",
        **changes,
    }


@pytest.fixture(scope="module")
def words() -> Words:
    terms: dict[str, Any] = {
        facet: {
            term["id"]: TypeAdapter(FACETS[facet]).validate_python(term) for term in TERMS[facet]
        }
        for facet in TERMS
    }
    return Words(Vocabulary(**terms), {"other-event": "Something else happened"})


WEEKLY = source("weekly", key="weekly", publisher="weekly-review", title="A report")
DAILY = "Daily News, https://www.example.org/report"
RELAY = "https://example.org/d"
DAILY_RELAY = f"Daily News, {RELAY}"
SECOND = figure(key="second", value=12)
CASES: list[tuple[str, dict[str, Any], dict[str, Any], list[tuple[str, str]]]] = [
    (
        "date",
        {"date": "2023-23"},
        {"date": "2024-10"},
        [("/date", "date corrected from autumn 2023 to October 2024")],
    ),
    (
        "date of coverage",
        {"date": "2010-02/2010-05", "kind": "statistic"},
        {"date": "2010", "kind": "statistic"},
        [("/date", "date corrected from “February to May 2010” to 2010")],
    ),
    (
        "texts, in the order of the model",
        {"note": "One."},
        {"note": "Two.", "summary": "Other.", "title": "It happened", "status_reason": "So."},
        [
            ("/title", "title changed from “Something happened” to “It happened”"),
            ("/summary", "summary rewritten"),
            ("/status_reason", "status reason added"),
            ("/note", "note rewritten"),
        ],
    ),
    (
        "codes",
        {"status": "reported", "claim_status": "disputed"},
        {"status": "confirmed", "kind": "statistic", "released": "2025-02"},
        [
            ("/kind", "kind changed from “Statement” to “Statistic”"),
            ("/status", "status changed from “reported” to “confirmed”"),
            ("/claim_status", "claim status removed: disputed"),
            ("/released", "release date added: February 2025"),
        ],
    ),
    (
        "terms as sets",
        {"actors": ["russia", "nobody-known"], "topics": ["sanctions"]},
        {"actors": ["un-security-council", "russia"]},
        [
            ("/actors/0", "actor added: UN Security Council"),
            ("/actors/1", "actor removed: nobody-known"),
            ("/topics/0", "topic removed: Sanctions"),
        ],
    ),
    (
        "sources",
        {"sources": [source(), source("old", key="old", title="Old news")]},
        {"sources": [WEEKLY, source(seen="copy", published="2020-04")]},
        [
            ("/sources/0", "source added: Weekly Review, A report"),
            (
                "/sources/1/published",
                f"source {DAILY}: publication date added: April 2020",
            ),
            ("/sources/1/seen", f"source {DAILY}: what was seen added: copy"),
            ("/sources/1", "source removed: Daily News, Old news"),
        ],
    ),
    (
        "a source's key is no new source",
        {"sources": [source(title="News")]},
        {"sources": [source(title="News", key="daily-2020")]},
        [("/sources/0/key", "source Daily News, News: key changed from daily to daily-2020")],
    ),
    (
        "another article of the publisher is another source",
        {"sources": [source("one", key="one")]},
        {"sources": [source("two", key="two")]},
        [
            ("/sources/0", "source added: Daily News, https://www.example.org/two"),
            ("/sources/0", "source removed: Daily News, https://www.example.org/one"),
        ],
    ),
    (
        "a document whose address is escaped goes by its host",
        {},
        {"sources": [source("%D0%B0/two%20words", key="two")]},
        [
            ("/sources/0", "source added: Daily News, www.example.org"),
            ("/sources/0", "source removed: Daily News, https://www.example.org/an-event"),
        ],
    ),
    (
        "a relay",
        {"sources": [source(title="N", relays=[{"publisher": "daily-news"}])]},
        {
            "sources": [
                source(
                    title="N",
                    relays=[
                        {"publisher": "weekly-review", "title": "W"},
                        {"publisher": "daily-news", "url": RELAY},
                    ],
                )
            ]
        },
        [
            (
                "/sources/0/relays/0",
                "source Daily News, N: repeated report added: Weekly Review, W",
            ),
            (
                "/sources/0/relays/1/url",
                f"source Daily News, N: repeated report {DAILY_RELAY}: address added: {RELAY}",
            ),
        ],
    ),
    (
        "a figure",
        {"figures": [figure(sources=["unknown"])]},
        {"figures": [figure(value=366, sources=["daily"])]},
        [
            ("/figures/0/value", "Border entries, Education: 370 changed to 366"),
            ("/figures/0/sources/0", "Border entries, Education: source added: Daily News"),
            ("/figures/0/sources/0", "Border entries, Education: source removed: unknown"),
        ],
    ),
    (
        "figures that only their periods or keys tell apart",
        {"figures": [figure(period="2024-01"), figure(key="b", period="2024-02"), SECOND]},
        {
            "figures": [
                figure(period="2024-01", value=1370.5),
                figure(key="b", period="2024-02", low=5, high=10000, qualifier="about"),
                figure(key="c", value=3),
                {**SECOND, "value": 13},
            ]
        },
        [
            ("/figures/0/value", "Border entries, Education, January 2024: 370 changed to 1,370.5"),
            ("/figures/1/low", "Border entries, Education, February 2024: low end added: 5"),
            ("/figures/1/high", "Border entries, Education, February 2024: high end added: 10,000"),
            (
                "/figures/1/qualifier",
                "Border entries, Education, February 2024: qualifier added: about",
            ),
            ("/figures/2", "figure added: Border entries, Education (c): 3"),
            ("/figures/3/value", "Border entries, Education (second): 12 changed to 13"),
        ],
    ),
    (
        "a qualifier of several words",
        {"figures": [figure(qualifier="less-than")]},
        {"figures": [figure(qualifier="about")]},
        [
            (
                "/figures/0/qualifier",
                "Border entries, Education: qualifier changed from “less than” to “about”",
            )
        ],
    ),
    (
        "what a source is given for",
        {"sources": [source(title="N", supports=["claim_status", "date"])]},
        {"sources": [source(title="N", supports=["date", "title"])]},
        [
            ("/sources/0/supports/1", "source Daily News, N: now given for “title”"),
            ("/sources/0/supports/0", "source Daily News, N: no longer given for “claim status”"),
        ],
    ),
    (
        "readings",
        {"readings": [reading()]},
        {
            "readings": [
                reading(verdict="rejected", note="No."),
                reading(about="entries", says="366.", value=366),
            ],
            "figures": [figure(qualifier="at-least")],
        },
        [
            ("/figures/0", "figure added: Border entries, Education: at least 370"),
            (
                "/readings/0/verdict",
                "reading of Daily News on date: verdict changed from “open” to “rejected”",
            ),
            ("/readings/0/note", "reading of Daily News on date: note added"),
            ("/readings/1", "reading added: Daily News on Border entries, Education"),
        ],
    ),
    (
        "relations",
        {"relations": [{"type": "enables", "event": "unknown-event"}]},
        {
            "relations": [
                {"type": "implements", "event": "other-event"},
                {"type": "follows-up", "event": "unknown-event"},
            ]
        },
        [
            ("/relations/0", "relation added: implements Something else happened"),
            (
                "/relations/1/type",
                "relation follows up unknown-event: type changed from “enables” to “follows up”",
            ),
        ],
    ),
    (
        "rename",
        {"id": "old-id"},
        {"aliases": ["old-id"]},
        [
            ("/id", "id changed from old-id to an-event"),
            ("/aliases/0", "former id added: old-id"),
        ],
    ),
    (
        "withdrawn",
        {},
        {"withdrawn": {"at": "2026-11-21", "reason": "wrong"}},
        [("/withdrawn", "withdrawn: it turned out to be wrong")],
    ),
    (
        "withdrawn otherwise",
        {"withdrawn": {"at": "2026-11-21", "reason": "wrong"}},
        {"withdrawn": {"at": "2026-11-21", "reason": "duplicate", "replaced_by": ["other-event"]}},
        [
            ("/withdrawn/reason", "withdrawal: reason changed from “wrong” to “duplicate”"),
            ("/withdrawn/replaced_by/0", "withdrawal: replacement added: Something else happened"),
        ],
    ),
    (
        "restored",
        {"withdrawn": {"at": "2026-11-21", "reason": "wrong"}},
        {},
        [("/withdrawn", "withdrawal taken back")],
    ),
    (
        "local data are compared as they are written",
        {"x": {"a": 1, "b": None}},
        {"x": {"b": None, "a": True}},
        [("/x", "local data changed")],
    ),
    (
        "order of a list, and a member of it",
        {"sources": [source(), WEEKLY]},
        {"sources": [{**WEEKLY, "title": "B"}, source()]},
        [
            ("/sources", "order of sources changed"),
            (
                "/sources/0/title",
                "source Weekly Review, B: title changed from “A report” to “B”",
            ),
        ],
    ),
    (
        "hostile texts are carried",
        {"title": HOSTILE},
        {"actors": ["a" * 80], "note": HOSTILE},
        [
            ("/title", f"title changed from “{HOSTILE}” to “Something happened”"),
            ("/actors/0", f"actor added: {'a' * 80}"),
            ("/note", "note added"),
        ],
    ),
    ("nothing", {}, {}, []),
]


def canonical(fields: dict[str, Any]) -> dict[str, Any]:
    return record.canonical(record.parse(fields))


@pytest.mark.parametrize(
    ("old", "new", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_differences(
    old: dict[str, Any], new: dict[str, Any], expected: list[tuple[str, str]], words: Words
) -> None:
    before, after = canonical(event(**old)), canonical(event(**new))
    found = differences(before, after, words)
    assert expected == [(change.pointer, change.text) for change in found]
    assert apply(before, found) == after


def resolve(value: Any, pointer: str) -> Any:
    for part in pointer.split("/")[1:]:
        value = value[int(part)] if isinstance(value, list) else value.get(part)
    return value


@pytest.mark.parametrize(
    ("old", "new"), [case[1:3] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_change_carries_what_stands_at_its_pointer(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    before, after = canonical(event(**old)), canonical(event(**new))
    for change in differences(before, after):
        if change.after is None:
            assert resolve(before, change.pointer) == change.before
        else:
            assert resolve(after, change.pointer) == change.after


def test_a_record_that_was_not_there() -> None:
    made = canonical(event())
    came = Change("", None, made, "event added: Something happened")
    went = Change("", made, None, "event removed: Something happened")
    assert differences(None, made) == (came,)
    assert differences(made, None) == (went,)
    assert differences(None, None) == ()
    assert apply(None, [came]) == made
    assert apply(made, [went]) is None
    assert apply(None, []) is None


def test_only_the_order_of_a_list_is_marked_as_such() -> None:
    before = canonical(event(actors=["a", "b", "c"]))
    after = canonical(event(actors=["d", "a", "c"]))
    turned = canonical(event(actors=["c", "a"]))
    assert [change.order for change in differences(before, after)] == [False, False]
    assert [change.order for change in differences(after, turned)] == [True, False]


def test_without_terms_ids_stand(words: Words) -> None:
    before = canonical(event(figures=[figure()]))
    after = canonical(event(figures=[figure(value=366)], kind="other-kind"))
    found = differences(before, after, words)
    assert [change.lasting for change in found] == [
        "kind changed from “statement” to “other-kind”",
        "border-entries, education: 370 changed to 366",
    ]
    assert [change.lasting for change in found] == [c.text for c in differences(before, after)]
    assert found[0].text == "kind changed from “Statement” to “other-kind”"


def test_dates_that_read_alike_are_told_apart() -> None:
    """Two spellings of one phrase would say that nothing changed."""
    before, after = canonical(event(date="2020-03")), canonical(event(date="[2020-03]"))
    assert [change.text for change in differences(before, after)] == [
        "date corrected from 2020-03 to [2020-03]"
    ]


def test_reformatting_a_file_is_no_change() -> None:
    fields = event(figures=[figure()], x={"a": {"b": 1, "c": 2}}, actors=["russia"])
    turned = dict(reversed(fields.items()))
    turned["figures"] = [dict(reversed(figure(value=370.0).items()))]
    turned["x"] = {"a": {"c": 2, "b": 1}}
    turned["$schema"] = "../../schema/event.editor.schema.json"
    turned["topics"] = []
    assert differences(canonical(fields), canonical(turned)) == ()


# Few values, so that two records drawn apart have much in common and much in other places.
slugs = st.sampled_from(["a", "b", "c", "d"])
texts = st.sampled_from(["One.", "Two.", HOSTILE])
dates = st.sampled_from(["2020", "2020-03", "[2020-03]", "201X", "../2021", "2020-03~"])
numbers = st.sampled_from([0, 1, 2, 1.5, -3, 10**15])
urls = st.sampled_from(["https://example.org/1", "https://example.org/2"])
ids = st.sampled_from(["an-event", "other-event", "third-event"])
values = st.recursive(
    st.sampled_from([None, True, False, 0, 1, 1.0, -0.0, "", "a/b~"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["", "a/b", "~"]), inner)
    ),
    max_leaves=5,
)


def several(member: st.SearchStrategy[Any], least: int = 0, *, unique: bool = False) -> Any:
    return st.lists(member, min_size=least, max_size=4, unique=unique)


terms = several(slugs, unique=True)
figures = st.fixed_dictionaries(
    {"key": slugs, "measure": slugs, "value": numbers},
    optional={
        "low": numbers,
        "high": numbers,
        "label": texts,
        "qualifier": st.sampled_from(["about", "at-least"]),
        "dimension": slugs,
        "category": slugs,
        "period": dates,
        "as_of": dates,
        "attributed_to": slugs,
        "sources": terms,
        "note": texts,
    },
)
relays = st.fixed_dictionaries({"publisher": slugs}, optional={"title": texts, "url": urls})
sources = st.fixed_dictionaries(
    {"publisher": slugs, "no_url_reason": texts},
    optional={
        "key": slugs,
        "url": urls,
        "title": texts,
        "authors": several(texts),
        "published": dates,
        "accessed": dates,
        "language": st.sampled_from(["en", "ru"]),
        "seen": st.sampled_from(["copy", "original"]),
        "relays": several(relays),
        "supports": several(st.sampled_from(["date", "claim_status"])),
    },
)
readings = st.fixed_dictionaries(
    {"says": texts, "source": slugs, "verdict": st.sampled_from(["open", "rejected"])},
    optional={"about": slugs, "date": dates, "value": numbers, "attributed_to": slugs},
)
relations = st.fixed_dictionaries(
    {"type": st.sampled_from(["enables", "implements"]), "event": ids}, optional={"note": texts}
)
withdrawals = st.fixed_dictionaries(
    {"at": dates, "reason": st.sampled_from(["wrong", "legal"])},
    optional={"note": texts, "replaced_by": terms},
)
records = st.fixed_dictionaries(
    {
        "id": ids,
        "date": dates,
        "title": texts,
        "summary": texts,
        "kind": slugs,
        "status": st.sampled_from(["reported", "confirmed"]),
        "sources": several(sources, 1),
    },
    optional={
        "lang": st.sampled_from(["en", "ru"]),
        "actors": terms,
        "places": terms,
        "status_reason": texts,
        "claim_status": st.sampled_from(["disputed", "forecast"]),
        "released": dates,
        "figures": several(figures),
        "readings": several(readings),
        "relations": several(relations),
        "note": texts,
        "aliases": several(ids),
        "withdrawn": withdrawals,
        "x": st.dictionaries(st.sampled_from(["", "a/b", "~"]), values, max_size=2),
    },
).map(canonical)
LISTS = ("actors", "places", "figures", "sources", "readings", "relations", "aliases")


@st.composite
def edited(draw: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A record, and the same with some lists in another order and some fields of another record."""
    before, other = draw(records), draw(records)
    after = copy.deepcopy(before)
    for name in draw(st.sets(st.sampled_from(sorted(before.keys() & set(LISTS))))):
        after[name] = draw(st.permutations(after[name]))
    for name in draw(st.sets(st.sampled_from(sorted(before.keys() | other.keys())))):
        if name in other and isinstance(after.get(name), list) and draw(st.booleans()):
            after[name] = draw(st.permutations(after[name] + other[name]))[:4]
        elif name in other:
            after[name] = other[name]
        elif name not in ("id", "sources"):
            del after[name]
    after["kind"] = after.get("kind", before["kind"])
    return before, after


def written(value: Any) -> str:
    """JSON tells 1, 1.0 and true apart, which Python's equality does not."""
    return json.dumps(value, sort_keys=True)


def replayed(before: dict[str, Any], after: dict[str, Any]) -> None:
    kept = copy.deepcopy(before)
    found = differences(before, after)
    assert written(apply(before, found)) == written(after)
    assert written(before) == written(kept)
    # a log is JSON: what comes back from it does as well
    logged = [Change(**json.loads(json.dumps(vars_of(change)))) for change in found]
    assert written(apply(before, logged)) == written(after)
    assert bool(found) == (written(before) != written(after))
    assert all(change.text for change in found)


def vars_of(change: Change) -> dict[str, Any]:
    return {name: getattr(change, name) for name in Change.__slots__}


@settings(deadline=None, max_examples=60)
@given(records, records)
def test_any_record_can_become_any_other(before: dict[str, Any], after: dict[str, Any]) -> None:
    replayed(before, after)


@settings(deadline=None, max_examples=100)
@given(edited())
def test_edits_replay(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    replayed(*pair)


@settings(deadline=None, max_examples=40)
@given(records)
def test_a_record_does_not_differ_from_itself(fields: dict[str, Any]) -> None:
    assert differences(fields, copy.deepcopy(fields)) == ()
    turned = json.loads(json.dumps(dict(reversed(fields.items()))))
    assert differences(fields, turned) == ()
