"""The words of a change: `date corrected from autumn 2023 to October 2024`. In plain English.

Used by `differences`. The names of fields and codes stand in `field_words`, those of the values
and members of a record in `record_words`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from timeline.derive.field_words import CORRECTED, NAMED, ONE, REWRITTEN, WITHDRAWAL, called
from timeline.derive.record_words import RecordWords, Words

# A span or a relation in words has the words "from" and "to" of its own.
_BETWEEN: Final = re.compile(r"\b(?:from|to)\b")

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


class Saying:
    """Says the changes between two versions of one record."""

    def __init__(self, words: Words, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        self._before = RecordWords(words, before)
        self._after = RecordWords(words, after)

    def field(self, owners: tuple[Owner, ...], name: str, before: Any, after: Any) -> str:
        """Say that a field came, went (None) or changed."""
        if name == "withdrawn":
            return _withdrawn(after)
        title, start = called(name), self._start(owners)
        bare = name in REWRITTEN or name == "x"
        holders = (owners[-1].before, owners[-1].after) if owners else (None, None)
        old = "" if bare or before is None else self._before.value(name, before, holders[0])
        new = "" if bare or after is None else self._after.value(name, after, holders[1])
        if before is None or after is None:
            verb = "added" if before is None else "removed"
            return f"{start}{title} {verb}" + ("" if bare else f": {old or new}")
        if bare:
            return f"{start}{title} {'changed' if name == 'x' else 'rewritten'}"
        if name in NAMED:
            old, new = _quoted(old), _quoted(new)
        old, new = _told_apart(old), _told_apart(new)
        if old == new:  # two labels or dates that read alike: then as they are written
            old, new = str(before), str(after)
        if name == "value":
            return f"{start}{old} changed to {new}"
        verb = "corrected" if name in CORRECTED else "changed"
        return f"{start}{title} {verb} from {old} to {new}"

    def member(self, owners: tuple[Owner, ...], name: str, before: Any, after: Any) -> str:
        """Say that a list got a member, or lost one."""
        if after is None:
            verb, said = "removed", self._before.member(name, before)
        else:
            verb, said = "added", self._after.member(name, after)
        if name == "supports":  # what stands before it names the source
            given = "no longer" if after is None else "now"
            return f"{self._start(owners)}{given} given for {_quoted(said)}"
        return f"{self._start(owners)}{ONE.get(name, called(name))} {verb}: {said}"

    def order(self, owners: tuple[Owner, ...], name: str) -> str:
        """Say that only the order of a list changed."""
        return f"{self._start(owners)}order of {called(name)} changed"

    def _start(self, owners: tuple[Owner, ...]) -> str:
        """Name what a changed field belongs to, in the words of the record after."""
        return "".join(
            "withdrawal: "
            if owner.name == "withdrawn"
            else f"{_OWNERS[owner.name]}{self._after.member(owner.name, owner.after, brief=True)}: "
            for owner in owners
        )


def whole(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> str:
    """Say that a record is there, or no longer."""
    record = after or before or {}
    name = record.get("title") or record.get("id", "")
    return f"event {'removed' if after is None else 'added'}: {name}"


def _withdrawn(after: Any) -> str:
    if after is None:
        return "withdrawal taken back"
    return f"withdrawn: {WITHDRAWAL.get(after['reason'], after['reason'])}"


def _told_apart(text: str) -> str:
    """Put a value between quotes where it could be read on into the sentence."""
    return _quoted(text) if _BETWEEN.search(text) else text


def _quoted(text: str) -> str:
    return text if text.startswith("“") else f"“{text}”"
