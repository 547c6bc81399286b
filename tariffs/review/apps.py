from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "tariffs.review"
    label = "review"
    verbose_name = "Gennemgang af takster"
    default_auto_field = "django.db.models.BigAutoField"
