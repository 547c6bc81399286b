from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "dasportal.accounts"
    label = "accounts"
    verbose_name = "Adgang"
    default_auto_field = "django.db.models.BigAutoField"
