from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "meetings.dialogue"
    label = "dialogue"
    verbose_name = "Spørgsmål og deling"
    default_auto_field = "django.db.models.BigAutoField"
