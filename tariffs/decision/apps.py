from django.apps import AppConfig


class DecisionConfig(AppConfig):
    name = "tariffs.decision"
    label = "decision"
    verbose_name = "Beslutning om takster"
    default_auto_field = "django.db.models.BigAutoField"
