from django.apps import AppConfig


class TariffsConfig(AppConfig):
    name = "tariffs"
    verbose_name = "Takster"
    default_auto_field = "django.db.models.BigAutoField"
