from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "dasportal.documents"
    label = "documents"
    verbose_name = "Dokumenter"
    default_auto_field = "django.db.models.BigAutoField"
