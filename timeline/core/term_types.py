"""The closed lists of `vocabulary`: what sort of actor, place, publisher or measure a term is."""

from typing import Literal

ActorType = Literal[
    "state",
    "government-body",
    "intergovernmental-body",
    "armed-force",
    "intelligence-service",
    "separatist-entity",
    "company",
    "media",
    "research-institute",
    "person",
    "group",
    "political-party",
    "movement",
    "ngo",
    "other",
]
PlaceType = Literal["country", "region", "city", "crossing", "site"]
PublisherType = Literal[
    "news-agency",
    "newspaper",
    "broadcaster",
    "online-media",
    "state-media",
    "government",
    "un",
    "think-tank",
    "academic",
    "trade-press",
    "law-firm",
    "company",
    "aggregator",
    "mirror",
    "blog",
    "reference-work",
    "book-publisher",
    "archive",
    "library",
    "museum",
    "ngo",
    "other",
]
Nature = Literal["flow", "stock", "attribute"]
Extent = Literal["occurrence", "coverage"]
