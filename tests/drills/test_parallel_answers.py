"""Quality 13: fifty who hand in, save, send or compile at the same moment make one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dasportal.enquiries import workflow
from dasportal.enquiries.models import Compilation, Enquiry, Submission
from dasportal.enquiries.workflow import Conflict
from dasportal.mail.models import OutgoingMail
from tests import factories
from tests.drills.test_parallel_submits import MANY, at_once

pytestmark = pytest.mark.drill


@pytest.fixture
def scene(own_database):
    office, member = factories.secretary("Sekretær"), factories.member(name="Medlem")
    made = workflow.create_enquiry(
        title="Samtidig", kind="hearing", by=office,
        closes_on=timezone.localdate() + timedelta(days=3),
    )  # fmt: skip
    workflow.set_circle(made, circle=[workflow.Asked(party=factories.party())], by=office)
    return made, office, member


def test_fifty_submits_make_one(scene):
    made, office, member = scene
    workflow.send_enquiry(made, by=office)
    row = made.responses.get()
    ended = at_once(lambda: workflow.submit(row, by=member))
    assert ended == {"done": 1, "not allowed": MANY - 1}
    assert Submission.objects.count() == 1
    assert OutgoingMail.objects.filter(kind="receipt").count() == 1
    history = row.enquiry_status_lead_due_on_late_on_behalf_events.order_by("pgh_id")
    seen = list(history.values_list("status", flat=True))
    assert seen.count("submitted") == 1


def test_fifty_sends_make_one(scene):
    made, office, _ = scene
    ended = at_once(lambda: workflow.send_enquiry(made, by=office))
    assert ended == {"done": 1, "not allowed": MANY - 1}
    assert OutgoingMail.objects.filter(kind="enquiry").count() == 1


def test_fifty_saves_on_one_revision_keep_one_and_tell_the_rest(scene):
    made, office, member = scene
    workflow.send_enquiry(made, by=office)
    row, question = made.responses.get(), made.questions.get()
    numbers, kept = iter(range(MANY)), []

    def save() -> None:
        text = f"Nummer {next(numbers)}"
        try:
            workflow.save_answer(row, question, raw=text, base_revision=0, by=member)
        except Conflict:
            return
        kept.append(text)

    at_once(save)
    assert len(kept) == 1
    answer = row.answers.get()
    assert (answer.value, answer.revision, answer.revisions.count()) == (kept[0], 1, 1)


def test_fifty_closings_make_one(scene):
    made, office, _ = scene
    workflow.send_enquiry(made, by=office)
    at_once(lambda: workflow.close_enquiry(made, by=office))
    assert Enquiry.objects.get().status == "closed"
    assert OutgoingMail.objects.filter(key__startswith="enquiry-closed").count() == 1
    assert not Compilation.objects.exists()
