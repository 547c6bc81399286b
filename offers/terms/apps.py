from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "offers.terms"
    label = "terms"
    verbose_name = "Særlige vilkår"
    default_auto_field = "django.db.models.BigAutoField"
