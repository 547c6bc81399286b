"""What the portal does in the background: for the secretariat and administrators."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from dasportal.accounts.access import requires
from dasportal.accounts.transitions import NotAllowed
from dasportal.worker import queries, workflow
from dasportal.worker.filters import JobFilter
from dasportal.worker.jobs import policy_of
from dasportal.worker.models import TONES, JobState
from dasportal.worker.permissions import sees_jobs
from dasportal.worker.tables import JobTable

JOBS_A_PAGE = 25


@requires(sees_jobs)
@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """The jobs, newest first; whether anyone works on them; and the schedule."""
    chosen = JobFilter(request.GET, queries.jobs_visible_to(request.user))
    table = JobTable(chosen.qs)
    RequestConfig(request, paginate={"per_page": JOBS_A_PAGE}).configure(table)
    context = {
        "table": table,
        "filter": chosen,
        "counts": queries.counts(request.user),
        "oldest": queries.oldest_waiting(request.user),
        "running": queries.worker_is_running(),
        "schedule": queries.schedule_lines(),
    }
    return render(request, "worker/jobs.html", context)


@requires(sees_jobs)
@require_safe
def job(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One job: how it went, and the step a person may take."""
    found = get_object_or_404(queries.jobs_visible_to(request.user), pk=pk)
    context = {
        "job": found,
        "label": queries.label_of(found),
        "state": JobState(found.status).label,
        "tone": TONES[JobState(found.status)],
        "reason": queries.reason_of(found),
        "attempts": len(found.worker_ids),
        "most_attempts": policy_of(found.task_path).attempts,
        "steps": workflow.JOBS.available(found, request.user),
    }
    return render(request, "worker/job.html", context)


@requires(sees_jobs)
@require_POST
def retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Run a failed job again."""
    found = get_object_or_404(queries.jobs_visible_to(request.user), pk=pk)
    try:
        workflow.retry(found, by=request.user)
    except NotAllowed as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"»{queries.label_of(found)}« er lagt i kø igen.")
    return redirect("worker:job", pk=found.pk)
