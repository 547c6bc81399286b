from django.apps import AppConfig


class ReaderConfig(AppConfig):
    name = "meetings.reader"
    label = "reader"
    verbose_name = "Læsning"
    default_auto_field = "django.db.models.BigAutoField"
