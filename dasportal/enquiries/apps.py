from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "dasportal.enquiries"
    label = "enquiries"
    verbose_name = "Høringer og rundspørger"
    default_auto_field = "django.db.models.BigAutoField"
