from django.apps import AppConfig


class TariffsConfig(AppConfig):
    name = "tariffs"
    verbose_name = "Takster"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.register.slots import MOVES, Move

        from .workflow.matching import move_lines

        MOVES.add(Move("tariffs", move_lines))
