"""What stands in the form when it is opened: what the enquiry's kind knows already."""

from __future__ import annotations

from ..models import Answer, Response
from ..slots import Kind


def prefill(response: Response, kind: Kind) -> None:
    """Lay the kind's values as answers that nobody has saved yet."""
    given = kind.prefill(response)
    if not given:
        return
    questions = {row.key: row for row in response.enquiry.questions.all() if row.key in given}
    Answer.objects.bulk_create(
        (
            Answer(response=response, question=question, value=given[key])
            for key, question in questions.items()
        ),
        ignore_conflicts=True,
    )
