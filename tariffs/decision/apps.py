from datetime import timedelta

from django.apps import AppConfig


class DecisionConfig(AppConfig):
    name = "tariffs.decision"
    label = "decision"
    verbose_name = "Beslutning om takster"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import WAITING, Panel, Waiting
        from dasportal.documents.record import KINDS, Kind
        from dasportal.register.slots import MOVES, Move
        from dasportal.worker.schedule import SCHEDULE, Duty
        from meetings import slots
        from meetings.following import FOLLOWERS, Follower
        from meetings.readiness import CHECKS, Check
        from tariffs.slots import LAID, SUBMISSION, YEAR, YEARS, Laid

        from . import checks, laid, moving, panels, schedule, waiting, workflow

        KINDS.add(Kind(workflow.KIND, "Takstbilag", position=30))
        FOLLOWERS.add(Follower("decision", planned=workflow.place_waiting))
        CHECKS.add(Check("decision", checks.bilag, 45))
        MOVES.add(Move("decision", moving.move_cases))
        LAID.add(Laid("decision", laid.year_of, laid.shown_to))
        WAITING.add(Waiting("decision", waiting.tasks_of, position=45))
        YEAR.add(Panel("decision.year", "decision/panels/year.html", panels.year))
        YEARS.add(Panel("decision.years", "decision/panels/years.html", panels.years, 20))
        SUBMISSION.add(
            Panel("decision.correction", "decision/panels/submission.html", panels.submission)
        )
        slots.ITEM_OFFICE.add(
            Panel("decision.item", "decision/panels/item_office.html", panels.item_office, 25)
        )
        slots.WRITING.add(
            Panel("decision.writing", "decision/panels/item_office.html", panels.writing)
        )
        slots.ITEM_READER.add(
            Panel("decision.item", "decision/panels/item.html", panels.item_reader, 25)
        )
        SCHEDULE.add(
            Duty(
                "decision.refresh",
                "Opdatér takstbilag på dagsordener",
                schedule.refresh_cases,
                every=timedelta(minutes=1),
            )
        )
