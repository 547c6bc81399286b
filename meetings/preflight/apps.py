from django.apps import AppConfig


class PreflightConfig(AppConfig):
    name = "meetings.preflight"
    label = "preflight"
    verbose_name = "Fortrolighedskontrol"
    default_auto_field = "django.db.models.BigAutoField"
