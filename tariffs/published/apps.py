from django.apps import AppConfig


class PublishedConfig(AppConfig):
    name = "tariffs.published"
    label = "published"
    verbose_name = "Gældende takster"
    default_auto_field = "django.db.models.BigAutoField"
