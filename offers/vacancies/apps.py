from django.apps import AppConfig


class VacanciesConfig(AppConfig):
    name = "offers.vacancies"
    label = "vacancies"
    verbose_name = "Tilbudsoverblik"
    default_auto_field = "django.db.models.BigAutoField"
