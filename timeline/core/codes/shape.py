"""T1: the shape of a record, as the published JSON Schema says."""

from typing import Final

from timeline.core.codes.entry import Code

CODES: Final = (
    Code(
        "T101",
        "error",
        "Field missing",
        "{field} is missing",
        "add the field: {help}",
        "These fields are the least that an event, source, figure or term must say.",
    ),
    Code(
        "T102",
        "error",
        "Unknown field",
        "{field} is not a field here{suggestion}",
        "{fix}",
        "A misspelt field would silently be lost. Local data goes into the object 'x'.",
    ),
    Code(
        "T103",
        "error",
        "Wrong type",
        "this is {found}; expected {expected}",
        "{fix}",
        "Each field has one type, so that every program can read it.",
    ),
    Code(
        "T104",
        "error",
        "Not one of the allowed values",
        "{found} is not allowed here; expected one of {allowed}{suggestion}",
        "replace it by one of the allowed values",
        "A closed list lets readers filter and programs rely on the meaning.",
    ),
    Code(
        "T105",
        "error",
        "Empty",
        "this is empty; expected {expected}",
        "fill it in; a field that is not required can be deleted instead",
        "An empty field looks like an answer and is none.",
    ),
    Code(
        "T106",
        "error",
        "Too long",
        "this has {length}; expected at most {limit}",
        "{fix}",
        "Titles stand in lists, feeds and calendars that cut off long ones.",
    ),
    Code(
        "T107",
        "error",
        "Wrong form",
        "{found} has the wrong form{odd}; expected {expected}",
        "{fix}",
        "The form is what other programs rely on.",
    ),
    Code(
        "T108",
        "error",
        "Number out of range",
        "{found} is out of range; expected {expected}",
        "check the number and its unit",
        "Numbers beyond 10^15 lose digits in most programs that read JSON.",
    ),
    Code(
        "T109",
        "error",
        "Reserved name",
        "{found} is reserved and cannot be an id",
        "choose another id",
        "These names mean something to file systems or to the addresses of the site.",
    ),
    Code(
        "T110",
        "error",
        "Item twice",
        "{found} stands twice in this list; expected once",
        "delete one of the two",
        "A repeated item would be counted twice.",
    ),
    Code(
        "T111",
        "error",
        "Does not fit the schema",
        "this does not fit the schema: {reason}",
        "compare with the documentation of the field",
        "The published schema is what other programs rely on.",
    ),
)
