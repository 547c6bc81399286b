"""What the dialogue does by itself."""

from __future__ import annotations

from datetime import timedelta

from dasportal.worker.jobs import job
from dasportal.worker.schedule import SCHEDULE, Duty

from . import workflow


@job(label="Afslut delinger, hvis tid er gået")
def lapse_shares() -> None:
    """Ends the shares that no longer open, for good. A second run finds nothing to do."""
    workflow.lapse_all()


def register() -> None:
    SCHEDULE.add(
        Duty(
            "dialogue.lapse_shares",
            "Afslut delinger, hvis tid er gået",
            lapse_shares,
            every=timedelta(minutes=10),
        )
    )
