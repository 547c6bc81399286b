from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dasportal.worker.jobs import enqueue
from dasportal.worker.locks import held
from dasportal.worker.queries import ALIVE, oldest_waiting, worker_is_running
from dasportal.worker.runner import run_ready_jobs
from tests import factories
from tests.worker import sample_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(client, settings):
    settings.DEMO = True
    person = factories.secretary("Sara Sekretær")
    client.force_login(person)
    return person


def page(client, name="worker:jobs", query="", **kwargs):
    html = client.get(reverse(name, kwargs=kwargs) + query).content.decode()
    return html.replace("\xa0", " ")


@pytest.mark.parametrize("number", [1, 30])
def test_list_costs_the_same_however_long(client, secretary, django_assert_num_queries, number):
    for n in range(number):
        enqueue(sample_jobs.note, str(n))
    page(client)
    with django_assert_num_queries(9):
        page(client)


def test_list_says_what_runs_and_how_it_went(client, secretary):
    enqueue(sample_jobs.note, "a")
    enqueue(sample_jobs.broken, "flyve")
    run_ready_jobs()
    html = page(client)
    assert "Skriv ned" in html
    assert "ValueError: kan ikke flyve" in html
    assert "Færdig" in html
    assert "Skriv ned" not in page(client, query="?status=FAILED").partition("<table")[2]


def test_list_warns_when_nobody_does_the_work(client, secretary):
    assert "Ingen udfører opgaverne lige nu" in page(client)
    with held(ALIVE):
        assert worker_is_running()
        assert "Ingen udfører" not in page(client)


def test_list_shows_the_schedule_in_danish(client, secretary):
    html = page(client)
    assert "Send ventende post" in html
    assert "Hver dag kl. 03.10" in html


def test_oldest_waiting_leaves_out_what_is_put_off(secretary):
    assert oldest_waiting(secretary) is None
    enqueue(sample_jobs.note, "senere", run_after=timezone.now() + timedelta(hours=1))
    assert oldest_waiting(secretary) is None
    pk = enqueue(sample_jobs.note, "nu")
    assert oldest_waiting(secretary) == DBTaskResult.objects.get(pk=pk).enqueued_at
    assert oldest_waiting(factories.person()) is None


def test_failed_job_is_run_again_by_a_button(client, secretary):
    pk = enqueue(sample_jobs.broken, "flyve")
    run_ready_jobs()
    assert "Prøv igen" in page(client, "worker:job", pk=pk)
    answer = client.post(reverse("worker:retry", kwargs={"pk": pk}), follow=True)
    assert "lagt i kø igen" in answer.content.decode()
    job = DBTaskResult.objects.get(pk=pk)
    assert (job.status, job.worker_ids) == ("READY", [])


def test_job_that_is_done_is_not_run_again(client, secretary):
    pk = enqueue(sample_jobs.note, "a")
    run_ready_jobs()
    assert "Prøv igen" not in page(client, "worker:job", pk=pk)
    answer = client.post(reverse("worker:retry", kwargs={"pk": pk}), follow=True)
    assert "ikke muligt nu" in answer.content.decode()
