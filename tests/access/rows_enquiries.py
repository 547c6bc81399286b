"""Who may open what of enquiries: the secretariat its side, a party its own answer, 404 for others.

The sample hearing is sent to Aalborg alone; those with a party in the world act for Aalborg, but
for OTHER_PARTY, who is of Læsø.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from dasportal.enquiries import workflow
from dasportal.enquiries.models import (
    AnswerFile,
    Compilation,
    Enquiry,
    Network,
    PartAnswer,
    Response,
)
from dasportal.enquiries.workflow import Asked
from tests import factories
from tests.access.matrix import (
    DEPUTY,
    MEMBER,
    MEMBER_FU,
    OFFER_REPORTER,
    SECRETARIAT,
    TARIFF_REPORTER,
    WITH_A_ROLE,
    Row,
    World,
    allow,
)
from tests.access.rows_meetings import a_file
from tests.enquiries.conftest import YES_NO, add

ANSWERS = (MEMBER, MEMBER_FU, DEPUTY, TARIFF_REPORTER, OFFER_REPORTER)
OFFICE = allow(SECRETARIAT)
OFFICE_MOVES = allow(SECRETARIAT, status=302)
NO_POST = allow(SECRETARIAT, status=405)


def seen_by(*actors: str, status: int = 200) -> dict[str, int | str]:
    """These get it; others with a role 404, as if it were not there; without one 403."""
    return {**allow(*WITH_A_ROLE, status=404), **dict.fromkeys(actors, status)}


OWN = seen_by(*ANSWERS)
OWN_AND_OFFICE = seen_by(*ANSWERS, SECRETARIAT)


def draft(world: World) -> Enquiry:
    office = world[SECRETARIAT]
    made = workflow.create_enquiry(
        title="Ny vejledning", kind="hearing", by=office, is_shared=True,
        closes_on=timezone.localdate() + timedelta(days=7),
    )  # fmt: skip
    add(made, office, "Kan I tilslutte jer?", "choice", options=YES_NO)
    add(made, office, "Dokumentation", "file", required=False)
    workflow.set_circle(made, circle=[Asked(party=factories.party())], by=office)
    return made


def sent(world: World) -> Enquiry:
    return workflow.send_enquiry(draft(world), by=world[SECRETARIAT])


def bought(world: World) -> Enquiry:
    """Aalborg's answer on the places it buys."""
    office, today = world[SECRETARIAT], timezone.localdate()
    made = workflow.create_enquiry(title="Køb", kind="places", by=office, closes_on=today)
    workflow.set_circle(made, circle=[Asked(party=factories.party())], by=office)
    made = workflow.send_enquiry(made, by=office)
    row, asked = made.responses.get(), made.questions.get(key="pladser")
    said = [{"tilbud": "Kvisten", "driftsherre": "Aalborg", "ventet": "", "nu": "2", "naeste": "3"}]
    workflow.save_answer(row, asked, raw=said, base_revision=0, by=world[MEMBER])
    workflow.submit(row, by=world[MEMBER])
    return made


def response(world: World) -> Response:
    return sent(world).responses.get()


def begun(world: World) -> Response:
    row = response(world)
    asked = row.enquiry.questions.get(kind="choice")
    workflow.save_answer(row, asked, raw="ja", base_revision=0, by=world[MEMBER])
    return row


def submitted(world: World) -> Response:
    row = begun(world)
    workflow.submit(row, by=world[MEMBER])
    return row


def part(world: World, **who: str) -> PartAnswer:
    row = begun(world)
    who = who or {"name": "Kollega", "email": "kollega@parti.example"}
    asked = [row.enquiry.questions.get(kind="choice")]
    made, _ = workflow.ask_colleague(row, questions=asked, by=world[MEMBER], **who)
    return made


def _pk(make: Any) -> Any:
    return lambda world: {"pk": make(world).pk}


def _file(world: World) -> dict[str, Any]:
    made = draft(world)
    row = workflow.add_file(made, file=with_bytes(), by=world[SECRETARIAT], title="Vejledning")
    workflow.send_enquiry(made, by=world[SECRETARIAT])
    return {"pk": row.pk}


def _draft_file(world: World) -> dict[str, Any]:
    row = workflow.add_file(draft(world), file=a_file(), by=world[SECRETARIAT], title="Vejledning")
    return {"pk": row.pk}


def with_bytes() -> Any:
    file = a_file()
    file.on_disk.parent.mkdir(parents=True, exist_ok=True)
    file.on_disk.write_bytes(b"%PDF-1.7")
    return file


def answer_file(world: World, *, handed_in: bool) -> AnswerFile:
    row = begun(world)
    asked = row.enquiry.questions.get(kind="file")
    made = workflow.add_answer_file(row, asked, file=with_bytes(), by=world[MEMBER])
    if handed_in:
        workflow.submit(row, by=world[MEMBER])
    return made


def _question(world: World) -> dict[str, Any]:
    return {"pk": draft(world).questions.get(kind="choice").pk}


def network(world: World) -> Network:
    members = [Asked(party=factories.party())]
    return workflow.save_network(None, name="Faste", members=members, by=world[SECRETARIAT])


def compilation(world: World) -> Compilation:
    row = submitted(world)
    return workflow.compile_answers(row.enquiry, by=world[SECRETARIAT])


def _shared(world: World) -> dict[str, Any]:
    row = submitted(world)
    workflow.close_enquiry(row.enquiry, by=world[SECRETARIAT])
    return {"pk": row.pk}


def _delegate(world: World) -> dict[str, Any]:
    row = response(world)
    named = factories.holder("reader", forum=world.fu)
    made = workflow.name_answerer(row, email=named.email, by=world[MEMBER])
    return {"pk": row.pk, "delegate": made.pk}


def _link(world: World) -> dict[str, Any]:
    row = begun(world)
    asked = [row.enquiry.questions.get(kind="choice")]
    who = {"name": "Kollega", "email": "kollega@parti.example"}
    _, token = workflow.ask_colleague(row, questions=asked, by=world[MEMBER], **who)
    return {"token": token}


LIST = [
    Row("enquiries:list", get=OFFICE, post=allow(SECRETARIAT)),
    Row("enquiries:new", get=OFFICE, post=OFFICE),
    Row("enquiries:enquiry", kwargs=_pk(sent), get=OFFICE, post=OFFICE),
    Row("enquiries:enquiry", variant="draft", kwargs=_pk(draft), get=OFFICE, post=OFFICE),
    Row("enquiries:edit", kwargs=_pk(draft), get=OFFICE, post=OFFICE),
    Row("enquiries:copy", kwargs=_pk(sent), get=OFFICE, post=OFFICE_MOVES),
    Row("enquiries:remove", kwargs=_pk(draft), get=OFFICE, post=OFFICE_MOVES),
    Row("enquiries:file_add", kwargs=_pk(draft), get=OFFICE, post=OFFICE),
    Row("enquiries:file_remove", kwargs=_draft_file, get=NO_POST, post=OFFICE_MOVES),
    Row("enquiries:file", kwargs=_file, get=OWN_AND_OFFICE, post=OWN_AND_OFFICE),
    Row("enquiries:file", variant="before it is sent", kwargs=_draft_file,
        get=seen_by(), post=seen_by()),
]  # fmt: skip
BUILDING = [
    Row("enquiries:questions", kwargs=_pk(draft), get=OFFICE, post=OFFICE),
    Row("enquiries:order", kwargs=_pk(draft), get=NO_POST, post=OFFICE_MOVES),
    Row("enquiries:question_new", kwargs=lambda w: {"pk": draft(w).pk, "kind": "table"},
        get=OFFICE, post=OFFICE,
        data=lambda w: {"kolonne-TOTAL_FORMS": "0", "kolonne-INITIAL_FORMS": "0"}),
    Row("enquiries:question", kwargs=_question, get=OFFICE, post=OFFICE),
    Row("enquiries:question_remove", kwargs=_question, get=NO_POST, post=OFFICE_MOVES),
    Row("enquiries:preview", kwargs=_pk(draft), get=OFFICE, post=OFFICE),
    Row("enquiries:circle", kwargs=_pk(draft), get=OFFICE, post=OFFICE),
    Row("enquiries:networks", get=OFFICE, post=OFFICE),
    Row("enquiries:network_new", get=OFFICE, post=OFFICE),
    Row("enquiries:network", kwargs=_pk(network), get=OFFICE, post=OFFICE),
    Row("enquiries:network_remove", kwargs=_pk(network), get=OFFICE, post=OFFICE_MOVES),
]  # fmt: skip
STEPS = [
    Row("enquiries:send", kwargs=_pk(draft), get=OFFICE, post=OFFICE_MOVES),
    Row("enquiries:step", kwargs=lambda w: {"pk": sent(w).pk, "name": "close"},
        get=OFFICE, post=OFFICE_MOVES),
    Row("enquiries:extend", kwargs=_pk(sent), get=OFFICE, post=OFFICE),
    Row("enquiries:reopen", kwargs=_pk(sent), get=OFFICE, post=OFFICE),
    Row("enquiries:cancel", kwargs=_pk(sent), get=OFFICE, post=OFFICE),
    Row("enquiries:remind", kwargs=_pk(sent), get=OFFICE, post=OFFICE_MOVES),
    Row("enquiries:remind_one", kwargs=_pk(response), get=NO_POST, post=OFFICE_MOVES),
    Row("enquiries:ask_again", kwargs=_pk(submitted), get=OFFICE, post=OFFICE),
    Row("enquiries:give_longer", kwargs=_pk(response), get=OFFICE, post=OFFICE),
    Row("enquiries:ask_less", kwargs=_pk(response), get=NO_POST, post=OFFICE_MOVES),
]  # fmt: skip
COMPILING = [
    Row("enquiries:purchases", kwargs=_pk(bought), get=OFFICE, post=OFFICE_MOVES),
    Row("enquiries:answers", kwargs=lambda w: {"pk": submitted(w).enquiry_id},
        get=OFFICE, post=OFFICE),
    Row("enquiries:answers", variant="by question", query={"vis": "liste"},
        kwargs=lambda w: {"pk": submitted(w).enquiry_id}, get=OFFICE, post=OFFICE),
    Row("enquiries:workbook", kwargs=_pk(sent), get=OFFICE, post=OFFICE),
    Row("enquiries:compile", kwargs=_pk(sent), get=OFFICE, post=OFFICE),
    Row("enquiries:compilation", kwargs=_pk(compilation), get=OFFICE, post=OFFICE),
    Row("enquiries:progress", kwargs=_pk(compilation), get=OFFICE, post=OFFICE),
    Row("enquiries:compilation_again", kwargs=_pk(compilation), get=NO_POST, post=OFFICE_MOVES),
    Row("enquiries:answer_file", kwargs=_pk(lambda w: answer_file(w, handed_in=True)),
        get=OWN_AND_OFFICE, post=OWN_AND_OFFICE),
    Row("enquiries:answer_file", variant="in a draft",
        kwargs=_pk(lambda w: answer_file(w, handed_in=False)), get=OWN, post=OWN),
]  # fmt: skip
RESPONDING = [
    Row("enquiries:mine", get=allow(*WITH_A_ROLE), post=allow(*WITH_A_ROLE)),
    Row("enquiries:response", kwargs=_pk(submitted), get=OWN_AND_OFFICE, post=OWN_AND_OFFICE),
    Row("enquiries:response", variant="before it is sent",
        kwargs=lambda w: {"pk": draft(w).responses.get().pk},
        get=seen_by(SECRETARIAT), post=seen_by(SECRETARIAT)),
    Row("enquiries:write", kwargs=_pk(begun), get={**OWN, SECRETARIAT: 302},
        post={**seen_by(*ANSWERS, SECRETARIAT, status=302)}),
    Row("enquiries:save", kwargs=_pk(response), get=allow(*WITH_A_ROLE, status=405),
        post=OWN_AND_OFFICE, data=lambda w: {"field": "bemaerkninger", "value": "s-bemaerkninger=x"}),
    Row("enquiries:submit", kwargs=_pk(begun), get={**OWN, SECRETARIAT: 302},
        post=seen_by(*ANSWERS, SECRETARIAT, status=302)),
    Row("enquiries:take_back", kwargs=_pk(submitted), get=OWN_AND_OFFICE,
        post=seen_by(*ANSWERS, SECRETARIAT, status=302)),
    Row("enquiries:take_lead", kwargs=_pk(begun), get=allow(*WITH_A_ROLE, status=405),
        post=seen_by(*ANSWERS, SECRETARIAT, status=302)),
    Row("enquiries:shared", kwargs=_shared, get=OWN, post=OWN),
    Row("enquiries:shared", variant="while it is open", kwargs=_pk(submitted),
        get=seen_by(), post=seen_by()),
]  # fmt: skip
GATHERING = [
    Row("enquiries:colleagues", kwargs=_pk(begun), get=OWN, post=OWN),
    Row("enquiries:part_ask", kwargs=_pk(begun), get=allow(*WITH_A_ROLE, status=405), post=OWN),
    Row("enquiries:delegate_add", kwargs=_pk(begun), get=allow(*WITH_A_ROLE, status=405),
        post=OWN),
    Row("enquiries:delegate_remove", kwargs=_delegate, get=allow(*WITH_A_ROLE, status=405),
        post=seen_by(*ANSWERS, status=302)),
    Row("enquiries:part",
        kwargs=lambda w: {"pk": part(w, name="E", email=w["expert"].email).pk},
        get=seen_by("expert"), post=seen_by("expert", status=409)),
    Row("enquiries:part_withdraw", kwargs=_pk(part), get=allow(*WITH_A_ROLE, status=405),
        post=seen_by(*ANSWERS, status=302)),
    Row("enquiries:part_by_link", kwargs=_link, anonymous=(200, 409),
        get=200, post=409),
]  # fmt: skip
ROWS = [*LIST, *BUILDING, *STEPS, *COMPILING, *RESPONDING, *GATHERING]
