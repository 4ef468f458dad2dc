"""Controlled terms: actors, places, topics, kinds, measures, dimensions, publishers.

One file a facet below schema/vocabulary/, each `{"terms": [...]}`. Terms are values like events;
what refers to what is checked in `checks.vocabulary`.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import Field
from pydantic.dataclasses import dataclass

from timeline.core.fields import (
    PART,
    EventId,
    Language,
    Line,
    Number,
    Optional,
    Paragraph,
    Slug,
    Slugs,
    Url,
    Wikidata,
)
from timeline.core.term_types import ActorType, Extent, Nature, PlaceType, PublisherType


@dataclass(frozen=True, slots=True, kw_only=True, config=PART)
class Named:
    """What categories and terms have in common: an id and words for it."""

    id: Annotated[
        EventId,
        Field(
            description="Lower-case words joined by hyphens; never changes.", examples=["harbour"]
        ),
    ]
    label: Annotated[Line, Field(description="Name in English.", examples=["Harbour"])]
    labels: Annotated[
        dict[Language, Line],
        Field(description="Names in other languages, by BCP 47 tag.", examples=[{"de": "Hafen"}]),
    ] = field(default_factory=dict)
    description: Annotated[Paragraph, Field(description="One or two sentences for a reader.")] = ""
    aliases: Annotated[
        tuple[Line, ...],
        Field(max_length=50, description="Other names, used to suggest this term."),
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=PART)
class Term(Named):
    """A term of a facet: known to the world outside, too."""

    wikidata: Annotated[
        Wikidata, Field(description="Item number at Wikidata.", examples=["Q64"])
    ] = ""
    url: Annotated[Url, Field(description="Official or otherwise best address.")] = ""


@dataclass(frozen=True, slots=True, kw_only=True, config=PART)
class Actor(Term):
    """Who takes part or claims: a state, a body, a company, a person in a public role."""

    type: Annotated[
        ActorType,
        Field(
            description="What sort of actor; `other` where no word here fits.", examples=["state"]
        ),
    ]
    part_of: Annotated[Slug, Field(description="Actor that this one belongs to.")] = ""


@dataclass(frozen=True, slots=True, kw_only=True, config=PART)
class Place(Term):
    """Where: coordinates in degrees, WGS 84, as exact as is certain."""

    type: Annotated[PlaceType, Field(description="What sort of place.", examples=["city"])]
    within: Annotated[Slug, Field(description="Place that this one lies in.")] = ""
    latitude: Annotated[
        Number | None, Optional(), Field(description="Degrees north.", examples=[52.52])
    ] = None
    longitude: Annotated[
        Number | None, Optional(), Field(description="Degrees east.", examples=[13.4])
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True, config=PART)
class Topic(Term):
    """What an event is about."""


@dataclass(frozen=True, slots=True, kw_only=True, config=PART)
class Kind(Term):
    """What sort of event, and how its date is meant."""

    extent: Annotated[
        Extent,
        Field(
            description="`occurrence`: it happened some time within the date. `coverage`: it is "
            "about the whole of the date.",
            examples=["occurrence"],
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True, config=PART)
class Measure(Term):
    """What a figure counts, and what it must not be compared with."""

    unit: Annotated[
        Line, Field(description="Unit, in the plural where it has one.", examples=["entries"])
    ]
    unit_one: Annotated[
        Line,
        Field(description="Unit after the number 1, where it differs.", examples=["entry"]),
    ] = ""
    nature: Annotated[
        Nature,
        Field(
            description="`flow`: counted over a period. `stock`: there at a moment. `attribute`: "
            "a property such as a time limit or a ratio, neither summed nor charted.",
            examples=["flow"],
        ),
    ]
    counts: Annotated[
        Paragraph,
        Field(
            description="Exactly what is counted.",
            examples=["Border crossings inwards, not persons."],
        ),
    ]
    not_comparable_with: Annotated[
        Slugs, Field(description="Measures that look alike and count something else.")
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=PART)
class Category(Named):
    """One part of a dimension."""


@dataclass(frozen=True, slots=True, kw_only=True, config=PART)
class Dimension(Term):
    """A breakdown whose parts can be held against their total."""

    categories: Annotated[
        tuple[Category, ...], Field(min_length=1, max_length=200, description="Its parts.")
    ]


@dataclass(frozen=True, slots=True, kw_only=True, config=PART)
class Publisher(Term):
    """Who publishes sources, and what sort of publisher it is."""

    type: Annotated[
        PublisherType,
        Field(
            description="What sort of publisher; a `mirror` repeats whole texts of others, `other` "
            "is for what no word here fits."
        ),
    ]
    country: Annotated[
        Line, Field(description="ISO 3166-1 alpha-2 code of its seat.", examples=["SE"])
    ] = ""


# Facets by which events are grouped, in the order in which they are published.
EVENT_FACETS: Final = ("actors", "places", "topics", "kinds")
# Facet -> type of its terms, in the order in which they are published.
FACETS: Final[Mapping[str, type]] = MappingProxyType(
    {
        "actors": Actor,
        "places": Place,
        "topics": Topic,
        "kinds": Kind,
        "measures": Measure,
        "dimensions": Dimension,
        "publishers": Publisher,
    },
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All terms of a repository: facet -> term id -> term, in file order.

    `refused` names facets whose file could not be read: which terms they hold is not known, so
    that a term of theirs is not an error of its own.
    """

    actors: dict[str, Actor] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    dimensions: dict[str, Dimension] = field(default_factory=dict)
    publishers: dict[str, Publisher] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()

    def facet(self, name: str) -> Mapping[str, Term]:
        """Return the terms of a facet by id."""
        terms: Mapping[str, Term] = getattr(self, name)
        return terms

    def label(self, facet: str, term: str) -> str:
        """Return a term's label, or the id itself where the term is unknown."""
        found: Term | None = getattr(self, facet).get(term)
        return found.label if found else term

    def terms(self) -> Iterator[tuple[str, Term]]:
        """Yield every (facet, term)."""
        for name in FACETS:
            for term in self.facet(name).values():
                yield name, term
