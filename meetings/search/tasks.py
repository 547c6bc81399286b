"""What the worker does for the index."""

from __future__ import annotations

from dasportal.worker.jobs import LATER, job

from .enquiries import refresh_enquiries
from .indexing import count_words, refresh

ALL = 1_000_000


@job(label="Gør søgningen opdateret", priority=LATER)
def index_changed() -> None:
    """Index every meeting and every enquiry that has changed."""
    refresh(ALL)
    refresh_enquiries(ALL)


@job(label="Tæl søgningens ord", priority=LATER)
def count() -> None:
    """Count the words anew each night, and forget those that nothing holds any more."""
    count_words()
