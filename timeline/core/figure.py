"""A figure of an event: a number, what it counts, and who gave it. Part of `model`."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from timeline.core.fields import (
    DATE_NOTE,
    Line,
    Number,
    Optional,
    Paragraph,
    Slug,
    Slugs,
    When,
    strict_with_one_of,
)

Qualifier = Literal["about", "at-least", "at-most", "more-than", "less-than"]
Basis = Literal["stated", "derived"]


@dataclass(
    frozen=True,
    slots=True,
    kw_only=True,
    config=strict_with_one_of("value", "low", "high"),
)
class Figure:
    """A number that somebody gave, with what it counts and who gave it."""

    key: Annotated[
        Slug,
        Field(
            description="Name of this figure within the event, for readings and links.",
            examples=["entries-total"],
        ),
    ]
    measure: Annotated[
        Slug,
        Field(
            description="What is counted: a term of schema/vocabulary/measures.json, "
            "which says the unit and whether it is a flow or a stock.",
            examples=["border-entries"],
        ),
    ]
    label: Annotated[
        Line,
        Field(
            description="Words for this number where the measure's own label is too wide.",
            examples=["containers delivered in recent weeks"],
        ),
    ] = ""
    value: Annotated[
        Number | None,
        Optional(),
        Field(
            description="The number as the source gives it; at least one of value, low, high.",
            examples=[370],
        ),
    ] = None
    low: Annotated[
        Number | None,
        Optional(),
        Field(description="Lower end of a range.", examples=[20000]),
    ] = None
    high: Annotated[
        Number | None,
        Optional(),
        Field(description="Upper end of a range.", examples=[50000]),
    ] = None
    qualifier: Annotated[
        Qualifier | None,
        Optional(),
        Field(
            description="How the source hedges the number; left out where it does not.",
            examples=["about"],
        ),
    ] = None
    basis: Annotated[
        Basis | None,
        Optional(),
        Field(
            description="`stated` (the default): a source prints the number. `derived`: worked "
            "out by the editors from other numbers; then `derivation` says how.",
            examples=["derived"],
        ),
    ] = None
    derivation: Annotated[
        Line,
        Field(description="How a derived number was worked out.", examples=["370 - 148 - 76 - 54"]),
    ] = ""
    dimension: Annotated[
        Slug,
        Field(
            description="The breakdown that this part belongs to: a term of "
            "schema/vocabulary/dimensions.json. Left out for a total.",
            examples=["purpose"],
        ),
    ] = ""
    category: Annotated[
        Slug,
        Field(description="Which part of the breakdown.", examples=["education"]),
    ] = ""
    period: Annotated[
        When | None,
        Optional(),
        Field(
            description="The period or moment that the number is about, always its whole. "
            + DATE_NOTE,
            examples=["2023-01/2023-06"],
        ),
    ] = None
    as_of: Annotated[
        When | None,
        Optional(),
        Field(
            description="The vintage: when this version of the number was given. Two vintages "
            "of one number are two figures.",
            examples=["2024-01"],
        ),
    ] = None
    attributed_to: Annotated[
        Slug,
        Field(
            description="Who claims the number: a term of schema/vocabulary/actors.json. "
            "Not the newspaper that printed it.",
            examples=["port-authority"],
        ),
    ] = ""
    sources: Annotated[
        Slugs,
        Field(description="Keys of the sources that print the number.", examples=[["daily-news"]]),
    ] = ()
    note: Annotated[
        Paragraph,
        Field(
            description="What a reader must know to use the number.",
            examples=["Counted at the gates."],
        ),
    ] = ""

    @model_validator(mode="after")
    def _has_a_number(self) -> Self:
        if self.value is None and self.low is None and self.high is None:
            raise PydanticCustomError("no_number", "no value, low or high", {})
        return self
