"""What a version is called: by the step that froze it."""

from __future__ import annotations

from tariffs.workflow import SUBMISSION

DONE = {
    "submit": "Indsendt", "return": "Sendt retur", "accept": "Taget imod", "approve": "Godkendt",
    "approve_rest": "Det undtagne godkendt", "lay": "Lagt ind som godkendt",
}  # fmt: skip


def step_label(step: str) -> str:
    """»Sendt retur«; of a step that is not named here, what its button says."""
    named = {row.name: row.label for row in SUBMISSION.transitions}
    return DONE.get(step) or named.get(step, step)
