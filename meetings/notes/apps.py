from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "meetings.notes"
    label = "notes"
    verbose_name = "Noter"
    default_auto_field = "django.db.models.BigAutoField"
