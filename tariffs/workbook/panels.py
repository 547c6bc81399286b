"""What stands on the page of a submission about regneark."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dasportal.accounts.access import person_of
from tariffs.models import Submission
from tariffs.workflow import SUBMISSION


def ways(request: HttpRequest, submission: Submission) -> dict[str, Any]:
    """Fetch the workbook; send it back and paste, while the submission can be written in."""
    steps = SUBMISSION.available(submission, person_of(request))
    return {"submission": submission, "may_write": any(step.name == "write" for step in steps)}
