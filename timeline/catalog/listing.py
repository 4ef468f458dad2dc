"""What was written, gathered by offer while it is written: counts, sizes, one path of each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from timeline.core.offer import Offer


@dataclass(slots=True)
class Found:
    """The files of an offer: how many, the largest in bytes, the first of them.

    `about` has each file that is about one term, behind its facet and term.
    """

    offer: Offer
    made_by: str
    count: int = 0
    largest: int = 0
    example: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    about: list[tuple[tuple[str, str], str]] = field(default_factory=list)


class Listing:
    """The files of a build by what was offered, in the order of the registry."""

    def __init__(self, offers: Iterable[tuple[str, Offer]]) -> None:
        self._found = [Found(offer, name) for name, offer in offers]
        self._exact = {f.offer.path: f for f in self._found if not f.offer.names}
        families = [found for found in self._found if found.offer.names]
        # The narrower template first: `actors/index` is no term.
        self._families = sorted(families, key=lambda found: len(found.offer.names))
        self.unlisted: list[str] = []

    def __iter__(self) -> Iterator[Found]:
        """Yield what there is at least one file of."""
        return (found for found in self._found if found.count)

    def add(self, path: str, size: int) -> None:
        """Count a file of that many bytes; what nobody offers is told apart."""
        found, values = self._find(path)
        if found is None:
            self.unlisted.append(path)
            return
        if not found.count:
            found.example, found.values = path, values
        found.count += 1
        found.largest = max(found.largest, size)
        if values.keys() == {"facet", "term"}:
            found.about.append(((values["facet"], values["term"]), path))

    def offer(self, path: str) -> Offer | None:
        """Return the offer that a path belongs to."""
        found, _ = self._find(path)
        return found.offer if found else None

    def _find(self, path: str) -> tuple[Found | None, Mapping[str, str]]:
        """Return what a path is counted with, and what stands for the names in braces."""
        if path in self._exact:
            return self._exact[path], {}
        for family in self._families:
            values = family.offer.match(path)
            if values is not None:
                return family, values
        return None, {}

    def about_terms(self) -> Mapping[tuple[str, str], list[tuple[Offer, str]]]:
        """Return (facet, term) -> the files that are about this term, with their offers."""
        about: dict[tuple[str, str], list[tuple[Offer, str]]] = {}
        for found in self:
            for term, path in found.about:
                about.setdefault(term, []).append((found.offer, path))
        return about
