"""Reads across models: who answers, how far they are, and what was answered last year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from dasportal.accounts.models import PARTY_ROLES, Person, Role, RoleKind

from .models import ANSWERED, Answer, Enquiry, Question, Response, Submission
from .slots import kind_of

# --- People ---------------------------------------------------------------------------------------


def answerers(response: Response) -> list[Person]:
    """Who may answer, in Danish order, the one who gathers first."""
    if response.person is not None:
        return [response.person]
    roles = _roles_for(Role.objects.current(), response).filter(kind__in=PARTY_ROLES)
    people = Person.objects.filter(is_active=True).filter(
        Q(roles__in=roles) | Q(pk__in=response.delegates.values("person"))
    )
    return sorted(people.distinct(), key=lambda person: person.pk != response.lead_id)


def _roles_for(roles: QuerySet[Role], response: Response) -> QuerySet[Role]:
    found = roles.filter(party=response.party_id)
    if response.unit_id is not None:
        found = found.filter(Q(unit__isnull=True) | Q(unit=response.unit_id))
    return found


def mailed(enquiry: Enquiry, responses: Sequence[Response]) -> dict[Any, list[Person]]:
    """Who gets the mail about each response, by its key: whoever gathers it and whom the party has
    named, and those with the roles that the kind asks; a party without any of these, all who may
    answer. Two queries, however many responses."""
    parties = {row.party_id for row in responses if row.party_id}
    roles = (
        Role.objects.current()
        .filter(party__in=parties, kind__in=PARTY_ROLES, person__is_active=True)
        .select_related("person")
        .order_by("person__name")
    )
    by_party: dict[int | None, list[Role]] = defaultdict(list)
    for role in roles:
        by_party[role.party_id].append(role)
    named: dict[Any, list[Person]] = defaultdict(list)
    for response_id, person in _delegates(responses):
        named[response_id].append(person)
    asked = kind_of(enquiry).asked
    return {row.pk: _mailed(row, by_party[row.party_id], named[row.pk], asked) for row in responses}


def _delegates(responses: Sequence[Response]) -> Iterable[tuple[Any, Person]]:
    from .models import Delegate

    rows = Delegate.objects.filter(response__in=[row.pk for row in responses])
    return [(row.response_id, row.person) for row in rows.select_related("person")]


def _mailed(
    response: Response, roles: list[Role], named: list[Person], asked: Iterable[str]
) -> list[Person]:
    if response.person is not None:
        return [response.person]
    mine = [
        role
        for role in roles
        if response.unit_id is None or role.unit_id in (None, response.unit_id)
    ]
    chosen = [role.person for role in mine if role.kind in asked]
    lead = [response.lead] if response.lead and response.lead.is_active else []
    people = [*lead, *named, *chosen] or [role.person for role in mine]
    return list({person.pk: person for person in people}.values())


def without_anyone(enquiry: Enquiry) -> list[Response]:
    """Those of the circle whom nobody in the portal can answer for."""
    rows = list(enquiry.responses.select_related("party", "unit__party", "person"))
    people = mailed(enquiry, rows)
    return [row for row in rows if not people[row.pk]]


def office() -> QuerySet[Person]:
    """Those at the secretariat now."""
    roles = Role.objects.current().filter(kind=RoleKind.SECRETARIAT)
    return Person.objects.filter(is_active=True, roles__in=roles).distinct()


# --- How far --------------------------------------------------------------------------------------


def with_progress(rows: QuerySet[Enquiry]) -> QuerySet[Enquiry]:
    """Each with `asked` and `answered`: how many of the circle, a party counted once however many
    of its units are asked; a party has answered when all of them have. And `late_count`."""
    circle = (
        Response.objects.filter(enquiry=OuterRef("pk"))
        .annotate(who=Coalesce("party_id", -F("person_id")))
        .order_by()
        .values("enquiry")
    )
    silent = circle.exclude(status__in=ANSWERED).annotate(n=Count("who", distinct=True))
    everyone = circle.annotate(n=Count("who", distinct=True))
    late = circle.filter(late=True, status__in=ANSWERED).annotate(n=Count("pk"))
    return rows.annotate(
        asked=Coalesce(Subquery(everyone.values("n")), Value(0)),
        silent=Coalesce(Subquery(silent.values("n")), Value(0)),
        late_count=Coalesce(Subquery(late.values("n")), Value(0)),
    ).annotate(answered=F("asked") - F("silent"))


@dataclass(frozen=True)
class Progress:
    """»5 af 12«: how many of the circle, each party counted once."""

    asked: int
    answered: int
    late: int

    @property
    def percent(self) -> int:
        return 100 * self.answered // self.asked if self.asked else 0


def progress(responses: Iterable[Response]) -> Progress:
    """The same of rows that are in hand."""
    rows = list(responses)
    everyone = {_who(row) for row in rows}
    silent = {_who(row) for row in rows if not row.has_answered}
    late = sum(row.late and row.has_answered for row in rows)
    return Progress(len(everyone), len(everyone - silent), late)


def _who(response: Response) -> tuple[str, int | None]:
    return ("party", response.party_id) if response.party_id else ("person", response.person_id)


def circle_of(enquiry: Enquiry) -> list[Response]:
    """The circle with how far each is: `typed`, how many questions something is written to."""
    blank = Q(answers__value="") | Q(answers__value=[])
    rows = enquiry.responses.select_related("party", "unit__party", "person", "lead")
    typed = Count("answers", filter=~blank & Q(answers__revision__gt=0), distinct=True)
    by_name = ("party__name", "unit__name", "person__name")
    return list(rows.annotate(typed=typed).order_by(*by_name))


# --- Answers --------------------------------------------------------------------------------------


def draft_of(response: Response) -> dict[int, Answer]:
    """The answers as they stand, by question."""
    return {row.question_id: row for row in response.answers.select_related("saved_by")}


def newest_submission(response: Response) -> Submission | None:
    return response.submissions.select_related("submitted_by").order_by("-number").first()


@dataclass(frozen=True)
class Previous:
    """What the same party answered last time: the enquiry's title and the values by key."""

    title: str
    questions: dict[str, Question]
    answers: dict[str, Any]


def previous_answers(response: Response) -> Previous | None:
    """The newest submission to the enquiry that this one was copied from, if there is one."""
    source = response.enquiry.copied_from_id
    if source is None:
        return None
    found = (
        Submission.objects.filter(
            response__enquiry=source,
            response__party=response.party_id,
            response__unit=response.unit_id,
            response__person=response.person_id,
        )
        .select_related("response__enquiry")
        .order_by("-number")
        .first()
    )
    if found is None:
        return None
    questions = Question.objects.filter(enquiry=source)
    return Previous(
        found.response.enquiry.title, {row.key: row for row in questions}, found.answers
    )
