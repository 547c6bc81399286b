"""Background work: the secretariat's and the administrators' alone."""

from uuid import UUID

from django_tasks_db.models import DBTaskResult

from dasportal.worker.jobs import enqueue
from dasportal.worker.tasks import forget_old_jobs
from tests.access.matrix import STAFF, Row, World, allow


def _failed_job(world: World) -> dict[str, UUID]:
    pk = enqueue(forget_old_jobs)
    DBTaskResult.objects.filter(pk=pk).update(status="FAILED")
    return {"pk": pk}


ROWS = [
    Row("worker:jobs", get=allow(*STAFF), post=allow(*STAFF, status=405)),
    Row("worker:job", kwargs=_failed_job, get=allow(*STAFF), post=allow(*STAFF, status=405)),
    Row(
        "worker:retry",
        kwargs=_failed_job,
        get=allow(*STAFF, status=405),
        post=allow(*STAFF, status=302),
    ),
]
