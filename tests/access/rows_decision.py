"""Who may open what of deciding on tariffs: the way over a meeting is the office's, what was decided
is read by everybody with a role, a correction by its party and the office, 404 for others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from dasportal.documents.files import store_own
from tariffs import workflow as tariffs
from tariffs.decision import workflow
from tariffs.decision.models import AppendixVersion, TariffCase, Withdrawal
from tariffs.models import Submission, TariffYear, ValidTariff
from tests import factories
from tests.access.matrix import SECRETARIAT, WITH_A_ROLE, Row, World, allow
from tests.access.rows_tariffs import seen_by
from tests.meetings.conftest import plan
from tests.tariffs.conftest import line, take
from tests.tariffs.decision.conftest import blank_pdf, laid, met

DAY = date(2026, 12, 1)


def year(world: World) -> TariffYear:
    office = world[SECRETARIAT]
    made = tariffs.open_year(2027, by=office)
    submission = take([line(), line("Sonjavej")], year=2027).submission
    submission.party.offers.update(confirmed=True)
    tariffs.accept(tariffs.submit(submission, by=office), by=office)
    return made


def case(world: World) -> TariffCase:
    meeting = plan(world.das, world[SECRETARIAT], DAY)
    return workflow.put_on_agenda(year(world), meeting=meeting, by=world[SECRETARIAT])


def version(world: World) -> AppendixVersion:
    made = case(world)
    assert made.item is not None
    met(made.item, world[SECRETARIAT])
    found = workflow.decide(laid_case(made), by=world[SECRETARIAT])
    file = store_own(blank_pdf(), name="takstbilag.pdf", by=None)
    AppendixVersion.objects.filter(pk=found.pk).update(file=file, change_file=file)
    return found


def laid_case(made: TariffCase) -> TariffCase:
    return TariffCase.objects.get(pk=made.pk)


def correction(world: World, *, handed_in: bool = False) -> Submission:
    office, made = world[SECRETARIAT], version(world)
    found = tariffs.begin_correction(
        made.year, party=factories.party(), by=office, reason="Fejl i beregningen."
    )
    found = tariffs.change_correction(found, by=office, bills_sent=False)
    workflow.take_up(found, lines=list(ValidTariff.objects.all()), by=office)
    return tariffs.submit(found, by=office) if handed_in else found


def withdrawal(world: World) -> Withdrawal:
    made = year(world)
    offer = factories.party().offers.get(name="Violen")
    return workflow.notify_withdrawal(
        offer, year=made, leaves_on=date(2027, 1, 1), reason="Sælger til få.",
        by=world[SECRETARIAT],
    )  # fmt: skip


def exception(world: World) -> dict[str, Any]:
    made = workflow.add_exception(case(world), party=factories.party(), by=world[SECRETARIAT])
    return {"pk": made.pk}


def pk(make: Callable[[World], Any]) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"pk": make(world).pk}


def in_year(make: Callable[[World], Any] = year, **more: Any) -> Callable[[World], dict[str, Any]]:
    def kwargs(world: World) -> dict[str, Any]:
        make(world)
        return {"year": 2027, **more}

    return kwargs


def laid_pk(world: World) -> dict[str, Any]:
    return {"pk": laid(case(world), world[SECRETARIAT]).pk}


READ = allow(*WITH_A_ROLE)
READ_ONLY = allow(*WITH_A_ROLE, status=405)
OFFICE = allow(SECRETARIAT)
MOVES = allow(SECRETARIAT, status=302)
NO_GET = allow(SECRETARIAT, status=405)

ROWS = [
    Row("decision:tariff", get=READ, post=READ_ONLY),
    Row("decision:tariff", get=READ, post=READ_ONLY, query={"tilbud": "Violen", "dag": "1.3.2027"},
        variant="asked"),
    Row("decision:year", kwargs=in_year(version), get=READ, post=READ_ONLY),
    Row("decision:version", kwargs=pk(version), get=READ, post=READ_ONLY),
    Row("decision:pdf", kwargs=pk(version), get=READ, post=READ_ONLY),
    Row("decision:data", kwargs=lambda world: {**pk(version)(world), "form": "csv"}, get=READ,
        post=READ_ONLY),
    # version 1 replaces nothing, so there is nothing to hand out
    Row("decision:change_data", kwargs=lambda world: {**pk(version)(world), "form": "csv"},
        get=allow(*WITH_A_ROLE, status=404), post=READ_ONLY),
    Row("decision:change_pdf", kwargs=pk(version), get=READ, post=READ_ONLY),
    Row("decision:again", kwargs=pk(version), get=NO_GET, post=MOVES),
    Row("decision:put", kwargs=in_year(), get=OFFICE, post=OFFICE),
    Row("decision:lay", kwargs=in_year(), get=OFFICE, post=OFFICE),
    Row("decision:case", kwargs=laid_pk, get=OFFICE, post=NO_GET),
    Row("decision:except", kwargs=pk(case), query={"part": "851"}, get=OFFICE,
        post=allow(SECRETARIAT, status=404)),
    Row("decision:unexcept", kwargs=exception, get=NO_GET, post=MOVES),
    Row("decision:refresh", kwargs=pk(case), get=NO_GET, post=MOVES),
    Row("decision:use_text", kwargs=pk(case), get=OFFICE, post=MOVES),
    Row("decision:decide", kwargs=laid_pk, get=OFFICE, post=OFFICE),
    Row("decision:begin", kwargs=in_year(version, code="851"), get=seen_by(), post=seen_by()),
    Row("decision:frame", kwargs=pk(correction), get=seen_by(), post=seen_by()),
    Row("decision:lines", kwargs=pk(correction), get=seen_by(), post=seen_by()),
    Row("decision:correction", kwargs=pk(correction), get=seen_by(), post=READ_ONLY),
    Row("decision:correction_pdf", kwargs=pk(correction), get=seen_by(), post=READ_ONLY),
    Row("decision:correction_data", kwargs=lambda w: {**pk(correction)(w), "form": "xlsx"},
        get=seen_by(), post=READ_ONLY),
    Row("decision:put_correction", kwargs=pk(lambda w: correction(w, handed_in=True)), get=OFFICE,
        post=OFFICE),
    Row("decision:notify", kwargs=in_year(), get=READ, post=READ),
    Row("decision:take_back", kwargs=pk(withdrawal), get=seen_by(), post=seen_by(302)),
]  # fmt: skip
