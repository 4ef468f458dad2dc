"""The words of a change: `date corrected from autumn 2023 to October 2024`. In plain English.

Used by `differences`. What records say is carried as it stands, never read: escaping is for those
who print it. The names of fields and codes stand in `field_words`.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Final

from timeline.core.edtf import parse_cached
from timeline.core.vocabulary import Vocabulary
from timeline.core.wording import display
from timeline.derive.field_words import (
    CODES,
    CORRECTED,
    FACETS,
    OCCURRED,
    ONE,
    REWRITTEN,
    VERBATIM,
    WITHDRAWAL,
    amount,
    called,
    number,
    words_of,
)


@dataclass(frozen=True, slots=True)
class Words:
    """Where labels come from: the terms, and the titles of events by id; else ids stand."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    titles: Mapping[str, str] = field(default_factory=dict)

    def whole(self, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> str:
        """Say that a record is there, or no longer."""
        record = after or before or {}
        name = record.get("title") or record.get("id", "")
        return f"event {'removed' if after is None else 'added'}: {name}"

    def category(self, dimension: str, category: str) -> str:
        """Return the label of a part of a breakdown."""
        found = self.vocabulary.dimensions.get(dimension)
        parts = found.categories if found else ()
        return next((part.label for part in parts if part.id == category), category)

    def covers(self, kind: str) -> bool:
        """Tell whether dates of this kind mean the whole of it."""
        found = self.vocabulary.kinds.get(kind)
        return found is not None and found.extent == "coverage"


PLAIN: Final = Words()

# A span or a relation in words has the words "from" and "to" of its own.
_BETWEEN: Final = re.compile(r"\b(?:from|to)\b")

_ADDRESS: Final = 60

# What stands before the name of a member when something in it changed.
_OWNERS: Final = {
    "figures": "",
    "sources": "source ",
    "readings": "reading of ",
    "relations": "relation ",
    "relays": "repeated report ",
}


@dataclass(frozen=True, slots=True)
class Owner:
    """The member of a list, or the object, that a changed field stands in: before and after."""

    name: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True)
class Saying:
    """Says the changes between two versions of one record."""

    words: Words
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    def field(self, owners: tuple[Owner, ...], name: str, before: Any, after: Any) -> str:
        """Say that a field came, went (None) or changed."""
        if name == "withdrawn":
            return self._withdrawn(after)
        title, start = called(name), self._start(owners)
        known = before if after is None else after
        if before is None or after is None:
            verb = "added" if before is None else "removed"
            bare = name in REWRITTEN or name == "x"
            said = "" if bare else f": {self._value(name, known, owners, old=after is None)}"
            return f"{start}{title} {verb}{said}"
        if name in REWRITTEN or name == "x":
            return f"{start}{title} {'changed' if name == 'x' else 'rewritten'}"
        old = self._value(name, before, owners, old=True)
        new = self._value(name, after, owners, old=False)
        old, new = (_told_apart(text) for text in (old, new))
        if old == new:  # two labels or dates that read alike: then as they are written
            old, new = str(before), str(after)
        if name == "value":
            return f"{start}{old} changed to {new}"
        verb = "corrected" if name in CORRECTED else "changed"
        return f"{start}{title} {verb} from {old} to {new}"

    def member(self, owners: tuple[Owner, ...], name: str, before: Any, after: Any) -> str:
        """Say that a list got a member, or lost one."""
        old = after is None
        verb = "removed" if old else "added"
        said = self._member(name, before if old else after, owners, old=old)
        return f"{self._start(owners)}{ONE.get(name, called(name))} {verb}: {said}"

    def order(self, owners: tuple[Owner, ...], name: str) -> str:
        """Say that only the order of a list changed."""
        return f"{self._start(owners)}order of {called(name)} changed"

    def _withdrawn(self, after: Any) -> str:
        if after is None:
            return "withdrawal taken back"
        return f"withdrawn: {WITHDRAWAL.get(after['reason'], after['reason'])}"

    def _start(self, owners: tuple[Owner, ...]) -> str:
        """Name what a changed field belongs to, in the words of the record after."""
        said = []
        for place, owner in enumerate(owners):
            if owner.name == "withdrawn":
                said.append("withdrawal")
                continue
            name = self._member(owner.name, owner.after, owners[:place], old=False, brief=True)
            said.append(_OWNERS[owner.name] + name)
        return "".join(f"{part}: " for part in said)

    def _record(self, *, old: bool) -> Mapping[str, Any]:
        return self.before if old else self.after

    def _value(self, name: str, value: Any, owners: tuple[Owner, ...], *, old: bool) -> str:
        """Say the value of a field; `old` tells in which of the two records it stands."""
        if name in FACETS:
            return self.words.vocabulary.label(FACETS[name], value)
        if name == "about":
            return self._subject(value, old=old)
        if name in CODES:
            return words_of(value)
        if name in OCCURRED:
            return _date(value, coverage=False)
        if name in ("date", "period"):
            whole = name == "period" or self.words.covers(self._record(old=old).get("kind", ""))
            return _date(value, coverage=whole)
        if name == "category" and owners:
            inside = owners[-1].before if old else owners[-1].after
            return self.words.category(inside.get("dimension", ""), value)
        if name == "source":
            return self._source_of(value, old=old)
        if name == "event":
            return self.words.titles.get(value, value)
        if isinstance(value, int | float):
            return number(value)
        return str(value) if name in VERBATIM else f"“{value}”"

    def _member(
        self, name: str, member: Any, owners: tuple[Owner, ...], *, old: bool, brief: bool = False
    ) -> str:
        """Name a member of a list; figures with their number unless `brief`."""
        if name == "sources" and isinstance(member, str):  # of a figure: the key of a source
            return self._source_of(member, old=old)
        if name in ("sources", "relays"):
            return self._document(member)
        if name == "figures":
            said = self._figure(member, old=old)
            return said if brief else f"{said}: {amount(member)}"
        if name == "readings":
            said = self._source_of(member["source"], old=old)
            return (
                f"{said} on {self._subject(member['about'], old=old)}"
                if "about" in member
                else said
            )
        if name == "relations":
            event = member["event"]
            return f"{words_of(member['type'])} {self.words.titles.get(event, event)}"
        if name in FACETS:
            return self._value(name, member, owners, old=old)
        if name == "replaced_by":
            return self.words.titles.get(member, member)
        return words_of(member) if name == "supports" else str(member)

    def _document(self, source: Mapping[str, Any]) -> str:
        publisher = self.words.vocabulary.label("publishers", source["publisher"])
        address = _shortened(source.get("url", ""))
        known = (source.get("title"), address, source.get("no_url_reason"))
        return ", ".join([publisher, *[text for text in known if text][:1]])

    def _source_of(self, key: str, *, old: bool) -> str:
        """Name the publisher of the source with this key."""
        for source in self._record(old=old).get("sources", ()):
            if source.get("key") == key:
                return self.words.vocabulary.label("publishers", source["publisher"])
        return key

    def _subject(self, about: str, *, old: bool) -> str:
        """Name what a reading is about: a field, or the figure with this key."""
        for figure in self._record(old=old).get("figures", ()):
            if figure["key"] == about:
                return self._figure(figure, old=old)
        return words_of(about)

    def _figure(self, figure: Mapping[str, Any], *, old: bool) -> str:
        """Name a figure: what it counts, and as much more as tells it from the others."""
        name, period = self._counted(figure), figure.get("period")
        alike = self._alike[0 if old else 1]
        if alike[name] < 2:
            return name
        said = f"{name}, {_date(period, coverage=True)}" if period else name
        return said if alike[name, period] < 2 else f"{said} ({figure['key']})"

    @cached_property
    def _alike(self) -> tuple[Counter[Any], Counter[Any]]:
        """Count how many figures, before and after, have a name, and a name and a period."""
        before, after = (
            Counter(
                part
                for figure in version.get("figures", ())
                for name in [self._counted(figure)]
                for part in (name, (name, figure.get("period")))
            )
            for version in (self.before, self.after)
        )
        return before, after

    def _counted(self, figure: Mapping[str, Any]) -> str:
        measure = self.words.vocabulary.label("measures", figure["measure"])
        name = str(figure.get("label", measure))
        if "category" not in figure:
            return name
        return f"{name}, {self.words.category(figure.get('dimension', ''), figure['category'])}"


def _shortened(address: str) -> str:
    """Cut an address to what a reader takes in."""
    return address if len(address) <= _ADDRESS else address[: _ADDRESS - 1] + "…"


def _told_apart(text: str) -> str:
    """Put a value between quotes where it could be read on into the sentence."""
    return f"“{text}”" if _BETWEEN.search(text) and not text.startswith("“") else text


@lru_cache(maxsize=4096)
def _date(text: str, *, coverage: bool) -> str:
    return display(parse_cached(text), coverage=coverage)
