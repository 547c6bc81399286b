from django.apps import AppConfig


class ObjectiveConfig(AppConfig):
    name = "tariffs.objective"
    label = "objective"
    verbose_name = "Objektiv finansiering"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import Panel
        from tariffs.slots import YEARS

        from . import panels

        YEARS.add(Panel("objective.schemes", "objective/panels/years.html", panels.schemes))
