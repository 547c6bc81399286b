"""Real SMTP conversations on the loopback interface."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dasportal.accounts.models import Person
from dasportal.mail.models import MailState, OutgoingMail
from dasportal.mail.outbox import Attachment, queue
from dasportal.mail.sending import RETRY_MINUTES, lock_name, send
from dasportal.mail.tasks import sweep
from dasportal.worker.locks import held
from dasportal.worker.runner import run_ready_jobs

pytestmark = pytest.mark.django_db
TEXT = "Kære Åse\n\nReferatet af mødet den 2. oktober 2025 er klar.\n.\nEn linje for sig: æøå\n"


def mail(key="m:1", **fields):
    values = {"to": "aase@example.dk", "subject": "Referat", "text": TEXT, "kind": "minutes"}
    return queue(key=key, **(values | fields))


def pass_time(row):
    """As if the time to try again had come."""
    OutgoingMail.objects.filter(pk=row.pk).update(not_before=timezone.now())
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


def test_mail_arrives_as_it_was_written(smtp, receiver):
    person = Person.objects.create_user("aase@example.dk", name="Åse Østergård")
    row = mail(person=person, subject="Årshjul: møde på Læsø – æøå")
    run_ready_jobs()
    row.refresh_from_db()
    assert (row.state, row.attempts, row.last_error) == (MailState.SENT, 1, "")
    assert row.sent_at is not None
    [message] = receiver.received
    assert receiver.envelopes == [("das@portal.example", ["aase@example.dk"])]
    assert message["Subject"] == "Årshjul: møde på Læsø – æøå"
    assert message["From"] == "DAS-sekretariatet på prøve <das@portal.example>"
    assert message["To"] == "Åse Østergård <aase@example.dk>"
    assert message["Message-ID"] == row.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime.utcoffset() is not None
    assert message.get_content_type() == "text/plain"
    assert message.get_content().replace("\r\n", "\n") == TEXT


def test_calendar_is_the_mails_other_form_and_a_file(smtp, receiver):
    calendar = "BEGIN:VCALENDAR\r\nSUMMARY:Møde i DAS på Læsø\r\nEND:VCALENDAR\r\n"
    mail(attachments=[Attachment("moede.ics", "text/calendar; method=REQUEST", calendar)])
    run_ready_jobs()
    [message] = receiver.received
    assert message.get_content_type() == "multipart/mixed"
    forms, file = message.iter_parts()
    assert forms.get_content_type() == "multipart/alternative"
    text, offered = forms.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == TEXT
    assert offered.get_content_type() == "text/calendar"
    assert offered["Content-Type"].params["method"] == "REQUEST"
    assert offered["Content-Type"].params["charset"] == "utf-8"
    assert offered.get_content() == calendar
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "moede.ics")
    assert file.get_content() == calendar.encode()


def test_other_text_is_a_file_alone(smtp, receiver):
    mail(attachments=[Attachment("noter.txt", "text/plain", "Blåbær\n")])
    run_ready_jobs()
    [part] = receiver.received[0].iter_attachments()
    assert part.get_filename() == "noter.txt"
    assert part.get_content().strip() == "Blåbær"


@pytest.mark.parametrize("where", ["rcpt", "answers"])
def test_server_that_asks_to_wait_is_asked_again_later(smtp, receiver, where):
    setattr(receiver, where, ["451 kom igen"])
    row = mail()
    run_ready_jobs()
    row.refresh_from_db()
    assert (row.state, row.attempts) == (MailState.QUEUED, 1)
    assert "451 kom igen" in row.last_error
    assert row.not_before > timezone.now() + timedelta(seconds=50)
    assert run_ready_jobs() == 0
    pass_time(row)
    assert run_ready_jobs() == 1
    row.refresh_from_db()
    assert (row.state, row.attempts) == (MailState.SENT, 2)
    assert len(receiver.received) == 1


@pytest.mark.parametrize("where", ["rcpt", "answers"])
def test_server_that_refuses_for_good_ends_it(smtp, receiver, where):
    setattr(receiver, where, ["550 ukendt postkasse"])
    row = mail()
    run_ready_jobs()
    row.refresh_from_db()
    assert row.state == MailState.FAILED
    assert row.last_error == "Mailserveren afviste mailen: 550 ukendt postkasse"
    assert receiver.received == []
    assert not DBTaskResult.objects.filter(status="READY").exists()


def test_server_that_is_down_is_given_up_after_a_day(no_answer):
    row = mail()
    for attempt in range(len(RETRY_MINUTES)):
        run_ready_jobs()
        row.refresh_from_db()
        assert (row.state, row.attempts) == (MailState.QUEUED, attempt + 1)
        pass_time(row)
    run_ready_jobs()
    row.refresh_from_db()
    assert row.state == MailState.FAILED
    assert row.last_error.startswith("Mailserveren kan ikke nås:")


def test_connection_lost_while_handing_over_is_not_sent_again(smtp, receiver):
    receiver.answers = ["drop"]
    row = mail()
    run_ready_jobs()
    row.refresh_from_db()
    assert row.state in (MailState.UNSURE, MailState.QUEUED)  # 421 may arrive before the cut
    if row.state == MailState.UNSURE:
        assert run_ready_jobs() == 0


def test_mail_cut_off_while_handed_over_is_left_to_a_person(smtp, receiver):
    row = mail()
    OutgoingMail.objects.filter(pk=row.pk).update(state=MailState.SENDING)
    run_ready_jobs()
    row.refresh_from_db()
    assert row.state == MailState.UNSURE
    assert receiver.received == []
    send(row.pk)
    assert receiver.received == []


def test_mail_that_another_process_holds_is_left_alone(smtp, receiver):
    row = mail()
    with held(lock_name(row.pk)):
        assert send(row.pk) is None
    assert receiver.received == []
    assert send(row.pk).state == MailState.SENT
    assert send(row.pk).state == MailState.SENT
    assert len(receiver.received) == 1


def test_mail_put_off_waits_for_its_time(smtp, receiver):
    row = mail(not_before=timezone.now() + timedelta(hours=3))
    run_ready_jobs()
    assert send(row.pk).state == MailState.QUEUED
    assert receiver.received == []


def test_server_taken_away_after_queueing_holds_the_mail(smtp, settings):
    row = mail()
    settings.EMAIL_URL = ""
    run_ready_jobs()
    row.refresh_from_db()
    assert row.state == MailState.HELD


def test_personal_link_is_gone_once_it_is_sent(smtp, receiver):
    row = mail(kind="invitation", text="https://portal.example/invitation/hemmelig/")
    run_ready_jobs()
    row.refresh_from_db()
    assert "hemmelig" in receiver.received[0].get_content()
    assert "hemmelig" not in row.text


def test_sweep_finds_what_was_left_behind(smtp, receiver):
    row = mail()
    DBTaskResult.objects.all().delete()
    sweep.call()
    assert not DBTaskResult.objects.exists()  # queued just now: its own job will see to it
    OutgoingMail.objects.filter(pk=row.pk).update(queued_at=timezone.now() - timedelta(minutes=2))
    sweep.call()
    run_ready_jobs()
    assert len(receiver.received) == 1
