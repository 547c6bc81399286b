"""The shared fixtures keep what they promise."""

import http.client
import threading
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.db import connection


def people() -> int:
    return get_user_model()._default_manager.count()


def test_own_database_commits_are_seen_by_another_thread_and_gone_afterwards(own_database):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE only_here (n int); INSERT INTO only_here VALUES (7)")
    seen = []

    def look() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT n FROM only_here")
            seen.append(cursor.fetchone()[0])
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [7]


@pytest.mark.django_db
def test_an_ordinary_test_meets_the_template_again(request):
    assert "only_here" not in connection.introspection.table_names()
    assert people() == 0


def test_portal_answers_on_its_own_database(portal):
    address = urlsplit(portal)
    server = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
    server.request("GET", "/sundhed/")
    answer = server.getresponse()
    assert answer.status == http.HTTPStatus.OK
    assert answer.headers["Content-Security-Policy"]
    server.close()


@pytest.mark.browser
def test_browser_reads_danish(page, portal):
    assert page.goto("/sundhed/").ok
    assert page.evaluate("navigator.language") == "da-DK"
