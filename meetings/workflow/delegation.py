"""Delegating: one forum leaves something to another to decide, which links its item to it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html, linebreaks

from dasportal.accounts.models import Forum, Person
from dasportal.accounts.transitions import NotAllowed, Transition, Workflow

from ..models import (
    AgendaItem,
    Delegation,
    DelegationStatus,
    DelegationUse,
    ItemKind,
    Meeting,
    Outcome,
)
from ..permissions import can_prepare_meetings, can_use_delegation
from .decisions import decision_of
from .items import add_item
from .table import OFFICE, locked, open_for_minutes

S = DelegationStatus

DELEGATION = Workflow(
    name="delegation",
    title="Delegation",
    status_field="status",
    states=DelegationStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition("give", "Delegér", (), S.GIVEN, can_prepare_meetings, None, OFFICE),
        Transition(
            "use", "Brug", (S.GIVEN, S.USED), S.USED, can_use_delegation, None,
            "beslutningen i det forum, der har fået den"),
        Transition(
            "revoke", "Kald tilbage", (S.GIVEN, S.USED), S.REVOKED, can_prepare_meetings,
            "Der kan ikke længere besluttes på delegationen. Det, der er besluttet, står ved magt.",
            OFFICE),
        Transition(
            "lapse", "Bortfald", (S.GIVEN,), S.LAPSED, can_prepare_meetings,
            None, "portalen selv, når den sidste dag er gået"),
    ),
)  # fmt: skip


@transaction.atomic
def give_delegation(
    item: AgendaItem, *, to: Forum, what: str, by: Person, conditions: str = "",
    until: date | None = None,
) -> Delegation:  # fmt: skip
    """Note, under the item's decision, exactly what is left to the other forum."""
    meeting = open_for_minutes(item.meeting, by)
    if item.kind == ItemKind.ANY_OTHER:
        raise NotAllowed("Der kan ikke delegeres noget under Eventuelt. Sæt sagen på et møde.")
    if not what.strip():
        raise NotAllowed("Skriv præcist, hvad der delegeres.")
    if to.pk == meeting.forum_id:
        raise NotAllowed("Vælg et andet forum end det, der beslutter.")
    if until is not None and until < meeting.date:
        raise NotAllowed("Den sidste dag ligger før mødet. Vælg en senere.")
    return Delegation.objects.create(
        decision=decision_of(item), to_forum=to, what=what.strip(),
        conditions=conditions.strip(), until=until,
    )  # fmt: skip


@transaction.atomic
def remove_delegation(delegation: Delegation, *, by: Person) -> None:
    """Take a delegation out of minutes that are still being written."""
    open_for_minutes(delegation.decision.item.meeting, by)
    if delegation.uses.exists():
        raise NotAllowed("Et punkt bruger allerede delegationen. Kald den tilbage i stedet.")
    delegation.delete()


def _locked(delegation: Delegation) -> Delegation:
    rows = Delegation.objects.select_for_update(of=("self",))
    related = ("to_forum", "decision__item__meeting__forum")
    return rows.select_related(*related).get(pk=delegation.pk)


@transaction.atomic
def revoke_delegation(delegation: Delegation, *, reason: str, by: Person) -> Delegation:
    """Call it back; what was decided on it stands."""
    fresh = _locked(delegation)
    transition = DELEGATION.check(fresh, "revoke", by)
    if not reason.strip():
        raise NotAllowed("Skriv, hvorfor delegationen kaldes tilbage.")
    fresh.status, fresh.reason = str(transition.target), reason.strip()
    fresh.ended_at = timezone.now()
    fresh.save()
    return fresh


def lapse_delegations(today: date) -> int:
    """End those whose last day has passed unused; how many. Called by the schedule."""
    past = Delegation.objects.filter(status=S.GIVEN, until__lt=today)
    return past.update(status=S.LAPSED, ended_at=timezone.now())


@transaction.atomic
def link_delegation(item: AgendaItem, *, delegation: Delegation, by: Person) -> DelegationUse:
    """The item decides on this delegation. It counts as used when the meeting has decided."""
    meeting = _open_for_linking(item, by)
    fresh = _locked(delegation)
    if fresh.to_forum_id != meeting.forum_id:
        raise NotAllowed(f"Delegationen er givet til {fresh.to_forum}.")
    if not Delegation.objects.usable_on(meeting.date).filter(pk=fresh.pk).exists():
        raise NotAllowed("Delegationen gælder ikke på mødets dag.")
    made, _ = DelegationUse.objects.get_or_create(delegation=fresh, item=item)
    return made


@transaction.atomic
def unlink_delegation(item: AgendaItem, *, delegation: Delegation, by: Person) -> None:
    """The item does not decide on this delegation after all."""
    _open_for_linking(item, by)
    if delegation.status == S.USED and getattr(item, "decision", None):
        raise NotAllowed("Punktet har besluttet på delegationen, så den bliver stående.")
    DelegationUse.objects.filter(delegation=delegation, item=item).delete()


def _open_for_linking(item: AgendaItem, by: Person) -> Meeting:
    meeting = locked(item.meeting)
    if not can_prepare_meetings(by, meeting):
        raise NotAllowed(f"Det kan kun {OFFICE}.")
    if not meeting.agenda_can_change and not meeting.is_being_minuted:
        raise NotAllowed("Referatet er sendt, så det ligger fast, hvad punktet beslutter på.")
    return meeting


@transaction.atomic
def item_from_delegation(
    meeting: Meeting, *, delegation: Delegation, by: Person, late_reason: str = ""
) -> AgendaItem:
    """A new item that decides on the delegation, with what was delegated as its background."""
    source = delegation.decision.item
    words = [
        format_html("<p>{} har delegeret til {}:</p>", source.meeting, meeting.forum.name),
        linebreaks(delegation.what, autoescape=True),
        format_html("<p>Vilkår: {}</p>", delegation.conditions) if delegation.conditions else "",
    ]
    item = add_item(
        meeting, title=source.title, by=by, is_open=source.is_open, background="".join(words),
        late_reason=late_reason,
    )  # fmt: skip
    link_delegation(item, delegation=delegation, by=by)
    return item


def mark_used(meeting: Meeting, *, by: Person) -> None:
    """The meeting has decided: the delegations that its items rest on are used."""
    uses = DelegationUse.objects.filter(item__meeting=meeting, item__withdrawn=False)
    for use in uses.select_related("item__decision", "delegation"):
        decision = getattr(use.item, "decision", None)
        if decision is None or not decision.is_taken or decision.outcome == Outcome.POSTPONED:
            continue
        fresh = _locked(use.delegation)
        if fresh.status == S.GIVEN:
            fresh.status = str(DELEGATION.check(fresh, "use", by).target)
            fresh.save()
