from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "meetings.publication"
    label = "publication"
    verbose_name = "Offentliggørelse"
    default_auto_field = "django.db.models.BigAutoField"
