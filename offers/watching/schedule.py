"""What the portal does by itself: ask for figures that are due, remind, end what is over, and see
that every warning comes before DAS."""

from __future__ import annotations

from dasportal.worker.jobs import job

from . import workflow


@job(label="Spørg efter tal om tilbud, der følges")
def ask_for_figures() -> None:
    """Safe to run again."""
    workflow.ask_due()
    workflow.lay_missing()
