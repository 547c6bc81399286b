"""Closer monitoring and what is followed: the portal asks by itself, and shows what is late."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Forum, Person, RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.mail.models import OutgoingMail
from dasportal.register.slots import MOVES
from dasportal.worker.schedule import SCHEDULE
from offers.models import Figure, Membership, Series
from offers.watching import workflow
from offers.watching.models import Followed, Monitoring, Request
from offers.watching.queries import facts_of
from offers.watching.schedule import ask_for_figures
from offers.watching.waiting import tasks_of
from tests import factories
from tests.factories import LÆSØ
from tests.offers.conftest import offer, reporter

from .conftest import lay, monitored, raised, warned

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(kvisten: Membership, office: Person) -> Monitoring:
    return monitored(kvisten.offer, office)


@pytest.fixture
def anne(db: None) -> Person:
    return reporter(name="Anne")


def answer(asked: Request, by: Person, *values: str, words: str = "") -> Request:
    given = {
        series.pk: Decimal(value)
        for series, value in zip(asked.of.series.order_by("measure"), values, strict=False)
    }
    return workflow.answer_request(asked, by=by, values=given, words=words)


def dues(monitoring: Monitoring) -> list[date]:
    return sorted(monitoring.requests.values_list("due_on", flat=True))


def test_the_operator_is_told_what_is_coming(
    anne: Person, kvisten: Membership, office: Person
) -> None:
    mine = monitored(kvisten.offer, office)
    assert OutgoingMail.objects.filter(key=f"monitoring:{mine.pk}:{anne.pk}").exists()
    assert not mine.requests.exists()


def test_the_portal_asks_each_month_on_the_day_that_was_meant(mine: Monitoring) -> None:
    assert workflow.ask_due(date(2026, 1, 30)) == 0
    assert workflow.ask_due(date(2026, 1, 31)) == 1
    assert workflow.ask_due(date(2026, 1, 31)) == 0  # once
    assert workflow.ask_due(date(2026, 4, 15)) == 2  # it was away for a while
    assert dues(mine) == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    assert workflow.ask_due(date(2026, 6, 30)) == 3
    mine.refresh_from_db()
    assert mine.status == "running"
    assert workflow.ask_due(date(2026, 7, 1)) == 0
    mine.refresh_from_db()
    assert (mine.status, mine.ended_why) == ("ended", "Perioden er slut.")
    assert mine.requests.filter(status="asked").count() == 6  # late figures are still wanted


def test_a_duty_does_it_every_day() -> None:
    duty = next(row for row in SCHEDULE if row.name == "watching.ask")
    assert duty.at is not None


def test_the_operator_gets_a_task_a_mail_and_reminders(
    mine: Monitoring, anne: Person, office: Person
) -> None:
    other = reporter(LÆSØ)
    today = timezone.localdate()
    Monitoring.objects.update(next_on=today, starts_on=today, until=today + timedelta(days=90))
    ask_for_figures.func()
    asked = mine.requests.get()
    assert asked.deadline_on == today + timedelta(days=14)
    assert [task.text for task in tasks_of(anne)] == ["Send tal om Kvisten"]
    assert list(tasks_of(other)) == []
    assert OutgoingMail.objects.filter(key=f"figures:{asked.pk}:{anne.pk}").count() == 1
    for day in (10, 11, 14, 15, 15, 21):
        workflow.ask_due(today + timedelta(days=day))
    reminders = OutgoingMail.objects.filter(key__startswith=f"figures-reminder:{asked.pk}")
    assert reminders.count() == 4  # three days before, on the day, one and seven days after
    assert "har ikke modtaget" in reminders.order_by("pk").last().text


def test_figures_are_laid_in_the_series_with_their_source(mine: Monitoring, anne: Person) -> None:
    workflow.ask_due(date(2026, 1, 31))
    made = answer(mine.requests.get(), anne, "4.5", "2", words="En er flyttet.")
    assert (made.status, made.answered_by, made.on_behalf) == ("answered", anne, False)
    figures = Figure.objects.filter(series__offer=mine.offer).order_by("series__measure")
    assert [(row.value, row.on) for row in figures] == [
        (Decimal("4.50"), date(2026, 1, 31)), (Decimal("2.00"), date(2026, 1, 31)),
    ]  # fmt: skip
    assert figures[0].source == "Tættere opfølgning pr. 31. januar 2026"
    assert facts_of([mine.offer])[mine.offer.pk].used[-1].value == Decimal("4.50")
    with pytest.raises(NotAllowed, match="ikke muligt nu"):
        answer(made, anne, "5", "2")


def test_a_figure_left_out_is_explained(mine: Monitoring, anne: Person) -> None:
    workflow.ask_due(date(2026, 1, 31))
    asked = mine.requests.get()
    with pytest.raises(NotAllowed, match="hvorfor et tal mangler"):
        answer(asked, anne, "4.5")
    made = answer(asked, anne, "4.5", words="Ventelisten gøres op i næste uge.")
    assert made.values[1]["value"] is None
    assert Figure.objects.count() == 1


def test_late_is_shown_and_taken(mine: Monitoring, anne: Person) -> None:
    today = timezone.localdate()
    asked = Request.objects.create(
        monitoring=mine, due_on=today - timedelta(days=30), deadline_on=today - timedelta(days=16)
    )
    assert asked.late
    assert [task.note for task in tasks_of(anne)] == ["Forsinket"]
    made = answer(asked, anne, "4", "1")
    assert made.late
    assert list(tasks_of(anne)) == []


def test_the_secretariat_answers_on_behalf_and_it_is_marked(
    mine: Monitoring, office: Person
) -> None:
    workflow.ask_due(date(2026, 1, 31))
    assert answer(mine.requests.get(), office, "4", "1").on_behalf


def test_another_partys_operator_neither_sees_nor_answers(mine: Monitoring) -> None:
    workflow.ask_due(date(2026, 1, 31))
    other = reporter(LÆSØ)
    assert not Monitoring.objects.visible_to(other).exists()
    assert not Request.objects.visible_to(other).exists()
    with pytest.raises(NotAllowed):
        answer(mine.requests.get(), other, "4", "1")


def test_das_sees_one_from_its_own_decision_but_not_one_of_a_warning_it_has_not_had(
    kvisten: Membership, østerskoven: Membership, office: Person
) -> None:
    member = factories.member(code="820")
    decided = monitored(kvisten.offer, office)
    warning = warned(østerskoven.offer, office)
    hidden = monitored(østerskoven.offer, office, warning=warning)
    assert set(Monitoring.objects.visible_to(member)) == {decided}
    chair = factories.holder(RoleKind.CHAIR, forum=factories.das(), party=factories.party("813"))
    assert set(Monitoring.objects.visible_to(chair)) == {decided, hidden}
    expert = factories.holder(RoleKind.EXPERT)
    assert not Monitoring.objects.visible_to(expert).exists()


def test_only_the_secretariat_agrees_and_one_at_a_time(
    mine: Monitoring, anne: Person, office: Person, østerskoven: Membership
) -> None:
    with pytest.raises(NotAllowed, match="allerede"):
        monitored(mine.offer, office)
    with pytest.raises(NotAllowed):
        monitored(østerskoven.offer, anne)
    for wrong, said in (
        ({"measures": []}, "mindst ét tal"),
        ({"agreed": " "}, "hvor opfølgningen er aftalt"),
        ({"until": date(2025, 12, 1)}, "før den første gang"),
        ({"warning": warned(mine.offer, office)}, "andet tilbud"),
    ):
        with pytest.raises(NotAllowed, match=said):
            monitored(østerskoven.offer, office, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Monitoring.objects.create(
            offer=mine.offer, agreed="Igen", starts_on=date(2026, 1, 1), next_on=date(2026, 1, 1),
            until=date(2026, 2, 1), agreed_by=office,
        )  # fmt: skip


def test_it_is_prolonged(mine: Monitoring, office: Person, anne: Person) -> None:
    with pytest.raises(NotAllowed, match="Vælg en dag efter"):
        workflow.prolong_monitoring(mine, until=date(2026, 6, 30), agreed="DAS", by=office)
    with pytest.raises(NotAllowed):
        workflow.prolong_monitoring(mine, until=date(2026, 8, 30), agreed="DAS", by=anne)
    workflow.prolong_monitoring(mine, until=date(2026, 8, 30), agreed="DAS i juni", by=office)
    workflow.ask_due(date(2026, 8, 1))
    mine.refresh_from_db()
    assert (mine.status, mine.requests.count()) == ("running", 7)


def test_ended_before_its_time_what_is_not_answered_lapses(
    mine: Monitoring, office: Person, anne: Person
) -> None:
    workflow.ask_due(date(2026, 2, 28))
    first = mine.requests.order_by("due_on").first()
    assert first is not None
    answer(first, anne, "4", "1")
    with pytest.raises(NotAllowed, match="hvorfor"):
        workflow.end_monitoring(mine, why="", by=office)
    workflow.end_monitoring(mine, why="Tallene er gode igen.", by=office)
    assert sorted(mine.requests.values_list("status", flat=True)) == ["answered", "lapsed"]
    assert list(tasks_of(anne)) == []
    assert workflow.ask_due(date(2026, 5, 1)) == 0
    with pytest.raises(NotAllowed, match="ikke muligt nu"):
        workflow.prolong_monitoring(mine, until=date(2027, 1, 1), agreed="DAS", by=office)


def test_something_else_may_be_counted_too(kvisten: Membership, office: Person, anne) -> None:
    mine = monitored(kvisten.offer, office, measures=["used"], other="Sygefravær, dage")
    workflow.ask_due(date(2026, 1, 31))
    answer(mine.requests.get(), anne, "12", "4")
    laid = Figure.objects.get(series__title="Sygefravær, dage")
    assert laid.series.measure == "other"
    assert facts_of([kvisten.offer])[kvisten.offer.pk].used[-1].value in (Decimal(12), Decimal(4))


def test_monitoring_feeds_the_signals(mine: Monitoring, office: Person, anne: Person) -> None:
    """Two months running below what was budgeted is what the monitoring is for."""
    from .conftest import lay

    lay(mine.offer, office, "places", (2025, 6))
    lay(mine.offer, office, "budgeted", (2026, 90))
    workflow.ask_due(date(2026, 2, 28))
    for asked in mine.requests.order_by("due_on"):
        answer(asked, anne, "4", "0")
    assert raised(mine.offer) == {"occupancy_below"}


def test_what_is_asked_for_goes_along_when_two_offers_are_one(
    mine: Monitoring, office: Person
) -> None:
    to = offer("Kvisten, Aalborg")
    there = Series.objects.create(offer=to, measure="used", unit="places")
    Membership.objects.filter(offer=mine.offer).update(offer=to)
    for move in MOVES:
        move.move(mine.offer, to)
    mine.refresh_from_db()
    assert mine.offer == to
    assert set(mine.series.values_list("offer", flat=True)) == {to.pk}
    assert there in mine.series.all()
    assert mine.series.count() == 2


# --- What is followed -----------------------------------------------------------------------------


def test_the_secretariat_follows_something_new_and_it_is_told(office: Person, anne: Person) -> None:
    values = {
        "title": "Sikrede pladser", "forum": Forum.objects.get(slug="das"), "every": "yearly",
        "next_on": timezone.localdate(), "decides": False, "counts": "Sikrede pladser",
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        workflow.follow(by=anne, **values)
    with pytest.raises(NotAllowed, match="hvad der fortsætter"):
        workflow.follow(by=office, **values, threshold=Decimal(3))
    made = workflow.follow(by=office, **values)
    workflow.ask_due()
    # Without a party the secretariat itself is asked.
    assert [task.text for task in tasks_of(office)] == ["Send tal om Sikrede pladser"]
    assert list(tasks_of(anne)) == []
    asked = answer(made.requests.get(), office, "14")
    assert (asked.status, asked.on_behalf) == ("answered", False)
    with pytest.raises(NotAllowed):
        workflow.ask_now(made, by=anne)
    made.refresh_from_db()
    assert made.next_on > timezone.localdate()


def test_asked_once_until_it_is_answered(office: Person) -> None:
    made = workflow.follow(
        by=office, title="Pladser", forum=Forum.objects.get(slug="das"), every="half",
        next_on=date(2027, 1, 1), counts="Pladser i brug", answers=factories.party(),
    )  # fmt: skip
    workflow.ask_now(made, by=office)
    with pytest.raises(NotAllowed, match="allerede spurgt"):
        workflow.ask_now(made, by=office)
    assert workflow.ask_due(date(2028, 1, 1)) == 0  # the first is still not answered


def test_what_is_not_followed_any_more_is_not_asked_for(
    client, office: Person, anne: Person
) -> None:
    made = workflow.follow(
        by=office, title="Særlige pladser", counts="I brug", forum=Forum.objects.get(slug="das"),
        every="half", next_on=timezone.localdate(), answers=factories.party(),
    )  # fmt: skip
    workflow.ask_due()
    with pytest.raises(NotAllowed):
        workflow.stop_following(made, by=anne)
    client.force_login(office)
    page = client.get(reverse("watching:stop_following", args=[made.pk])).content.decode()
    assert "bortfalder" in page and "Tallene bliver stående" in page
    client.post(reverse("watching:stop_following", args=[made.pk]))
    assert list(made.requests.values_list("status", flat=True)) == ["lapsed"]
    later = timezone.localdate() + timedelta(days=400)
    assert workflow.ask_due(later) == 0
    assert "Følges ikke mere" in client.get(made.get_absolute_url()).content.decode()
    client.post(reverse("watching:follow_again", args=[made.pk]), {"next_on": later.isoformat()})
    made.refresh_from_db()
    assert (made.ended_on, made.next_on) == (None, later)
    assert workflow.ask_due(later) == 1


def test_figures_that_the_portal_has_are_followed_without_being_typed_again(
    client, kvisten: Membership, office: Person
) -> None:
    lay(kvisten.offer, office, "occupancy", (2025, 80))
    series = Series.objects.get(offer=kvisten.offer)
    client.force_login(office)
    form = {
        "title": "Kvistens belægning", "offer": kvisten.offer_id, "series": [series.pk],
        "unit": "percent", "forum": Forum.objects.get(slug="das").pk, "every": "yearly",
        "next_on": timezone.localdate().isoformat(),
    }  # fmt: skip
    empty = client.post(reverse("watching:new_followed"), {**form, "series": []}).content.decode()
    assert "vælg tal, portalen har" in empty
    client.post(reverse("watching:new_followed"), form)
    made = Followed.objects.get()
    assert (made.offer, list(made.series.all())) == (kvisten.offer, [series])


def test_the_secretariat_follows_and_changes_by_the_pages(client, office: Person, settings) -> None:
    settings.DEMO = True
    client.force_login(office)
    here = "/forstaerket/opfoelgning/foelges/"
    data = {
        "title": "Særlige pladser", "counts": "Pladser i brug", "unit": "places", "every": "half",
        "forum": Forum.objects.get(slug="das").pk, "next_on": "1. januar 2027", "threshold": "9",
    }  # fmt: skip
    assert "Skriv, hvad der fortsætter" in client.post(f"{here}nyt/", data).content.decode()
    made = client.post(f"{here}nyt/", {**data, "stays": "4 af 16 pladser forbliver ommærket."})
    page = client.get(made["Location"]).content.decode()
    assert "under 9, gælder uden beslutning" in page
    figure = {"series": Series.objects.get().pk, "on": "14.1.2022", "value": "9", "source": "Møde"}
    assert client.post(f"{made['Location']}tal/", figure).status_code == 302
    assert "Skal besluttes næste gang" in client.get(made["Location"]).content.decode()
    changed = {**data, "stays": "4 af 16.", "threshold": "10"}
    assert client.post(f"{made['Location']}ret/", changed).status_code == 302
    assert "Fortsætter af sig selv" in client.get(made["Location"]).content.decode()


def test_limits_are_changed_by_the_page(client, office: Person, settings) -> None:
    settings.DEMO = True
    client.force_login(office)
    data = {
        "below_reports": "3", "falling_years": "4", "fewer_buyers": "1", "deficit_pct": "2,5",
        "cut_places": "1", "tariff_pct": "5", "budgeted_pct": "",
    }  # fmt: skip
    url = "/forstaerket/opfoelgning/graenser/"
    assert client.post(url, {**data, "below_reports": "0"}).status_code == 200
    assert client.post(url, data).status_code == 302
    assert '"2,5"' in client.get(url).content.decode()
