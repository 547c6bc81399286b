"""Closed by default, two steps for staff, and what is logged."""

import logging

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path, reverse

from dasportal.accounts import access, workflow
from dasportal.accounts.models import Role, RoleKind
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_demo(settings):
    settings.DEMO = False


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def has_app(person):
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return person


# --- Closed by default ----------------------------------------------------------------------------


def test_a_stranger_is_sent_to_sign_in_and_back(client):
    response = client.get("/parter/?a=1")
    assert response["Location"] == "/log-ind/?next=/parter/%3Fa%3D1"


@pytest.mark.parametrize(
    "stood_on, back",
    [
        ("", "/"),
        ("http://testserver/skriftligt/3/", "/skriftligt/3/"),
        ("https://evil.example/parter/", "/parter/"),
    ],
)
def test_a_strangers_post_leads_back_to_the_page_of_its_form(client, stood_on, back):
    headers = {"Referer": stood_on} if stood_on else {}
    response = client.post("/personer/inviter/", headers=headers)
    assert response["Location"] == f"/log-ind/?next={back}"


@pytest.mark.parametrize(
    "current, back",
    [
        ("http://testserver/parter/", "/parter/"),
        ("http://testserver/personer/?q=a", "/personer/%3Fq%3Da"),
        ("https://evil.example/parter/", "/parter/"),
        ("", "/"),
    ],
)
def test_a_part_of_a_page_moves_the_whole_page(client, current, back):
    headers = {"HX-Request": "true", "HX-Current-URL": current}
    response = client.get("/parter/", headers=headers)
    assert response.status_code == 401
    assert response["HX-Redirect"] == f"/log-ind/?next={back}"


def view_without_access(request):
    return HttpResponse("hemmeligt")


@access.requires(lambda person: True)
def view_for_all(request):
    return HttpResponse("åbent")


@pytest.fixture
def two_views(settings):
    from dasportal.urls import urlpatterns

    class Urls:
        urlpatterns = []

    Urls.urlpatterns = [
        *urlpatterns,
        path("glemt/", view_without_access, name="forgotten"),
        path("husket/", view_for_all, name="remembered"),
        path("navnloes/", view_for_all),
    ]
    settings.ROOT_URLCONF = Urls


def test_a_view_that_says_nothing_is_open_to_nobody(two_views):
    client = signed_in(factories.member())
    assert client.get("/glemt/").status_code == 403
    assert client.get("/husket/").content.decode() == "åbent"


def test_the_check_names_what_was_forgotten(two_views):
    errors = access.every_view_says_whom_it_is_for()
    assert [(e.id, e.msg) for e in errors] == [
        ("access.E003", "forgotten lacks @requires(…)"),
        ("access.E001", "the address navnloes/ has no name"),
    ]


def test_the_portal_as_it_is_passes_the_check():
    assert access.every_view_says_whom_it_is_for() == []


def test_requires_refuses_without_the_middleware():
    from django.contrib.auth.models import AnonymousUser
    from django.core.exceptions import PermissionDenied

    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        view_for_all(request)


# --- Roles taken away -----------------------------------------------------------------------------


def test_an_ended_role_is_gone_at_the_next_request():
    boss, who = factories.administrator(), has_app(factories.secretary())
    client = signed_in(who)
    assert client.get("/personer/").status_code == 200
    workflow.end_role(who.roles.get(), by=boss)
    assert client.get("/personer/").status_code == 403
    assert client.get("/parter/").status_code == 403
    assert client.get("/").status_code == 200


def test_a_role_that_runs_out_is_gone_at_the_next_request():
    who = factories.member()
    client = signed_in(who)
    assert client.get("/parter/").status_code == 200
    Role.objects.filter(person=who).update(end=factories.yesterday())
    assert client.get("/parter/").status_code == 403


def test_somebody_who_may_not_sign_in_any_more_is_out():
    who = factories.member()
    client = signed_in(who)
    who.is_active = False
    who.save()
    assert client.get("/parter/").status_code == 302


# --- Two steps ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", RoleKind)
def test_staff_must_set_up_a_second_step_first(kind):
    must = kind in (RoleKind.SECRETARIAT, RoleKind.ADMINISTRATOR)
    response = signed_in(factories.holder(kind)).get("/parter/")
    expected = (302, reverse("accounts:two_steps")) if must else (200, None)
    assert (response.status_code, response.get("Location")) == expected


def test_the_pages_for_setting_it_up_are_open_meanwhile():
    client = signed_in(factories.secretary())
    assert client.get("/totrinslogin/").status_code == 200
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("account_logout")).status_code == 200
    htmx = client.get("/", headers={"HX-Request": "true"})
    assert htmx["HX-Redirect"] == "/totrinslogin/"


def test_with_a_second_step_nothing_stands_in_the_way():
    client = signed_in(has_app(factories.secretary()))
    assert client.get("/personer/").status_code == 200
    assert client.get("/totrinslogin/")["Location"] == "/"


def test_recovery_codes_alone_are_no_second_step():
    who = factories.secretary()
    Authenticator.objects.create(user=who, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert access.needs_second_step(who)


def test_the_demo_does_not_ask_for_it(settings):
    settings.DEMO = True
    assert signed_in(factories.secretary()).get("/personer/").status_code == 200


# --- The log --------------------------------------------------------------------------------------


def logged(caplog, message):
    return [r for r in caplog.records if r.name == "dasportal.access" and r.message == message]


def test_a_refusal_is_logged_with_person_party_and_request(caplog):
    who = factories.member()
    with caplog.at_level(logging.INFO):
        response = signed_in(who).get("/personer/")
    line = logged(caplog, "access refused")[0]
    assert (line.status, line.view, line.method) == (403, "accounts:people", "GET")
    assert line.roles == ["member"]
    done = next(r for r in caplog.records if r.name == "dasportal.request")
    assert (done.user, done.party) == (who.pk, [factories.party().pk])
    assert response["X-Request-ID"]


def test_an_object_out_of_reach_is_logged_too(caplog):
    staff = has_app(factories.secretary())
    with caplog.at_level(logging.INFO):
        signed_in(staff).get("/personer/0/")
    assert logged(caplog, "access refused")[0].status == 404


def test_what_was_typed_is_never_logged(caplog, client):
    who = factories.person(password="den rigtige kode")
    with caplog.at_level(logging.INFO):
        client.post("/log-ind/", {"login": who.email, "password": "den forkerte kode"})
        client.post("/log-ind/", {"login": "ukendt@x.example", "password": "den forkerte kode"})
        client.post("/log-ind/", {"login": who.email, "password": "den rigtige kode"})
    assert [line.tried for line in logged(caplog, "sign-in failed")] == [who.pk, None]
    assert [line.signed_in for line in logged(caplog, "signed in")] == [who.pk]
    said = " ".join(str(vars(record)) for record in caplog.records)
    assert "rigtige kode" not in said
    assert "forkerte kode" not in said
    assert "ukendt@x.example" not in said


def test_the_personal_link_is_never_logged(caplog, client):
    with caplog.at_level(logging.INFO):
        client.get("/invitation/en-hemmelig-streng/")
    ours = [r for r in caplog.records if r.name.startswith("dasportal")]
    assert ours
    assert "en-hemmelig-streng" not in " ".join(str(vars(record)) for record in ours)


def test_every_party_that_somebody_acts_for_is_logged():
    who = factories.member(code="851")
    factories.role(who, RoleKind.TARIFF_REPORTER, party=factories.party("825"))
    response = signed_in(who).get("/")
    both = [factories.party(code).pk for code in ("825", "851")]
    assert response.wsgi_request.parties == sorted(both)
