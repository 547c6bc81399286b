"""Who goes through what was handed in: the secretariat. A party sees the versions of its own, and
answers what was asked about its lines; another party's are not there."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tariffs import workflow as tariffs
from tariffs.models import Submission
from tariffs.review import workflow
from tariffs.review.models import LineComment
from tests.access.matrix import SECRETARIAT, WITH_A_ROLE, Row, World, allow
from tests.access.rows_tariffs import OFFICE, seen_by
from tests.tariffs.conftest import line, take

OFFICE_MOVES = allow(SECRETARIAT, status=302)
NO_POST = allow(SECRETARIAT, status=405)
NOBODY = allow(*WITH_A_ROLE, status=404)
THE_PARTY = {**seen_by(), SECRETARIAT: 404}
READ_ONLY = allow(*WITH_A_ROLE, status=405)


def handed_in(world: World) -> Submission:
    """Aalborg's, handed in: one line as last year, one new, one that falls and is explained."""
    office = world[SECRETARIAT]
    take([line(takst="4000"), line("Hobbitten", takst="4600")], year=2026,
         stage=tariffs.Stage.APPROVED)  # fmt: skip
    tariffs.open_year(2027, by=office, pl_pct=Decimal("2.5"))
    rows = [line(forklaring="Ny afdeling."), line(service="Boniveau 5", takst="2918"),
            line("Hobbitten", takst="4701")]  # fmt: skip
    made = take(rows, year=2027).submission
    return tariffs.submit(made, by=office)


def _pk(world: World) -> dict[str, Any]:
    return {"pk": handed_in(world).pk}


def _year(world: World) -> dict[str, Any]:
    return {"year": handed_in(world).year.year}


def _line(world: World) -> dict[str, Any]:
    return {"pk": handed_in(world).lines.get(service="Boniveau 5").pk}


def asked(world: World) -> LineComment:
    row = handed_in(world).lines.get(service="Boniveau 5")
    return workflow.write_comment(row, text="Hvorfor?", by=world[SECRETARIAT])


def _unsent(world: World) -> dict[str, Any]:
    return {"pk": asked(world).pk}


def _sent(world: World) -> dict[str, Any]:
    made = asked(world)
    workflow.send_back(made.submission, note="", by=world[SECRETARIAT])
    return {"pk": made.pk}


def _version(world: World) -> dict[str, Any]:
    made = asked(world)
    workflow.send_back(made.submission, note="Se linjen.", by=world[SECRETARIAT])
    return {"pk": made.submission_id, "number": 2}


ROWS = [
    Row("review:index", get=OFFICE_MOVES, post=NO_POST, kwargs=lambda w: (handed_in(w), {})[1]),
    Row("review:queue", kwargs=_year, get=OFFICE, post=NO_POST),
    Row("review:queue", kwargs=_year, get=OFFICE, post=NO_POST, variant="narrowed",
        query={"aendring": "forklares", "fund": "alle", "sort": "-change"}),
    Row("review:submission", kwargs=_pk, get=OFFICE, post=NO_POST),
    Row("review:return", kwargs=_pk, get=OFFICE, post=OFFICE),
    Row("review:accept", kwargs=_pk, get=NO_POST, post=OFFICE_MOVES),
    Row("review:line", kwargs=_line, get=OFFICE, post=OFFICE),
    Row("review:comment_remove", kwargs=_unsent, get=NO_POST, post=OFFICE_MOVES),
    Row("review:comment_answer", kwargs=_sent, get=THE_PARTY, post=THE_PARTY),
    Row("review:comment_answer", kwargs=_unsent, get=NOBODY, post=NOBODY, variant="not sent"),
    Row("review:versions", kwargs=_pk, get=seen_by(), post=READ_ONLY),
    Row("review:version", kwargs=_version, get=seen_by(), post=READ_ONLY),
]  # fmt: skip
