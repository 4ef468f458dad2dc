"""What an exporter offers to programs: a file, or a family of files under one template.

Registered beside the exporter; read by the catalogue of the site and by the page of the data.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.util import find_spec
from itertools import product
from types import MappingProxyType
from typing import Final

from timeline.core.artifact import ATOM, CALENDAR, CSS

_TIMED: Final = frozenset({ATOM, CALENDAR, CSS})  # the style sheet is that of Atom feeds
_NAME: Final = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Where what replaces a name in braces is found; one of the three.

    `names` are all there are; `lists` gives paths of JSON lists (their `next` is to be followed)
    with a pointer into them, `*` standing for every member; `first` is the first of whole numbers
    that go on as long as `next` does.
    """

    names: tuple[str, ...] = ()
    lists: tuple[tuple[str, str], ...] = ()
    first: int | None = None


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A path below the site, or a template of paths (RFC 6570, level 1), and what is there.

    `client` says what reads it best (`program`, `reader`, `calendar`, `spreadsheet`, `database`,
    `map`, `citation`); `log` that it needs the history, `needs` which extra module.
    """

    path: str
    media_type: str
    holds: str
    client: str = "program"
    log: bool = False
    needs: str = ""
    values: Mapping[str, Values] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def timed(self) -> bool:
        """Whether the format cannot do without a time of publication."""
        return self.media_type in _TIMED

    @property
    def possible(self) -> bool:
        """Whether the module that writes it is installed here."""
        return not self.needs or find_spec(self.needs) is not None

    @property
    def names(self) -> tuple[str, ...]:
        """The names in braces."""
        return tuple(_NAME.findall(self.path))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        pieces = _NAME.split(self.path)
        text = ""
        for number, piece in enumerate(pieces):
            text += self._group(piece) if number % 2 else re.escape(piece)
        return re.compile(text)

    def _group(self, name: str) -> str:
        known = self.values.get(name, Values())
        inside = "|".join(map(re.escape, known.names)) or "[^/]+"
        inside = "[0-9]+" if known.first is not None else inside
        return f"(?P<{name}>{inside})"

    def match(self, path: str) -> dict[str, str] | None:
        """Return what stands for the names in a path, or None if the path is of another kind."""
        if path == self.path:
            return {}
        found = self._pattern.fullmatch(path) if "{" in self.path else None
        return found.groupdict() if found else None

    def expand(self, values: Mapping[str, str]) -> str:
        """Return the path with values in place of the names; names without one stay."""
        return _NAME.sub(lambda found: values.get(found[1], found[0]), self.path)

    def spread(self) -> Iterator["Offer"]:
        """Yield an offer for each of the names that are known beforehand."""
        known = {name: self.values[name].names for name in self.names if name in self.values}
        fixed = {name: names for name, names in known.items() if names}
        for chosen in product(*fixed.values()):
            path = self.expand(dict(zip(fixed, chosen, strict=True)))
            left = {name: at for name, at in self.values.items() if name not in fixed}
            yield replace(self, path=path, values=left)
