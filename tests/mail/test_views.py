import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dasportal.mail.models import MailState, OutgoingMail
from dasportal.mail.outbox import About, queue
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(client, settings):
    settings.DEMO = True
    person = factories.secretary("Sara Sekretær")
    client.force_login(person)
    return person


def mail(n=1, state=MailState.QUEUED, **fields):
    values = {
        "to": f"m{n}@parti.example",
        "subject": f"Mail {n}",
        "text": "Tekst",
        "kind": "minutes",
    }
    row = queue(key=f"view:{n}", **(values | fields))
    sent_at = timezone.now() if state == MailState.SENT else None
    OutgoingMail.objects.filter(pk=row.pk).update(state=state, sent_at=sent_at)
    row.refresh_from_db()
    return row


def page(client, name="mail:list", query="", **kwargs):
    html = client.get(reverse(name, kwargs=kwargs) + query).content.decode()
    return html.replace("\xa0", " ")


@pytest.mark.parametrize("number", [1, 30])
def test_list_costs_the_same_however_long(client, secretary, django_assert_num_queries, number):
    for n in range(number):
        mail(n)
    page(client)  # the session is used once before it is counted
    with django_assert_num_queries(10):
        page(client)


def test_list_says_that_there_is_no_mail_server(client, secretary, no_server):
    assert "Der er ikke sat en mailserver op" in page(client)


def test_list_is_silent_about_the_server_where_there_is_one(client, secretary, smtp):
    assert "mailserver" not in page(client)


def test_list_counts_what_needs_a_person(client, secretary):
    mail(1, MailState.FAILED)
    mail(2, MailState.UNSURE)
    mail(3, MailState.SENT)
    html = page(client)
    assert ">1 mail kunne ikke sendes<" in html
    assert ">1 mail kan være sendt eller ej<" in html


def test_list_is_filtered_by_state_kind_and_words(client, secretary):
    mail(1, MailState.FAILED, subject="Dagsorden til oktobermødet", kind="agenda")
    mail(2, MailState.SENT, subject="Referat af majmødet")
    assert "majmødet" not in page(client, query="?state=failed")
    assert "majmødet" not in page(client, query="?kind=agenda")
    assert "oktobermødet" not in page(client, query="?q=MAJMØDET")
    assert "majmødet" in page(client, query="?q=m2@parti")
    assert "Ingen mails svarer til det valgte." in page(client, query="?q=findes-ikke")


def test_mail_shows_its_text_with_links(client, secretary):
    html = page(client, "mail:detail", pk=mail(text="Læs https://portal.example/m/1/").pk)
    assert '<a href="https://portal.example/m/1/"' in html


def test_personal_link_is_shown_only_while_there_is_no_server(client, secretary, no_server):
    row = mail(text="https://portal.example/hemmelig/", kind="invitation", state=MailState.HELD)
    assert "hemmelig" in page(client, "mail:detail", pk=row.pk)
    OutgoingMail.objects.filter(pk=row.pk).update(state=MailState.FAILED)
    html = page(client, "mail:detail", pk=row.pk)
    assert "hemmelig" not in html
    assert "personligt link" in html


def test_administrators_link_is_not_shown_to_the_secretariat(client, secretary, no_server):
    boss = factories.administrator("Adam Administrator")
    row = mail(person=boss, kind="account", text="hemmelig", state=MailState.HELD)
    assert "hemmelig" not in page(client, "mail:detail", pk=row.pk)
    client.force_login(boss)
    assert "hemmelig" in page(client, "mail:detail", pk=row.pk)


def test_failed_mail_is_sent_again_after_a_question(client, secretary, smtp):
    row = mail(1, MailState.FAILED)
    DBTaskResult.objects.all().delete()
    url = reverse("mail:resend", kwargs={"pk": row.pk})
    assert "Send mailen igen" in client.get(url).content.decode()
    answer = client.post(url, follow=True)
    assert "lagt i kø igen" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == MailState.QUEUED
    assert DBTaskResult.objects.count() == 1


def test_min_side_tells_of_mail_that_failed(rf, secretary):
    from dasportal.mail.panels import failed

    assert failed(rf.get("/"), secretary) is None
    mail(1, MailState.FAILED)
    assert failed(rf.get("/"), secretary) == {"number": 1, "state": "failed"}
    assert failed(rf.get("/"), factories.person()) is None


def test_list_is_filtered_by_what_it_is_about_and_whom(client, secretary):
    someone = factories.member(name="Åse Østergård")
    mail(1, person=someone, about=About("meeting:7", "DAS Social, 2. oktober 2026"))
    mail(2, subject="Noget andet")
    html = page(client, query="?about=meeting:7")
    assert "Mail 1" in html and "Noget andet" not in html
    html = page(client, query=f"?person={someone.pk}")
    assert "Mail 1" in html and "Noget andet" not in html
    assert "DAS Social, 2. oktober 2026" in page(client)


def test_list_counts_each_state_of_what_is_chosen(client, secretary):
    mail(1, MailState.FAILED)
    mail(2, MailState.SENT, kind="agenda")
    mail(3, MailState.SENT)
    html = page(client, query="?kind=minutes&state=failed")
    assert "Sendt: 1" in html and "Kunne ikke sendes: 1" in html
    assert "?kind=minutes&amp;state=sent" in html


# --- One's own ------------------------------------------------------------------------------------


@pytest.fixture
def reader(client):
    person = factories.member(name="Åse Østergård")
    client.force_login(person)
    return person


def test_own_list_has_own_mails_alone(client, reader):
    mail(1, person=reader, subject="Til mig")
    mail(2, person=factories.member(), subject="Til en anden")
    html = page(client, "mail:own")
    assert "Til mig" in html
    assert "Til en anden" not in html


@pytest.mark.parametrize("number", [1, 20])
def test_own_list_costs_the_same_however_long(client, reader, django_assert_num_queries, number):
    for n in range(number):
        mail(n, person=reader)
    page(client, "mail:own")
    with django_assert_num_queries(5):
        page(client, "mail:own")


def test_own_mail_is_read_and_anothers_is_not_there(client, reader):
    own = mail(1, person=reader, text="Læs https://portal.example/m/1/")
    assert "https://portal.example/m/1/" in page(client, "mail:detail", pk=own.pk)
    other = mail(2, person=factories.member())
    assert client.get(reverse("mail:detail", args=[other.pk])).status_code == 404


def test_own_personal_link_is_not_shown_and_nothing_is_sent_again(client, reader, no_server):
    row = mail(1, person=reader, kind="account", text="hemmelig", state=MailState.HELD)
    assert "hemmelig" not in page(client, "mail:detail", pk=row.pk)
    assert client.post(reverse("mail:resend", args=[row.pk])).status_code == 403


def test_choice_is_saved_and_shown_again(client, reader):
    html = page(client, "mail:preferences")
    assert "Bidrag er kommet" not in html
    form = client.get(reverse("mail:preferences")).context["form"]
    data = {name: field.initial for name, field in form.fields.items()}
    answer = client.post(reverse("mail:preferences"), {**data, "agenda": "daily"}, follow=True)
    assert "Dit valg er gemt" in answer.content.decode()
    assert answer.context["form"].fields["agenda"].initial == "daily"


def test_what_is_not_offered_cannot_be_chosen(client, reader):
    form = client.get(reverse("mail:preferences")).context["form"]
    data = {name: field.initial for name, field in form.fields.items()}
    answer = client.post(reverse("mail:preferences"), {**data, "deadline": "never"})
    assert answer.context["form"].errors.keys() == {"deadline"}
    assert not reader.mail_preferences.exists()
