from django.apps import AppConfig


class WorkbookConfig(AppConfig):
    name = "tariffs.workbook"
    label = "workbook"
    verbose_name = "Takster i regneark"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import Panel
        from tariffs.slots import SUBMISSION

        from . import panels

        SUBMISSION.add(
            Panel("workbook.ways", "workbook/panels/ways.html", panels.ways, position=80)
        )
