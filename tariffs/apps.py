from datetime import time

from django.apps import AppConfig


class TariffsConfig(AppConfig):
    name = "tariffs"
    verbose_name = "Takster"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import MENU, MenuEntry
        from dasportal.register.slots import MOVES, Move
        from dasportal.worker.schedule import SCHEDULE, Duty

        from .permissions import can_see_years
        from .workflow.matching import move_lines, tell_lines
        from .workflow.reminding import remind_due

        MENU.add(MenuEntry("Takster", "tariffs:years", can_see_years, position=45))

        SCHEDULE.add(
            Duty("tariffs.remind", "Mind parterne om takstfristen", remind_due, at=time(7, 15))
        )
        MOVES.add(Move("tariffs", move_lines, tell=tell_lines))
