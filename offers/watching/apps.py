from datetime import time

from django.apps import AppConfig


class WatchingConfig(AppConfig):
    name = "offers.watching"
    label = "watching"
    verbose_name = "Opfølgning"
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

        from . import cases, moving, panels, parts, schedule, waiting

        BRIEFS.add(Briefs("watching", parts.briefs, 40))
        SHEET.add(SheetPart("watching", parts.sheet_parts, 15))
        TIMELINE.add(History("watching", parts.happenings, 40))
        for kind in cases.KINDS:
            CASE_KINDS.add(kind)
        OVERVIEW.add(
            Panel("watching.overview", "watching/panels/overview.html", panels.overview, 40)
        )
        OFFER.add(Panel("watching.offer", "watching/panels/offer.html", panels.offer, 40))
        MOVES.add(Move("watching", moving.move_watching, position=40))
        WAITING.add(Waiting("watching", waiting.tasks_of, position=47))
        SCHEDULE.add(
            Duty(
                "watching.ask",
                "Spørg efter tal om tilbud, der følges",
                schedule.ask_for_figures,
                at=time(6, 30),
            )
        )
