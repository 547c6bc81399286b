"""Who may open what of the tariff year: the secretariat all, a party its own, 404 for others.

The sample submission is Aalborg's; those with a party in the world act for Aalborg, but for
OTHER_PARTY, who is of Læsø. A role that reports nothing gets 404 like another party.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dasportal.documents.files import store
from dasportal.register.models import LegalBasis
from tariffs import workflow
from tariffs.models import Submission
from tariffs.workflow import keep_version
from tests import factories
from tests.access.matrix import (
    DEPUTY,
    MEMBER,
    MEMBER_FU,
    SECRETARIAT,
    TARIFF_REPORTER,
    WITH_A_ROLE,
    Row,
    World,
    allow,
)
from tests.tariffs.conftest import line, take

OWN = (MEMBER, MEMBER_FU, DEPUTY, TARIFF_REPORTER, SECRETARIAT)
OFFICE = allow(SECRETARIAT)
NO_POST = allow(*WITH_A_ROLE, status=405)
OFFICE_MOVES = allow(SECRETARIAT, status=302)


def seen_by(status: int = 200) -> dict[str, int | str]:
    """These get it; others with a role 404, as if it were not there; without one 403."""
    return {**allow(*WITH_A_ROLE, status=404), **dict.fromkeys(OWN, status)}


def sample(world: World) -> Submission:
    rows = [line(), line(service="Boniveau 5", takst="2918"), line("Hobbitten", antal_pladser="")]
    take([line(takst="4000")], year=2026, stage=workflow.Stage.APPROVED)
    workflow.open_year(2027, by=world[SECRETARIAT])
    return take(rows, year=2027).submission


def _pk(world: World) -> dict[str, Any]:
    return {"pk": sample(world).pk}


def _line(world: World) -> dict[str, Any]:
    return {"pk": sample(world).lines.get(service="Boniveau 5").pk}


def _whole(world: World) -> dict[str, Any]:
    """PL is not set in the sample's year, which is noticed of the whole."""
    return {**_pk(world), "code": "pl_unknown"}


def _notice(world: World) -> dict[str, Any]:
    return {**_line(world), "code": "no_last_year"}


def _version(world: World) -> dict[str, Any]:
    found = sample(world)
    version = found.versions.filter(step="submit").first()
    return {"pk": (version or keep_version(found, "submit", world[SECRETARIAT])).pk}


def _statement(world: World) -> dict[str, Any]:
    made = sample(world)
    workflow.change_year(made.year, by=world[SECRETARIAT], asked_fields=["audit"])
    if (row := made.statements.first()) is None:
        file = store(b"Revisorens ord.", name="revisor.txt", by=world[SECRETARIAT])
        row = workflow.add_statement(made, file=file, by=world[SECRETARIAT])
    return {"pk": row.pk}


def _ceiling(world: World) -> dict[str, Any]:
    made = sample(world).year
    row = workflow.set_ceiling(
        made, legal_basis=LegalBasis.objects.get(code="SEL § 110"), amount=Decimal(2322),
        price_year=2027, by=world[SECRETARIAT],
    )  # fmt: skip
    return {"year": made.year, "pk": row.pk}


def _year(world: World) -> dict[str, Any]:
    return {"year": sample(world).year.year}


def _step(world: World) -> dict[str, Any]:
    return {**_year(world), "name": "close"}


def _begin(world: World) -> dict[str, Any]:
    workflow.open_year(2027, by=world[SECRETARIAT])
    return {"year": 2027, "code": factories.AALBORG}


ROWS = [
    Row("tariffs:years", get=allow(*WITH_A_ROLE), post=NO_POST),
    Row("tariffs:new", get=OFFICE, post=OFFICE),
    Row("tariffs:year", kwargs=_year, get=OFFICE, post=allow(SECRETARIAT, status=405)),
    Row("tariffs:edit", kwargs=_year, get=OFFICE, post=OFFICE),
    Row("tariffs:remind", kwargs=_year, get=OFFICE, post=OFFICE),
    Row("tariffs:ceilings", kwargs=_year, get=OFFICE, post=allow(SECRETARIAT, status=405)),
    Row("tariffs:ceiling_new", kwargs=_year, get=OFFICE, post=OFFICE),
    Row("tariffs:ceilings_carry", kwargs=_year, get=allow(SECRETARIAT, status=405),
        post=OFFICE_MOVES),
    Row("tariffs:ceiling", kwargs=_ceiling, get=OFFICE, post=OFFICE),
    Row("tariffs:ceiling_remove", kwargs=_ceiling, get=OFFICE, post=OFFICE_MOVES),
    Row("tariffs:year_step", kwargs=_step, get=allow(SECRETARIAT, status=405), post=OFFICE_MOVES),
    Row("tariffs:begin", kwargs=_begin, get=allow(*WITH_A_ROLE, status=405),
        post=allow(*WITH_A_ROLE, status=302)),
    Row("tariffs:submission", kwargs=_pk, get=seen_by(), post=NO_POST),
    Row("tariffs:line_new", kwargs=_pk, get=seen_by(), post=seen_by()),
    Row("tariffs:upload", kwargs=_pk, get=seen_by(302), post=seen_by(302)),
    Row("tariffs:submit", kwargs=_pk, get=seen_by(), post=seen_by(302)),
    Row("tariffs:return", kwargs=_pk, get=seen_by(), post=seen_by()),
    Row("tariffs:accept", kwargs=_pk, get=allow(*WITH_A_ROLE, status=405), post=seen_by(302)),
    Row("tariffs:lines_save", kwargs=_pk, get=allow(*WITH_A_ROLE, status=405), post=seen_by(302)),
    Row("tariffs:answer_whole", kwargs=_whole, get=seen_by(), post=seen_by()),
    Row("tariffs:receipt", kwargs=_version, get=seen_by(), post=NO_POST),
    Row("tariffs:receipt_data", kwargs=lambda w: {**_version(w), "form": "xlsx"}, get=seen_by(),
        post=NO_POST),
    Row("tariffs:line_save", kwargs=_line, get=allow(*WITH_A_ROLE, status=405), post=seen_by(422)),
    Row("tariffs:line_edit", kwargs=_line, get=seen_by(), post=seen_by()),
    Row("tariffs:models", kwargs=_pk, get=seen_by(), post=seen_by()),
    Row("tariffs:levels", kwargs=_pk, get=seen_by(), post=seen_by()),
    Row("tariffs:activity", kwargs=_pk, get=seen_by(), post=seen_by()),
    Row("tariffs:mapping", kwargs=_pk, get=seen_by(), post=seen_by()),
    Row("tariffs:statement_add", kwargs=_pk, get=seen_by(), post=seen_by()),
    Row("tariffs:statement", kwargs=_statement, get=seen_by(), post=NO_POST),
    Row("tariffs:statement_remove", kwargs=_statement, get=seen_by(), post=seen_by(302)),
    Row("tariffs:line_remove", kwargs=_line, get=seen_by(), post=seen_by(302)),
    Row("tariffs:explain", kwargs=_line, get=seen_by(), post=seen_by()),
    Row("tariffs:effect", kwargs=_line, get=seen_by(), post=NO_POST),
    Row("tariffs:answer", kwargs=_notice, get=seen_by(), post=seen_by()),
]  # fmt: skip
