"""Several things told in one mail: each once, in the right mail, whoever is killed."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dasportal.accounts import workflow as accounts
from dasportal.mail import bundling
from dasportal.mail.deadlines import deadline_near, said
from dasportal.mail.models import MailState, OutgoingMail
from dasportal.mail.outbox import About, Attachment, queue
from dasportal.mail.tasks import find_bundles
from dasportal.mail.workflow import choose_timings
from dasportal.worker.runner import run_ready_jobs
from tests import factories

DAS = About("meeting:1", "DAS Social, 2. oktober 2026")
FU = About("meeting:2", "FU, 9. oktober 2026")


@pytest.fixture
def reader(db):
    person = factories.member(name="Åse Østergård")
    choose_timings({"agenda": "daily", "minutes": "daily", "sealed": "never"}, by=person)
    return person


def tell(person, n, kind="agenda", **fields):
    values = {"subject": f"Nyt {n}", "text": f"Læs https://portal.example/{n}/", "about": DAS}
    return queue(key=f"t:{n}", person=person, kind=kind, **(values | fields))


def morning_comes():
    """As if the night had passed: what waits is due."""
    OutgoingMail.objects.filter(state=MailState.GATHERED).update(not_before=timezone.now())


def states():
    return list(OutgoingMail.objects.order_by("pk").values_list("key", "state"))


def test_gathered_mail_waits_for_the_morning(reader, smtp, receiver):
    row = tell(reader, 1)
    assert row.state == MailState.GATHERED
    assert timezone.localtime(row.not_before).strftime("%H.%M") == "07.00" or (
        row.not_before - timezone.now() < timedelta(minutes=6)  # run between 7.00 and 7.30
    )
    find_bundles.call()
    assert run_ready_jobs() == 0
    assert receiver.received == []


def test_day_mail_lists_by_meeting_with_links(reader, smtp, receiver):
    tell(reader, 1, about=FU)
    tell(reader, 2)
    tell(reader, 3, kind="minutes", about=FU, link="https://portal.example/referat/")
    tell(reader, 4, about=About("", ""))
    morning_comes()
    find_bundles.call()
    run_ready_jobs()
    [message] = receiver.received
    assert message["Subject"].startswith("4 beskeder fra DAS-portalen, ")
    text = message.get_content().replace("\r\n", "\n")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert lines[:12] == [
        "Kære Åse Østergård", "Det her er nyt siden sidst.",
        "FU, 9. oktober 2026", "- Nyt 1", "https://portal.example/1/",
        "- Nyt 3", "https://portal.example/referat/",
        "DAS Social, 2. oktober 2026", "- Nyt 2", "https://portal.example/2/",
        "Andet", "- Nyt 4",
    ]  # fmt: skip
    assert "/post/mine/valg/" in text
    parts = OutgoingMail.objects.filter(bundle__isnull=False)
    assert {part.state for part in parts} == {MailState.BUNDLED}
    assert {part.fate for part in parts.select_related("bundle")} == {MailState.SENT}


def test_a_single_thing_goes_as_the_mail_it_is(reader, smtp, receiver):
    tell(reader, 1)
    morning_comes()
    find_bundles.call()
    run_ready_jobs()
    assert [message["Subject"] for message in receiver.received] == ["Nyt 1"]
    assert states() == [("t:1", MailState.SENT)]


def test_mail_that_is_not_wanted_is_not_sent_but_stands_in_the_list(reader, smtp):
    row = tell(reader, 1, kind="sealed")
    assert (row.state, row.last_error) == (
        MailState.DROPPED,
        "Modtageren har valgt denne slags mails fra.",
    )
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize("kind", ["account", "invitation", "calendar", "cancelled", "role"])
def test_what_must_come_at_once_is_never_gathered(reader, smtp, kind):
    assert tell(reader, 1, kind=kind).state == MailState.QUEUED


def test_mail_with_a_file_or_a_time_of_its_own_is_never_gathered(reader, smtp):
    file = Attachment("a.ics", "text/calendar; method=REQUEST", "x")
    assert tell(reader, 1, attachments=[file]).state == MailState.QUEUED
    assert tell(reader, 2, not_before=timezone.now()).state == MailState.QUEUED


def test_one_who_has_left_is_told_nothing(reader, smtp, receiver):
    tell(reader, 1)
    tell(reader, 2)
    boss = factories.administrator()
    accounts.end_role(reader.roles.get(), by=boss)
    morning_comes()
    find_bundles.call()
    run_ready_jobs()
    assert receiver.received == []
    assert {state for _, state in states()} == {MailState.DROPPED}


def test_without_a_server_the_day_mail_is_held(reader, no_server):
    tell(reader, 1)
    tell(reader, 2)
    morning_comes()
    mail = bundling.gather(reader.pk, timezone.now())
    assert mail.state == MailState.HELD
    tell(reader, 3)
    morning_comes()
    assert bundling.gather(reader.pk, timezone.now()).state == MailState.HELD


def test_gathering_again_makes_nothing_new(reader, smtp, receiver):
    tell(reader, 1)
    tell(reader, 2)
    morning_comes()
    for _ in range(3):
        find_bundles.call()
        run_ready_jobs()
    assert bundling.gather(reader.pk, timezone.now()) is None
    assert len(receiver.received) == 1


def test_gathering_that_is_cut_off_leaves_everything_as_it_was(reader, smtp):
    tell(reader, 1)
    tell(reader, 2)
    morning_comes()
    before = states()
    with pytest.raises(RuntimeError), transaction.atomic():
        bundling.gather(reader.pk, timezone.now())
        raise RuntimeError
    assert states() == before


def test_ten_gatherers_at_once_make_one_mail(own_database, smtp):
    person = factories.member()
    choose_timings({"agenda": "daily"}, by=person)
    for n in range(5):
        tell(person, n)
    morning_comes()
    start = threading.Barrier(10)
    made = []

    def gather():
        start.wait()
        try:
            made.append(bundling.gather(person.pk, timezone.now()))
        finally:
            connection.close()

    threads = [threading.Thread(target=gather) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [mail for mail in made if mail] == [OutgoingMail.objects.get(kind="bundle")]
    assert OutgoingMail.objects.filter(state=MailState.BUNDLED).count() == 5


# --- Deadlines ------------------------------------------------------------------------------------


def end_of(days: int):
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=23, minute=59, second=59, microsecond=0)


def test_six_deadlines_at_once_are_one_mail(db, smtp, receiver):
    person = factories.member()
    for n in range(6):
        for _ in range(2):
            deadline_near(person, f"Svar på høring {n}", f"/hoeringer/{n}/", end_of(3), f"h:{n}")
    find_bundles.call()
    assert run_ready_jobs() == 0  # they wait a few minutes for company
    morning_comes()
    find_bundles.call()
    run_ready_jobs()
    [message] = receiver.received
    text = message.get_content()
    assert all(f"Svar på høring {n}" in text and f"/hoeringer/{n}/" in text for n in range(6))


def test_deadline_says_what_when_and_where(db, smtp, settings):
    settings.BASE_URL = "https://portal.example"
    until = end_of(3)
    row = deadline_near(
        factories.member(), "Svar på høringen", "/hoering/7/", until, "h:7", about=DAS
    )
    assert row.subject == f"Frist {said(until)}: Svar på høringen"
    assert "https://portal.example/hoering/7/" in row.text
    assert (row.kind, row.about, row.link) == (
        "deadline", "meeting:1", "https://portal.example/hoering/7/",
    )  # fmt: skip


def test_deadline_with_an_hour_says_it():
    moment = timezone.localtime().replace(year=2026, month=5, day=12, hour=12, minute=0)
    assert said(moment) == "12. maj 2026 kl. 12.00"
    assert said(moment.replace(hour=23, minute=59)) == "12. maj 2026"


def test_deadline_that_the_day_mail_would_miss_goes_at_once(db, smtp):
    person = factories.member()
    choose_timings({"deadline": "daily"}, by=person)
    soon = timezone.now() + timedelta(minutes=2)
    assert deadline_near(person, "Nu", "/", soon, "nu").state == MailState.QUEUED
    assert deadline_near(person, "Senere", "/", end_of(3), "senere").state == MailState.GATHERED
