"""Non-competition: target groups are compared as they are meant; a notice waits for an answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dasportal.accounts.transitions import NotAllowed
from offers.queries import briefs_of
from offers.terms import workflow
from offers.terms.competing import in_common, is_new
from offers.terms.queries import notices
from offers.terms.waiting import tasks_of
from tests import factories
from tests.factories import AALBORG, LÆSØ, REGION
from tests.offers.conftest import member_offer, offer


@pytest.mark.parametrize(
    ("new", "old", "common"),
    [
        (
            "Erhvervede hjerneskader",
            "Borgere med erhvervet hjerneskade",
            ("Erhvervede hjerneskader",),
        ),
        ("Autisme, ADHD", "Voksne med svær autisme og udadreagerende adfærd", ("Autisme",)),
        ("Spiseforstyrrelse", "spiseforstyrrelser; selvskade", ("Spiseforstyrrelse",)),
        ("Synsnedsættelse", "Synsnedsættelser, hørenedsættelser", ("Synsnedsættelse",)),
        ("Hjerterytme", "Hjerneskade", ()),
        ("Voksne", "Voksne med autisme", ()),  # says nothing of whom
        ("Unge og voksne borgere", "Borgere", ()),
        ("", "Autisme", ()),
        ("Misbrug", "", ()),
    ],
)
def test_words_that_mean_the_same_meet(new, old, common):
    assert in_common(new, old) == common


def test_new_is_planned_or_opened_within_a_year():
    today = date(2026, 6, 1)
    assert is_new(date(2027, 1, 1), today) and is_new(date(2025, 7, 1), today)
    assert not is_new(date(2025, 5, 30), today)
    assert not is_new(None, today)


@pytest.fixture
def østerskoven(office):
    return member_offer(
        "Neurocenter Østerskoven", office, REGION, target_groups="Borgere med erhvervet hjerneskade"
    )


def planned(code: str = AALBORG, **fields):
    fields.setdefault("target_groups", "Erhvervede hjerneskader, demens")
    fields.setdefault("opened_on", timezone.localdate() + timedelta(days=120))
    return offer("Hjernehuset", code, **fields)


def test_a_planned_offer_with_the_same_target_group_raises_a_notice(office, østerskoven):
    new = planned()
    (notice,) = notices(timezone.localdate())
    assert (notice.offer, notice.protected) == (new, østerskoven.offer)
    assert notice.groups == ("Erhvervede hjerneskader",) and notice.waits
    (task,) = [row for row in tasks_of(office) if "Hjernehuset" in row.text]
    assert str(new.pk) in task.url
    labels = [row.label for row in briefs_of([østerskoven.offer], office)[østerskoven.offer_id]]
    assert "Nyt tilbud med samme målgruppe" in labels


@pytest.mark.parametrize(
    "fields",
    [
        {"code": REGION},  # the operator's own
        {"opened_on": date(2015, 1, 1)},
        {"opened_on": None},
        {"target_groups": "Demens"},
        {"confirmed": False},
        {"closed_on": date(2099, 1, 1)},
    ],
)
def test_none_where_there_is_nothing_to_see(office, østerskoven, fields):
    planned(**fields)
    assert notices(timezone.localdate()) == []


def test_it_is_answered_with_a_reason_and_comes_again_with_more_in_common(office, østerskoven):
    new = planned()
    (notice,) = notices(timezone.localdate())
    with pytest.raises(NotAllowed, match="Skriv"):
        workflow.answer_notice(notice, reason=" ", by=office)
    with pytest.raises(NotAllowed, match="sekretariatet"):
        workflow.answer_notice(notice, reason="Nej", by=factories.member())
    workflow.answer_notice(notice, reason="Tager kun egne borgere.", by=office)
    (notice,) = notices(timezone.localdate())
    assert not notice.waits and notice.answer.reason == "Tager kun egne borgere."
    assert not [row for row in tasks_of(office) if "Hjernehuset" in row.text]
    østerskoven.offer.target_groups += ", demens"
    østerskoven.offer.save()
    (notice,) = notices(timezone.localdate())
    assert notice.waits
    assert new == notice.offer


def test_it_shows_on_both_offers_pages(office, østerskoven, settings):
    settings.DEMO = True
    new, client = planned(), Client()
    client.force_login(factories.member(code=LÆSØ))
    for path in (f"/tilbud/{new.pk}/", f"/forstaerket/tilbud/{østerskoven.offer_id}/"):
        response = client.get(path)
        assert response.status_code == 200, path
        assert "Til fælles: Erhvervede hjerneskader" in response.content.decode()


def test_looking_for_notices_costs_the_same_however_many(
    office, østerskoven, django_assert_num_queries
):
    planned()
    with django_assert_num_queries(3):
        notices(timezone.localdate())
    for n in range(20):
        offer(f"Hus {n}", target_groups="hjerneskade, erhvervet", opened_on=date(2099, 1, 1))
    with django_assert_num_queries(3):
        notices(timezone.localdate())
