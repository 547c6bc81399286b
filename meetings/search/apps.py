from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "meetings.search"
    label = "search"
    verbose_name = "Søgning"
    default_auto_field = "django.db.models.BigAutoField"
