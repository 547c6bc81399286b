"""An offer leaves styringsaftalen: notified, taken back, decided with the takstbilag."""

from __future__ import annotations

from datetime import date

import pytest

from dasportal.accounts.models import RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Coverage, Offer
from tariffs.decision import workflow
from tariffs.decision.models import TariffCase, Withdrawal, WithdrawalStatus
from tests import factories
from tests.factories import FREDERIKSHAVN
from tests.tariffs.decision.conftest import THIS, decided

pytestmark = pytest.mark.django_db
DAY = date(THIS, 1, 1)


@pytest.fixture
def reporter(db):
    return factories.holder(RoleKind.TARIFF_REPORTER, "Indberetter", party=factories.party())


def leaving(year, name, by, **how):
    how = {"leaves_on": DAY, "reason": "Sælger til få.", **how}
    return workflow.notify_withdrawal(Offer.objects.get(name=name), year=year, by=by, **how)


def test_notice_stands_in_the_item_and_is_decided_with_the_takstbilag(year, das_meeting, reporter, office):  # fmt: skip
    leaving(year, "Violen", reporter)
    leaving(year, "Sonjavej", reporter, how="closed", leaves_on=date(THIS, 6, 30))
    case = workflow.put_on_agenda(year, meeting=das_meeting, by=office)
    assert "Aalborg, Violen, fra 1. januar" in case.item.presentation
    version = decided(case, office)
    violen, sonjavej = (Offer.objects.get(name=name) for name in ("Violen", "Sonjavej"))
    assert violen.coverage == Coverage.EXEMPT
    assert version.decided in violen.coverage_reason
    assert sonjavej.closed_on == date(THIS, 6, 30)
    assert {row.status for row in Withdrawal.objects.all()} == {WithdrawalStatus.APPROVED}


def test_what_the_meeting_refuses_stays_in_the_agreement(year, case, reporter, office):
    row = leaving(year, "Violen", reporter)
    workflow.refresh(TariffCase.objects.get(pk=case.pk), by=office)
    decided(case, office, refused_withdrawals=[row])
    row.refresh_from_db()
    assert row.status == WithdrawalStatus.REJECTED
    assert Offer.objects.get(name="Violen").coverage != Coverage.EXEMPT


def test_a_notice_is_changed_and_taken_back_until_it_is_decided(year, reporter):
    first = leaving(year, "Violen", reporter)
    again = leaving(year, "Violen", reporter, reason="Lukker afdelingen.")
    assert (first.pk, again.reason) == (again.pk, "Lukker afdelingen.")
    workflow.take_back_withdrawal(again, by=reporter)
    with pytest.raises(NotAllowed, match="ikke muligt nu"):
        workflow.take_back_withdrawal(again, by=reporter)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"reason": " "}, "Skriv, hvorfor"),
        ({"leaves_on": date(THIS + 3, 1, 1)}, "Vælg en dag"),
    ],
)
def test_a_notice_says_why_and_a_day_in_the_year(year, reporter, how, said):
    with pytest.raises(NotAllowed, match=said):
        leaving(year, "Violen", reporter, **how)


def test_another_partys_offer_is_not_ones_to_withdraw(year, reporter):
    with pytest.raises(NotAllowed, match="Du har ikke adgang"):
        leaving(year, "Skansen", reporter)
    theirs = factories.holder(RoleKind.TARIFF_REPORTER, party=factories.party(FREDERIKSHAVN))
    row = leaving(year, "Skansen", theirs)
    assert not Withdrawal.objects.visible_to(reporter).filter(pk=row.pk).exists()
