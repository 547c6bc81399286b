from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "tariffs.review"
    label = "review"
    verbose_name = "Gennemgang af takster"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import WAITING, Panel, Waiting
        from dasportal.register.slots import MOVES, OFFER, Move
        from tariffs.slots import STEPS, SUBMISSION, SUBMISSION_FOOT, YEAR, StepTaken

        from . import panels, waiting
        from .moving import move_rows
        from .workflow import took_step

        STEPS.add(StepTaken("review", took_step))
        MOVES.add(Move("review", move_rows, position=60))
        WAITING.add(Waiting("review", waiting.tasks_of, position=46))
        YEAR.add(Panel("review.queue", "review/panels/year.html", panels.year, position=20))
        SUBMISSION.add(
            Panel("review.comments", "review/panels/comments.html", panels.comments, position=20)
        )
        SUBMISSION_FOOT.add(
            Panel("review.versions", "review/panels/versions.html", panels.versions, position=80)
        )
        OFFER.add(Panel("review.tariffs", "review/panels/offer.html", panels.tariffs_of))
