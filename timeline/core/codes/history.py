"""T6: what must not happen to published events, told by `timeline check --base`."""

from typing import Final

from timeline.core.codes.entry import Code

CODES: Final = (
    Code(
        "T601",
        "error",
        "Event deleted",
        "the event {id} was deleted; expected its file to stay",
        "restore the file; if the event no longer stands, give it a 'withdrawn' object",
        "An event that was published is cited elsewhere. A withdrawn event keeps its address and "
        "says why; a deleted one leaves readers with nothing.",
    ),
    Code(
        "T602",
        "error",
        "Id changed without an alias",
        "the id changed from {old} to {new}; expected {old} among the aliases",
        "add {old} to 'aliases'; if this is another event, restore {file_}",
        "An id is an address. The aliases lead readers and programs from the former one to the "
        "present one.",
    ),
    Code(
        "T603",
        "error",
        "Id used again",
        "the id {id} {was}; expected an id that never stood for another event",
        "{fix}",
        "Whoever cited the id would find another event at the same address.",
    ),
    Code(
        "T604",
        "error",
        "Former id dropped",
        "{id} was among the aliases and is gone; expected former ids to stay",
        "add {id} to 'aliases' again",
        "The address of a former id leads to the event only as long as the alias stands.",
    ),
    Code(
        "T605",
        "error",
        "Source lost without a word",
        "the source {source} of {publisher} is gone, and nothing says why",
        "restore the source, or say in 'note' why it was taken out",
        "Sources are what an event stands on. Who trusted this one must be able to learn why it "
        "no longer counts.",
    ),
    Code(
        "T606",
        "warning",
        "Withdrawal taken back without a word",
        "the event was withdrawn as {reason} and {now}, and nothing says why",
        "say in 'note' why, or restore the withdrawal",
        "Readers were told not to rely on the event.",
    ),
)
