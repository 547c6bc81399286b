from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "dasportal.mail"
    label = "mail"
    verbose_name = "Post"
    default_auto_field = "django.db.models.BigAutoField"
