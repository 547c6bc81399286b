"""Headers on every response, request ids in every log line, and the public health check."""

import json
import logging

import pytest
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory

from dasportal.logs import RequestFilter, RequestLogMiddleware

HEADERS = {
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "X-Request-ID",
}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/sundhed/", "/findes-ikke/", "/"])
def test_every_response_carries_the_security_headers(client, path):
    assert set(client.get(path).headers) >= HEADERS


@pytest.mark.django_db
def test_scripts_and_styles_come_from_the_portal_alone(client):
    policy = client.get("/sundhed/").headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["script-src"] == "'self'"
    assert rules["style-src"] == "'self'"
    assert rules["default-src"] == "'self'"
    assert rules["object-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_health_needs_no_sign_in_and_tells_nothing_more(client):
    response = client.get("/sundhed/")
    assert (response.status_code, response.json()) == (200, {"database": "svarer"})


def test_health_says_when_the_database_is_gone(client, django_db_blocker):
    from django.db import connection

    name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = "findes_ikke"
        try:
            response = client.get("/sundhed/")
        finally:
            connection.close()
            connection.settings_dict["NAME"] = name
    assert response.status_code == 503


@pytest.mark.django_db
def test_two_requests_have_two_ids_and_both_are_logged(client, caplog):
    caplog.set_level(logging.INFO, "dasportal.request")
    first, second = client.get("/sundhed/"), client.get("/sundhed/")
    assert first["X-Request-ID"] != second["X-Request-ID"]
    said = [record for record in caplog.records if record.name == "dasportal.request"]
    assert [record.getMessage() for record in said] == ["GET /sundhed/ 200"] * 2


def test_lines_logged_inside_a_request_carry_its_id():
    seen = []

    def view(request):
        from django.http import HttpResponse

        record = logging.LogRecord("x", logging.INFO, "", 0, "hej", None, None)
        RequestFilter().filter(record)
        seen.append(record.request_id)
        return HttpResponse()

    response = RequestLogMiddleware(view)(RequestFactory().get("/"))
    assert seen == [response["X-Request-ID"]]
    outside = logging.LogRecord("x", logging.INFO, "", 0, "hej", None, None)
    RequestFilter().filter(outside)
    assert not hasattr(outside, "request_id")


def test_log_lines_are_json_with_danish_letters():
    from dasportal.logs import logging_config

    config = logging_config(level="INFO")["formatters"]["json"]
    from pythonjsonlogger.json import JsonFormatter

    formatter = JsonFormatter(config["format"], json_ensure_ascii=config["json_ensure_ascii"])
    record = logging.LogRecord("x", logging.INFO, "", 0, "Ærø", None, None)
    line = formatter.format(record)
    assert json.loads(line)["message"] == "Ærø"
    assert "Ærø" in line


@pytest.mark.django_db
def test_secrets_in_an_address_are_not_logged(client, caplog):
    caplog.set_level(logging.INFO, "dasportal.request")
    client.get("/findes-ikke/hemmelig-noegle/?kode=hemmelig")
    said = [record.getMessage() for record in caplog.records if record.name == "dasportal.request"]
    assert said
    assert not any("hemmelig" in line for line in said)


@pytest.mark.django_db
def test_pages_of_a_signed_in_person_are_not_kept():
    person = get_user_model()(pk=1)
    from django.http import HttpResponse

    from dasportal.security import SecurityHeadersMiddleware

    request = RequestFactory().get("/")
    request.user = person
    response = SecurityHeadersMiddleware(lambda _: HttpResponse())(request)
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_unknown_host_is_refused():
    assert Client(headers={"host": "ond.example"}).get("/sundhed/").status_code == 400


@pytest.mark.django_db
def test_refused_personal_link_leaves_no_secret_in_the_log(client):
    path = "/moeder/bidrag/udefra/hemmeligt/"
    request = client.get(path).wsgi_request
    record = logging.LogRecord("x", logging.WARNING, "", 0, "%s: %s", ("Gone", path), None)
    record.request = request
    RequestFilter().filter(record)
    assert record.getMessage() == "Gone: /moeder/bidrag/udefra/<str:token>/"
    assert not hasattr(record, "request")
