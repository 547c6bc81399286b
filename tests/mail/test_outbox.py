import threading

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from dasportal.mail.models import MailState, OutgoingMail
from dasportal.mail.outbox import Attachment, queue


def mail(key="agenda:1:1:7", **fields):
    values = {
        "to": "birgit@example.dk",
        "subject": "Dagsorden til møde i DAS",
        "text": "Kære Birgit\n\nDagsordenen er klar.\n",
        "kind": "agenda",
    } | fields
    return queue(key=key, **values)


@pytest.mark.django_db
def test_mail_is_queued_with_its_job(smtp):
    row = mail()
    assert row.state == MailState.QUEUED
    assert DBTaskResult.objects.get().args_kwargs == {"args": [row.pk], "kwargs": {}}


@pytest.mark.django_db
def test_mail_is_held_without_a_server_and_nothing_waits(no_server):
    assert mail().state == MailState.HELD
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_same_key_is_one_mail_also_with_another_text(smtp):
    first = mail(attachments=[Attachment("møde.ics", "text/calendar", "BEGIN:VCALENDAR")])
    second = mail(text="Noget andet", attachments=[Attachment("x.ics", "text/calendar", "x")])
    assert second.pk == first.pk
    assert second.text == first.text
    assert [a.name for a in second.attachments.all()] == ["møde.ics"]


@pytest.mark.django_db
def test_mail_goes_away_with_its_transaction(smtp):
    with pytest.raises(RuntimeError), transaction.atomic():
        mail()
        raise RuntimeError
    assert not OutgoingMail.objects.exists()
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_subject_is_one_line(smtp):
    assert mail(subject="Møde\r\nBcc: alle@example.dk").subject == "Møde Bcc: alle@example.dk"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["contribution", "invitation", "account"])
def test_mail_with_a_personal_link_is_marked(smtp, kind):
    assert mail(kind=kind).personal_link
    assert not mail(key="other", kind="minutes").personal_link


def test_fifty_at_once_make_one_mail_and_one_job(own_database, smtp):
    start = threading.Barrier(50)
    seen = []

    def submit():
        start.wait()
        try:
            with transaction.atomic():
                seen.append(mail().pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=submit) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 50
    assert set(seen) == {OutgoingMail.objects.get().pk}
    assert DBTaskResult.objects.count() == 1
