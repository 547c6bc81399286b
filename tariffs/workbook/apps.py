from django.apps import AppConfig


class WorkbookConfig(AppConfig):
    name = "tariffs.workbook"
    label = "workbook"
    verbose_name = "Takster i regneark"
    default_auto_field = "django.db.models.BigAutoField"
