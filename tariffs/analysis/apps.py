from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "tariffs.analysis"
    label = "analysis"
    verbose_name = "Analyse af takster"
    default_auto_field = "django.db.models.BigAutoField"
