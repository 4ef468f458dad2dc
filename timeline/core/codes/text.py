"""T4: text and addresses."""

from typing import Final

from timeline.core.codes.entry import Code

CODES: Final = (
    Code(
        "T401",
        "error",
        "Markup",
        "the text holds {found}; expected plain text without HTML or Markdown",
        "remove the markup and keep the words",
        "Texts go into feeds, calendars and pages that each treat markup differently.",
    ),
    Code(
        "T402",
        "error",
        "Control character",
        "the text holds the control character {found}",
        "{fix}",
        "Control characters break feeds, calendars and tables.",
    ),
    Code(
        "T403",
        "error",
        "Invisible direction mark",
        "the text holds {found}, which changes the direction of the text around it",
        "delete it; right-to-left text needs no marks here",
        "Bidirectional overrides can make a text read differently from what it says.",
    ),
    Code(
        "T404",
        "error",
        "Bad address",
        "{found} is not an address that a reader can open: {reason}",
        "{fix}",
        "Addresses become links: only http and https with a host and without user names.",
    ),
    Code(
        "T405",
        "error",
        "Blank at the end",
        "the text begins or ends with a blank",
        "delete the blanks",
        "Stray blanks make equal texts differ.",
    ),
    Code(
        "T406",
        "error",
        "Invisible or private character",
        "the text holds {found}, {problem}",
        "{fix}",
        "Such characters make equal texts differ, can hide words, or show as empty boxes.",
    ),
    Code(
        "T407",
        "warning",
        "Text and fields differ",
        "{found} stands in the text, but no figure or date here or in a related event says so",
        "correct the text, or add the figure, the date or the relation that it speaks of",
        "What a reader reads and what a program reads must be the same. Numbers from 13 upwards "
        "and dates are compared with figures, periods, readings, sources, notes and related "
        "events.",
    ),
)
