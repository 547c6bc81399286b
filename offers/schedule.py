"""What the portal does by itself: keep text and bilag fresh until the agenda is sent."""

from __future__ import annotations

from dasportal.worker.jobs import job

from . import workflow


@job(label="Opdatér punkter om tilbud på dagsordener, der ikke er sendt")
def refresh_cases() -> None:
    """Safe to run again: what has not moved is left alone."""
    workflow.refresh_due()
