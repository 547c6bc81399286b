"""Jobs to test with. A job is a module-level function, so they live in a module of their own."""

import pytest


@pytest.fixture(autouse=True)
def _no_record_of_earlier_calls():
    from tests.worker import sample_jobs

    sample_jobs.calls.clear()
