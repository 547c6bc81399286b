from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "offers.selection"
    label = "selection"
    verbose_name = "Udvælgelse og udtræden"
    default_auto_field = "django.db.models.BigAutoField"
