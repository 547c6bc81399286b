"""Signing in: password, app code, forgotten password, rate limits; nobody signs up alone."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from dasportal.accounts.adapter import MFAAdapter
from dasportal.accounts.demo import DEMO_PASSWORD, DEMO_SIGN_INS, make_people
from dasportal.mail.models import OutgoingMail
from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "fire ord om havet"


@pytest.fixture(autouse=True)
def empty_counts():
    cache.clear()


@pytest.fixture
def person():
    return factories.person("Hans Havn", password=PASSWORD)


def sign_in(client, email, password=PASSWORD):
    return client.post("/log-ind/", {"login": email, "password": password})


def code_now(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_password_opens_min_side(client, person):
    assert sign_in(client, person.email)["Location"] == "/"
    assert "Hans Havn" in client.get("/").content.decode()


def test_case_of_the_address_does_not_matter(client, person):
    assert sign_in(client, person.email.upper()).status_code == 302


def test_sign_in_leads_back_to_where_one_was_going(client, person):
    response = client.post(
        "/log-ind/", {"login": person.email, "password": PASSWORD, "next": "/profil/"}
    )
    assert response["Location"] == "/profil/"


def test_sign_in_never_leads_to_another_host(client, person):
    response = client.post(
        "/log-ind/", {"login": person.email, "password": PASSWORD, "next": "https://ond.example/"}
    )
    assert response["Location"] == "/"


@pytest.mark.parametrize("known", [True, False])
def test_a_wrong_password_and_an_unknown_address_look_the_same(client, person, known):
    email = person.email if known else "ingen@parti.example"
    text = sign_in(client, email, "forkert kode").content.decode()
    assert "E-mailadressen eller adgangskoden er forkert." in text


def test_somebody_not_let_in_yet_cannot_sign_in(client, person):
    person.is_active = False
    person.save()
    assert sign_in(client, person.email)["Location"] == reverse("account_inactive")
    assert client.get("/").status_code == 302


def test_nobody_signs_up_alone(client):
    assert client.get("/konto/opret/").status_code == 404
    assert client.post("/konto/opret/", {"email": "x@x.example"}).status_code == 404


def test_five_wrong_passwords_close_the_address_for_a_while(person):
    for _ in range(5):
        sign_in(Client(), person.email, "forkert kode")
    answer = sign_in(Client(), person.email, PASSWORD)
    assert answer.status_code == 200
    assert "For mange" in answer.content.decode()
    assert sign_in(Client(), factories.person(password=PASSWORD).email).status_code == 302


def test_the_counts_are_kept_in_the_database_for_all_processes(settings, person):
    assert settings.CACHES["default"]["BACKEND"].endswith("db.DatabaseCache")


def test_a_flood_of_other_addresses_does_not_make_the_portal_forget(person):
    for _ in range(5):
        sign_in(Client(), person.email, "forkert kode")
    for n in range(1_000):  # the cache forgets when it is full
        cache.set(f"another:{n}", [1.0])
    assert "For mange" in sign_in(Client(), person.email, PASSWORD).content.decode()


def test_too_many_sign_ins_from_one_place_are_told_to_wait_in_danish(person):
    for n in range(30):
        sign_in(Client(), f"ingen{n}@parti.example", "forkert kode")
    answer = sign_in(Client(), person.email, PASSWORD)
    assert answer.status_code == 429
    assert "Vent et minut, og prøv igen." in answer.content.decode()


def test_an_app_code_is_asked_for_after_the_password(client, person):
    secret = "JBSWY3DPEHPK3PXP"
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.TOTP, data={"secret": MFAAdapter().encrypt(secret)}
    )
    assert sign_in(client, person.email)["Location"] == reverse("mfa_authenticate")
    assert client.get("/").status_code == 302
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 200
    right = client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert right["Location"] == "/"
    assert client.get("/").status_code == 200


def test_the_apps_secret_is_not_stored_as_it_is(settings):
    adapter = MFAAdapter()
    stored = adapter.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in stored
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "x" * 60, [old]
    assert MFAAdapter().decrypt(stored) == "JBSWY3DPEHPK3PXP"


@pytest.mark.parametrize(
    "demo, others, may", [(True, 0, True), (False, 0, False), (False, 1, True)]
)
def test_staff_keep_one_second_step(settings, demo, others, may):
    settings.DEMO = demo
    who = factories.secretary()
    steps = [
        Authenticator.objects.create(user=who, type=kind, data={})
        for kind in [Authenticator.Type.TOTP, *[Authenticator.Type.WEBAUTHN] * others]
    ]
    assert MFAAdapter().can_delete_authenticator(steps[0]) is may
    member = factories.member()
    only = Authenticator.objects.create(user=member, type=Authenticator.Type.TOTP, data={})
    assert MFAAdapter().can_delete_authenticator(only)


def test_a_forgotten_password_is_changed_by_mail(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    sent = OutgoingMail.objects.get()
    assert (sent.to, sent.personal_link) == (person.email, True)
    link = re.search(r"http://[^/]+(/konto/glemt/\S+)", sent.text).group(1)
    form = client.get(link)["Location"]
    done = client.post(
        form, {"password1": "helt nye ord i morgen", "password2": "helt nye ord i morgen"}
    )
    assert done["Location"] == reverse("account_reset_password_from_key_done")
    person.refresh_from_db()
    assert person.check_password("helt nye ord i morgen")


def test_an_unknown_address_is_told_nothing(client):
    known = client.post(reverse("account_reset_password"), {"email": "ukendt@x.example"})
    assert known["Location"] == reverse("account_reset_password_done")
    assert not OutgoingMail.objects.filter(text__contains="/konto/glemt/").exists()


# --- The demo's list --------------------------------------------------------------------------------


def test_the_demo_lets_its_people_in_by_one_click(client, settings):
    settings.DEMO = True
    make_people()
    page = client.get("/log-ind/").content.decode()
    assert all(row.name in page for row in DEMO_SIGN_INS)
    for row in DEMO_SIGN_INS:
        assert Client().post("/demo/log-ind/", {"email": row.email})["Location"] == "/"


def test_outside_the_demo_the_list_is_gone(client, settings):
    make_people()
    settings.DEMO = False
    page = client.get("/log-ind/").content.decode()
    assert DEMO_SIGN_INS[0].name not in page
    assert DEMO_PASSWORD not in page
    assert client.post("/demo/log-ind/", {"email": DEMO_SIGN_INS[0].email}).status_code == 404


def test_the_demo_lets_no_real_person_in(client, settings, person):
    settings.DEMO = True
    assert client.post("/demo/log-ind/", {"email": person.email}).status_code == 404
