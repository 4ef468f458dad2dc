"""A reading of an event: a source that says otherwise, and the verdict. Part of `model`."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from timeline.core.fields import (
    DATE_NOTE,
    PART,
    FieldOrKey,
    Number,
    Optional,
    Paragraph,
    Slug,
    When,
)

Verdict = Literal["followed", "rejected", "open"]


@dataclass(frozen=True, slots=True, kw_only=True, config=PART)
class Reading:
    """A source that says otherwise, and what the editors make of it."""

    says: Annotated[
        Paragraph,
        Field(
            description="What the source says, in our words.",
            examples=["Puts the opening of the bridge in autumn 2023."],
        ),
    ]
    source: Annotated[
        Slug,
        Field(description="Key of the source that says so.", examples=["weekly-review"]),
    ]
    verdict: Annotated[
        Verdict,
        Field(
            description="`followed`: our fields say this. `rejected`: they do not, and `note` "
            "says why. `open`: the editors do not decide.",
            examples=["rejected"],
        ),
    ]
    about: Annotated[
        FieldOrKey,
        Field(
            description="The field (`date`, `status` ...) or the key of the figure that it is "
            "about; left out where it is about the event as a whole.",
            examples=["date"],
        ),
    ] = ""
    date: Annotated[
        When | None,
        Optional(),
        Field(description="The date that the source gives. " + DATE_NOTE, examples=["2023-23"]),
    ] = None
    value: Annotated[
        Number | None,
        Optional(),
        Field(description="The number that the source gives.", examples=[366]),
    ] = None
    attributed_to: Annotated[
        Slug,
        Field(description="Who claims it: a term of schema/vocabulary/actors.json."),
    ] = ""
    note: Annotated[
        Paragraph,
        Field(
            description="Why the editors follow or reject it.",
            examples=["The invitation names a day in October."],
        ),
    ] = ""
