from django.apps import AppConfig


class WatchingConfig(AppConfig):
    name = "offers.watching"
    label = "watching"
    verbose_name = "Opfølgning"
    default_auto_field = "django.db.models.BigAutoField"
