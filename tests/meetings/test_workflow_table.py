"""The whole table of a meeting, exhaustively: role × status × step."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import meetings
from dasportal.accounts.models import Forum, Person, RoleKind
from dasportal.accounts.transitions import NotAllowed
from meetings.models import Meeting, MeetingStatus
from meetings.workflow import MEETING
from tests import factories

S = MeetingStatus
OFFICE_STEPS = {
    S.PLANNED: {"invite", "send_agenda", "cancel"},
    S.AGENDA_SENT: {"invite", "send_changes", "start", "cancel"},
    S.IN_SESSION: {"send_changes", "end"},
    S.HELD: {"resume", "send_minutes"},
    S.MINUTES_SENT: {"withdraw_minutes", "approve"},
    S.MINUTES_APPROVED: {"seal"},
    S.SEALED: set(),
    S.CANCELLED: {"reinstate"},
}
CHAIR_STEPS = {
    S.AGENDA_SENT: {"start"},
    S.IN_SESSION: {"end"},
    S.HELD: {"resume"},
    S.MINUTES_SENT: {"approve"},
    S.MINUTES_APPROVED: {"seal"},
}


@pytest.fixture
def people(das: Forum) -> dict[str, Person]:
    fu = factories.fu()
    return {
        "secretariat": factories.secretary(),
        "chair": factories.holder(RoleKind.CHAIR, forum=das),
        "other_chair": factories.holder(RoleKind.CHAIR, forum=fu),
        "member": factories.member(das),
        "deputy": factories.holder(RoleKind.DEPUTY, forum=das, party=factories.party()),
        "reader": factories.holder(RoleKind.READER, forum=das),
        "administrator": factories.administrator(),
        "tariff_reporter": factories.holder(RoleKind.TARIFF_REPORTER, party=factories.party()),
        "nobody": factories.person(),
    }


@pytest.mark.parametrize("status", S)
def test_available_steps_per_role(meeting: Meeting, people: dict[str, Person], status: S) -> None:
    meeting.status = status
    found = {
        who: {step.name for step in MEETING.available(meeting, person)}
        for who, person in people.items()
    }
    expected: dict[str, set[str]] = {who: set() for who in people}
    expected["secretariat"] = OFFICE_STEPS[status]
    expected["chair"] = CHAIR_STEPS.get(status, set())
    assert found == expected


def test_a_meeting_read_in_may_get_its_minutes_read_in(
    meeting: Meeting, people: dict[str, Person]
) -> None:
    meeting.status, meeting.imported = S.AGENDA_SENT, True
    may = {
        who for who, person in people.items() if MEETING.may(meeting, "import_minutes_of", person)
    }
    assert may == {"secretariat"}
    meeting.status = S.HELD
    assert not MEETING.may(meeting, "import_minutes_of", people["secretariat"])


def _sets_a_status(node: ast.AST) -> bool:
    """`x.status = MeetingStatus.…`, or a `status=` when a meeting is made or updated."""
    if isinstance(node, ast.Assign):
        parts = [part for target in node.targets for part in ast.walk(target)]
        found = any(isinstance(part, ast.Attribute) and part.attr == "status" for part in parts)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        makes = node.func.attr in ("create", "update", "get_or_create", "update_or_create")
        found = makes and any(word.arg == "status" for word in node.keywords)
    else:
        found = False
    return found and "Meeting" in ast.unparse(node)


def test_nothing_but_a_verb_sets_the_status_of_a_meeting() -> None:
    folder = Path(meetings.__file__).parent
    outside = [
        f"{file.relative_to(folder)}:{node.lineno} {ast.unparse(node)}"
        for file in folder.rglob("*.py")
        if not {"migrations", "workflow"} & {*file.parts}
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if _sets_a_status(node)
    ]
    assert outside == []


def test_refusal_tells_who_may(meeting: Meeting, member: Person) -> None:
    with pytest.raises(NotAllowed, match="sekretariatet"):
        MEETING.check(meeting, "send_agenda", member)


def test_refusal_tells_the_status_in_danish(meeting: Meeting, office: Person) -> None:
    with pytest.raises(NotAllowed, match="Status er »Planlagt«"):
        MEETING.check(meeting, "end", office)
