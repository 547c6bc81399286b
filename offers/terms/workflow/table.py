"""The way of special terms, and of each party's answer, in two tables."""

from __future__ import annotations

from dasportal.accounts.transitions import Transition, Workflow

from ..models import Answer, AnswerStatus, Proposal, Status
from ..permissions import can_answer, can_propose, can_run_terms

S, A = Status, AnswerStatus
OFFICE = "sekretariatet"
OPERATOR = "driftsherrens indberettere, medlem og stedfortræder; sekretariatet"
PARTY = "partens medlem af DAS og stedfortræder; sekretariatet på partens vegne"

PROPOSAL = Workflow(
    name="special_terms",
    title="Særlige vilkår",
    status_field="status",
    states=Status,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition("draft", "Nyt forslag", (), S.DRAFT, can_propose, None, OPERATOR),
        Transition("change", "Ret", (S.DRAFT,), None, can_propose, None, OPERATOR),
        Transition("amend", "Ret det fremlagte", (S.PROPOSED,), None, can_run_terms, None, OFFICE),
        Transition(
            "propose", "Fremlæg", (S.DRAFT,), S.PROPOSED, can_propose,
            "Forslaget bliver synligt for alle parter. Intet sættes i kraft af sig selv: DAS "
            "beslutter, og hver part tager selv stilling.", OPERATOR),
        Transition("hear", "Hør parterne", (S.PROPOSED,), None, can_run_terms, None, OFFICE),
        Transition("put", "Sæt på dagsorden", (S.PROPOSED,), None, can_run_terms, None, OFFICE),
        Transition(
            "withdraw", "Træk tilbage", (S.DRAFT, S.PROPOSED), S.WITHDRAWN, can_propose,
            "Forslaget går ikke videre.", OPERATOR),
        Transition("agree", "Godkend", (S.PROPOSED,), S.AGREED, can_run_terms, None,
                   f"{OFFICE}, med beslutningen i DAS"),
        Transition("reject", "Godkend ikke", (S.PROPOSED,), S.REJECTED, can_run_terms, None,
                   f"{OFFICE}, med beslutningen i DAS"),
        Transition(
            "begin", "Sæt i kraft", (S.AGREED,), S.IN_FORCE, can_run_terms,
            "Vilkårene gælder for dem, der har tiltrådt. Parter, der ikke har svaret, er ikke "
            "bundet.", OFFICE),
        Transition("follow", "Notér opfølgning", (S.IN_FORCE,), None, can_run_terms, None, OFFICE),
        Transition("prolong", "Forlæng", (S.IN_FORCE,), None, can_run_terms, None, OFFICE),
        Transition(
            "end", "Afslut", (S.AGREED, S.IN_FORCE), S.ENDED, can_run_terms,
            "Vilkårene ophører for alle parter.", OFFICE),
    ),
)  # fmt: skip

ANSWER = Workflow(
    name="special_terms_answer",
    title="En parts svar på særlige vilkår",
    status_field="status",
    states=AnswerStatus,
    transitions=(
        Transition("ask", "Spørg", (), A.WAITING, can_run_terms, None,
                   f"{OFFICE}, med beslutningen i DAS"),
        Transition("join", "Tiltræd", (A.WAITING, A.DECLINED), A.JOINED, can_answer, None, PARTY),
        Transition("decline", "Afslå", (A.WAITING,), A.DECLINED, can_answer, None, PARTY),
        Transition(
            "reopen", "Svaret var en fejl", (A.JOINED, A.DECLINED), A.WAITING, can_run_terms,
            "Partens svar fjernes, og parten bliver spurgt igen.", OFFICE),
    ),
)  # fmt: skip


def locked_proposal(proposal: Proposal) -> Proposal:
    """The proposal read anew and held until the transaction ends. Must run inside one."""
    rows = Proposal.objects.select_for_update(of=("self",))
    return rows.select_related("offer__operator", "course", "case").get(pk=proposal.pk)


def locked_answer(answer: Answer) -> Answer:
    rows = Answer.objects.select_for_update(of=("self",))
    return rows.select_related("party", "proposal__offer__operator").get(pk=answer.pk)
