"""The catalogue of findings: sane by itself, and in step with the code and the cases."""

import ast
import re
import string
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from test_cases import NAMES

from timeline.core.codes import CATALOG, Code, dates, files, history, outputs, references, shape
from timeline.core.codes import text as texts
from timeline.core.codes import vocabulary as terms
from timeline.core.diagnostic import finding, in_order

ROOT: Final = Path(__file__).parent.parent / "timeline"
FAMILIES: Final = {
    "T0": files,
    "T1": shape,
    "T2": dates,
    "T3": references,
    "T4": texts,
    "T5": terms,
    "T6": history,
    "T9": outputs,
}
# Made in code by a test, since no file of a repository can hold them.
NOT_FROM_FILES: Final = {
    "T001": "a file that vanishes (test_cases)",
    "T002": "a file of a mebibyte (test_cases)",
    "T012": "a link (test_cases)",
    "T013": "a pipe (test_cases)",
    "T018": "a folder that is missing (test_cases)",
    "T501": "a vocabulary that is missing (test_cases)",
    "T111": "the models and the schema disagree, which test_schema_agreement rules out",
    "T206": "needs many events (test_checks_corpus)",
    **dict.fromkeys([code.code for code in history.CODES], "needs an earlier commit (test_base)"),
}
JARGON: Final = re.compile(
    r"regex|pattern|traceback|exception|None|dict|tuple|str\b|\bint\b|null pointer"
)


def uses() -> Iterator[tuple[str, ast.Call]]:
    """Yield (place, call) for every `finding("Txxx", ...)` in the package."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "finding":
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def placeholders(code: Code) -> set[str]:
    """Return the names that the templates of a code need."""
    parsed = string.Formatter().parse(code.message + code.hint)
    return {name for _, name, _, _ in parsed if name}


def test_codes_are_unique_ascending_and_in_their_family() -> None:
    codes = [code.code for family in FAMILIES.values() for code in family.CODES]

    assert list(CATALOG) == codes
    assert all(first < second for first, second in pairwise(codes))
    assert all(code.startswith(name) for name, f in FAMILIES.items() for code in _codes(f.CODES))
    assert all(re.fullmatch("T[0-9]{3}", code) for code in codes)


def _codes(family: tuple[Code, ...]) -> list[str]:
    return [code.code for code in family]


@pytest.mark.parametrize("code", CATALOG.values(), ids=CATALOG)
def test_words_of_a_code_are_plain(code: Code) -> None:
    """Messages begin in lower case and end without a full stop; titles and reasons are complete."""
    for text in (code.message, code.hint):
        assert text
        assert not text[0].isupper()
        assert not text.endswith(".")
        assert not JARGON.search(text)
    assert code.title[0].isupper()
    assert code.why.endswith(".")


def test_every_use_fills_the_placeholders_of_its_code() -> None:
    """The names given to `finding` are those of the templates, no more and no fewer."""
    wrong = []
    places = {"line", "column", "at_key"}
    for place, call in uses():
        if not isinstance(call.args[0], ast.Constant):
            continue
        code = CATALOG[str(call.args[0].value)]
        given = {word.arg for word in call.keywords} - places
        expected = placeholders(code)
        if None in given:  # **context of an EDTF error
            assert {"reason", "position"} | given - {None} == expected
        elif given - {"file_"} != expected - {"file_"}:
            wrong.append((place, code.code, given, expected))

    assert wrong == []


def test_every_code_is_used() -> None:
    text = "\n".join(
        path.read_text("utf-8") for path in ROOT.rglob("*.py") if "codes" not in path.parts
    )

    assert [code for code in CATALOG if f'"{code}"' not in text] == []


def test_every_code_that_a_file_can_cause_has_a_case() -> None:
    covered = {name.partition("-")[0] for name in NAMES}
    from_files = {code for code in CATALOG if not code.startswith("T9")}

    assert from_files - covered == set(NOT_FROM_FILES)


def test_every_family_has_a_near_miss_that_stays_silent() -> None:
    near = {name.removeprefix("ok-near-")[:2] for name in NAMES if name.startswith("ok-near-")}

    assert {"T0", "T1", "T2", "T3", "T4"} <= near


def test_order_is_file_line_column_code_and_repeats_are_dropped() -> None:
    late = finding("T405", "b", "/title", line=1, column=1)
    first = finding("T405", "a", "/title", line=2, column=1)
    second = finding("T308", "a", "/title", line=2, column=3)
    whole = finding("T318", "", problem="p", fix="f")

    assert [whole, first, second, late] == in_order([late, second, first, whole, second])
