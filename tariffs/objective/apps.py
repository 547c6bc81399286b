from django.apps import AppConfig


class ObjectiveConfig(AppConfig):
    name = "tariffs.objective"
    label = "objective"
    verbose_name = "Objektiv finansiering"
    default_auto_field = "django.db.models.BigAutoField"
