"""The verbs of an indstilling. Pure."""

from __future__ import annotations

from .models import Verb

# Longest first: »tager stilling til« before »tager«.
_BEGINNINGS = (
    ("tager til efterretning", Verb.TAKES_NOTE),
    ("tager orienteringen til efterretning", Verb.TAKES_NOTE),
    ("tager stilling", Verb.TAKES_POSITION),
    ("anbefaler", Verb.RECOMMENDS_ONWARD),
    ("indstiller", Verb.RECOMMENDS_ONWARD),
    ("godkender", Verb.APPROVES),
    ("drøfter", Verb.DISCUSSES),
    ("beslutter", Verb.DECIDES),
)


def verb_of(text: str) -> str:
    """The verb a recommendation begins with; Verb.OTHER when it has none that decides.

    The body's own name before the verb (»DAS godkender …«) is passed over, and a sentence that
    ends in »til efterretning« takes note whatever stands between.
    """
    words = text.strip().lower().rstrip(".")
    for beginning, verb in _BEGINNINGS:
        position = words.find(beginning)
        if position == 0 or (position > 0 and len(words[:position].split()) <= 3):
            return verb
    if words.endswith("til efterretning"):
        return Verb.TAKES_NOTE
    return Verb.OTHER
