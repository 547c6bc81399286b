"""Quality 20: twelve answers to forty questions on one page, against a bare page, in one run."""

from __future__ import annotations

import sys
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Party, PartyKind
from dasportal.enquiries import workflow
from dasportal.enquiries.models import Enquiry
from dasportal.enquiries.workflow import Asked
from tests import factories
from tests.bench.test_pages import Measured, measure

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
QUESTIONS = 40
GOAL = 3.0


@pytest.fixture
def client(settings) -> Client:
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.bench.bare_urls"
    signed_in = Client(headers={"Accept-Language": "da"})
    signed_in.force_login(factories.secretary())
    return signed_in


def twelve_by_forty() -> Enquiry:
    """Twelve parties, forty questions: figures, choices and texts in turn."""
    office = factories.secretary()
    made = workflow.create_enquiry(
        title="Tolv svar", kind="hearing", by=office,
        closes_on=timezone.localdate() + timedelta(days=7),
    )  # fmt: skip
    options = [{"key": "ja", "label": "Ja"}, {"key": "nej", "label": "Nej"}]
    for number in range(QUESTIONS - 1):
        kind = ("number", "choice", "text")[number % 3]
        workflow.add_question(
            made, by=office, text=f"Spørgsmål {number}", key=f"q{number}", kind=kind,
            options=options if kind == "choice" else [],
        )  # fmt: skip
    parties = Party.objects.exclude(kind=PartyKind.OTHER)
    workflow.set_circle(made, circle=[Asked(party=party) for party in parties], by=office)
    workflow.send_enquiry(made, by=office)
    for place, row in enumerate(made.responses.all()):
        for question in made.questions.all():
            raw = {"number": str(100 + place), "choice": "ja"}.get(
                question.kind, "En sætning eller to."
            )
            workflow.save_answer(row, question, raw=raw, base_revision=0, by=office)
        workflow.submit(row, by=office, received_from="mail")
    return made


def test_answer_pages_against_a_bare_page(client, capsys):
    made = twelve_by_forty()
    pages = {
        "answers": reverse("enquiries:answers", args=[made.pk]),
        "answers by question": reverse("enquiries:answers", args=[made.pk]) + "?vis=liste",
        "only differences": reverse("enquiries:answers", args=[made.pk]) + "?forskelle",
        "the enquiry": reverse("enquiries:enquiry", args=[made.pk]),
        "the form": reverse("enquiries:preview", args=[made.pk]),
    }
    rows = [measure(client, name, address) for name, address in pages.items()]
    with capsys.disabled():
        say(rows)
    assert client.get(pages["answers"]).content.count(b"<td") > 12 * QUESTIONS


def say(rows: list[Measured]) -> None:
    lines = [f"\n12 answers x {QUESTIONS} questions. Goal: at most {GOAL:.0f} x a bare page."]
    lines += [
        f"  {row.ratio:5.2f} x {'(over)' if row.ratio > GOAL else '      '} {row.seconds * 1000:7.1f} ms"
        f" (bare {row.bare * 1000:.1f}) {row.queries:4d} queries  {row.name}"
        for row in rows
    ]
    sys.stdout.write("\n".join(lines) + "\n")
