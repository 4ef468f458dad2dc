"""The committed schemas: written from the models, or compared with them.

The editor schema is the event schema plus this repository's terms as enums, for editors and the
form. Nothing here is edited by hand.
"""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from timeline.core import json_schema
from timeline.core.diagnostic import Diagnostic, finding
from timeline.core.vocabulary import Vocabulary

EDITOR: Final = "schema/event.editor.schema.json"

# Definition (empty: the event itself), field, facet.
_TERMS: Final = (
    ("", "kind", "kinds"),
    ("", "actors", "actors"),
    ("", "places", "places"),
    ("", "topics", "topics"),
    ("Figure", "measure", "measures"),
    ("Figure", "dimension", "dimensions"),
    ("Figure", "attributed_to", "actors"),
    ("Source", "publisher", "publishers"),
    ("Relayed", "publisher", "publishers"),
    ("Reading", "attributed_to", "actors"),
)


def files(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield (path below the repository, text) of every generated schema."""
    for name, schema in json_schema.documents().items():
        yield f"schema/v1/{name}.schema.json", _text(schema)
    yield EDITOR, _text(_editor(vocabulary))


def write(root: Path, vocabulary: Vocabulary) -> list[str]:
    """Write the schemas that differ; return their paths."""
    written = []
    for path, text in files(vocabulary):
        target = root / path
        if not target.is_file() or target.read_text("utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8", newline="\n")
            written.append(path)
    return written


def stale(root: Path, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """Yield a finding for every schema that is missing, differs or should not be there."""
    expected = dict(files(vocabulary))
    for path, text in expected.items():
        target = root / path
        if not target.is_file() or target.read_text("utf-8") != text:
            yield finding("T921", path, line=1, column=1)
    for found in sorted((root / "schema" / "v1").glob("*")):
        path = found.relative_to(root).as_posix()
        if path not in expected:
            yield finding("T921", path, line=1, column=1)


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _editor(vocabulary: Vocabulary) -> dict[str, Any]:
    schema = copy.deepcopy(json_schema.event())
    schema["$id"] = "event.editor.schema.json"
    schema["title"] = "Event, with the terms of this repository"
    for definition, field, facet in _TERMS:
        home = schema["$defs"][definition] if definition else schema
        member = home["properties"][field]
        _offer(member.get("items", member), sorted(vocabulary.facet(facet)))
    categories = {c.id for d in vocabulary.dimensions.values() for c in d.categories}
    _offer(schema["$defs"]["Figure"]["properties"]["category"], sorted(categories))
    return schema


def _offer(member: dict[str, Any], terms: list[str]) -> None:
    """Replace the pattern of a slug by the terms; an empty vocabulary offers nothing."""
    if terms:
        member.pop("pattern", None)
        member.pop("maxLength", None)
        member["enum"] = terms
