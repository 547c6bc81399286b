from django.apps import AppConfig


class YearlyConfig(AppConfig):
    name = "offers.yearly"
    label = "yearly"
    verbose_name = "Den årlige dialog"
    default_auto_field = "django.db.models.BigAutoField"
