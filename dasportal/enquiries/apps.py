from datetime import time, timedelta

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "dasportal.enquiries"
    label = "enquiries"
    verbose_name = "Høringer og rundspørger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import MENU, WAITING, MenuEntry, Waiting
        from dasportal.worker.schedule import SCHEDULE, Duty

        from . import kinds, schedule, waiting
        from .permissions import can_ask, may_be_asked

        kinds.register()
        MENU.add(MenuEntry("Høringer", "enquiries:list", can_ask, position=40))
        MENU.add(MenuEntry("Høringer", "enquiries:mine", may_be_asked, position=40))
        WAITING.add(Waiting("enquiries", waiting.tasks_of, position=30))
        SCHEDULE.add(
            Duty("enquiries.days", "Åbn og luk høringer", schedule.open_and_close,
                 every=timedelta(minutes=10))
        )  # fmt: skip
        SCHEDULE.add(
            Duty("enquiries.remind", "Mind om høringer", schedule.remind_of_deadlines, at=time(7))
        )
