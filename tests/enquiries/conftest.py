"""What tests of enquiries share: a secretary, the parties' people, and a hearing to work on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from dasportal.accounts.models import Person, RoleKind
from dasportal.enquiries import workflow
from dasportal.enquiries.models import Enquiry, Question, Response
from dasportal.enquiries.workflow import Asked
from tests import factories
from tests.factories import AALBORG, LÆSØ, REGION

CODES = (AALBORG, LÆSØ, REGION)


@pytest.fixture
def office(db: None) -> Person:
    return factories.secretary("Sekretær")


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    """A member for each of three parties, and more for Aalborg."""
    aalborg = factories.party(AALBORG)
    made = {code: factories.member(code=code, name=f"Medlem {code}") for code in CODES}
    made["deputy"] = factories.holder(
        RoleKind.DEPUTY, "Stedfortræder", forum=factories.das(), party=aalborg
    )
    made["reporter"] = factories.holder(RoleKind.TARIFF_REPORTER, "Indberetter", party=aalborg)
    made["reader"] = factories.holder(RoleKind.READER, "Læser", forum=factories.das())
    return made


@pytest.fixture
def enquiry(office: Person, people: dict[str, Person]) -> Enquiry:
    """A draft with a question of each common kind, to three parties, due in a week."""
    return build(office)


@pytest.fixture
def sent(enquiry: Enquiry, office: Person) -> Enquiry:
    return workflow.send_enquiry(enquiry, by=office)


def build(office: Person, codes: tuple[str, ...] = CODES, **frame: Any) -> Enquiry:
    frame.setdefault("closes_on", timezone.localdate() + timedelta(days=7))
    made = workflow.create_enquiry(title="Ny vejledning", kind="hearing", by=office, **frame)
    add(made, office, "Kan I tilslutte jer?", "choice", options=YES_NO)
    add(made, office, "Antal pladser", "number", unit="pladser", required=False)
    add(made, office, "Hvorfor?", "long_text", required=False)
    circle = [Asked(party=factories.party(code)) for code in codes]
    workflow.set_circle(made, circle=circle, by=office)
    return made


YES_NO = [{"key": "ja", "label": "Ja"}, {"key": "nej", "label": "Nej"}]
PLACES = [
    {"key": "tilbud", "label": "Tilbud", "kind": "text", "unit": "", "decimals": 0, "options": []},
    {"key": "pladser", "label": "Pladser", "kind": "number", "unit": "pladser", "decimals": 0,
     "options": []},
]  # fmt: skip


def add(enquiry: Enquiry, by: Person, text: str, kind: str, **made_of: Any) -> Question:
    return workflow.add_question(enquiry, by=by, text=text, kind=kind, **made_of)


def response(enquiry: Enquiry, code: str = AALBORG) -> Response:
    return enquiry.responses.get(party__code=code, unit=None)


def question(enquiry: Enquiry, text: str) -> Question:
    return enquiry.questions.get(text=text)


def type_in(row: Response, by: Person, **given: Any) -> None:
    """Save answers by the questions' keys, each on top of what is there."""
    for key, raw in given.items():
        asked = row.enquiry.questions.get(key=key.replace("_", "-"))
        there = row.answers.filter(question=asked).first()
        workflow.save_answer(
            row, asked, raw=raw, base_revision=there.revision if there else 0, by=by
        )


def answer(row: Response, by: Person, **given: Any) -> Any:
    """Type the answers in and hand them in."""
    type_in(row, by, **{"kan_i_tilslutte_jer": "ja", **given})
    return workflow.submit(row, by=by)


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)
