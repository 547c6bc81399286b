"""The way of a meeting, in one table. Everything that sets Meeting.status is a row here."""

from __future__ import annotations

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed, Transition, Workflow

from ..models import AGENDA_CAN_CHANGE, Meeting, MeetingStatus
from ..permissions import can_add_minutes_read_in, can_lead_meeting, can_prepare_meetings
from ..tasks import pages_have_changed

S = MeetingStatus
OFFICE = "sekretariatet"
LEAD = "sekretariatet eller formanden"

MEETING = Workflow(
    name="meeting",
    title="Møde",
    status_field="status",
    states=MeetingStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition(
            "plan", "Opret møde", (), S.PLANNED, can_prepare_meetings, None, OFFICE),
        Transition(
            "invite", "Indkald medlemmerne", (S.PLANNED, S.AGENDA_SENT), None,
            can_prepare_meetings,
            "De, der sidder i forummet, får mødet til deres kalender. Flyttes eller aflyses det, "
            "følger kalenderen med.", OFFICE),
        Transition(
            "send_agenda", "Send dagsorden", (S.PLANNED,), S.AGENDA_SENT, can_prepare_meetings,
            "Dagsordenen sendes til forummets medlemmer, og numrene ligger derefter fast.", OFFICE),
        Transition(
            "send_changes", "Send ændringer", (S.AGENDA_SENT, S.IN_SESSION), None,
            can_prepare_meetings,
            "Der sendes en ny version af dagsordenen med en liste over det, der er nyt.", OFFICE),
        Transition(
            "start", "Åbn mødet", (S.AGENDA_SENT,), S.IN_SESSION, can_lead_meeting, None, LEAD),
        Transition(
            "end", "Slut mødet", (S.IN_SESSION,), S.HELD, can_lead_meeting, None, LEAD),
        Transition(
            "resume", "Genåbn mødet", (S.HELD,), S.IN_SESSION, can_lead_meeting, None, LEAD),
        Transition(
            "send_minutes", "Send referatudkast", (S.HELD,), S.MINUTES_SENT, can_prepare_meetings,
            "Referatudkastet sendes til forummets medlemmer.", OFFICE),
        Transition(
            "withdraw_minutes", "Ret referatudkastet", (S.MINUTES_SENT,), S.HELD,
            can_prepare_meetings,
            "Udkastet tages tilbage til rettelse. Den udsendte version kan stadig læses, og "
            "medlemmerne får besked, når en ny sendes.", OFFICE),
        Transition(
            "approve", "Godkend referatet", (S.MINUTES_SENT,), S.MINUTES_APPROVED,
            can_lead_meeting, None, "det næste mødes beslutning"),
        Transition(
            "seal", "Forsegl referatet", (S.MINUTES_APPROVED,), S.SEALED, can_lead_meeting,
            "Et forseglet referat kan ikke ændres. Senere rettelser skrives som »Red.:« ved siden "
            "af.", OFFICE),
        Transition(
            "cancel", "Aflys mødet", (S.PLANNED, S.AGENDA_SENT), S.CANCELLED,
            can_prepare_meetings, "Mødet aflyses, og de indkaldte får besked.", OFFICE),
        Transition(
            "reinstate", "Genopret mødet", (S.CANCELLED,), S.PLANNED, can_prepare_meetings,
            None, OFFICE),
        Transition(
            "import_agenda", "Læs dagsorden ind", (), S.AGENDA_SENT, can_prepare_meetings, None,
            OFFICE),
        Transition(
            "import_minutes", "Læs referat ind", (), S.MINUTES_APPROVED, can_prepare_meetings,
            None, OFFICE),
        Transition(
            "import_minutes_of", "Læs referat ind til indlæst dagsorden", (S.AGENDA_SENT,),
            S.MINUTES_APPROVED, can_add_minutes_read_in, None, OFFICE),
    ),
)  # fmt: skip


def locked(meeting: Meeting) -> Meeting:
    """The meeting read anew and held until the transaction ends. Must run inside one."""
    return (
        Meeting.objects.select_for_update(of=("self",)).select_related("forum").get(pk=meeting.pk)
    )


def take(meeting: Meeting, step: str, by: Person | None) -> Meeting:
    """Take one step of the table: lock, check, set the new status and save.

    `by` None is the machine's own operator at the command line: only the state is asked then.
    """
    fresh = locked(meeting)
    transition = MEETING.check(fresh, step, by) if by else MEETING.check_state(fresh, step)
    if transition.target:
        fresh.status = transition.target
        fresh.save()
    return fresh


def open_for_agenda(meeting: Meeting, by: Person) -> Meeting:
    """The locked meeting, when `by` may change its agenda now; else NotAllowed. What is changed
    is laid out ahead, once it is committed and nobody types."""
    fresh = locked(meeting)
    if not can_prepare_meetings(by, fresh):
        raise NotAllowed(f"Dagsordenen kan kun ændres af {OFFICE}.")
    if fresh.status not in AGENDA_CAN_CHANGE:
        raise NotAllowed(
            f"Dagsordenen kan ikke ændres nu. Mødets status er »{fresh.get_status_display()}«."
        )
    pages_have_changed(fresh)
    return fresh


def open_for_minutes(meeting: Meeting, by: Person) -> Meeting:
    """The locked meeting, when `by` may write its minutes now; else NotAllowed. What is changed
    is laid out ahead, as of an agenda."""
    fresh = locked(meeting)
    if not can_prepare_meetings(by, fresh):
        raise NotAllowed(f"Referatet kan kun skrives af {OFFICE}.")
    if not fresh.is_being_minuted:
        raise NotAllowed(
            f"Referatet kan ikke ændres nu. Mødets status er »{fresh.get_status_display()}«."
        )
    pages_have_changed(fresh)
    return fresh
