"""T5: the vocabularies."""

from typing import Final

from timeline.core.codes.entry import Code

CODES: Final = (
    Code(
        "T501",
        "error",
        "Vocabulary missing",
        "there is no vocabulary {name}",
        'create it with at least {{"terms": []}}',
        "Every facet has its vocabulary, even if it is empty.",
    ),
    Code(
        "T502",
        "error",
        "Term twice",
        "the term {id} stands twice in this vocabulary; expected once",
        "delete or rename one of the two",
        "A term is an address; two cannot share one.",
    ),
    Code(
        "T503",
        "error",
        "Term refers to nothing",
        "{field} names {id}, which is not a term of {file_}{suggestion}",
        "correct the id or add the term",
        "References between terms must lead somewhere.",
    ),
    Code(
        "T504",
        "error",
        "Coordinates",
        "{problem}",
        "give latitude (-90 to 90) and longitude (-180 to 180) together, in degrees",
        "A place off the globe, or half a place, cannot be put on a map.",
    ),
    Code(
        "T505",
        "error",
        "Circle of terms",
        "{id} lies, through '{field}', within itself",
        "correct the chain of terms",
        "A place within itself, or a body that is part of itself, has no top.",
    ),
)
