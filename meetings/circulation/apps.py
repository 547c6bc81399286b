from django.apps import AppConfig


class CirculationConfig(AppConfig):
    name = "meetings.circulation"
    label = "circulation"
    verbose_name = "Skriftlig behandling"
    default_auto_field = "django.db.models.BigAutoField"
