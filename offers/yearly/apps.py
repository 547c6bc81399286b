from datetime import time

from django.apps import AppConfig


class YearlyConfig(AppConfig):
    name = "offers.yearly"
    label = "yearly"
    verbose_name = "Den årlige dialog"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import WAITING, Panel, Waiting
        from dasportal.register.slots import MOVES, Move
        from dasportal.worker.schedule import SCHEDULE, Duty
        from offers.slots import (
            BRIEFS,
            CASE_KINDS,
            OFFER,
            OVERVIEW,
            SHEET,
            TIMELINE,
            Briefs,
            History,
            SheetPart,
        )

        from . import cases, happening, moving, panels, sheet, waiting
        from .workflow.years import remind_due

        MOVES.add(Move("yearly", moving.move_dialogue))
        for kind in cases.KINDS:
            CASE_KINDS.add(kind)
        SHEET.add(SheetPart("yearly.report", sheet.reports, 20, in_short=True))
        SHEET.add(SheetPart("yearly.answers", sheet.answers, 30))
        SHEET.add(SheetPart("yearly.said", sheet.said, 50))
        SHEET.add(SheetPart("yearly.recommended", sheet.recommended, 60))
        TIMELINE.add(History("yearly", happening.happenings_of))
        BRIEFS.add(Briefs("yearly", happening.briefs_of, 30))
        OVERVIEW.add(Panel("yearly.years", "yearly/panels/overview.html", panels.overview, 20))
        OFFER.add(Panel("yearly.offer", "yearly/panels/offer.html", panels.offer, 20))
        WAITING.add(Waiting("yearly", waiting.tasks_of, position=47))
        SCHEDULE.add(
            Duty("yearly.remind", "Mind om frister i det forstærkede samarbejde", remind_due,
                 at=time(7, 20))
        )  # fmt: skip
