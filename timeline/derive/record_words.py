"""What the values and members of one record are called in words, in plain English.

Used by `change_words`, which has a record before and one after. What records say is carried as it
stands, never read: escaping is for those who print it. Names of fields and codes: `field_words`.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from timeline.core.vocabulary import Vocabulary
from timeline.core.wording import in_words
from timeline.derive.field_words import CODES, FACETS, OCCURRED, VERBATIM, amount, number, words_of

_ADDRESS: Final = 60


@dataclass(frozen=True, slots=True)
class Words:
    """Where labels come from: the terms, and the titles of events by id; else ids stand."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    titles: Mapping[str, str] = field(default_factory=dict)

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


@dataclass(frozen=True)
class RecordWords:
    """Names what stands in one version of a record."""

    words: Words
    record: Mapping[str, Any]

    def value(self, name: str, value: Any, holder: Mapping[str, Any] | None = None) -> str:
        """Say the value of a field of the record, or of the member of a list that holds it."""
        if name in FACETS:
            return self.words.vocabulary.label(FACETS[name], value)
        if name == "about":
            return self._subject(value)
        if name in CODES:
            return words_of(value)
        if name in OCCURRED:
            return in_words(value, coverage=False)
        if name in ("date", "period"):
            whole = name == "period" or self.words.covers(self.record.get("kind", ""))
            return in_words(value, coverage=whole)
        if name == "category" and holder is not None:
            return self.words.category(holder.get("dimension", ""), value)
        if name == "source":
            return self._publisher(value)
        if name == "event":
            return self.words.titles.get(value, value)
        if isinstance(value, int | float):
            return number(value)
        return str(value) if name in VERBATIM else f"“{value}”"

    def member(self, name: str, member: Any, *, brief: bool = False) -> str:
        """Name a member of a list; figures with their number unless `brief`."""
        if name == "sources" and isinstance(member, str):  # of a figure: the key of a source
            return self._publisher(member)
        if name in ("sources", "relays"):
            return self._document(member)
        if name == "figures":
            said = self._figure(member)
            return said if brief else f"{said}: {amount(member)}"
        if name == "readings":
            said = self._publisher(member["source"])
            return f"{said} on {self._subject(member['about'])}" if "about" in member else said
        if name == "relations":
            event = member["event"]
            return f"{words_of(member['type'])} {self.words.titles.get(event, event)}"
        if name in FACETS:
            return self.value(name, member)
        if name == "replaced_by":
            return self.words.titles.get(member, member)
        return words_of(member) if name == "supports" else str(member)

    def _document(self, source: Mapping[str, Any]) -> str:
        publisher = self.words.vocabulary.label("publishers", source["publisher"])
        address = _shortened(source.get("url", ""))
        known = (source.get("title"), address, source.get("no_url_reason"))
        return ", ".join([publisher, *[text for text in known if text][:1]])

    def _publisher(self, key: str) -> str:
        """Name the publisher of the source with this key."""
        for source in self.record.get("sources", ()):
            if source.get("key") == key:
                return self.words.vocabulary.label("publishers", source["publisher"])
        return key

    def _subject(self, about: str) -> str:
        """Name what a reading is about: a field, or the figure with this key."""
        for figure in self.record.get("figures", ()):
            if figure["key"] == about:
                return self._figure(figure)
        return words_of(about)

    def _figure(self, figure: Mapping[str, Any]) -> str:
        """Name a figure: what it counts, and as much more as tells it from the others."""
        name, period = self._counted(figure), figure.get("period")
        if self._alike[name] < 2:
            return name
        said = f"{name}, {in_words(period, coverage=True)}" if period else name
        return said if self._alike[name, period] < 2 else f"{said} ({figure['key']})"

    @cached_property
    def _alike(self) -> Counter[Any]:
        """Count how many figures have a name, and a name and a period."""
        return Counter(
            part
            for figure in self.record.get("figures", ())
            for name in [self._counted(figure)]
            for part in (name, (name, figure.get("period")))
        )

    def _counted(self, figure: Mapping[str, Any]) -> str:
        measure = self.words.vocabulary.label("measures", figure["measure"])
        name = str(figure.get("label", measure))
        if "category" not in figure:
            return name
        return f"{name}, {self.words.category(figure.get('dimension', ''), figure['category'])}"


def _shortened(address: str) -> str:
    """Cut an address to what a reader takes in: where it is escaped, to its host."""
    host = address.partition("://")[2].partition("/")[0]
    if host and "%" in address:
        return host
    return address if len(address) <= _ADDRESS else address[: _ADDRESS - 1] + "…"
