"""The way of an early warning, of closer monitoring, and of figures that are asked for."""

from __future__ import annotations

from dasportal.accounts.transitions import Transition, Workflow

from ..models import (
    EarlyWarning,
    Followed,
    Monitoring,
    MonitoringStatus,
    Request,
    RequestStatus,
    WarningStatus,
)
from ..permissions import (
    can_answer_request,
    can_answer_warning,
    can_change_monitoring,
    can_close_warning,
    can_run_watching,
    can_warn,
)

W, M, R = WarningStatus, MonitoringStatus, RequestStatus
OFFICE = "sekretariatet"
OPERATOR = "driftsherrens tilbudsindberettere, medlem og stedfortræder; sekretariatet for dem"

WARNING = Workflow(
    name="early_warning",
    title="Tidlig varsling",
    status_field="status",
    states=WarningStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition("warn", "Send varslingen", (), W.SENT, can_warn, None, OPERATOR),
        Transition(
            "answer", "Svar", (W.SENT, W.ANSWERED), W.ANSWERED, can_answer_warning, None,
            "formanden for DAS, FU, sekretariatet og driftsherren"),
        Transition(
            "close", "Afslut varslingen", (W.SENT, W.ANSWERED), W.CLOSED, can_close_warning,
            "Varslingen kan ikke åbnes igen. Driftsherren kan sende en ny.",
            f"{OFFICE} og formanden for DAS"),
    ),
)  # fmt: skip

MONITORING = Workflow(
    name="monitoring",
    title="Tættere opfølgning",
    status_field="status",
    states=MonitoringStatus,
    transitions=(
        Transition("agree", "Aftal tættere opfølgning", (), M.RUNNING, can_run_watching, None,
                   OFFICE),
        Transition("prolong", "Forlæng", (M.RUNNING,), None, can_change_monitoring, None, OFFICE),
        Transition(
            "end", "Afslut opfølgningen", (M.RUNNING,), M.ENDED, can_change_monitoring,
            "Der spørges ikke mere, og det, der mangler svar, bortfalder.",
            f"{OFFICE}; portalen selv, når perioden er slut"),
    ),
)  # fmt: skip

REQUEST = Workflow(
    name="request_for_figures",
    title="Anmodning om tal",
    status_field="status",
    states=RequestStatus,
    transitions=(
        Transition("ask", "Spørg nu", (), R.ASKED, can_run_watching, None,
                   f"portalen selv, når det er tid; {OFFICE}"),
        Transition("answer", "Send tallene", (R.ASKED,), R.ANSWERED, can_answer_request, None,
                   f"den, der er spurgt; {OFFICE} for dem"),
        Transition("continue", "Fortsætter af sig selv", (R.ANSWERED,), R.AUTOMATIC,
                   can_answer_request, None, "portalen selv, når tallet er under grænsen"),
        Transition("lay", "Skal besluttes", (R.ANSWERED,), R.TO_DECIDE, can_answer_request, None,
                   "portalen selv, når der skal tages stilling"),
        Transition("decide", "Skriv beslutningen ind", (R.TO_DECIDE,), R.DECIDED,
                   can_run_watching, None, f"{OFFICE}, når mødet har besluttet det"),
        Transition("lapse", "Bortfalder", (R.ASKED,), R.LAPSED, can_run_watching, None,
                   f"{OFFICE}, når opfølgningen afsluttes"),
    ),
)  # fmt: skip


def locked_warning(warning: EarlyWarning) -> EarlyWarning:
    """The warning read anew and held until the transaction ends. Must run inside one."""
    rows = EarlyWarning.objects.select_for_update(of=("self",))
    return rows.select_related("offer__operator", "sent_by").get(pk=warning.pk)


def locked_monitoring(monitoring: Monitoring) -> Monitoring:
    rows = Monitoring.objects.select_for_update(of=("self",))
    return rows.select_related("offer__operator").get(pk=monitoring.pk)


def locked_followed(followed: Followed) -> Followed:
    rows = Followed.objects.select_for_update(of=("self",))
    return rows.select_related("answers", "rule_series", "forum").get(pk=followed.pk)


def locked_request(request: Request) -> Request:
    rows = Request.objects.select_for_update(of=("self",))
    related = ("monitoring__offer__operator", "followed__answers", "followed__rule_series")
    return rows.select_related(*related).get(pk=request.pk)
