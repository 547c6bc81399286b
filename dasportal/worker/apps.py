from datetime import time

from django.apps import AppConfig


class WorkerConfig(AppConfig):
    """Background work: jobs, the schedule, and the processes that run them."""

    name = "dasportal.worker"
    label = "worker"
    verbose_name = "Baggrundsarbejde"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts import slots
        from dasportal.worker import permissions, tasks
        from dasportal.worker.schedule import SCHEDULE, Duty

        SCHEDULE.add(
            Duty("worker.tidy", "Ryd op i gamle opgaver", tasks.forget_old_jobs, at=time(3, 10))
        )
        slots.MENU.add(
            slots.MenuEntry(
                "Baggrundsarbejde", "worker:jobs", permissions.sees_jobs, position=85, aside=True
            )
        )
