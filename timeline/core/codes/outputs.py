"""T9: outputs that `timeline verify` reads back."""

from typing import Final

from timeline.core.codes.entry import Code

CODES: Final = (
    Code(
        "T911",
        "error",
        "No manifest",
        "there is no readable manifest.json in {place}: {reason}",
        "name the folder of a built site, or build it: timeline build",
        "The manifest lists every published file with its sum.",
    ),
    Code(
        "T912",
        "error",
        "File missing from the site",
        "the manifest lists the file, but it is not there",
        "build again, or fetch the file again",
        "A site without all of its files is not what was published.",
    ),
    Code(
        "T913",
        "error",
        "File not in the manifest",
        "the file is there, but the manifest does not list it",
        "remove it, or build again",
        "What the manifest does not list was not published by this program.",
    ),
    Code(
        "T914",
        "error",
        "Sum differs",
        "{what} is {found}; the manifest says {expected}",
        "fetch the file again, or build again",
        "The content is not what was published. What `timeline serve` shows differs in every page, "
        "which gets a script that reloads it: verify what `timeline build` wrote.",
    ),
    Code(
        "T915",
        "error",
        "Output does not fit its schema",
        "{reason}",
        "this is a fault of the program or a changed file; please report it",
        "Every JSON output keeps to its published schema.",
    ),
    Code(
        "T916",
        "error",
        "Outputs disagree",
        "{problem}",
        "build again; if it stays, please report it",
        "The counts and links in one output must agree with the others.",
    ),
    Code(
        "T917",
        "error",
        "File cannot be fetched",
        "the file cannot be fetched: {reason}",
        "try again later; if it stays, look at the host",
        "What cannot be read cannot be compared with what was published.",
    ),
    Code(
        "T921",
        "error",
        "Generated file is stale",
        "the file differs from what the models say",
        "run: timeline schema",
        "Schemas are generated from the models and committed, so that outsiders can use them.",
    ),
)
