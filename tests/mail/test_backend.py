import pytest
from django.core.mail import EmailMessage, send_mail

from dasportal.accounts.models import Person
from dasportal.mail.models import OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outbox_backend(settings, no_server):
    settings.EMAIL_BACKEND = "dasportal.mail.backend.OutboxBackend"


def test_settings_send_all_mail_to_the_outbox():
    from dasportal import settings as written

    assert written.EMAIL_BACKEND == "dasportal.mail.backend.OutboxBackend"


def test_mail_from_django_is_queued_for_each_receiver():
    person = Person.objects.create_user("a@example.dk", name="A")
    send_mail("Ny adgangskode", "Link", None, ["A@example.dk", "b@example.dk"])
    one, two = OutgoingMail.objects.order_by("to")
    assert (one.person, two.person) == (person, None)
    assert one.kind == "account"
    assert one.personal_link


def test_named_mail_is_queued_once_with_its_kind():
    for _ in range(2):
        headers = {"X-DAS-Key": "role:7", "X-DAS-Kind": "role"}
        EmailMessage("Ny rolle", "Tekst", to=["a@example.dk"], headers=headers).send()
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.personal_link) == ("role", False)


def test_two_alike_without_a_name_are_two_mails():
    for _ in range(2):
        send_mail("Ny adgangskode", "Link", None, ["a@example.dk"])
    assert OutgoingMail.objects.count() == 2
