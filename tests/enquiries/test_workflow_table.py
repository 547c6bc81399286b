"""Both tables, exhaustively: role × status × step."""

from __future__ import annotations

import pytest

from dasportal.accounts.models import RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.enquiries import workflow
from dasportal.enquiries.models import EnquiryStatus, ResponseStatus
from dasportal.enquiries.workflow import ENQUIRY, RESPONSE
from tests import factories
from tests.enquiries.conftest import response
from tests.factories import AALBORG, LÆSØ

S, R = EnquiryStatus, ResponseStatus
OFFICE_STEPS = {
    S.DRAFT: {"send", "schedule", "cancel"},
    S.SCHEDULED: {"withdraw", "open", "cancel"},
    S.OPEN: {"extend", "remind", "close", "compile", "cancel"},
    S.CLOSED: {"reopen", "compile"},
    S.COMPILED: {"compile"},
    S.CANCELLED: set(),
}
PARTY_STEPS = {
    R.WAITING: {"begin", "submit"},
    R.DRAFT: {"submit"},
    R.SUBMITTED: {"take_back"},
    R.RETURNED: {"submit"},
}
OFFICE_ON_ONE = {
    R.WAITING: {"begin", "submit", "give_longer"},
    R.DRAFT: {"submit", "give_longer"},
    R.SUBMITTED: {"take_back", "ask_again"},
    R.RETURNED: {"submit", "ask_again", "give_longer"},
}


@pytest.fixture
def everyone(people, office):
    party = factories.party(AALBORG)
    return {
        **people,
        "office": office,
        "administrator": factories.administrator(),
        "offer_reporter": factories.holder(RoleKind.OFFER_REPORTER, party=party),
        "chair": factories.holder(RoleKind.CHAIR, forum=factories.das(), party=party),
        "expert": factories.holder(RoleKind.EXPERT),
        "nobody": factories.person(),
    }


@pytest.mark.parametrize("status", S)
def test_steps_of_an_enquiry_per_role(enquiry, everyone, status):
    enquiry.status = status
    for who, person in everyone.items():
        found = {step.name for step in ENQUIRY.available(enquiry, person)}
        assert found == (OFFICE_STEPS[status] if who == "office" else set()), who


@pytest.mark.parametrize("status", R)
def test_steps_of_a_response_per_role(sent, everyone, status):
    row = response(sent)
    row.status = status
    expected = dict.fromkeys((AALBORG, "deputy", "reporter", "offer_reporter"), PARTY_STEPS[status])
    expected["office"] = OFFICE_ON_ONE[status]
    for who, person in everyone.items():
        found = {step.name for step in RESPONSE.available(row, person)}
        assert found == expected.get(who, set()), who


def test_role_in_a_unit_answers_for_no_other_unit(office, people):
    fb, æh = factories.unit("FB"), factories.unit("ÆH")
    of_fb = factories.holder(RoleKind.MEMBER, "FB", forum=factories.das(), party=fb.party, unit=fb)
    made = workflow.create_enquiry(title="To enheder", kind="hearing", by=office)
    circle = [workflow.Asked(unit=fb), workflow.Asked(unit=æh)]
    workflow.set_circle(made, circle=circle, by=office)
    may = {
        row.unit.short_name: {step.name for step in RESPONSE.available(row, of_fb)}
        for row in made.responses.select_related("unit")
    }
    assert may == {"FB": {"begin", "submit"}, "ÆH": set()}


def test_party_and_its_units_are_not_asked_at_once(enquiry, office):
    both = [
        workflow.Asked(party=factories.party(AALBORG)),
        workflow.Asked(unit=factories.unit("FB")),
    ]
    with pytest.raises(NotAllowed, match="enten"):
        workflow.set_circle(enquiry, circle=both, by=office)


def test_questions_lie_fast_when_it_is_sent(sent, office):
    with pytest.raises(NotAllowed, match="ligger fast"):
        workflow.add_question(sent, by=office, text="En til", kind="text")
    with pytest.raises(NotAllowed, match="ligger fast"):
        workflow.set_circle(sent, circle=[], by=office)


def test_empty_enquiry_is_not_sent(office):
    made = workflow.create_enquiry(title="Tom", kind="hearing", by=office)
    made.questions.all().delete()
    with pytest.raises(NotAllowed, match=r"ingen spørgsmål.*Kredsen er tom.*Svarfristen mangler"):
        workflow.send_enquiry(made, by=office)


def test_refusal_tells_who_may(sent, people):
    with pytest.raises(NotAllowed, match="sekretariatet"):
        workflow.close_enquiry(sent, by=people[LÆSØ])
