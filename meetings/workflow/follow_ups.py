"""What was agreed, on its way from open to done; and the parties' answers to a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from dasportal.accounts.models import Forum, Party, PartyKind, Person
from dasportal.accounts.transitions import NotAllowed, Transition, Workflow
from dasportal.documents.models import StoredFile

from ..models import (
    AgendaItem,
    FollowUp,
    FollowUpAnswer,
    FollowUpNote,
    FollowUpStatus,
    OwnerKind,
    WorkingGroup,
)
from ..permissions import can_answer, can_prepare_meetings, can_work_on_follow_up
from .decisions import decision_of
from .table import OFFICE, open_for_minutes

S = FollowUpStatus
THEIRS = "sekretariatet og den, der har opgaven"

FOLLOW_UP = Workflow(
    name="follow_up",
    title="Opfølgning",
    status_field="status",
    states=FollowUpStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition("agree", "Aftal", (), S.OPEN, can_prepare_meetings, None, OFFICE),
        Transition(
            "begin", "Sæt i gang", (S.OPEN,), S.STARTED, can_work_on_follow_up, None, THEIRS),
        Transition(
            "finish", "Meld udført", (S.OPEN, S.STARTED), S.DONE, can_work_on_follow_up, None,
            THEIRS),
        Transition(
            "drop", "Lad bortfalde", (S.OPEN, S.STARTED), S.DROPPED, can_prepare_meetings,
            "Det aftalte bliver ikke gjort. Skriv hvorfor; det står i historikken.", OFFICE),
        Transition(
            "reopen", "Genåbn", (S.DONE, S.DROPPED), S.OPEN, can_work_on_follow_up, None, THEIRS),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Owner:
    """Who has it to do: the kind, the name as printed, and whom we know by it."""

    kind: str
    text: str
    party: Party | None = None
    person: Person | None = None
    group: WorkingGroup | None = None
    forum: Forum | None = None


OUR_OFFICE = Owner(OwnerKind.SECRETARIAT, "Sekretariatet")
EVERY_PARTY = Owner(OwnerKind.EVERY_PARTY, "Alle parter")
GROUP = "arbejdsgruppe"


def owner_named(text: str) -> Owner:
    """Whom a typed name means: the secretariat, all parties, a party, a person, a forum, or a
    working group, which is noted when it is new. Any other name stands as it is."""
    name = " ".join(text.split())
    plain = name.lower()
    if plain in ("sekretariatet", "sekretariat"):
        return OUR_OFFICE
    if plain in ("alle", "alle parter", "alle kommuner og regionen"):
        return EVERY_PARTY
    if party := _party(name):
        return Owner(OwnerKind.PARTY, party.name, party=party)
    if forum := Forum.objects.filter(name__iexact=name).first() or _forum(name):
        return Owner(OwnerKind.FORUM, forum.name, forum=forum)
    if person := Person.objects.filter(name__iexact=name, is_active=True).first():
        return Owner(OwnerKind.PERSON, person.name, person=person)
    group = WorkingGroup.objects.filter(name__iexact=name).first()
    if group is None and plain.startswith(GROUP):
        group, _ = WorkingGroup.objects.get_or_create(name=name[:1].upper() + name[1:])
    if group is not None:
        return Owner(OwnerKind.GROUP, group.name, group=group)
    return Owner(OwnerKind.OTHER, name)


def _party(name: str) -> Party | None:
    parties = Party.objects.exclude(kind=PartyKind.OTHER)
    bare = name.removesuffix(" Kommune").removesuffix(" kommune")
    return parties.filter(name__iexact=bare).first() or parties.filter(name__iexact=name).first()


def _forum(name: str) -> Forum | None:
    return (
        Forum.objects.filter(short_name__iexact=name).first()
        or Forum.objects.filter(slug__iexact=name).first()
    )


# --- Agreeing -------------------------------------------------------------------------------------


@transaction.atomic
def add_follow_up(
    item: AgendaItem, *, what: str, owner: Owner | str, by: Person, due: date | None = None
) -> FollowUp:
    """Note something agreed under the item: what, who and by when. A request to all parties gets
    an empty answer for each of them."""
    open_for_minutes(item.meeting, by)
    return agree(item, what=what, owner=owner, due=due)


def agree(item: AgendaItem, *, what: str, owner: Owner | str, due: date | None = None) -> FollowUp:
    """The row itself, for verbs that have asked who may."""
    found = owner_named(owner) if isinstance(owner, str) else owner
    if not what.strip() or not found.text:
        raise NotAllowed("Skriv både, hvad der skal ske, og hvem der gør det.")
    decision_of(item)  # the minutes print follow-up under the decision, also an unwritten one
    made = FollowUp(item=item, what=what.strip(), due=due, agreed_due=due)
    _set_owner(made, found)
    made.agreed_owner = found.text
    made.save()
    lay_answers(made)
    return made


def _set_owner(row: FollowUp, owner: Owner) -> None:
    row.owner_kind, row.owner_text = owner.kind, owner.text
    row.owner_party, row.owner_person = owner.party, owner.person
    row.owner_group, row.owner_forum = owner.group, owner.forum


def lay_answers(row: FollowUp) -> None:
    """An empty cell for each party with a vote, when the request is to all of them."""
    if row.owner_kind != OwnerKind.EVERY_PARTY:
        return
    there = set(row.answers.values_list("party", flat=True))
    parties = Party.objects.exclude(kind=PartyKind.OTHER).exclude(pk__in=there)
    FollowUpAnswer.objects.bulk_create(
        FollowUpAnswer(follow_up=row, party=party) for party in parties
    )


# --- Steps ----------------------------------------------------------------------------------------


def _locked(row: FollowUp) -> FollowUp:
    rows = FollowUp.objects.select_for_update(of=("self",))
    return rows.select_related("item__meeting__forum", "owner_forum").get(pk=row.pk)


@transaction.atomic
def take_step(row: FollowUp, step: str, *, by: Person, note: str = "") -> FollowUp:
    """Take one step of the table, and write it into the history with its note."""
    fresh = _locked(row)
    transition = FOLLOW_UP.check(fresh, step, by)
    if step == "drop" and not note.strip():
        raise NotAllowed("Skriv, hvorfor det bortfalder.")
    fresh.status = str(transition.target)
    fresh.closed_at = None if fresh.is_open else timezone.now()
    fresh.save()
    _write(fresh, by, step=str(S(fresh.status).label), text=note)
    return fresh


def begin_follow_up(row: FollowUp, *, by: Person, note: str = "") -> FollowUp:
    """It is being worked on."""
    return take_step(row, "begin", by=by, note=note)


def finish_follow_up(row: FollowUp, *, by: Person, note: str = "") -> FollowUp:
    """It is done. It stays in the list with its note."""
    return take_step(row, "finish", by=by, note=note)


def drop_follow_up(row: FollowUp, *, by: Person, note: str) -> FollowUp:
    """It will not be done after all; the note says why."""
    return take_step(row, "drop", by=by, note=note)


def reopen_follow_up(row: FollowUp, *, by: Person, note: str = "") -> FollowUp:
    """It was not finished after all."""
    return take_step(row, "reopen", by=by, note=note)


@transaction.atomic
def note_follow_up(row: FollowUp, *, text: str, by: Person) -> FollowUp:
    """Write a note without changing anything else."""
    fresh = _locked(row)
    if not can_work_on_follow_up(by, fresh):
        raise NotAllowed(f"Noter skrives af {THEIRS}.")
    if not text.strip():
        raise NotAllowed("Skriv noten.")
    _write(fresh, by, text=text)
    return fresh


def _write(row: FollowUp, by: Person | None, *, step: str = "", text: str = "") -> None:
    FollowUpNote.objects.create(follow_up=row, step=step, text=text.strip(), written_by=by)


@transaction.atomic
def change_follow_up(
    row: FollowUp, *, by: Person, what: str, owner: Owner | str, due: date | None,
    answers_shown: bool = False,
) -> FollowUp:  # fmt: skip
    """Change what, who or by when. While the minutes are written, this is what was agreed;
    afterwards `what` stands, and a moved date or a new owner is written into the history."""
    fresh = _locked(row)
    if not can_prepare_meetings(by, fresh):
        raise NotAllowed(f"Aftalen kan kun ændres af {OFFICE}. Skriv en note i stedet.")
    found = owner_named(owner) if isinstance(owner, str) else owner
    if not what.strip() or not found.text:
        raise NotAllowed("Skriv både, hvad der skal ske, og hvem der gør det.")
    writing = fresh.item.meeting.is_being_minuted
    if what.strip() != fresh.what and not writing:
        raise NotAllowed("Referatet er sendt, så det aftalte ligger fast. Skriv en note i stedet.")
    _refuse_losing_answers(fresh, found)
    if not writing and (moved := _moved(fresh, found, due)):
        _write(fresh, by, step=moved)
    fresh.what, fresh.due, fresh.answers_shown = what.strip(), due, answers_shown
    _set_owner(fresh, found)
    if writing:
        fresh.agreed_owner, fresh.agreed_due = found.text, due
    fresh.save()
    lay_answers(fresh)
    return fresh


def _refuse_losing_answers(row: FollowUp, owner: Owner) -> None:
    if not row.asks_every_party or owner.kind == OwnerKind.EVERY_PARTY:
        return
    if row.answers.filter(answered_at__isnull=False).exists():
        raise NotAllowed("Parter har svaret, så opgaven bliver ved med at være til alle parter.")
    row.answers.all().delete()


def _moved(row: FollowUp, owner: Owner, due: date | None) -> str:
    """What the change moves, in words; empty when it moves nothing."""
    said = []
    if due != row.due:
        said.append(f"Fristen er flyttet fra {_day(row.due)} til {_day(due)}")
    if owner.text != row.owner_text:
        said.append(f"Opgaven er givet fra {row.owner_text} til {owner.text}")
    return ". ".join(said)[:160]


def _day(day: date | None) -> str:
    return date_format(day, "j. F Y") if day else "ingen frist"


# --- Answers --------------------------------------------------------------------------------------


@transaction.atomic
def answer_request(
    answer: FollowUpAnswer, *, text: str, by: Person, base_revision: int,
    file: StoredFile | None = None,
) -> FollowUpAnswer:  # fmt: skip
    """A party's answer, or a new one in its place. `base_revision` is the one it was written on:
    an answer that a colleague has given meanwhile is not overwritten unseen."""
    rows = FollowUpAnswer.objects.select_for_update(of=("self",))
    fresh = rows.select_related("follow_up__item__meeting", "party").get(pk=answer.pk)
    if not can_answer(by, fresh):
        raise NotAllowed("Kun parten selv og sekretariatet kan svare.")
    if not fresh.follow_up.is_open:
        raise NotAllowed("Opfølgningen er afsluttet, så der kan ikke svares længere.")
    if fresh.revision != base_revision:
        who = fresh.answered_by.name if fresh.answered_by else "En kollega"
        raise NotAllowed(
            f"{who} har svaret for {fresh.party}, mens du skrev. Læs svaret, og gem så dit, "
            "hvis det skal stå i stedet."
        )
    if not text.strip() and file is None and fresh.file is None:
        raise NotAllowed("Skriv et svar, eller læg en fil ved.")
    fresh.text, fresh.file = text.strip(), file or fresh.file
    fresh.answered_at, fresh.answered_by = timezone.now(), by
    fresh.revision += 1
    fresh.save()
    return fresh
