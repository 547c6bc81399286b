from datetime import time

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "dasportal.documents"
    label = "documents"
    verbose_name = "Dokumenter"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import MENU, MenuEntry
        from dasportal.documents import permissions, tasks
        from dasportal.worker.schedule import SCHEDULE, Duty

        SCHEDULE.add(
            Duty("documents.sweep", "Ryd op i filmappen", tasks.sweep_files, at=time(3, 15))
        )
        SCHEDULE.add(
            Duty(
                "documents.check_record",
                "Kontrollér det forseglede arkiv",
                tasks.check_record,
                at=time(4, 0),
            )
        )
        MENU.add(MenuEntry("Arkiv", "documents:record", permissions.may_see_record, position=85))
